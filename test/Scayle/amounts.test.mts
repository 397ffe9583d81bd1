import fc from 'fast-check';
import { codes, event, invoiceOf, ADMIN, OLDER, YEN } from '../support/Scayle/events.mts';

const of = (changes: Record<string, unknown>, file = ADMIN) =>
	invoiceOf(event(file, changes), ['order-invoiced']);
const vat = (amount: number, rate?: number) => ({ vat: { amount, ...(rate === undefined ? {} : { rate }) } });
/** A single unit with its price in minor units. */
const item = (withoutTax: number | undefined, tax: number, rate = 0.19, more: object = {}) => ({
	key: 'k',
	price: { withoutTax, withTax: (withoutTax ?? 0) + tax, tax: vat(tax, rate), ...more },
});
const order = (cost: object, items: object[], currencyCode = 'EUR') =>
	of({
		'payload.cost': cost,
		'payload.items': items,
		'payload.currencyCode': currencyCode,
		'payload.membershipDiscount': null,
	});

describe('minor units', () => {
	test.each([
		['EUR', 11.68, 2.22, 13.9],
		['JPY', 1168, 222, 1390],
		['KWD', 1.168, 0.222, 1.39],
		['CLF', 0.1168, 0.0222, 0.139],
		['HUF', 11.68, 2.22, 13.9],
	])('of %s', (currency, net, tax, gross) => {
		const cost = { withTax: 1390, withoutTax: 1168, tax: vat(222) };
		const { totals, lines, issues } = order(cost, [item(1168, 222)], currency);
		expect(totals).toMatchObject({ net, tax, gross, lines: net, discount: null, charges: null });
		expect(lines[0]).toMatchObject({ net, tax, gross, unitPrice: net, taxRate: 19 });
		expect(issues.map(({ code }) => code)).toEqual(['number-missing']);
	});

	test.each(['XAU', 'ABC'])('of %s, which has none, are no amounts', (currency) => {
		const result = order({ withTax: 1390 }, [item(1168, 222)], currency);
		expect(result.totals.gross).toBeNull();
		expect(result.lines[0]).toMatchObject({
			net: null,
			unitPrice: null,
			unitPriceIncludesTax: null,
			quantity: 1,
		});
		expect(codes(result)).toContain('currency-unknown');
	});

	test('a fraction keeps its digits and is told', () => {
		const result = order({ withTax: 1390, withoutTax: 1167.5, tax: vat(222.5) }, [item(1167.5, 222.5)]);
		expect(result.totals).toMatchObject({ net: 11.675, tax: 2.225, gross: 13.9 });
		expect(result.issues).toContainEqual(
			expect.objectContaining({ code: 'more-digits-than-currency', path: 'totals.tax' }),
		);
		expect(order({ tax: vat(222.5) }, []).totals.tax).toBe(2.225);
	});

	test('a number too long for a double goes to the issues', () => {
		const result = order({ withTax: '12345678901234567890' }, []);
		expect(result.totals.gross).toBeNull();
		expect(codes(result)).toContain('amount-not-exact');
		expect(order({ withTax: '7172' }, []).totals.gross).toBe(71.72);
	});

	test('are exact for any order', () => {
		const cents = fc.integer({ min: 0, max: 1e9 });
		fc.assert(
			fc.property(fc.array(fc.tuple(cents, cents), { minLength: 1, maxLength: 8 }), (amounts) => {
				const [net, tax] = [0, 1].map((at) => amounts.reduce((sum, pair) => sum + pair[at], 0));
				const items = amounts.map(([one, two]) => item(one, two));
				const { totals, lines } = order({ withTax: net + tax, withoutTax: net, tax: vat(tax) }, items);
				const text = (minor: number) => Number(`${minor}e-2`);
				expect(totals).toMatchObject({
					net: text(net),
					tax: text(tax),
					gross: text(net + tax),
					lines: text(net),
				});
				expect(lines.map((line) => line.net)).toEqual(amounts.map(([one]) => text(one)));
			}),
		);
	});
});

describe('a missing figure follows from the two others', () => {
	const all = { withTax: 1390, withoutTax: 1168, tax: vat(222) };
	test.each([
		['withTax', { net: 11.68, tax: 2.22, gross: 13.9 }],
		['withoutTax', { net: 11.68, tax: 2.22, gross: 13.9 }],
		['tax', { net: 11.68, tax: 2.22, gross: 13.9 }],
	])('%s', (name, expected) => {
		const { [name]: _, ...cost } = all as Record<string, unknown>;
		expect(order(cost, []).totals).toMatchObject(expected);
		const line = order(all, [{ key: 'k', price: cost }]).lines[0];
		expect(line).toMatchObject(expected);
	});

	test('not from one', () => {
		expect(order({ withTax: 1390 }, []).totals).toMatchObject({ gross: 13.9, net: null, tax: null });
		expect(order({ tax: vat(222) }, []).totals).toMatchObject({ gross: null, net: null, tax: 2.22 });
	});

	test('a sent one is never written over', () => {
		const result = order({ withTax: 1391, withoutTax: 1168, tax: vat(222) }, []);
		expect(result.totals).toMatchObject({ net: 11.68, tax: 2.22, gross: 13.91 });
		expect(codes(result)).toContain('sum-mismatch');
	});
});

describe('absolute vouchers', () => {
	const reduced = { absoluteVoucherReducedPrice: { withTax: 952, withoutTax: 800, tax: vat(152, 0.19) } };
	const items = [item(1000, 190, 0.19, reduced), item(100, 19)];

	test('A: the price holds them', () => {
		const result = order({ withTax: 1309, withoutTax: 1100, tax: vat(209) }, items);
		expect(result.lines.map(({ net }) => net)).toEqual([10, 1]);
		expect(codes(result)).toEqual(['number-missing']);
	});

	test('B: only the reduced price holds them', () => {
		const result = order({ withTax: 1071, withoutTax: 900, tax: vat(171) }, items);
		expect(result.lines.map(({ net, gross, tax }) => [net, tax, gross])).toEqual([
			[8, 1.52, 9.52],
			[1, 0.19, 1.19],
		]);
		expect(result.totals).toMatchObject({ lines: 9, discount: null });
		expect(codes(result)).toEqual(['number-missing']);
	});

	test('A comes first: where both add up, the price stands', () => {
		const same = { absoluteVoucherReducedPrice: { withTax: 1190, withoutTax: 990, tax: vat(200, 0.2) } };
		const result = order({ withTax: 1190 }, [item(1000, 190, 0.19, same)]);
		expect(result.lines[0]).toMatchObject({ net: 10, tax: 1.9, taxRate: 19 });
	});

	test('B: spelled as in the fixture, and without a rate', () => {
		const spelled = { absoluteVoucherReducedPrice: { withOutTax: 800, tax: vat(152) } };
		const result = order({ withTax: 952, withoutTax: 800, tax: vat(152) }, [item(1000, 190, 0.19, spelled)]);
		expect(result.lines[0]).toMatchObject({ net: 8, taxRate: 19 });
	});

	test('B: an empty one is none', () => {
		const result = order({ withTax: 1071, withoutTax: 900, tax: vat(171) }, [
			items[0],
			item(100, 19, 0.19, { absoluteVoucherReducedPrice: { withTax: null, withoutTax: null, tax: null } }),
		]);
		expect(result.lines.map(({ net }) => net)).toEqual([8, 1]);
	});

	test('C: neither fits: the rest is a discount', () => {
		const result = order({ withTax: 1190, withoutTax: 1000, tax: vat(190) }, items);
		expect(result.lines[0]!.net).toBe(10);
		expect(result.totals).toMatchObject({ lines: 11, discount: 1, net: 10 });
	});

	test('C: lines below the total are no discount but a mismatch', () => {
		const result = order({ withTax: 2380, withoutTax: 2000, tax: vat(380) }, items);
		expect(result.totals).toMatchObject({ lines: 11, discount: null, net: 20 });
		expect(result.issues).toContainEqual(
			expect.objectContaining({ code: 'sum-mismatch', path: 'totals.net' }),
		);
	});
});

describe('fees', () => {
	const fee = (withoutTax: number | undefined, tax: number, rate?: number) => ({
		category: 'delivery',
		amount: { withTax: (withoutTax ?? 0) + tax, withoutTax },
		tax: vat(tax, rate),
	});

	test('are charges, and have the rate of the line that fits best', () => {
		const cost = { withTax: 1309, withoutTax: 1100, tax: vat(209), appliedFees: [fee(100, 19)] };
		const result = order(cost, [item(1000, 190), item(0, 0, 0.07)]);
		expect(result.totals).toMatchObject({ charges: 1, lines: 10, net: 11, discount: null });
		expect(
			result.taxes.map(({ rate, taxableAmount, taxAmount }) => [rate, taxableAmount, taxAmount]),
		).toEqual([
			[19, 11, 2.09],
			[7, 0, 0],
		]);
	});

	test.each([
		[62, 19],
		[63, 19],
		[61, null],
		[64, null],
	])('rounded tax of %d on 328 is of rate %j', (tax, rate) => {
		const cost = { appliedFees: [fee(328, tax)] };
		const { taxes } = order(cost, [item(1000, 190)]);
		expect(taxes.map((entry) => entry.rate)).toEqual(rate === null ? [19, null] : [19]);
		expect(taxes.at(-1)!.category).toBe(rate === null ? null : 'S');
	});

	test('keep a rate of their own', () => {
		const { taxes } = order({ appliedFees: [fee(100, 20, 0.2)] }, [item(1000, 190)]);
		expect(taxes.map(({ rate }) => rate)).toEqual([19, 20]);
	});

	test('without a net get it from gross and tax; without amounts there is no sum', () => {
		const external = { tax: vat(19), amount: { withTax: 119 } };
		expect(order({ appliedFees: [external] }, []).totals.charges).toBe(1);
		const unknown = order({ withoutTax: 1000, appliedFees: [{ tax: null, amount: null }] }, [
			item(2000, 380),
		]);
		expect(unknown.totals).toMatchObject({ charges: null, discount: null, lines: 20 });
	});

	test('one that is not in the sum is reported, and fails nothing', () => {
		const cost = {
			withTax: 1390,
			withoutTax: 1168,
			tax: vat(222),
			appliedFees: [fee(200, 38, 0.19), fee(50, 10, 0.19)],
		};
		const result = order(cost, [item(968, 184)]);
		expect(result.totals).toMatchObject({ net: 11.68, charges: 2.5, lines: 9.68, discount: 0.5 });
		expect(codes(result)).toContain('sum-mismatch');
	});
});

describe('lines', () => {
	test('are one piece each, whatever the stock', () => {
		expect(of({}, OLDER).lines.map(({ quantity }) => quantity)).toEqual([1, 1]);
	});

	test.each([
		[2000, 20, 10],
		[1000, 10, null],
		[999, 10, null],
		[undefined, 10, null],
		[null, 10, null],
	])('undiscounted %j', (undiscountedWithOutTax, unitPrice, discount) => {
		const { lines } = order({}, [item(1000, 190, 0.19, { undiscountedWithOutTax })]);
		expect(lines[0]).toMatchObject({ unitPrice, discount, net: 10, unitPriceIncludesTax: false });
	});

	test('have the id, sku and name that there is', () => {
		const at = 'payload.items.0';
		const first = (changes: Record<string, unknown>) => of(changes).lines[0];
		expect(first({ [`${at}.id`]: null })!.id).toBe('e3f0643cd35403f954828e745797260b');
		expect(first({ [`${at}.variant.referenceKey`]: null })!.sku).toBe('1234567');
		expect(first({ [`${at}.variant`]: null, [`${at}.product`]: null })).toMatchObject({
			sku: null,
			description: null,
		});
	});

	test('name a currency of their own', () => {
		const result = of({ 'payload.items.1.currency': 'USD' });
		expect(result.issues).toContainEqual(
			expect.objectContaining({ code: 'currency-mismatch', path: 'lines[1]' }),
		);
		expect(codes(of({ 'payload.items.1.currency': 'eur' }))).not.toContain('currency-mismatch');
	});

	test.each([
		[0.07, 7, 'S'],
		[0.19, 19, 'S'],
		[0.055, 5.5, 'S'],
		[0, 0, null],
		[undefined, null, null],
	])('rate %j', (rate, taxRate, taxCategory) => {
		const { lines, taxes } = order({}, [
			{ key: 'k', price: { withoutTax: 100, withTax: 107, tax: vat(7, rate) } },
		]);
		expect(lines[0]).toMatchObject({ taxRate, taxCategory });
		expect(taxes).toEqual([
			{ category: taxCategory, name: 'VAT', rate: taxRate, taxableAmount: 1, taxAmount: 0.07 },
		]);
	});

	test('a line without a figure leaves the sums open', () => {
		const result = order({ withTax: 1390, withoutTax: 1168, tax: vat(222) }, [
			item(1000, 190),
			{ key: 'k', price: { tax: vat(1, 0.19) } },
		]);
		expect(result.totals).toMatchObject({ lines: null, discount: null });
		expect(result.taxes).toMatchObject([{ taxableAmount: null, taxAmount: 1.91 }]);
	});
});

test('yen are whole', () => {
	const { totals } = of({ type: 'order-invoiced' }, YEN);
	expect(totals).toMatchObject({ gross: 12980, net: 11800, tax: 1180 });
});
