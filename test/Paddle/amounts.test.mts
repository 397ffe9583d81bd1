import fc from 'fast-check';
import { currencyDigits } from '../../nodes/shared/values/currencies';
import { changed, codes, itemOf, sample, type Json } from '../support/Paddle/items.mts';

const completed = () => sample('transaction.completed');
const details = (change: Json) => {
	const event = completed();
	return { ...event, data: { ...event.data, details: { ...(event.data.details as Json), ...change } } };
};
const line = (change: Json) => {
	const [first] = (completed().data.details as { line_items: Json[] }).line_items;
	return { ...first, ...change };
};
const totals = (subtotal: string, discount: string, tax: string, total: string) => ({
	subtotal,
	discount,
	tax,
	total,
});
/** A transaction with one line. */
const single = (quantity: unknown, unit: object | null, whole: Json, more: Json = {}) =>
	itemOf(
		details({
			tax_rates_used: [{ tax_rate: '0.19', totals: whole }],
			totals: { ...whole, balance: '0', currency_code: 'EUR' },
			line_items: [line({ quantity, unit_totals: unit, totals: whole, ...more })],
		}),
	);

/** From the SDK: every currency that Paddle accepts, with its digits in ISO 4217. */
const DIGITS: Record<string, number> = {
	...Object.fromEntries(
		(
			'USD EUR GBP AUD CAD CHF HKD SGD SEK ARS BRL CNY COP CZK DKK HUF ILS INR MXN NOK NZD PEN PLN RUB THB TRY TWD ' +
			'UAH ZAR'
		)
			.split(' ')
			.map((code) => [code, 2]),
	),
	JPY: 0,
	KRW: 0,
	CLP: 0,
	VND: 0,
};

describe('lowest units', () => {
	it.each(Object.entries(DIGITS))('of %s have %i digits', (currency, digits) => {
		expect(currencyDigits(currency)).toBe(digits);
		const event = changed(
			sample('transaction.completed', { currency_code: currency }),
			'data.details.totals.currency_code',
			currency,
		);
		expect(itemOf(event).totals.gross).toBe(20956 / 10 ** digits);
	});

	it('of any amount are exact', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }), (units) => {
				const event = changed(completed(), 'data.details.totals.total', String(units));
				const { gross } = itemOf(event).totals;
				expect(gross).toBe(Number(`${units / 100n}.${String(units % 100n).padStart(2, '0')}`));
			}),
		);
	});

	it('of a currency that is not known are no amounts, and an issue says so', () => {
		const event = changed(
			sample('transaction.completed', { currency_code: 'ZZZ' }),
			'data.details.totals.currency_code',
			'ZZZ',
		);
		const item = itemOf(event);
		expect(codes(item)).toEqual(['currency-unknown currency', 'amounts-unknown totals']);
		expect(item.totals.gross).toBeNull();
		expect(item.lines[0]).toMatchObject({ net: null, quantity: 3, taxRate: 19 });
	});

	it('of totals in another currency than the transaction have an issue', () => {
		const item = itemOf(changed(completed(), 'data.details.totals.currency_code', 'USD'));
		expect(codes(item)).toContain('currency-mismatch currency');
	});
});

describe('totals', () => {
	it('are null where nothing was sent', () => {
		const item = itemOf(details({ totals: null, tax_rates_used: [], line_items: [] }));
		expect(Object.values(item.totals).every((value) => value === null)).toBe(true);
		expect([item.taxes, item.lines, item.issues]).toEqual([[], [], []]);
		const empty = { balance: '', credit: '', grand_total: '', currency_code: 'EUR' };
		expect(itemOf(details({ totals: empty })).totals).toMatchObject({ due: null, paid: null, gross: null });
	});

	it.each([
		['0', 209.56, 0],
		['20956', 0, 209.56],
		['956', 200, 9.56],
	])('with a balance of %s have paid %d, and %d is due', (balance, paid, due) => {
		const { totals } = itemOf(changed(completed(), 'data.details.totals.balance', balance));
		expect(totals).toMatchObject({ paid, due });
	});

	it('name a discount that is not in the lines', () => {
		const whole = totals('8700', '870', '1488', '9318');
		const item = itemOf(
			details({
				tax_rates_used: [],
				totals: { ...whole, balance: '0' },
				line_items: [line({ totals: totals('8700', '0', '1653', '10353') })],
			}),
		);
		expect(item.totals).toMatchObject({ lines: 87, discount: 8.7, net: 78.3, tax: 14.88, gross: 93.18 });
		expect(codes(item)).toEqual([]);
	});

	it('that lines do not add up to have an issue', () => {
		expect(codes(itemOf(changed(completed(), 'data.details.totals.subtotal', '18700')))).toContain(
			'sum-mismatch totals.lines',
		);
		expect(codes(itemOf(changed(completed(), 'data.details.totals.discount', '1')))).toContain(
			'sum-mismatch totals.discount',
		);
		expect(codes(itemOf(changed(completed(), 'data.details.totals.tax', '1')))).toContain(
			'sum-mismatch totals.tax',
		);
	});
});

describe('a price', () => {
	it.each([
		['without tax', 10, totals('500', '0', '95', '595'), totals('5000', '0', '950', '5950'), 5, false],
		['with tax', 10, totals('840', '0', '160', '1000'), totals('8403', '0', '1597', '10000'), 10, true],
		[
			'neither, but a quotient',
			4,
			totals('334', '0', '63', '397'),
			totals('1337', '0', '254', '1591'),
			3.3425,
			false,
		],
		[
			'neither, and no quotient',
			3,
			totals('334', '0', '63', '397'),
			totals('1001', '0', '189', '1190'),
			null,
			null,
		],
		[
			'with tax, and a discount',
			3,
			totals('840', '0', '160', '1000'),
			totals('2521', '252', '431', '2700'),
			null,
			null,
		],
		['of which nothing was sent', 2, null, totals('5000', '0', '950', '5950'), 25, false],
		['of no quantity', null, totals('500', '0', '95', '595'), totals('500', '0', '95', '595'), 5, false],
		['of nothing at all', 0, null, totals('0', '0', '0', '0'), null, null],
	])('%s', (_what, quantity, unit, whole, unitPrice, unitPriceIncludesTax) => {
		expect(single(quantity, unit, whole).lines[0]).toMatchObject({ unitPrice, unitPriceIncludesTax });
	});
});

describe('taxes', () => {
	it.each([
		['0.19', 19],
		['0.08875', 8.875],
		['0.2', 20],
		['0', 0],
		['1', 100],
	])('a rate of %s is %d percent', (tax_rate, percent) => {
		const item = single(1, null, totals('100', '0', '19', '119'), { tax_rate });
		expect(item.lines[0]!.taxRate).toBe(percent);
		const [tax] = itemOf(
			details({ tax_rates_used: [{ tax_rate, totals: totals('100', '0', '0', '100') }] }),
		).taxes;
		expect(tax).toMatchObject({ rate: percent, taxableAmount: 1 });
	});

	it('without a rate are one entry, and none where there is no tax', () => {
		expect(itemOf(details({ tax_rates_used: [] })).taxes).toEqual([
			{ category: null, name: null, rate: null, taxableAmount: null, taxAmount: 33.46 },
		]);
		const free = { ...totals('100', '0', '0', '100'), balance: '0' };
		expect(itemOf(details({ tax_rates_used: [], totals: free, line_items: [] })).taxes).toEqual([]);
	});
});

describe('the period of a line', () => {
	it('is its own, or that of the transaction for what recurs', () => {
		const [recurring, once] = itemOf(completed()).lines;
		expect(recurring).toMatchObject({ periodStart: '2026-03-01', periodEnd: '2026-04-01' });
		expect(once).toMatchObject({ periodStart: null, periodEnd: null });
		expect(itemOf(sample('transaction.paid')).lines[0]).toMatchObject({
			periodStart: '2026-03-16',
			periodEnd: '2026-04-01',
		});
	});
});

/** As Paddle calculates: each amount rounded, of a price with or without tax, of one piece and of the line. */
function calculated(price: number, off: number, rate: number, isInclusive: boolean) {
	const subtotal = isInclusive ? Math.round(price / (1 + rate)) : price;
	const discount = Math.round((subtotal * off) / 100);
	const tax = Math.round((subtotal - discount) * rate);
	return { subtotal, discount, tax, total: subtotal - discount + tax };
}
type Calculated = ReturnType<typeof calculated>;

const sumOf = (all: readonly Calculated[]): Calculated => {
	const of = (key: keyof Calculated) => all.reduce((sum, one) => sum + one[key], 0);
	return { subtotal: of('subtotal'), discount: of('discount'), tax: of('tax'), total: of('total') };
};
const written = ({ subtotal, discount, tax, total }: Calculated) =>
	totals(String(subtotal), String(discount), String(tax), String(total));

it('whatever lines, discounts and taxes come, the sums add up, and no price makes another amount', () => {
	const sold = fc.record({
		quantity: fc.integer({ min: 1, max: 40 }),
		price: fc.integer({ min: 0, max: 50_000 }),
		off: fc.integer({ min: 0, max: 100 }),
		rate: fc.constantFrom(0, 0.05, 0.08875, 0.19, 0.2, 0.25),
	});
	const currencies = fc.constantFrom<[string, number]>(['EUR', 2], ['JPY', 0], ['HUF', 2], ['TWD', 2]);
	fc.assert(
		fc.property(
			fc.array(sold, { minLength: 1, maxLength: 6 }),
			fc.boolean(),
			currencies,
			fc.boolean(),
			(all, isInclusive, [currency, digits], isBilled) => {
				const made = all.map((one) => ({
					...one,
					unit: calculated(one.price, one.off, one.rate, isInclusive),
					whole: calculated(one.price * one.quantity, one.off, one.rate, isInclusive),
				}));
				const whole = sumOf(made.map((one) => one.whole));
				const rates = [...new Set(made.map(({ rate }) => rate))];
				const event = details({
					totals: {
						...written(whole),
						currency_code: currency,
						balance: isBilled ? String(whole.total) : '0',
					},
					tax_rates_used: rates.map((rate) => ({
						tax_rate: String(rate),
						totals: written(sumOf(made.filter((one) => one.rate === rate).map((one) => one.whole))),
					})),
					line_items: made.map(({ quantity, rate, unit, whole: ofLine }) =>
						line({
							...{ quantity, tax_rate: String(rate) },
							...{ unit_totals: written(unit), totals: written(ofLine) },
						}),
					),
				});
				const status = isBilled ? 'billed' : 'completed';
				const item = itemOf({ ...event, data: { ...event.data, status, currency_code: currency } });
				const major = (units: number) => Number(`${units}e-${digits}`);
				expect(codes(item)).toEqual([]);
				expect(item.totals).toMatchObject({
					net: major(whole.subtotal - whole.discount),
					tax: major(whole.tax),
					gross: major(whole.total),
					due: isBilled ? major(whole.total) : 0,
				});
				for (const { quantity, unitPrice, unitPriceIncludesTax, net, gross, discount } of item.lines) {
					if (unitPrice === null) continue;
					const amount = unitPriceIncludesTax ? gross! : net! + (discount ?? 0);
					expect(unitPrice * quantity!).toBeCloseTo(amount, 6);
				}
			},
		),
	);
});
