import fc from 'fast-check';
import type { Invoice } from '../../nodes/shared/invoice/schema';
import { codes, eventWith, invoiceOf } from '../support/Stripe/events.mts';
import { apartFromKey } from '../support/apartFromKey.mts';

type Json = Record<string, unknown>;

const RATES: Record<string, number> = { txr_19: 19, txr_7: 7, txr_0: 0 };
const taxRate = (id: string) => ({ id, percentage: RATES[id], display_name: 'VAT' });

interface Made {
	quantity: number;
	unit: number;
	discount: number;
	rate: string;
	inclusive: boolean;
}

/** Half up, as Stripe rounds taxes (docs.stripe.com/tax/calculating). */
const taxOn = (base: number, percent: number) => Math.round((base * percent) / 100);

const lineArbitrary: fc.Arbitrary<Made> = fc.record({
	quantity: fc.integer({ min: 1, max: 50 }),
	unit: fc.integer({ min: 0, max: 100_000 }),
	discount: fc.integer({ min: 0, max: 100 }),
	rate: fc.constantFrom(...Object.keys(RATES)),
	inclusive: fc.boolean(),
});

/** An invoice as Stripe would create it from these lines, in either shape. */
function invoiceWith(
	made: Made[],
	shape: 'basil' | 'before',
	currency = 'eur',
): { object: Json; net: number; gross: number } {
	const totals = new Map<string, { amount: number; taxable: number; rate: string; inclusive: boolean }>();
	let [net, gross, subtotal] = [0, 0, 0];
	const lines = made.map(({ quantity, unit, discount, rate, inclusive }, index) => {
		const amount = quantity * unit;
		const off = Math.floor((amount * discount) / 100);
		const after = amount - off;
		const tax = inclusive
			? after - Math.round((after * 100) / (100 + RATES[rate]!))
			: taxOn(after, RATES[rate]!);
		const taxable = inclusive ? after - tax : after;
		net += taxable;
		gross += taxable + tax;
		subtotal += amount;
		const key = `${rate} ${inclusive}`;
		const total = totals.get(key) ?? { amount: 0, taxable: 0, rate, inclusive };
		totals.set(key, { ...total, amount: total.amount + tax, taxable: total.taxable + taxable });
		const common = { amount: tax, taxable_amount: taxable, taxability_reason: 'standard_rated' };
		const line = {
			...{ id: `il_${index}`, amount, quantity, description: `Line ${index}` },
			discount_amounts: [{ amount: off, discount: 'di_1' }],
		};
		return shape === 'basil'
			? {
					...line,
					quantity_decimal: String(quantity),
					pricing: { unit_amount_decimal: String(unit), price_details: { product: 'prod_1' } },
					taxes: [
						{
							...common,
							tax_behavior: inclusive ? 'inclusive' : 'exclusive',
							tax_rate_details: { tax_rate: rate },
						},
					],
				}
			: {
					...line,
					price: { unit_amount_decimal: String(unit), unit_amount: unit, product: 'prod_1' },
					tax_amounts: [{ ...common, inclusive, tax_rate: rate }],
				};
	});
	const sums = [...totals.values()].map(({ amount, taxable, rate, inclusive }) => {
		const common = { amount, taxable_amount: taxable, taxability_reason: 'standard_rated' };
		return shape === 'basil'
			? {
					...common,
					tax_behavior: inclusive ? 'inclusive' : 'exclusive',
					tax_rate_details: { tax_rate: rate },
				}
			: { ...common, inclusive, tax_rate: rate };
	});
	const object: Json = {
		...{ id: 'in_1', object: 'invoice', currency, status: 'open', number: 'A-1', created: 1775001600 },
		...{ subtotal, total: gross, total_excluding_tax: net, amount_shipping: 0 },
		...{ amount_due: gross, amount_paid: 0, amount_remaining: gross },
		default_tax_rates: Object.keys(RATES).map(taxRate),
		lines: { data: lines, has_more: false },
		...(shape === 'basil' ? { total_taxes: sums } : { total_tax_amounts: sums, tax: gross - net }),
	};
	return { object, net, gross };
}

const lines = fc.array(lineArbitrary, { minLength: 1, maxLength: 10 });
const major = (minor: number) => minor / 100;

describe.each(['basil', 'before'] as const)('an invoice in the shape %s', (shape) => {
	it('has sums that add up, whatever its lines', () => {
		fc.assert(
			fc.property(lines, (made) => {
				const { object, net, gross } = invoiceWith(made, shape);
				const item = invoiceOf(eventWith(object));
				expect(codes(item)).toEqual([]);
				expect(item.totals).toMatchObject({
					lines: major(net),
					net: major(net),
					gross: major(gross),
					discount: null,
				});
				expect(item.lines.map(({ taxRate }) => taxRate)).toEqual(made.map(({ rate }) => RATES[rate]));
				expect(item.lines.map(({ unitPrice }) => unitPrice)).toEqual(made.map(({ unit }) => major(unit)));
				expect(item.lines.map(({ unitPriceIncludesTax }) => unitPriceIncludesTax)).toEqual(
					made.map(({ inclusive }) => inclusive),
				);
			}),
		);
	});

	it('gives the same item as in the other shape', () => {
		const other = shape === 'basil' ? 'before' : 'basil';
		fc.assert(
			fc.property(lines, (made) => {
				const [one, two] = [shape, other].map((each) =>
					apartFromKey(invoiceOf(eventWith(invoiceWith(made, each as 'basil').object))),
				);
				expect(one).toEqual(two);
			}),
		);
	});

	it('gives the same item where the lists of the other shape are there, and empty', () => {
		fc.assert(
			fc.property(lines, (made) => {
				const { object } = invoiceWith(made, shape);
				const [ofLine, ofAll] =
					shape === 'basil' ? ['tax_amounts', 'total_tax_amounts'] : ['taxes', 'total_taxes'];
				const { data } = object.lines as { data: Json[] };
				const both = {
					...object,
					[ofAll]: [],
					lines: { data: data.map((line) => ({ ...line, [ofLine]: [] })), has_more: false },
				};
				const [one, two] = [object, both].map((each) => apartFromKey(invoiceOf(eventWith(each))));
				expect(two).toEqual(one);
			}),
		);
	});

	it('that holds some of its lines says so, and no sum is called wrong', () => {
		fc.assert(
			fc.property(fc.array(lineArbitrary, { minLength: 11, maxLength: 20 }), (made) => {
				const { object, gross } = invoiceWith(made, shape);
				const { data } = object.lines as { data: unknown[] };
				const item = invoiceOf(eventWith({ ...object, lines: { data: data.slice(0, 10), has_more: true } }));
				expect(codes(item)).toEqual(['lines-missing lines']);
				expect([item.lines.length, item.totals.lines, item.totals.gross]).toEqual([10, null, major(gross)]);
			}),
		);
	});
});

const INVOICE: Json = {
	...{
		id: 'in_1',
		object: 'invoice',
		currency: 'eur',
		status: 'open',
		total: 1000,
		total_excluding_tax: 1000,
	},
	...{ amount_due: 1000, amount_paid: 0, amount_remaining: 1000, total_taxes: [] },
};
const read = (more: Json) => invoiceOf(eventWith({ ...INVOICE, ...more }));
const oneLine = (line: Json) => ({
	lines: { data: [{ id: 'il_1', amount: 1000, quantity: 1, taxes: [], ...line }] },
});

describe('the price of one', () => {
	it.each<[string, Json, number | null]>([
		['as sent', { quantity: 4, pricing: { unit_amount_decimal: '250' } }, 2.5],
		['with fractions of a cent', { quantity: 1000, pricing: { unit_amount_decimal: '1' } }, 0.01],
		['of a plan', { quantity: 2, plan: { amount: 500 } }, 5],
		['of a line of a credit note', { quantity: 2, unit_amount: 500 }, 5],
		['that follows, where a part of a period is charged', { quantity: 1, price: { unit_amount: 3000 } }, 10],
		[
			'of a metered quantity, whose amount is rounded',
			{ quantity: 137, quantity_decimal: '398.1', pricing: { unit_amount_decimal: '2.5128' } },
			0.025128,
		],
		['that follows from tiers', { quantity: 8, pricing: { unit_amount_decimal: null } }, 1.25],
		['that does not follow exactly', { quantity: 3 }, null],
		['of a quantity with decimals', { quantity: 2, quantity_decimal: '2.5' }, 4],
		['without a quantity', { quantity: null }, null],
		['of nothing', { quantity: 0 }, null],
	])('%s', (_what, line, price) => {
		expect(read(oneLine(line)).lines[0]?.unitPrice).toBe(price);
	});
});

it('credits that were bought before are taken off the line, discounts of the same list are not taken twice', () => {
	const item = read({
		...oneLine({
			amount: 1500,
			discount_amounts: [{ amount: 200 }],
			pretax_credit_amounts: [
				{ amount: 200, type: 'discount' },
				{ amount: 300, type: 'credit_balance_transaction' },
			],
		}),
	});
	expect(item.lines[0]).toMatchObject({ discount: 5, net: 10 });
	expect(codes(item)).toEqual([]);
});

it('shipping is a charge without its tax, which has an entry where the taxes do not count it', () => {
	const shipping = (taxes: unknown) =>
		read({
			...oneLine({}),
			...{
				total: 1590,
				total_excluding_tax: 1500,
				amount_due: 1590,
				amount_remaining: 1590,
				amount_shipping: 500,
			},
			shipping_cost: { amount_subtotal: 500, amount_tax: 90, amount_total: 590, taxes },
		});
	const known = shipping([
		{ amount: 90, rate: taxRate('txr_19'), taxable_amount: 500, taxability_reason: 'standard_rated' },
	]);
	expect(known.totals).toMatchObject({ lines: 10, charges: 5, net: 15, tax: 0.9, gross: 15.9 });
	expect(known.taxes).toEqual([{ category: 'S', name: 'VAT', rate: 19, taxableAmount: 5, taxAmount: 0.9 }]);
	expect(shipping(null).taxes).toEqual([
		{ category: null, name: null, rate: null, taxableAmount: null, taxAmount: 0.9 },
	]);
	expect(codes(shipping(null))).toEqual([]);
});

describe('what is not taxed', () => {
	const RATE = { id: 'txr_1', percentage: 19, display_name: 'VAT' };
	const untaxed = (reason: string | null, more: Json = {}, taxable = 0) => {
		const tax = {
			amount: 0,
			inclusive: false,
			tax_rate: 'txr_1',
			taxability_reason: reason,
			taxable_amount: taxable,
		};
		return read({
			...{ total_taxes: null, total_tax_amounts: [tax], default_tax_rates: [RATE] },
			...oneLine({ taxes: undefined, tax_amounts: [tax] }),
			...more,
		});
	};

	it.each<[string, Invoice, string | null, number | null, number | null]>([
		['by Stripe Tax, which calculates a tax on nothing', untaxed('reverse_charge'), 'AE', 0, 10],
		[
			'by a rate set by hand, which is not charged',
			untaxed(null, { customer_tax_exempt: 'reverse' }, 1000),
			'AE',
			0,
			10,
		],
		['because the customer is exempt', untaxed('customer_exempt'), 'E', 0, 10],
		['because it is no supply', untaxed('not_subject_to_tax'), 'O', null, 10],
		['because the seller has no registration', untaxed('not_collecting'), null, null, 0],
		['by a rate set by hand, for a reason that is not sent', untaxed(null, {}, 1000), null, null, 10],
	])('%s', (_why, item, category, rate, taxableAmount) => {
		expect(item.taxes).toMatchObject([{ category, rate, taxableAmount, taxAmount: 0 }]);
		expect(item.lines).toMatchObject([{ taxCategory: category, taxRate: rate, net: 10, tax: 0 }]);
		expect(codes(item)).toEqual([]);
	});

	it('counts once where two taxes are not charged on the same line', () => {
		const tax = { amount: 0, inclusive: false, taxable_amount: 1000 };
		const taxes = ['txr_1', 'txr_2'].map((tax_rate) => ({ ...tax, tax_rate }));
		const item = untaxed(null, {
			...{ customer_tax_exempt: 'exempt', total_tax_amounts: taxes },
			...oneLine({ taxes: undefined, tax_amounts: taxes }),
		});
		expect(item.taxes).toMatchObject([{ category: 'E', rate: 0, taxableAmount: 10, taxAmount: 0 }]);
		expect(item.lines).toMatchObject([{ taxCategory: 'E', taxRate: 0, net: 10, tax: 0 }]);
	});

	it.each([
		[
			'with its lines',
			[{ amount: 0, taxability_reason: 'reverse_charge', taxable_amount: 0 }],
			[{ category: 'AE', taxableAmount: 15 }],
		],
		[
			'apart, if it has another reason',
			[{ amount: 0, taxability_reason: 'zero_rated' }],
			[
				{ category: 'AE', taxableAmount: 10 },
				{ category: 'Z', rate: 0, taxableAmount: 5, taxAmount: 0 },
			],
		],
		['unless its reason is not known', null, [{ category: 'AE', taxableAmount: null }]],
	])('counts shipping %s', (_how, taxes, expected) => {
		const more = { total: 1500, total_excluding_tax: 1500, amount_due: 1500, amount_remaining: 1500 };
		const shipping_cost = { amount_subtotal: 500, amount_tax: 0, amount_total: 500, taxes };
		const item = untaxed('reverse_charge', { ...more, shipping_cost });
		expect(item.totals).toMatchObject({ lines: 10, charges: 5, net: 15, tax: 0 });
		expect(item.taxes).toMatchObject(expected);
		expect(item.taxes).toHaveLength(expected.length);
	});

	it('is shipping alone where the lines are taxed', () => {
		const [taxed, exempt] = [
			{ amount: 190, taxability_reason: 'standard_rated', taxable_amount: 1000, tax_rate: 'txr_1' },
			{ amount: 0, taxability_reason: 'product_exempt', taxable_amount: 0 },
		];
		const item = read({
			...oneLine({ taxes: undefined, tax_amounts: [taxed] }),
			...{ total: 1690, total_excluding_tax: 1500, amount_due: 1690, amount_remaining: 1690 },
			...{ total_taxes: null, total_tax_amounts: [taxed, exempt], default_tax_rates: [RATE] },
			shipping_cost: { amount_subtotal: 500, amount_tax: 0, amount_total: 500, taxes: [exempt] },
		});
		expect(item.taxes).toMatchObject([
			{ category: 'S', taxableAmount: 10, taxAmount: 1.9 },
			{ category: 'E', taxableAmount: 5, taxAmount: 0 },
		]);
	});

	it('is all of it, where Stripe counts a part alone', () => {
		const sums = { total: 1500, total_excluding_tax: 1500, amount_due: 1500, amount_remaining: 1500 };
		const zero = { amount: 0, taxability_reason: 'zero_rated', taxable_amount: 1000, tax_rate: 'txr_1' };
		const ofShipping = { ...zero, taxable_amount: 500 };
		const withShipping = untaxed(null, {
			...{ ...sums, total_tax_amounts: [zero], ...oneLine({ taxes: undefined, tax_amounts: [zero] }) },
			shipping_cost: { amount_subtotal: 500, amount_tax: 0, amount_total: 500, taxes: [ofShipping] },
		});
		expect(withShipping.taxes).toMatchObject([{ category: 'Z', rate: 0, taxableAmount: 15 }]);
		const byHand = { amount: 0, taxable_amount: 1000, tax_rate: 'txr_1' };
		const lines = [
			{ id: 'il_1', amount: 1000, quantity: 1, tax_amounts: [byHand] },
			{ id: 'il_2', amount: 500, quantity: 1, tax_amounts: [] },
		];
		const ofLines = untaxed(null, {
			...{ ...sums, customer_tax_exempt: 'reverse', total_tax_amounts: [byHand], lines: { data: lines } },
		});
		expect(ofLines.lines).toMatchObject([{ taxCategory: 'AE' }, { taxCategory: 'AE' }]);
		expect(ofLines.taxes).toMatchObject([{ category: 'AE', rate: 0, taxableAmount: 15, taxAmount: 0 }]);
		expect([...codes(withShipping), ...codes(ofLines)]).toEqual([]);
	});

	it('is not that of a line which has two reasons', () => {
		const [zero, exempt] = ['zero_rated', 'product_exempt'].map((taxability_reason) => ({
			...{ amount: 0, inclusive: false, taxable_amount: 1000, taxability_reason },
		}));
		const item = untaxed(null, {
			...{ total: 1500, total_excluding_tax: 1500, amount_due: 1500, amount_remaining: 1500 },
			total_tax_amounts: [{ ...zero, taxable_amount: 1500 }, exempt],
			lines: {
				data: [
					{ id: 'il_1', amount: 1000, quantity: 1, tax_amounts: [zero, exempt] },
					{ id: 'il_2', amount: 500, quantity: 1, tax_amounts: [{ ...zero, taxable_amount: 500 }] },
				],
			},
		});
		expect(item.taxes).toMatchObject([
			{ category: 'Z', taxableAmount: 15 },
			{ category: 'E', taxableAmount: 10 },
		]);
	});

	it.each([
		['reverse', [{ category: 'AE', rate: 0, taxableAmount: 10, taxAmount: 0 }]],
		['none', []],
	])('by no rate at all, for a customer with the status %s', (customer_tax_exempt, expected) => {
		const item = read({ ...oneLine({}), customer_tax_exempt });
		expect(item.taxes).toMatchObject(expected);
		expect(item.taxes).toHaveLength(expected.length);
		expect(codes(item)).toEqual([]);
	});

	it('has an entry for shipping that Stripe does not list', () => {
		const taxed = {
			amount: 190,
			taxability_reason: 'standard_rated',
			taxable_amount: 1000,
			tax_rate: 'txr_1',
		};
		const exempt = { amount: 0, taxability_reason: 'product_exempt', taxable_amount: 0 };
		const item = read({
			...oneLine({ taxes: undefined, tax_amounts: [taxed] }),
			...{ total: 1690, total_excluding_tax: 1500, amount_due: 1690, amount_remaining: 1690 },
			...{ total_taxes: null, total_tax_amounts: [taxed], default_tax_rates: [RATE] },
			shipping_cost: { amount_subtotal: 500, amount_tax: 0, amount_total: 500, taxes: [exempt] },
		});
		expect(item.taxes).toMatchObject([
			{ category: 'S', taxableAmount: 10, taxAmount: 1.9 },
			{ category: 'E', rate: 0, taxableAmount: 5, taxAmount: 0 },
		]);
	});

	it('counts shipping where the customer is the reason', () => {
		const more = { total: 1500, total_excluding_tax: 1500, amount_due: 1500, amount_remaining: 1500 };
		const shipping_cost = { amount_subtotal: 500, amount_tax: 0, amount_total: 500 };
		const item = untaxed(null, { ...more, shipping_cost, customer_tax_exempt: 'reverse' });
		expect(item.taxes).toMatchObject([{ category: 'AE', taxableAmount: 15 }]);
	});

	it('has no known amount where lines are missing', () => {
		const { lines } = oneLine({ tax_amounts: [] }) as { lines: Json };
		const item = untaxed('reverse_charge', { lines: { ...lines, has_more: true } });
		expect(item.taxes).toMatchObject([{ category: 'AE', taxableAmount: null }]);
	});

	it('has no known amount where two taxes may be those of a line that is missing', () => {
		const tax = { amount: 0, inclusive: false, taxability_reason: 'zero_rated', taxable_amount: 1000 };
		const { lines } = oneLine({ tax_amounts: [] }) as { lines: Json };
		const item = untaxed(null, {
			total_tax_amounts: [tax, { ...tax, tax_rate: 'txr_2' }],
			lines: { ...lines, has_more: true },
		});
		expect(item.taxes).toMatchObject([{ category: 'Z', taxableAmount: null }]);
	});
});

describe('the rate of a tax', () => {
	const rated = (rate: Json, amount: number, base = 1000) => {
		const tax = { amount, inclusive: false, tax_rate: 'txr_1', taxable_amount: base };
		return read({
			...{ total: base + amount, total_excluding_tax: base, amount_due: base + amount },
			...{ amount_remaining: base + amount, total_taxes: null, total_tax_amounts: [tax] },
			...{ default_tax_rates: [{ id: 'txr_1', display_name: 'Tax', ...rate }] },
			...oneLine({ taxes: undefined, tax_amounts: [tax], amount: base }),
		});
	};

	it.each([
		['is the one that was charged', rated({ percentage: 8.5, effective_percentage: 6 }, 60), 6],
		['is the only one', rated({ percentage: 6, effective_percentage: null }, 60), 6],
		['is none of a fixed amount', rated({ percentage: 0, rate_type: 'flat_amount' }, 28), null],
		['stays where the base is too small for a tax', rated({ percentage: 19 }, 0, 2), 19],
		['is none where the base is large enough', rated({ percentage: 19 }, 0, 100), null],
	])('%s', (_which, item, rate) => {
		expect(item.taxes).toMatchObject([{ rate }]);
		expect(item.lines).toMatchObject([{ taxRate: rate }]);
		expect(codes(item)).toEqual([]);
	});
});

it('a rate that Stripe says it applied stays, although each line is too small for a tax', () => {
	const tax = { amount: 0, taxability_reason: 'reduced_rated', taxable_amount: 7, tax_rate: 'txr_7' };
	const item = read({
		...{ total: 21, total_excluding_tax: 21, amount_due: 21, amount_remaining: 21, total_taxes: null },
		...{ total_tax_amounts: [{ ...tax, taxable_amount: 21 }], default_tax_rates: [taxRate('txr_7')] },
		lines: { data: ['a', 'b', 'c'].map((id) => ({ id, amount: 7, quantity: 1, tax_amounts: [tax] })) },
	});
	expect(item.taxes).toMatchObject([{ category: 'S', rate: 7, taxableAmount: 0.21, taxAmount: 0 }]);
	expect(codes(item)).toEqual([]);
});

it('a rate may have more digits than a double', () => {
	const rate = { id: 'txr_1', percentage: '8.8700000000000010001', display_name: 'VAT' };
	const tax = { amount: 89, inclusive: false, tax_rate: 'txr_1', taxable_amount: 1000 };
	const item = read({
		...{ total: 1089, total_excluding_tax: 1000, amount_due: 1089, amount_remaining: 1089 },
		...{ total_taxes: null, total_tax_amounts: [tax], default_tax_rates: [rate] },
		...oneLine({ taxes: undefined, tax_amounts: [tax] }),
	});
	expect(item.taxes).toMatchObject([{ name: 'VAT', taxAmount: 0.89 }]);
});

it('the discount of versions before 2020, which no line knows, is one of the invoice', () => {
	const item = read({
		...{
			total: 900,
			total_excluding_tax: null,
			total_taxes: null,
			total_tax_amounts: [],
			amount_due: 900,
			amount_remaining: 900,
		},
		lines: { data: [{ id: 'il_1', amount: 1000, quantity: 1 }] },
	});
	expect(item.totals).toMatchObject({ lines: 10, discount: 1, net: 9, tax: 0, gross: 9 });
	expect(codes(item)).toEqual([]);
});

it('that discount is not in the base of what is not taxed', () => {
	const tax = { amount: 0, taxable_amount: 900 };
	const item = read({
		...{ total: 900, total_excluding_tax: null, amount_due: 900, amount_remaining: 900 },
		...{ total_taxes: null, total_tax_amounts: [tax], customer_tax_exempt: 'reverse' },
		lines: { data: [{ id: 'il_1', amount: 1000, quantity: 1, tax_amounts: [tax] }] },
	});
	expect(item.totals).toMatchObject({ discount: 1, net: 9 });
	expect(item.taxes).toMatchObject([{ category: 'AE', taxableAmount: 9 }]);
});

it('a line that does not say its taxes has no net where prices include tax', () => {
	const tax = { amount: 160, taxable_amount: 840, tax_behavior: 'inclusive' };
	const item = read({
		total_excluding_tax: 840,
		total_taxes: [tax],
		lines: { data: [{ id: 'il_1', amount: 1000, quantity: 1 }] },
	});
	expect([item.lines[0]?.net, item.totals.lines, codes(item)]).toEqual([null, null, []]);
});

it('sums that do not add up are named', () => {
	expect(codes(read(oneLine({ amount: 900 })))).toEqual(['sum-mismatch totals.net']);
});

it('an amount in krónur with a fraction is named, because the currency has none', () => {
	const item = read({
		currency: 'isk',
		...oneLine({ amount: 1050 }),
		total: 1050,
		total_excluding_tax: 1050,
		amount_due: 1050,
		amount_remaining: 1050,
	});
	expect(item.totals.gross).toBe(10.5);
	expect(new Set(item.issues.map(({ code }) => code))).toEqual(new Set(['more-digits-than-currency']));
});
