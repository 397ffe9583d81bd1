import fc from 'fast-check';
import {
	allowanceOfText,
	textOfAllowance,
	textsOfAllowances,
} from '../../../../nodes/shared/einvoice/en16931/allowanceText';
import type { AllowanceOrCharge } from '../../../../nodes/shared/einvoice/en16931/terms';

const entry = (known: Partial<AllowanceOrCharge>): AllowanceOrCharge => ({
	isCharge: false,
	...{ amount: '5.00', percent: null, baseAmount: null, reason: null, reasonCode: null },
	...{ taxCategory: null, taxRate: null },
	...known,
});

test('is one line that a person can read', () => {
	expect(textOfAllowance(entry({}))).toBe('discount 5');
	expect(
		textOfAllowance(
			entry({
				...{ percent: '10', baseAmount: '50.00', reasonCode: '95', taxCategory: 'S', taxRate: '19' },
				reason: 'Loyalty, code 7: yes',
			}),
		),
	).toBe('discount 5, 10 %, of 50, code 95, tax S 19: Loyalty, code 7: yes');
});

test.each([
	['5.00', '5'],
	['.5', '0.5'],
	['5.', '5'],
	['-0.10', '-0.1'],
])('has %s as %s, however a file writes it', (amount, written) => {
	expect(textOfAllowance(entry({ amount }))).toBe(`discount ${written}`);
});

test('whatever it holds comes back', () => {
	const figure = fc.constantFrom('5', '-1', '0.5', '12.25', '0');
	const code = fc.constantFrom('95', 'S', 'ABL', 'tax', 'code', '%');
	fc.assert(
		fc.property(
			fc.record({
				isCharge: fc.boolean(),
				amount: figure,
				percent: fc.option(figure),
				baseAmount: fc.option(figure),
				reasonCode: fc.option(code),
				reason: fc.option(fc.string()),
				taxCategory: fc.option(code),
				taxRate: fc.option(figure),
			}),
			(known) => {
				const expected = { ...known, taxRate: known.taxCategory === null ? null : known.taxRate };
				expect(allowanceOfText(textOfAllowance(known) ?? '')).toEqual(expected);
			},
		),
	);
});

test.each(['', 'discount', 'discount five', 'rebate 5', 'discount 1e3', 'discount 5, 10', 'discount 5, x %'])(
	'%j is none',
	(text) => expect(allowanceOfText(text)).toBeNull(),
);

test('is named only where the total does not say it all', () => {
	const [discount, charge] = [entry({ reason: 'Discount' }), entry({ isCharge: true })];
	expect(textsOfAllowances([discount, charge])).toEqual([]);
	expect(textsOfAllowances([discount, discount])).toHaveLength(2);
	expect(textsOfAllowances([discount, entry({ isCharge: true, reason: 'Freight' })])).toHaveLength(2);
	expect(textsOfAllowances([entry({ amount: null, reason: 'Freight' })])).toEqual([]);
});
