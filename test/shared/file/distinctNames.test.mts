import fc from 'fast-check';
import { distinctNames } from '../../../nodes/shared/file/distinctNames';

test.each([
	[[], []],
	[['a.pdf'], ['a.pdf']],
	[
		['a.pdf', 'b.pdf', 'a.pdf', 'a.pdf'],
		['a.pdf', 'b.pdf', 'a (2).pdf', 'a (3).pdf'],
	],
	[
		['a.pdf', 'a (2).pdf', 'a.pdf'],
		['a.pdf', 'a (2).pdf', 'a (3).pdf'],
	],
	[
		['Invoice.pdf', 'INVOICE.PDF'],
		['Invoice.pdf', 'INVOICE (2).PDF'],
	],
	[
		['M\u00fcller', 'Mu\u0308ller'],
		['M\u00fcller', 'Mu\u0308ller (2)'],
	],
	[
		['.pdf', '.pdf'],
		['.pdf', '.pdf (2)'],
	],
	[
		['a.tar.gz', 'a.tar.gz'],
		['a.tar.gz', 'a.tar (2).gz'],
	],
])('%j becomes %j', (names, expected) => expect(distinctNames(names)).toEqual(expected));

test('whatever the names are, no two are the same, and what was distinct stays', () => {
	const name = fc.constantFrom('a.pdf', 'A.pdf', 'a (2).pdf', 'a (3).pdf', 'b', 'B', 'b (2)');
	fc.assert(
		fc.property(fc.array(name), (names) => {
			const distinct = distinctNames(names);
			expect(new Set(distinct.map((one) => one.toLowerCase())).size).toBe(names.length);
			for (const [index, one] of names.entries()) {
				const earlier = distinct.slice(0, index).map((other) => other.toLowerCase());
				if (!earlier.includes(one.toLowerCase())) expect(distinct[index]).toBe(one);
			}
		}),
	);
});

test('100,000 files of one name take no more steps each', () => {
	expect(distinctNames(Array.from({ length: 100_000 }, () => 'invoice.pdf')).at(-1)).toBe(
		'invoice (100000).pdf',
	);
});
