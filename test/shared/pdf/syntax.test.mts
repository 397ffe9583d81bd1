import fc from 'fast-check';
import { Budget } from '../../../nodes/shared/pdf/budget';
import { Parser, PdfName } from '../../../nodes/shared/pdf/syntax';

test('a name of a million escapes is read to its end, and decoded as far as names go', () => {
	const parser = new Parser(Buffer.from(`/${'#41'.repeat(1_000_000)} 1`), 0, new Budget());
	const name = parser.value();
	expect(name).toBeInstanceOf(PdfName);
	expect((name as PdfName).name.length).toBeLessThan(5000);
	expect(parser.value()).toBe(1);
});

test('a number is what it says, however many digits it has and whatever comes after it', () => {
	const digits = fc.stringMatching(/^[0-9]{1,25}$/);
	const numbers = fc.oneof(
		digits,
		fc
			.tuple(fc.constantFrom('-', '+', ''), digits, digits)
			.map(([sign, whole, rest]) => `${sign}${whole}.${rest}`),
	);
	fc.assert(
		fc.property(fc.array(numbers), fc.constantFrom(' ', '/A ', 'x ', '(a)'), (written, after) => {
			const list = new Parser(
				Buffer.from(`[${written.map((number) => number + after).join('')}]`),
				0,
				new Budget(),
			);
			const read = (list.value() as unknown[]).filter((value) => typeof value === 'number');
			expect(read).toEqual(written.map(Number));
		}),
	);
});

test('a name holds what its escapes stand for, and a number sign that escapes nothing', () => {
	const names = new Parser(Buffer.from('[/A#20b/#2Fa#/plain/]'), 0, new Budget()).value() as PdfName[];
	expect(names.map(({ name }) => name)).toEqual(['A b', '/a#', 'plain', '']);
});
