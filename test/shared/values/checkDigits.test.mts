import fc from 'fast-check';
import {
	isAustralianNumber,
	isBelgianNumber,
	isGln,
	isGreekNumber,
	isItalianNumber,
	isNorwegianNumber,
	isSwedishNumber,
} from '../../../nodes/shared/values/checkDigits';

// Numbers published by their owners: GS1's and Peppol's examples, companies' imprints.
const KINDS = [
	['GLN', isGln, ['7300010000001', '5790000435968', '4012345000009']],
	['Norwegian organization number', isNorwegianNumber, ['974760673', '923609016']],
	['Belgian enterprise number', isBelgianNumber, ['0202239951', '0403170701']],
	['Australian Business Number', isAustralianNumber, ['51824753556', '83914571673']],
	['Swedish organization number', isSwedishNumber, ['5560125790', '2021002742']],
	['Italian VAT number', isItalianNumber, ['00743110157', '07643520567']],
	['Greek tax number', isGreekNumber, ['094019245', '090000045']],
] as const;

describe.each(KINDS)('%s', (kind, isValid, numbers) => {
	it.each([...numbers])('takes %s', (number) => {
		expect(isValid(number)).toBe(true);
	});

	it('rejects what has another form', () => {
		const [number = ''] = numbers;
		for (const text of ['', ' ', ` ${number}`, `x${number}`, 'x', '１２３４５６７８９']) {
			expect([text, isValid(text)]).toEqual([text, false]);
		}
	});

	it('notices another digit at any place', () => {
		// Greek numbers map eleven remainders to ten check digits.
		if (kind === 'Greek tax number') return;
		fc.assert(
			fc.property(
				fc.constantFrom(...numbers),
				fc.nat(30),
				fc.integer({ min: 1, max: 9 }),
				(number, place, by) => {
					const at = place % number.length;
					const digit = number[at]!;
					fc.pre(/[0-9]/.test(digit));
					const changed = number.slice(0, at) + String((Number(digit) + by) % 10) + number.slice(at + 1);
					expect(isValid(changed)).toBe(false);
				},
			),
		);
	});

	it('has an answer for every text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(typeof isValid(text)).toBe('boolean');
			}),
		);
	});
});

test('of ten Greek, Swedish or Italian numbers that differ in the last digit one is valid', () => {
	const forms = [
		[isGreekNumber, /^[0-9]{8}$/],
		[isSwedishNumber, /^[0-9]{9}$/],
		[isItalianNumber, /^[0-9]{10}$/],
		[isGln, /^[0-9]{12}$/],
	] as const;
	for (const [isValid, form] of forms) {
		fc.assert(
			fc.property(fc.stringMatching(form), (start) => {
				expect([...'0123456789'].filter((digit) => isValid(start + digit))).toHaveLength(1);
			}),
		);
	}
});
