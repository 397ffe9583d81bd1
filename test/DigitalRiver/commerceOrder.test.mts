import fc from 'fast-check';
import { invoiceOfCommerceOrder } from '../../nodes/DigitalRiver/commerceOrder';
import { commerceOrder } from '../../nodes/DigitalRiver/schema';
import { checkSums } from '../../nodes/shared/invoice/checks';
import { Findings } from '../../nodes/shared/invoice/findings';
import { invoiceOf } from '../../nodes/shared/invoice/build';
import { codes, COMMERCE_ORDER, sample } from '../support/DigitalRiver/events.mts';

function figuresOf(body: unknown) {
	const findings = new Findings();
	const figures = invoiceOfCommerceOrder(commerceOrder.parse(body), findings);
	return checkSums(invoiceOf({ ...figures, issues: findings.issues }));
}
const of = (changes: Record<string, unknown> = {}) => figuresOf(sample(COMMERCE_ORDER, changes));

describe('the sums of a Commerce API order', () => {
	it('are those of section 10: 600 + 9.99 + 45.91 = 655.90', () => {
		const { totals, taxes, issues } = of();
		expect(totals).toEqual({
			lines: 600,
			// Line prices already include it.
			discount: null,
			charges: 9.99,
			net: 609.99,
			tax: 45.91,
			gross: 655.9,
			withheld: null,
			paid: null,
			rounding: null,
			due: null,
		});
		expect([taxes, issues]).toEqual([[], []]);
	});

	it.each(['shippingAndHandling', 'fees', 'importTaxAndDuty'])('count %s as a charge', (name) => {
		const amounts = { shippingAndHandling: 0, fees: 0, importTaxAndDuty: 0, [name]: 9.99 };
		const changes = Object.fromEntries(
			Object.entries(amounts).map(([part, value]) => [`pricing.${part}`, { value }]),
		);
		expect(of(changes).totals.charges).toBe(9.99);
		expect(of({ ...changes, [`pricing.${name}`]: null }).totals.charges).toBeNull();
	});

	it.each(['total', 'tax'])('have no net without %s', (name) => {
		for (const nothing of [null, {}, { value: null }]) {
			expect(of({ [`pricing.${name}`]: nothing }).totals.net).toBeNull();
		}
	});

	it('pass without any price', () => {
		const { totals, lines } = of({ pricing: null, lineItems: null });
		expect(Object.values(totals).every((total) => total === null)).toBe(true);
		expect(lines).toEqual([]);
	});

	it('are exact for any cents', () => {
		const cents = fc.integer({ min: 0, max: 10_000_000 });
		fc.assert(
			fc.property(cents, cents, cents, (lines, charge, tax) => {
				const { totals, issues } = of({
					lineItems: [],
					'pricing.subTotal.value': lines / 100,
					'pricing.shippingAndHandling.value': charge / 100,
					'pricing.tax.value': tax / 100,
					'pricing.total.value': (lines + charge + tax) / 100,
				});
				expect(totals.net).toBe((lines + charge) / 100);
				expect(issues).toEqual([]);
			}),
		);
	});
});

describe('a line of a Commerce API order', () => {
	const first = (changes: Record<string, unknown>) =>
		of(Object.fromEntries(Object.entries(changes).map(([name, value]) => [`lineItems.0.${name}`, value])))
			.lines[0];

	it.each([1, '1', 1.0, '1.00'])('of one piece (%j) has a net, and a tax', (quantity) => {
		expect(first({ quantity })).toMatchObject({ quantity: 1, net: 50, tax: 3.76, gross: 53.76 });
	});

	it.each([2, 10, 0.1, 0, -1, null])(
		'of %j pieces has none: the price may be for one or for all',
		(quantity) => {
			expect(first({ quantity })).toMatchObject({ quantity, net: null, tax: null, gross: 53.76 });
		},
	);

	it('has a tax only with both prices', () => {
		expect(first({ 'pricing.netPrice': null })).toMatchObject({ net: null, tax: null, gross: 53.76 });
		expect(first({ 'pricing.salePriceWithQuantity': null })).toMatchObject({
			net: 50,
			tax: null,
			gross: null,
		});
	});

	it('of nothing is a line of nulls', () => {
		const [line] = figuresOf({ id: 'o', lineItems: [{}] }).lines;
		expect(Object.values(line).every((value) => value === null)).toBe(true);
	});
});

describe('a party of a Commerce API order', () => {
	it('has its names joined, and its lines', () => {
		const changes = {
			'billingAddress.companyName': 'Beispiel GmbH',
			'billingAddress.line2': 'Floor 2',
			'billingAddress.line3': 'Door 3',
		};
		expect(of(changes).buyer).toMatchObject({
			name: 'Test Buyer',
			companyName: 'Beispiel GmbH',
			address: { street: '10380 Bren Rd W', additional: 'Floor 2, Door 3' },
		});
		expect(of({ ...changes, 'billingAddress.line2': '' }).buyer?.address?.additional).toBe('Door 3');
		expect(of({ 'billingAddress.firstName': null }).buyer).toMatchObject({ name: 'Buyer', firstName: null });
		expect(of({ 'billingAddress.firstName': '', 'billingAddress.lastName': null }).buyer?.name).toBeNull();
	});

	it('is absent without an address, and its country known or reported', () => {
		expect(of({ billingAddress: null, shippingAddress: null })).toMatchObject({ buyer: null, shipTo: null });
		expect(codes(of({ 'shippingAddress.country': 'Utopia' }))).toEqual([
			'country-unknown shipTo.address.countryCode',
		]);
	});
});
