import fc from 'fast-check';
import {
	divide,
	normalizeSpace,
	ofDouble,
	round,
	toBoolean,
	toDate,
	toDecimal,
	toDouble,
} from '../../../../nodes/shared/validate/xpath/cast';
import { decimal, toText } from '../../../../nodes/shared/values/decimal';

const text = (value: ReturnType<typeof toDecimal>) => value && toText(value);

test.each([
	['1', '1'],
	[' 1.50 ', '1.5'],
	['.5', '0.5'],
	['5.', '5'],
	['-.5', '-0.5'],
	['+7', '7'],
	['', null],
	['.', null],
	['-', null],
	['1e3', null],
	['1,5', null],
	['\u00a01', null],
	['INF', null],
])('%j is the decimal %j', (written, read) => {
	expect(text(toDecimal(written))).toBe(read);
});

test.each([
	['zeros behind', `19.${'0'.repeat(5000)}`, '19'],
	['zeros in front', `-${'0'.repeat(5000)}1.5`, '-1.5'],
	['zeros only', `${'0'.repeat(100)}.${'0'.repeat(100)}`, '0'],
	['many digits', `1.${'3'.repeat(900)}`, `1.${'3'.repeat(900)}`],
	['more digits than anybody writes', '7'.repeat(1001), null],
])('a decimal with %s', (_what, written, read) => {
	expect(text(toDecimal(written))).toBe(read);
});

test.each([
	['1e3', 1000],
	[' -1.5E-1', -0.15],
	['INF', Infinity],
	['-INF', -Infinity],
	['NaN', NaN],
	['+INF', null],
	['Infinity', null],
	['0x10', null],
	['', null],
])('%j is the double %j', (written, read) => {
	expect(toDouble(written)).toBe(read);
});

test.each([
	['true', true],
	[' 1 ', true],
	['false', false],
	['0', false],
	['TRUE', null],
	['', null],
])('%j is the boolean %j', (written, read) => {
	expect(toBoolean(written)).toBe(read);
});

test.each([
	['2025-12-31', '2025-12-31T00:00Z'],
	[' 2024-02-29Z', '2024-02-29T00:00Z'],
	['2000-02-29+02:00', '2000-02-28T22:00Z'],
	['2000-02-29-14:00', '2000-02-29T14:00Z'],
	['12024-01-01', '+012024-01-01T00:00Z'],
	['-2024-01-01', '-002024-01-01T00:00Z'],
	['0050-01-01', '0050-01-01T00:00Z'],
])('the day %j begins at %s', (written, begins) => {
	expect(toDate(written)).toBe(Date.parse(begins));
});

test.each([
	'2025-02-29',
	'1900-02-29',
	'2025-13-01',
	'2025-00-10',
	'2025-04-31',
	'2025-04-00',
	'20251231',
	'02025-12-31',
	'999999999-01-01',
	'2025-12-31T00:00:00',
	'2025-12-31+14:01',
	'2025-12-31+15:00',
	'2025-12-31+05:60',
])('%j is no date', (written) => {
	expect(toDate(written)).toBeNull();
});

test.each([
	['2.5', '3'],
	['-2.5', '-2'],
	['2.49', '2'],
	['-2.51', '-3'],
	['7', '7'],
])('%s rounds to %s, as halves go up', (value, rounded) => {
	expect(text(round(decimal(value)!))).toBe(rounded);
});

test('rounding to cents is that of Math.round where doubles are exact', () => {
	fc.assert(
		fc.property(fc.integer({ min: -1e12, max: 1e12 }), (eighths) => {
			const value = decimal(eighths / 8)!;
			expect(text(round(value, 2))).toBe(String(Math.round((eighths / 8) * 100) / 100).replace(/^-0$/, '0'));
		}),
	);
});

test('a double is the number that it is, not the one that it prints as', () => {
	expect(text(ofDouble(0.5))).toBe('0.5');
	expect(text(ofDouble(100.1))).toMatch(/^100\.0999999999999943156581/);
	expect(ofDouble(NaN)).toBeNull();
	expect(ofDouble(1e300)).toBeNull();
});

test('white space is that of XML: a no-break space is none', () => {
	expect(normalizeSpace(' a \t\r\n b\u00a0 ')).toBe('a b\u00a0');
});

test.each([
	['1', '3', '0.333333333333333333'],
	['-1', '3', '-0.333333333333333333'],
	['2', '3', '0.666666666666666667'],
	['2.5', '3', '0.8333333333333333333'],
	['10000000', '3', '3333333.333333333333333333'],
	['1', '2048576003', '0.000000000488143959'],
	['6', '-4', '-1.5'],
	['1', '0', null],
])('%s div %s is %s, as Saxon has it', (a, b, expected) => {
	const quotient = divide(decimal(a)!, decimal(b)!);
	expect(quotient && toText(quotient)).toBe(expected);
});
