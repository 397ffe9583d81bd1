import fc from 'fast-check';
import { orderFacts, invoiceOfOrder } from '../../nodes/DigitalRiver/order';
import { order } from '../../nodes/DigitalRiver/schema';
import { checkSums } from '../../nodes/shared/invoice/checks';
import { Findings } from '../../nodes/shared/invoice/findings';
import { invoiceOf } from '../../nodes/shared/invoice/build';
import { codes, ORDER, sample } from '../support/DigitalRiver/events.mts';

/** The amounts of an order, with the issues of its amounts and sums. */
function figuresOf(body: unknown) {
	const findings = new Findings();
	const figures = invoiceOfOrder(order.parse(body), findings);
	return checkSums(invoiceOf({ ...figures, issues: findings.issues }));
}
const of = (changes: Record<string, unknown> = {}) => figuresOf(sample(ORDER, changes));

/** An order with nothing but these items. */
const withItems = (items: object[], more: object = {}) =>
	figuresOf({ id: 'o', currency: 'EUR', items, ...more });
const CHARGES = { totalShipping: 0, totalFees: 0, totalDuty: 0, totalImporterTax: 0 };

describe('the sums of an order', () => {
	it('are those of section 10: 270 + 40 + 10 − 0 = 320, + 56 = 376', () => {
		const { totals, issues } = of();
		expect(totals).toEqual({
			lines: 310,
			discount: 0,
			charges: 10,
			net: 320,
			tax: 56,
			gross: 376,
			withheld: null,
			paid: 376,
			rounding: null,
			due: null,
		});
		expect(issues).toEqual([]);
	});

	it.each(['totalShipping', 'totalFees', 'totalDuty', 'totalImporterTax'])('count %s as a charge', (name) => {
		const charges = { totalShipping: 0, totalFees: 0, totalDuty: 0, totalImporterTax: 0, [name]: 10 };
		expect(of(charges)).toMatchObject({ totals: { charges: 10, discount: 0 }, issues: [] });
		// A missing amount does not count as 0.
		expect(of({ ...charges, [name]: null }).totals).toMatchObject({ charges: null, discount: null });
	});

	it('give the discounts on order and shipping as what lines and charges are more than the subtotal', () => {
		const item = of({ subtotal: 300, totalAmount: 356 });
		expect(item).toMatchObject({ totals: { lines: 310, charges: 10, discount: 20, net: 300 }, issues: [] });
		// Then the taxable amount of each rate is unknown.
		expect(item.taxes.map(({ rate, taxableAmount }) => [rate, taxableAmount])).toEqual([
			[19, null],
			[7, null],
			[null, null],
		]);
	});

	it('that are less than the subtotal give no discount, and an issue', () => {
		const item = of({ subtotal: 320.01, totalAmount: 376.01 });
		expect(item.totals.discount).toBeNull();
		expect(item.issues).toEqual([
			{
				code: 'sum-mismatch',
				path: 'totals.discount',
				message: 'Lines and charges are 0.01 less than the subtotal, so that no discount follows',
			},
			{
				code: 'sum-mismatch',
				path: 'totals.net',
				message: '320.01 was sent, but lines − discount + charges is 320 (BR-CO-13)',
			},
		]);
	});

	it('have no sum of the lines where one was not sent, or there are none', () => {
		expect(of({ 'items.1.amount': null }).totals).toMatchObject({ lines: null, discount: null, net: 320 });
		expect(of({ items: [] }).totals).toMatchObject({ lines: null, discount: null, net: 320 });
		expect(of({ items: null })).toMatchObject({ lines: [], totals: { lines: null } });
	});

	it.each(['subtotal', 'totalTax', 'totalAmount', 'capturedAmount'])('pass without %s', (name) => {
		const to = { subtotal: 'net', totalTax: 'tax', totalAmount: 'gross', capturedAmount: 'paid' }[name]!;
		for (const nothing of [null, undefined]) {
			const { totals, issues } = of({ [name]: nothing });
			expect(totals).toMatchObject({ [to]: null });
			expect(issues).toEqual([]);
		}
	});

	it('keep every digit: a number that a double cannot hold is null, and reported', () => {
		const item = of({ capturedAmount: '12345678901234567.89' });
		expect(item.totals.paid).toBeNull();
		expect(codes(item)).toEqual(['amount-not-exact totals.paid']);
		expect(of({ subtotal: '0.30', totalTax: 0.1, totalAmount: 0.4 }).totals).toMatchObject({
			net: 0.3,
			tax: 0.1,
			gross: 0.4,
		});
	});

	it('are exact for any cents', () => {
		const cents = fc.integer({ min: 0, max: 10_000_000 });
		const item = fc.record({ amount: cents, tax: cents, rate: fc.integer({ min: 0, max: 30 }) });
		fc.assert(
			fc.property(fc.array(item, { minLength: 1, maxLength: 20 }), cents, (items, shipping) => {
				const net = items.reduce((total, one) => total + one.amount, shipping);
				const tax = items.reduce((total, one) => total + one.tax, 0);
				const invoice = withItems(
					items.map(({ amount, tax: part, rate }) => ({
						amount: amount / 100,
						quantity: 1,
						tax: { rate: rate / 100, amount: part / 100 },
					})),
					{
						...CHARGES,
						totalShipping: shipping / 100,
						subtotal: net / 100,
						totalTax: tax / 100,
						totalAmount: (net + tax) / 100,
					},
				);
				expect(invoice.totals).toMatchObject({
					lines: (net - shipping) / 100,
					charges: shipping / 100,
					discount: 0,
				});
				expect(invoice.lines.map(({ net: amount, gross }) => [amount, gross])).toEqual(
					items.map((one) => [one.amount / 100, (one.amount + one.tax) / 100]),
				);
				expect(codes(invoice).filter((code) => !code.startsWith('tax-mismatch'))).toEqual([]);
			}),
		);
	});
});

describe('taxes', () => {
	it('are one a rate, and one without a rate for shipping and fees', () => {
		expect(of().taxes).toEqual([
			{ category: null, name: null, rate: 19, taxableAmount: 270, taxAmount: 51.3 },
			{ category: null, name: null, rate: 7, taxableAmount: 40, taxAmount: 2.8 },
			{ category: null, name: null, rate: null, taxableAmount: null, taxAmount: 1.9 },
		]);
	});

	it('of one rate are summed, however it is written', () => {
		const item = (amount: number, rate: number | string, tax: number) => ({
			amount,
			tax: { rate, amount: tax },
		});
		const { taxes } = withItems([item(0.1, 0.19, 0.02), item(0.2, '0.190', 0.04), item(1, 0.07525, 0.08)], {
			...CHARGES,
			subtotal: 1.3,
			totalTax: 0.14,
		});
		expect(taxes).toMatchObject([
			{ rate: 19, taxableAmount: 0.3, taxAmount: 0.06 },
			{ rate: 7.525, taxableAmount: 1, taxAmount: 0.08 },
		]);
	});

	it('of an item without a rate or an amount are in the rest', () => {
		const { taxes } = of({ 'items.1.tax.rate': null });
		expect(taxes.map(({ rate, taxAmount }) => [rate, taxAmount])).toEqual([
			[19, 51.3],
			[null, 4.7],
		]);
		expect(of({ 'items.0.tax': null, 'items.1.tax.amount': null }).taxes).toMatchObject([
			{ rate: null, taxAmount: 56 },
		]);
	});

	it('have no rest where the items have all of it, and none where the total was not sent', () => {
		expect(of({ totalTax: 54.1, totalAmount: 374.1 }).taxes).toHaveLength(2);
		expect(of({ totalTax: null }).taxes).toHaveLength(2);
		expect(withItems([], { totalTax: 0 }).taxes).toEqual([]);
	});

	it('of 0 percent stand there, too', () => {
		const { taxes } = withItems([{ amount: 10, tax: { rate: 0, amount: 0 } }], { ...CHARGES, subtotal: 10 });
		expect(taxes).toMatchObject([{ rate: 0, taxableAmount: 10, taxAmount: 0 }]);
	});
});

describe('a line', () => {
	const lineOf = (item: object) => withItems([{ amount: 270, quantity: 3, ...item }]).lines[0];

	it.each([
		['no discount', {}, { discount: null, unitPrice: 90 }],
		['so much off each piece', { amountOff: 10, quantity: 3 }, { discount: 30, unitPrice: 100 }],
		['so much off some pieces', { amountOff: 10, quantity: 2 }, { discount: 20, unitPrice: null }],
		['a percentage', { percentOff: 10, quantity: 3 }, { discount: null, unitPrice: null }],
		['no number of pieces', { amountOff: 10 }, { discount: null, unitPrice: null }],
		['cents', { amountOff: '0.10', quantity: 3 }, { discount: 0.3, unitPrice: 90.1 }],
	])('with %s', (_name, discount, expected) => {
		const item = Object.keys(discount).length === 0 ? {} : { discount };
		expect(lineOf(item)).toMatchObject({ net: 270, ...expected });
	});

	it('has a unit price only where it comes out even', () => {
		expect(lineOf({ amount: 10, quantity: 3 })).toMatchObject({
			unitPrice: null,
			unitPriceIncludesTax: null,
		});
		expect(lineOf({ amount: 25.05, quantity: 5 })).toMatchObject({
			unitPrice: 5.01,
			unitPriceIncludesTax: false,
		});
		for (const quantity of [0, null]) expect(lineOf({ quantity }).unitPrice).toBeNull();
	});

	it('has a gross only with net and tax', () => {
		expect(lineOf({ tax: { rate: 0.19, amount: 51.3 } })).toMatchObject({
			net: 270,
			tax: 51.3,
			taxRate: 19,
			gross: 321.3,
		});
		expect(lineOf({ tax: { rate: 0.19 } })).toMatchObject({ tax: null, taxRate: 19, gross: null });
		expect(lineOf({ amount: null, tax: { amount: 51.3 } })).toMatchObject({ net: null, gross: null });
	});

	it('of nothing is a line of nulls', () => {
		const [line] = withItems([{}]).lines;
		expect(Object.values(line).every((value) => value === null)).toBe(true);
	});
});

describe('parties', () => {
	const factsOf = (changes: Record<string, unknown>) => {
		const findings = new Findings();
		return { ...orderFacts(order.parse(sample(ORDER, changes)), findings), issues: findings.issues };
	};

	it('the tax id is the first that is verified, or else the first', () => {
		const identifiers = [
			{ type: 'de', value: 'DE1', state: 'pending' },
			{ type: 'at', value: 'ATU2', state: 'verified' },
			{ type: 'fr', value: 'FR3', state: 'verified' },
		];
		const all = factsOf({ taxIdentifiers: identifiers });
		expect(all.buyer?.taxId).toBe('ATU2');
		expect(all.references.taxIdentifiers).toBe('de:DE1, at:ATU2, fr:FR3');
		expect(factsOf({ taxIdentifiers: identifiers.slice(0, 1) }).buyer?.taxId).toBe('DE1');
		const none = factsOf({ taxIdentifiers: [{ type: 'de' }] });
		expect(none.buyer?.taxId).toBeNull();
		expect(none.references).not.toHaveProperty('taxIdentifiers');
	});

	it('the e-mail of the order stands in where the buyer has none', () => {
		expect(factsOf({ email: 'order@example.com' }).buyer?.email).toBe('einkauf@example.com');
		for (const none of [null, '', undefined]) {
			const changes = { email: 'order@example.com', 'billTo.email': none };
			expect(factsOf(changes).buyer?.email).toBe('order@example.com');
		}
	});

	it('are absent where nothing is known of them', () => {
		expect(factsOf({ shipTo: null, sellingEntity: null })).toMatchObject({ shipTo: null, seller: null });
		expect(factsOf({ billTo: null, email: null, taxIdentifiers: null, customerId: null }).buyer).toBeNull();
		expect(factsOf({ billTo: null, email: null, taxIdentifiers: null }).buyer).toMatchObject({
			name: null,
			customerId: '532736320336',
		});
		expect(factsOf({ 'billTo.address': null }).buyer?.address).toBeNull();
	});

	it('a seller’s number under the import scheme is a reference and not the tax id of the seller', () => {
		const facts = factsOf({ 'items.1.sellerTaxIdentifier': 'IM3720000123' });
		expect(facts.references.sellerTaxIdentifier).toBe('IM3720000123');
		expect(facts.seller?.taxId).toBeNull();
	});

	it('an unknown country or currency is null and reported', () => {
		const facts = factsOf({ 'billTo.address.country': 'XYZ', currency: 'EURO' });
		expect([facts.currency, facts.buyer?.address?.countryCode]).toEqual([null, null]);
		expect(codes(facts)).toEqual(['country-unknown buyer.address.countryCode', 'currency-unknown currency']);
		expect(factsOf({ currency: 'eur' }).currency).toBe('EUR');
	});

	it('the first source of a payment names the method', () => {
		const payment = { sources: [{ type: 'payPal' }, { type: 'creditCard' }] };
		expect(factsOf({ payment }).payment?.method).toBe('payPal');
		for (const none of [null, {}, { sources: [] }]) expect(factsOf({ payment: none }).payment).toBeNull();
	});
});
