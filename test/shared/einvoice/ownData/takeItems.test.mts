/** Own data through Document > Create: the output is valid, and missing data is reported once. */
import { PROVIDERS } from '../../../../nodes/shared/invoice/schema';
import { BUYER, createOf, FORMATS, INVOICES, SELLER, take } from '../../../support/einvoice/ownData.mts';
import { valid } from '../../../support/einvoice/items.mts';

describe.each(Object.keys(INVOICES))('%s', (name) => {
	const { item, due } = INVOICES[name];

	test('has the amount due that a person computes', () => {
		expect(take(item).item.totals.due).toBe(due);
	});

	test.each(Object.keys(FORMATS))('is valid in %s', async (format) => {
		const { gaps, issues, found } = await createOf(item, format);
		expect({ gaps, issues, found }).toEqual({ gaps: [], issues: [], found: [] });
	});
});

describe('a row of a spreadsheet', () => {
	const row = {
		number: 7,
		issueDate: '2026-01-31',
		dueDate: '2026-02-28',
		currency: 'EUR',
		'seller.name': 'Seller',
		'seller.taxId': 'DE123456789',
		'seller.address.countryCode': 'DE',
		'buyer.name': 'Buyer',
		'buyer.country': 'AT',
		description: 'Screw',
		quantity: '4',
		unitPrice: '2.50',
		taxRate: '19',
		'my own column': 'of no interest',
		status: 'to do',
		id: 99,
		provider: 'DHL',
	};

	test('is an invoice with one line', async () => {
		const { item, gaps, found } = await createOf(row, 'UBL');
		expect({ gaps, found }).toEqual({ gaps: [], found: [] });
		expect(item.lines).toMatchObject([
			{ description: 'Screw', net: 10, taxCategory: 'S', unit: 'C62', id: null },
		]);
		expect(item).toMatchObject({
			number: '7',
			provider: null,
			id: null,
			status: null,
			totals: { due: 11.9 },
		});
	});

	test('is one line of the invoice with those of the same number', async () => {
		const { item, gaps, found, issues } = await createOf(
			[
				row,
				{ ...row, description: 'Nut', unitPrice: 1 },
				{ number: '7', description: 'Bolt', quantity: 1, unitPrice: 3, taxRate: 7 },
			],
			'CII',
		);
		expect({ gaps, found, issues }).toEqual({ gaps: [], found: [], issues: [] });
		expect(item.lines.map(({ net }) => net)).toEqual([10, 4, 3]);
		expect(item.taxes.map(({ rate, taxAmount }) => [rate, taxAmount])).toEqual([
			[19, 2.66],
			[7, 0.21],
		]);
	});

	test('of another number or day is of another invoice', () => {
		const pathsOf = (fields: object) => take([row, { ...row, ...fields }]).gaps.map(({ path }) => path);
		expect(pathsOf({ number: 8 })).toEqual(['number']);
		expect(pathsOf({ issueDate: '2025-01-31' })).toEqual(['issueDate']);
		expect(pathsOf({ number: '7', issueDate: '31.01.2026' })).toEqual([]);
	});

	test('that contradicts the first one is an issue', () => {
		const { item, issues } = take([row, { ...row, 'buyer.name': 'Another', dueDate: '2026-03-01' }]);
		expect(item.buyer?.name).toBe('Buyer');
		expect(issues.map(({ code, path }) => [code, path])).toEqual([
			['rows-differ', 'dueDate'],
			['rows-differ', 'buyer.name'],
		]);
	});
});

describe('what is missing', () => {
	test.each(Object.keys(FORMATS))('of an empty item is listed once and at once in %s', async (format) => {
		const { gaps } = await createOf({}, format);
		const paths = gaps.map(({ path }) => path);
		expect(new Set(paths).size).toBe(paths.length);
		expect(paths).toEqual(
			expect.arrayContaining([
				'number',
				'issueDate',
				'dueDate',
				'currency',
				'seller.name',
				'buyer.name',
				'lines',
			]),
		);
		expect(paths.filter((path) => /^(totals|taxes)/.test(path))).toEqual([]);
	});

	test('of a line is what to write, and not what follows from it', async () => {
		const { lines: _, ...head } = INVOICES['a prepayment'].item;
		const { gaps } = await createOf(
			{ ...head, lines: [{ description: 'Kitchen', unitPrice: '4.200' }] },
			'UBL',
		);
		expect(gaps.map(({ rule, path }) => [rule, path])).toEqual([
			['BT-146', 'lines[0].unitPrice'],
			['BR-22', 'lines[0].quantity'],
			['BR-CO-04', 'lines[0].taxRate'],
		]);
		expect(gaps[0].message).toBe(
			'"4.200" is ambiguous: write 4200 or 4.2000, or pass it as a number instead of text',
		);
	});

	test.each([
		['a rate of 0 without a category', { taxRate: 0 }, {}, 'lines[0].taxCategory'],
		[
			'a discount of a price with tax',
			{ taxRate: 19, unitPriceIncludesTax: true, discount: 1 },
			{},
			'lines[0].net',
		],
		['an exemption without a reason', { taxCategory: 'E' }, {}, 'references.taxExemptionReason'],
	])('is one thing at %s', async (_, line, totals, path) => {
		const { item } = INVOICES['a prepayment'];
		const lines = [{ description: 'Kitchen', quantity: 1, unitPrice: 4200, ...line }];
		const { gaps } = await createOf({ ...item, totals, lines }, 'UBL');
		expect(gaps.map((gap) => gap.path)).toEqual([path]);
	});

	test('is the last day of a discount for early payment, which would be one without a condition', async () => {
		const { item } = INVOICES['a prepayment'];
		const discounts = [{ percent: 2, days: 14 }, { amount: 5, until: '2026-02-10' }, { until: 'soon' }, {}];
		const { gaps } = await createOf({ ...item, payment: { discounts } }, 'UBL');
		expect(gaps.map(({ rule, path, message }) => [rule, path, message])).toEqual([
			['BG-16', 'payment.discounts[2].until', expect.stringContaining('"soon" is not a date')],
			[
				'BT-20',
				'payment.discounts[0].until',
				'The last day of the discount for early payment, a date such as 2026-01-31, is missing',
			],
		]);
		expect(take({ ...valid(), provider: null, payment: { discounts: [{ percent: 2 }] } }).gaps).toEqual([]);
	});

	test('is which of several rates a discount belongs to', async () => {
		const { item } = INVOICES['a discount of one of several rates'];
		const { gaps } = await createOf({ ...item, references: {} }, 'UBL');
		expect(gaps.map(({ rule, path }) => [rule, path])).toEqual([['BR-32', 'totals.discount']]);
	});
});

describe('what was sent', () => {
	const sent = { description: 'Desk', quantity: 2, unitPrice: 10, taxRate: 19, net: 15 };

	test('is not computed again, and a contradiction is an issue', async () => {
		const { item, issues } = await createOf({ ...INVOICES['a prepayment'].item, lines: [sent] }, 'UBL');
		expect(item.lines[0].net).toBe(15);
		expect(item.totals.net).toBe(15);
		expect(issues.map(({ code, path }) => [code, path])).toEqual([['line-mismatch', 'lines[0].net']]);
	});

	test('a credit note with a minus is an issue, because it charges the buyer', () => {
		const { item } = INVOICES['a credit note'];
		const line = { description: 'Desk', quantity: -1, unitPrice: 10, taxRate: 19 };
		expect(take({ ...item, lines: [line] }).issues).toMatchObject([{ code: 'credit-note-negative' }]);
		expect(take({ ...item, lines: [{ ...line, quantity: 1 }] }).issues).toEqual([]);
	});

	test('prices with tax that do not add up to the total are an issue', () => {
		const line = {
			description: 'Mug',
			quantity: 1,
			unitPrice: 9.99,
			unitPriceIncludesTax: true,
			taxRate: 19,
		};
		const { issues } = take({
			...INVOICES['prices with tax'].item,
			lines: [line, { ...line, unitPrice: 4.99 }],
		});
		expect(issues).toEqual([
			{
				code: 'gross-mismatch',
				path: 'totals.gross',
				message:
					'The prices with tax add up to 14.98, but the total by EN 16931 is 14.97: to have the former paid, set totals.rounding to 0.01',
			},
		]);
	});
});

describe('an item of this package', () => {
	test.each([null, ...PROVIDERS])('from %s stays as it is: nothing is computed', (provider) => {
		const json = { ...valid(), provider, taxes: [], totals: { ...valid().totals, due: null } };
		const { item, isOwn, gaps, issues } = take(json);
		expect({ item, isOwn, gaps, issues }).toEqual({ item: { ...json }, isOwn: false, gaps: [], issues: [] });
	});

	test('with a value of another type keeps its provider, and the issues that are some', () => {
		const issue = { code: 'a', path: 'b', message: 'c' };
		const json = { ...valid(), provider: 'rillet', number: 7, issues: [issue, { code: 'a' }, 'x'] };
		expect(take(json).item).toMatchObject({ number: '7', provider: 'rillet', issues: [issue] });
		expect(take({ ...json, issues: 'none' }).item.issues).toEqual([]);
	});

	test('may have values as other nodes write them', () => {
		const { item, gaps } = take({ ...valid(), number: 1001, issueDate: '2026-01-15T00:00:00.000+01:00' });
		expect({ item, gaps }).toEqual({ item: { ...valid(), number: '1001' }, gaps: [] });
	});
});

test.each([
	[7, '7'],
	['7', '7'],
	[{ $oid: '65a' }, null],
])('an item that was made of a row may have its id: %j', (id, expected) => {
	const json = { ...valid(), provider: null, issues: [{ code: 'a', path: 'b', message: 'c' }] };
	expect(take({ ...json, id }).item).toEqual({ ...json, id: expected });
});

describe('seller and buyer of the node', () => {
	test('are enough', async () => {
		const { item } = INVOICES['a prepayment'];
		const parties = { seller: { ...SELLER, bic: ' ' }, buyer: BUYER };
		const { found, gaps } = await createOf({ ...item, seller: null, buyer: '' }, 'XRechnung in CII', {
			parties,
		});
		expect({ found, gaps }).toEqual({ found: [], gaps: [] });
	});

	test('replace those of the item, field by field', () => {
		const json = {
			...valid(),
			seller: {
				...valid().seller,
				companyName: 'Old',
				address: { street: 'Old', streetNumber: '7', city: 'Bonn', countryCode: 'DE' },
			},
		};
		const parties = { seller: { name: 'New', street: 'New 1', iban: 'DE02120300000000202051' }, buyer: {} };
		const { item } = take(json, { parties });
		expect(item.seller).toMatchObject({ name: 'New', companyName: null, taxId: 'DE123456789' });
		expect(item.seller?.address).toMatchObject({ street: 'New 1', streetNumber: null, city: 'Bonn' });
		expect(item.payment?.iban).toBe('DE02120300000000202051');
		expect(item.buyer).toEqual(valid().buyer);
	});

	test.each([
		['an item of ours', (json: object) => json],
		['own data', ({ provider: _provider, ...json }: Record<string, unknown>) => json],
	])('an account of the node takes no bank or holder from %s', (_what, of) => {
		const json = valid();
		json.payment = { ...json.payment!, bic: 'COBADEFFXXX', bankName: 'Bank', accountNumber: '7' };
		json.references.paymentAccountName = 'Holder';
		const { item, gaps } = take(of({ ...json }) as Record<string, unknown>, {
			parties: { seller: { iban: 'de02 1203 0000 0000 2020 51' } },
		});
		expect(item.payment).toMatchObject({
			...{ iban: 'DE02120300000000202051', bic: null, bankName: null, accountNumber: null },
		});
		expect(item.references.paymentAccountName).toBeUndefined();
		expect(gaps).toEqual([]);
		const same = take(of({ ...json }) as Record<string, unknown>, {
			parties: { seller: { iban: json.payment.iban!, accountNumber: '7' } },
		});
		expect(same.item.payment).toMatchObject({ bic: 'COBADEFFXXX', bankName: 'Bank' });
		// An account may have a domestic number beside its IBAN.
		const alone = take(of({ ...json }) as Record<string, unknown>, {
			parties: { seller: { iban: json.payment.iban! } },
		});
		expect(alone.item.payment).toMatchObject({ bic: 'COBADEFFXXX', bankName: 'Bank', accountNumber: '7' });
		expect(alone.item.references.paymentAccountName).toBe('Holder');
		const seller = { iban: 'DE02120300000000202052', bic: 'BYLADEM1001' };
		const wrong = take(of({ ...json }) as Record<string, unknown>, { parties: { seller } });
		expect(wrong.item.payment?.bic).toBe('BYLADEM1001');
		expect(wrong.gaps).toMatchObject([
			{ path: 'payment.iban', message: expect.stringContaining('is not an IBAN'), isTolerated: false },
		]);
	});
});

describe('amounts that might mean two things', () => {
	const { item } = INVOICES['hours of a service'];
	const line = { description: 'Desk', quantity: 1, unitPrice: 119, taxRate: 19 };
	const gapsOf = (fields: object) => take({ ...item, ...fields }).gaps.map(({ path }) => path);

	test('prices of all lines include tax where the item says so, unless a line says otherwise', () => {
		const lines = [line, { ...line, unitPrice: 100, unitPriceIncludesTax: false }];
		const taken = take({ ...item, unitPriceIncludesTax: 'yes', lines });
		expect(taken.item.lines.map(({ net }) => net)).toEqual([100, 100]);
		expect(taken.item.totals.gross).toBe(238);
		expect(taken.gaps).toEqual([]);
		const others = [
			{ ...line, unitPriceIncludesTax: null },
			{ ...line, unitPrice: 100, 'Unit Price Includes Tax': 'no' },
		];
		const { item: made } = take({ ...item, unitPriceIncludesTax: true, lines: others });
		expect(made.lines.map(({ net }) => net)).toEqual([100, 100]);
	});

	test.each([
		['discount', 11.9],
		['charges', 5.95],
	])('a %s beside prices that include tax', (name, amount) => {
		const lines = [{ ...line, unitPriceIncludesTax: true }];
		expect(gapsOf({ lines, totals: { [name]: amount } })).toEqual([`totals.${name}`]);
		expect(gapsOf({ lines, totals: { [name]: 0 } })).toEqual([]);
		expect(gapsOf({ lines: [line], totals: { [name]: amount } })).toEqual([]);
		const exempt = [{ ...lines[0], taxRate: 0, taxCategory: 'E' }];
		expect(gapsOf({ lines: exempt, totals: { [name]: amount } })).toEqual([]);
	});

	test('a price that is the gross of its line', () => {
		const gross = { ...line, tax: 19, gross: 119 };
		expect(gapsOf({ lines: [gross] })).toEqual(['lines[0].unitPriceIncludesTax']);
		expect(gapsOf({ lines: [{ ...gross, unitPriceIncludesTax: true }] })).toEqual([]);
		expect(gapsOf({ lines: [{ ...gross, unitPrice: 100 }] })).toEqual([]);
		expect(gapsOf({ lines: [{ ...gross, tax: null }] })).toEqual(['lines[0].unitPriceIncludesTax']);
		expect(gapsOf({ lines: [{ ...gross, tax: null, taxRate: 0, taxCategory: 'Z' }] })).toEqual([]);
		const less = { ...gross, quantity: 2, discount: 10, tax: 36.4, gross: 228 };
		expect(gapsOf({ lines: [less] })).toEqual(['lines[0].unitPriceIncludesTax']);
	});

	test('what is deducted has no minus, unless all is reversed', () => {
		expect(gapsOf({ lines: [{ ...line, discount: '-10,00' }] })).toEqual(['lines[0].discount']);
		expect(gapsOf({ lines: [line], totals: { discount: -10, paid: -50 } })).toEqual([
			'totals.discount',
			'totals.paid',
		]);
		const reversed = [{ ...line, quantity: -1, discount: -10 }];
		expect(gapsOf({ lines: reversed, totals: { discount: -10, paid: -50 } })).toEqual([]);
		const back = [{ ...line, quantity: -1, discount: 10 }];
		expect(gapsOf({ lines: back, totals: { discount: 10, paid: 50 } })).toEqual([
			'lines[0].discount',
			'totals.discount',
			'totals.paid',
		]);
		// A surcharge of a line, as Read has it.
		expect(gapsOf({ lines: [{ ...line, discount: -5, net: 124 }] })).toEqual([]);
	});

	test('prices with tax, if some lines say so and others do not', () => {
		const withTax = { ...line, unitPriceIncludesTax: true };
		expect(gapsOf({ lines: [withTax, line] })).toEqual(['lines[1].unitPriceIncludesTax']);
		expect(gapsOf({ lines: [withTax, { ...line, unitPriceIncludesTax: false }] })).toEqual([]);
		expect(gapsOf({ lines: [withTax, { ...line, taxRate: 0, taxCategory: 'Z' }] })).toEqual([]);
	});

	test('what was paid of an invoice that is paid in part, or of which less is due', () => {
		expect(gapsOf({ lines: [line], status: 'partiallyPaid' })).toEqual(['totals.paid']);
		expect(gapsOf({ lines: [line], totals: { due: 1 } })).toEqual(['totals.paid']);
		expect(gapsOf({ lines: [line], status: 'paid', totals: { due: 0, withheld: 10 } })).toEqual([]);
		expect(gapsOf({ lines: [line], status: 'void' })).toEqual(['status']);
		expect(gapsOf({ lines: [line], totals: { rounding: -0.02 } })).toEqual([]);
	});

	test('a tax that is not among those sent', () => {
		const lines = [line, { ...line, taxRate: 7 }];
		expect(gapsOf({ lines, taxes: [{ rate: 19 }] })).toEqual(['taxes']);
		expect(gapsOf({ lines, taxes: [{ rate: 19 }, { rate: 7 }] })).toEqual([]);
		const { taxRate: _, ...bare } = line;
		const taxes = [{ category: 'S', rate: 19, taxableAmount: 119, taxAmount: 22.61 }];
		expect(gapsOf({ lines: [bare], taxes })).toEqual([]);
	});

	test('a tax that is nearly right is written, and an issue', () => {
		const taxes = [{ category: 'S', rate: 19, taxableAmount: 119, taxAmount: 22.9 }];
		const { gaps, issues } = take({ ...item, lines: [line], taxes });
		expect(gaps).toEqual([]);
		expect(issues.map(({ code, path }) => [code, path])).toEqual([['tax-mismatch', 'taxes[0].taxAmount']]);
	});

	test('a discount of a tax that no line has', () => {
		const lines = [line, { ...line, taxRate: 7 }];
		const references = { allowancesAndCharges: 'discount 10, tax S 16' };
		expect(gapsOf({ lines, totals: { discount: 10 }, references })).toEqual(['totals.discount']);
	});

	test('rows in another currency, of another kind, or with another amount', () => {
		const row = { ...item, lines: undefined, ...line };
		const { gaps, issues } = take([
			{ ...row, totals: { paid: 50 } },
			{ ...row, currency: 'USD', kind: 'creditNote', totals: { paid: 30 }, note: 'Thanks' },
			{ ...row, note: 'Bye' },
		]);
		expect(gaps.map(({ path }) => path)).toEqual(['currency', 'totals.paid']);
		expect(issues.map(({ path }) => path)).toEqual(['note']);
		const [ofKind] = take([
			{ ...row, kind: 'invoice' },
			{ ...row, kind: 'creditNote' },
		]).gaps;
		expect(ofKind).toMatchObject({
			path: 'kind',
			message: 'Row 2 of the invoice has "creditNote", but a row before it "invoice": make them equal',
		});
		const same = take([
			{ ...row, kind: 'creditNote', totals: { paid: 50, charges: 5.9 } },
			{ ...row, kind: 'Credit Note', currency: '€', totals: { paid: '50,00', charges: 0 } },
		]);
		expect([same.gaps, same.issues]).toEqual([[], []]);
	});

	test('totals that each row repeats are not those of its line', () => {
		const row = { ...item, lines: undefined, ...line, unitPrice: 100, tax: 38, gross: 238 };
		const { item: made, issues } = take([row, row]);
		expect(made.totals).toMatchObject({ net: 200, gross: 238 });
		expect(issues.map(({ path }) => path)).toContain('lines[0].tax');
		const rounded = { ...line, quantity: 3, unitPrice: 0.333, tax: 0.19, gross: 1.19 };
		expect(take({ ...item, lines: [rounded] }).item.lines).toMatchObject([{ net: 1 }]);
	});

	test('a code alone makes a credit note', () => {
		const { item: made } = take({ ...item, lines: [line], references: { documentType: '381' } });
		expect(made.kind).toBe('creditNote');
	});

	test('the category for lines without VAT is not that of lines with it', () => {
		const defaults = { unit: null, taxCategory: 'E' };
		const { item: made } = take({ ...item, lines: [line, { ...line, taxRate: 0 }] }, { defaults });
		expect(made.lines.map(({ taxCategory }) => taxCategory)).toEqual(['S', 'E']);
	});
});

describe('an item that Create or Read has output, and a user has changed', () => {
	const item = { ...valid(), provider: null, issues: [] };

	test('has issues for figures that disagree', () => {
		const [first, ...others] = item.lines;
		const { issues } = take({ ...item, status: 'paid', lines: [{ ...first, unitPrice: 4000 }, ...others] });
		expect(issues.map(({ code, path }) => [code, path])).toEqual([
			['line-mismatch', 'lines[0].net'],
			['status-mismatch', 'status'],
		]);
		expect(take(item).issues).toEqual([]);
	});

	test('does not repeat the issues that it has', () => {
		const known = [{ code: 'status-mismatch', path: 'status', message: 'said by Read' }];
		expect(take({ ...item, status: 'paid', issues: known }).issues).toEqual([]);
	});

	test('has the names that are no fields', () => {
		const { names } = take({ ...item, totals: { ...item.totals, charges: null }, Versandkosten: 5 });
		expect(names.misnamed).toMatchObject([
			{ path: 'totals.charges', name: 'Versandkosten', changesAmount: true },
		]);
	});
});

test.each([null, 'stripe'])(
	'a field provider of %j alone does not make an item one of the package',
	(provider) => {
		const row = { description: 'Screw', quantity: 1, unitPrice: 1, taxRate: 19, provider };
		expect(take(row)).toMatchObject({ isOwn: true, item: { provider: null, totals: { due: 1.19 } } });
		expect(take({ ...row, lines: [] })).toMatchObject({ isOwn: true, item: { totals: { due: 1.19 } } });
	},
);
