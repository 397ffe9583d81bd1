import fc from 'fast-check';
import { number, percent, percentage } from '../../../../../nodes/shared/einvoice/ownData/values/numbers';

const BERLIN = 'Europe/Berlin';
const valueOf = (reading: ReturnType<typeof number>) =>
	'problem' in reading ? reading.problem : reading.value;

test.each([
	[19, 19],
	['19', 19],
	[' 19.50 ', 19.5],
	['-3', -3],
	['1234.500', 1234.5],
	['0.125', 0.125],
	['1,5', 1.5],
	['95,00', 95],
	['0,125', 0.125],
	['1234,500', 1234.5],
	['1.234,50', 1234.5],
	['1,234.50', 1234.5],
	['-1.234.567,8', -1234567.8],
	['1,234,567', 1234567],
	['1 234,50', 1234.5],
	['1\u202f234', 1234],
	["1'234.50", 1234.5],
	['1.5000', 1.5],
	[1.125, 1.125],
])('%j is the number %d', (written, expected) => {
	expect(number(written, BERLIN)).toEqual({ value: expected });
});

test.each([
	['1.500', 'is ambiguous'],
	['1,500', 'is ambiguous: write 1500 or 1.5000'],
	['1,23,456', 'is not a plain number'],
	['1.23,4', 'is not a plain number'],
	['12.34.56', 'is not a plain number'],
	['1234.567,8', 'is not a plain number'],
	['1,2,3', 'is not a plain number'],
	['12 34', 'is not a plain number'],
	['5 €', 'is not a plain number'],
	['1e3', 'is not a plain number'],
	['0x10', 'is not a plain number'],
	['', 'is not a plain number'],
	['12345678901234567890.5', 'more digits'],
	[true, 'is not a number'],
	[[1], 'A list is not a number'],
	[{}, 'An object is not a number'],
	[Infinity, 'is not a plain number'],
])('%j is not a number: %s', (written, problem) => {
	expect(valueOf(number(written, BERLIN))).toContain(problem);
});

test('a number and its text are the same', () => {
	fc.assert(
		fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 2 }), (whole, digits) => {
			const value = Number(`${whole}e-${digits}`);
			expect(number(String(value), BERLIN)).toEqual(number(value, BERLIN));
		}),
	);
});

test('a number in the notation of any language is that number, or is ambiguous', () => {
	const notations = ['de-DE', 'en-US', 'fr-FR', 'de-CH', 'it-IT', 'es-ES', 'nl-NL', 'sv-SE'].filter(
		(language) => Intl.NumberFormat.supportedLocalesOf(language).length > 0,
	);
	const money = fc.integer({ min: 0, max: 1e9 }).map((cents) => cents / 100);
	fc.assert(
		fc.property(fc.constantFrom(...notations), money, (language, value) => {
			const written = value.toLocaleString(language, { minimumFractionDigits: 2 });
			expect(number(written, BERLIN)).toEqual({ value });
		}),
	);
});

test('no text is read as two numbers: none with three digits after its only point or comma, unless it cannot be thousands', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 0, max: 999 }), (whole, fraction) => {
			const digits = String(fraction).padStart(3, '0');
			expect(number(`${whole}.${digits}`, BERLIN)).toHaveProperty('problem');
			expect(number(`${whole},${digits}`, BERLIN)).toHaveProperty('problem');
		}),
	);
});

test.each(['19 %', '19%', '19', 19])('%j is a rate', (written) => {
	expect(percent(written, BERLIN)).toEqual({ value: 19 });
});

test('a rate is in percent: what can only be a fraction is named', () => {
	expect(percentage(0.19, BERLIN)).toEqual({ problem: '"0.19" would be 0.19 %: write 19 for 19 %' });
	expect(percentage('0,055', BERLIN)).toEqual({ problem: '"0,055" would be 0.055 %: write 5.5 for 5.5 %' });
	expect(percentage(1900, BERLIN)).toEqual({ problem: '"1900" would be 1900 %: write 19 for 19 %' });
	for (const rate of [0, 0.5, 1, 19, 100, '2,5 %']) expect(percentage(rate, BERLIN)).toHaveProperty('value');
	expect(percent(0.2, BERLIN)).toEqual({ value: 0.2 });
});

test('a rate has decimals where another number may have thousands', () => {
	for (const [written, value] of [
		['7.700', 7.7],
		['8,100 %', 8.1],
		['19.000', 19],
	] as const) {
		expect(percentage(written, BERLIN)).toEqual({ value });
		expect(number(written.replace(' %', ''), BERLIN)).toHaveProperty('problem');
	}
});
