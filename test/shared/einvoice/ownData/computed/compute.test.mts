/** For any lines, the computed amounts meet EN 16931's rules on sums. */
import fc from 'fast-check';
import { contradictionsIn } from '../../../../../nodes/shared/einvoice/ownData/computed/contradictions';
import { checkSums } from '../../../../../nodes/shared/invoice/checks';
import { createOf, INVOICES, take } from '../../../../support/einvoice/ownData.mts';

const { item } = INVOICES['hours of a service'];

const figure = (digits: number, max: number) =>
	fc.integer({ min: 0, max }).map((whole) => Number(`${whole}e-${digits}`));
const rate = fc.constantFrom(19, 7, 5.5, 21, 0.5);
const line = fc.record({
	description: fc.constant('Thing'),
	quantity: fc.tuple(figure(3, 2_000_000), fc.boolean()).map(([size, isMinus]) => (isMinus ? -size : size)),
	unitPrice: figure(4, 90_000_000),
	taxRate: rate,
});
const discounted = fc.tuple(line, figure(2, 500_00)).map(([known, size]) => ({
	...known,
	discount: known.quantity < 0 ? -size : size,
	unitPriceIncludesTax: false,
}));
// With a quantity of zero, the net gives no price without tax; the rules then require one (BR-26).
const withTax = line
	.filter(({ quantity }) => quantity !== 0)
	.map((known) => ({ ...known, unitPriceIncludesTax: true }));
const currency = fc.constantFrom('EUR', 'USD', 'KWD');
const lines = fc
	.array(fc.oneof(line, discounted, withTax), { minLength: 1, maxLength: 8 })
	.map((list) => list.map((one) => ({ unitPriceIncludesTax: false, ...one })));

test('no rule on sums is broken', async () => {
	await fc.assert(
		fc.asyncProperty(lines, currency, fc.constantFrom('UBL', 'CII'), async (list, money, format) => {
			const { gaps, found } = await createOf({ ...item, currency: money, lines: list }, format);
			expect({ gaps, found }).toEqual({ gaps: [], found: [] });
		}),
		{ numRuns: 60 },
	);
}, 60_000);

test('prices without tax are within two cents of the lines, as Peppol has it', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fc.oneof(line, discounted), { minLength: 1, maxLength: 5 }), async (list) => {
			const { found } = await createOf({ ...item, lines: list }, 'Peppol');
			expect(found).toEqual([]);
		}),
		{ numRuns: 40 },
	);
}, 60_000);

test('a discount and a charge on the whole belong to the only rate, and prepayment and rounding to the amount due', () => {
	fc.assert(
		fc.property(
			fc.array(
				line.map((known) => ({ ...known, taxRate: 19 })),
				{ minLength: 1, maxLength: 5 },
			),
			figure(2, 100_000),
			figure(2, 100_000),
			figure(2, 100_000),
			figure(2, 99),
			(list, discount, charges, paid, rounding) => {
				const { item: made } = take({ ...item, lines: list, totals: { discount, charges, paid, rounding } });
				expect(made.taxes).toHaveLength(1);
				expect(made.taxes[0].taxableAmount).toBe(made.totals.net);
				expect(checkSums(made, { silence: 'zero' }).issues).toEqual([]);
				expect(made.totals).toMatchObject({ discount, charges, paid, rounding });
				expect(contradictionsIn(made)).toEqual([]);
			},
		),
	);
});

test('what was sent is never written over', () => {
	const amount = fc.option(figure(2, 1_000_000), { nil: null });
	const totals = fc.record({
		lines: amount,
		net: amount,
		tax: amount,
		gross: amount,
		paid: amount,
		due: amount,
	});
	const sentLine = fc.record({
		net: amount,
		tax: amount,
		gross: amount,
		quantity: amount,
		unitPrice: amount,
	});
	const sentTax = fc.record({
		rate: fc.option(rate, { nil: null }),
		taxableAmount: amount,
		taxAmount: amount,
	});
	fc.assert(
		fc.property(totals, fc.array(sentLine), fc.array(sentTax), (sent, sentLines, sentTaxes) => {
			const { item: made } = take({ ...item, totals: sent, lines: sentLines, taxes: sentTaxes });
			const known = (record: object) =>
				Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
			expect(made.totals).toMatchObject(known(sent));
			sentLines.forEach((entry, index) => expect(made.lines[index]).toMatchObject(known(entry)));
			sentTaxes.forEach((entry, index) => expect(made.taxes[index]).toMatchObject(known(entry)));
		}),
	);
});

test.each([
	['JPY', 0, 500],
	['EUR', 2, 499.5],
	['KWD', 2, 499.5],
])('%s is rounded to %i digits', (currencyCode, _, net) => {
	const { item: made } = take({
		...item,
		currency: currencyCode,
		lines: [{ quantity: 1.5, unitPrice: 333, taxRate: 10 }],
	});
	expect(made.lines[0].net).toBe(net);
});

test('halves are rounded away from zero', () => {
	const netOf = (quantity: number) =>
		take({ ...item, lines: [{ quantity, unitPrice: 0.125, taxRate: 19 }] }).item.lines[0].net;
	expect([netOf(1), netOf(-1), netOf(3)]).toEqual([0.13, -0.13, 0.38]);
});

test('a tax without a category gets the amounts of its lines only where all have one category', () => {
	const lines = ['Z', 'E'].map((taxCategory) => ({ quantity: 1, unitPrice: 10, taxRate: 0, taxCategory }));
	const [several] = take({ ...item, lines, taxes: [{ rate: 0 }] }).item.taxes;
	expect(several).toMatchObject({ category: null, taxableAmount: null });
	const [one] = take({ ...item, lines: lines.slice(0, 1), taxes: [{ rate: 0 }] }).item.taxes;
	expect(one).toMatchObject({ category: 'Z', taxableAmount: 10, taxAmount: 0 });
});
