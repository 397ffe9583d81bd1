import fc from 'fast-check';
import {
	listOfText,
	textByPlace,
	textOfDistinct,
	textOfList,
} from '../../../../nodes/shared/einvoice/en16931/list';

const text = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', ' ', '\n') });
const separator = fc.constantFrom(', ', '; ', ' ');

test('whatever the values are, they come back', () => {
	fc.assert(
		fc.property(fc.array(text), separator, (values, by) => {
			expect(listOfText(textOfList(values, by), by)).toEqual(values);
		}),
		{ numRuns: 2000 },
	);
});

test('values without a separator or quote are joined as they are', () => {
	const plain = fc.string({ minLength: 1, unit: fc.constantFrom('a', '1', '-', '/') });
	fc.assert(
		fc.property(fc.array(plain), separator, (values, by) => {
			expect(textOfList(values, by)).toBe(values.join(by));
		}),
	);
});

test('values by position come back without the absent ones at the end', () => {
	fc.assert(
		fc.property(fc.array(fc.option(fc.constantFrom('a', 'b; c'))), separator, (values, by) => {
			const last = values.findLastIndex((value) => value !== null);
			const expected = values.slice(0, last + 1).map((value) => value ?? '');
			expect(listOfText(textByPlace(values, by), by)).toEqual(expected);
		}),
	);
});

test.each([
	[['P1', 'P2, b'], ', ', 'P1, "P2, b"'],
	[['12" pipe'], ', ', '12" pipe'],
	[['"x"', 'y'], ', ', '"""x""", y'],
	[['', '2026-01-01'], '; ', '; 2026-01-01'],
	[['', 'https://a.example'], ' ', '"" https://a.example'],
])('%j is %s%s', (values, by, expected) => {
	expect(textOfList(values, by)).toBe(expected);
});

test.each([
	['"Foo" Ltd, Bar', ['"Foo" Ltd', 'Bar']],
	['"Foo, Bar', ['"Foo', 'Bar']],
	['', []],
	[null, []],
])('typed by hand, %j is %j', (typed, expected) => {
	expect(listOfText(typed)).toEqual(expected);
});

test('values that repeat or are absent are left out where the position does not count', () => {
	expect(textOfDistinct(['a', null, 'b', 'a'])).toBe('a, b');
});
