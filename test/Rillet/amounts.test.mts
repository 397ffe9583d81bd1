import fc from 'fast-check';
import { codes, invoice, invoiceWithItems, itemOf, memo, usd, type Json } from '../support/Rillet/items.mts';

/** The names of all amounts in a payload, such as `items[0].gross_rate`. */
function amountsIn(value: unknown, name = ''): string[] {
	if (typeof value !== 'object' || value === null) return [];
	if ('amount' in value && 'currency' in value) return [name];
	return Object.entries(value).flatMap(([key, member]) =>
		amountsIn(member, Array.isArray(value) ? `${name}[${key}]` : name === '' ? key : `${name}.${key}`),
	);
}

describe('tax', () => {
	it('is taxed_amount where that is the difference of total and net', () => {
		expect(itemOf(invoice()).totals).toMatchObject({ net: 100, tax: 8, gross: 108 });
	});

	it.each(['108.00', '100.00'])('is the difference where taxed_amount is a base of %s', (amount) => {
		const item = itemOf(invoice({ taxed_amount: usd(amount) }));
		expect(item.totals).toMatchObject({ net: 100, tax: 8, gross: 108 });
		// Then the meaning of a line's taxed_amount is unknown, too.
		expect(item.lines[0]).toMatchObject({ net: 100, tax: null, gross: null, unitPriceIncludesTax: false });
		expect(item.taxes).toEqual([
			{ category: null, name: null, rate: null, taxableAmount: null, taxAmount: 8 },
		]);
		expect(item.issues).toEqual([]);
	});

	it('is taxed_amount, with an issue, where nothing fits', () => {
		const item = itemOf(invoice({ taxed_amount: usd('9.00') }));
		expect(item.totals.tax).toBe(9);
		expect(item.lines[0]).toMatchObject({ tax: null, gross: null });
		expect(codes(item)).toEqual(['tax-unclear totals.tax', 'sum-mismatch totals.gross']);
	});

	it('has no entry where it is 0', () => {
		const item = itemOf(
			invoiceWithItems([{ taxed_amount: usd('0.00') }], {
				total: usd('100.00'),
				amount_due: usd('100.00'),
				taxed_amount: usd('0.00'),
			}),
		);
		expect(item).toMatchObject({ taxes: [], totals: { tax: 0, gross: 100 }, issues: [] });
		expect(item.lines[0]).toMatchObject({ tax: 0, gross: 100 });
	});

	it('has a base only where every line is taxed, and never a rate', () => {
		const item = itemOf(
			invoiceWithItems(
				[
					{ total_amount: usd('60.00'), gross_rate: usd('60.00') },
					{ total_amount: usd('40.00'), gross_rate: usd('40.00'), taxed_amount: usd('0.00') },
				],
				{},
			),
		);
		expect(item.taxes).toEqual([
			{ category: null, name: null, rate: null, taxableAmount: null, taxAmount: 8 },
		]);
		expect(item.issues).toEqual([]);
	});
});

describe('lines', () => {
	const sums = { subtotal: usd('110.00'), total_discount: usd('10.00') };

	it.each([
		['without tax, after discount', '100.00', { net: 100, tax: 8, gross: 108 }],
		['with tax', '108.00', { net: 100, tax: 8, gross: 108 }],
		['without tax, before discount', '110.00', { net: 100, tax: 8, gross: 108 }],
	])('total_amount %s', (_, total, expected) => {
		const item = itemOf(
			invoiceWithItems(
				[{ total_amount: usd(total), total_discount: usd('10.00'), gross_rate: usd('55.00'), quantity: 2 }],
				sums,
			),
		);
		expect(item.lines).toMatchObject([
			{ ...expected, discount: 10, unitPrice: 55, quantity: 2, unitPriceIncludesTax: false },
		]);
		expect(item.totals).toMatchObject({ lines: 100, discount: null });
		expect(item.issues).toEqual([]);
	});

	it('have no amounts, and an issue, where no sum fits', () => {
		const item = itemOf(invoiceWithItems([{ total_amount: usd('99.00') }], {}));
		expect(item.lines).toMatchObject([{ net: null, tax: 8, gross: null, unitPriceIncludesTax: null }]);
		expect(codes(item)).toEqual(['lines-unclear lines']);
	});

	it('have no net where the tax in them is not known', () => {
		const item = itemOf(invoiceWithItems([{ total_amount: usd('108.00') }], { taxed_amount: usd('108.00') }));
		expect(item.lines).toMatchObject([{ net: null, tax: null, gross: 108, unitPriceIncludesTax: null }]);
		expect(item.issues).toEqual([]);
	});

	it.each([
		['100.00', false],
		['108.00', true],
		['99.99', null],
	])('a price of %s includes tax: %s', (rate, expected) => {
		const item = itemOf(invoiceWithItems([{ gross_rate: usd(rate) }]));
		expect(item.lines[0].unitPriceIncludesTax).toBe(expected);
	});

	it('have no period where the revenue has none', () => {
		const item = itemOf(invoiceWithItems([{ revenue: {} }]));
		expect(item.lines[0]).toMatchObject({ periodStart: null, periodEnd: null });
	});
});

describe('discount', () => {
	it('is the document’s as far as it is not the lines’', () => {
		const item = itemOf(
			invoiceWithItems([{ total_amount: usd('110.00'), gross_rate: usd('110.00') }], {
				subtotal: usd('110.00'),
				total_discount: usd('10.00'),
			}),
		);
		expect(item.totals).toMatchObject({ lines: 110, discount: 10, net: 100 });
		expect(item.lines).toMatchObject([{ net: 110, discount: 0 }]);
		expect(item.issues).toEqual([]);
	});

	it('is not known where the lines have more of it than there is', () => {
		const item = itemOf(invoiceWithItems([{ total_discount: usd('3.00') }]));
		expect(item.totals).toMatchObject({ lines: null, discount: null });
		expect(codes(item)).toEqual(['sum-mismatch totals.discount']);
	});

	it('has to lead from the subtotal to the net', () => {
		expect(codes(itemOf(invoice({ subtotal: usd('101.00') })))).toEqual(['sum-mismatch totals.net']);
	});
});

describe('amounts', () => {
	it('are exact, with as many digits as were sent', () => {
		const yen = (amount: string) => ({ amount, currency: 'JPY' });
		const item = itemOf(
			invoiceWithItems(
				[
					{
						total_amount: yen('1200'),
						total_discount: yen('0'),
						taxed_amount: yen('120'),
						gross_rate: yen('1200'),
					},
				],
				{
					net_amount: yen('1200'),
					total: yen('1320'),
					amount_due: yen('1320'),
					subtotal: yen('1200'),
					total_discount: yen('0'),
					taxed_amount: yen('120'),
				},
			),
		);
		expect(item).toMatchObject({ currency: 'JPY', totals: { net: 1200, tax: 120, gross: 1320 }, issues: [] });
	});

	it('do not pass through floating point, for any cents', () => {
		const cents = fc.integer({ min: 0, max: 1e12 });
		const written = (value: number) => `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`;
		fc.assert(
			fc.property(cents, cents, (net, tax) => {
				const item = itemOf(
					invoiceWithItems(
						[
							{
								total_amount: usd(written(net)),
								taxed_amount: usd(written(tax)),
								gross_rate: usd(written(net)),
							},
						],
						{
							net_amount: usd(written(net)),
							subtotal: usd(written(net)),
							taxed_amount: usd(written(tax)),
							total: usd(written(net + tax)),
							amount_due: usd(written(net + tax)),
						},
					),
				);
				expect(item.totals).toMatchObject({
					net: Number(written(net)),
					tax: Number(written(tax)),
					gross: Number(written(net + tax)),
					paid: 0,
				});
				expect(item.lines[0].gross).toBe(Number(written(net + tax)));
				expect(item.issues).toEqual([]);
			}),
		);
	});

	it('that a number cannot hold are null with an issue', () => {
		const item = itemOf(invoice({ amount_due: usd('12345678901234567.89') }));
		expect(item.totals.due).toBeNull();
		expect(codes(item)).toContain('amount-not-exact totals.due');
	});

	it('in another currency are named', () => {
		const item = itemOf(invoiceWithItems([{ gross_rate: { amount: '100.00', currency: 'EUR' } }]));
		expect(item.currency).toBe('USD');
		expect(item.issues).toEqual([
			{
				code: 'currency-mismatch',
				path: 'currency',
				message: 'items[0].gross_rate is in EUR, the total in USD',
			},
		]);
	});

	const sent = { 'invoice-created': invoice(), 'credit-memo-created': memo() };
	const named = Object.entries(sent).flatMap(([event, payload]) =>
		amountsIn(payload).map((name) => [event, name, payload] as const),
	);

	it.each(named.filter(([, name]) => name !== 'total'))(
		'%s: %s in another currency is named',
		(event, name, sample) => {
			const payload = structuredClone(sample);
			name
				.split(/\W+/)
				.filter((key) => key !== '')
				.reduce((holder, key) => holder[key] as Json, payload).currency = 'EUR';
			expect(itemOf(payload, event).issues).toContainEqual({
				code: 'currency-mismatch',
				path: 'currency',
				message: `${name} is in EUR, the total in USD`,
			});
		},
	);

	it('in a currency that is none are kept', () => {
		const text = JSON.stringify(invoice()).replaceAll('"USD"', '"USDT"');
		const item = itemOf(JSON.parse(text));
		expect(item).toMatchObject({ currency: null, totals: { gross: 108 } });
		expect(codes(item)).toEqual(['currency-unknown currency']);
	});
});
