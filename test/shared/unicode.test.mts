import fc from 'fast-check';
import { normalized } from '../../nodes/shared/unicode';

const FORMS = ['NFC', 'NFD', 'NFKC', 'NFKD'] as const;
const ABOVE = '\u0301';
const BELOW = '\u0316';
/** A mark outside of the Basic Multilingual Plane. */
const STEM = '\u{1D165}';
const HALFWIDTH = '\uFF9E';

const letter = fc.constantFrom('a', 'ü', 'ﬁ', '각', '\u{1F600}', ABOVE, BELOW, STEM, HALFWIDTH, '\uD800');

test.each(FORMS)('is the form %s of texts in which at most 30 marks are in a row', (form) => {
	fc.assert(
		fc.property(fc.array(letter, { maxLength: 30 }), (letters) => {
			const text = letters.join('');
			expect(normalized(`${text}x${text}`, form)).toBe(`${text}x${text}`.normalize(form));
		}),
	);
});

test.each([
	['of one kind', ABOVE],
	['of two kinds', ABOVE + BELOW],
	['outside of the Basic Multilingual Plane', STEM],
	['of halfwidth katakana', HALFWIDTH],
])('keeps 30 of many marks %s in a row, without the end of a text', (_, marks) => {
	const kept = `a${[...marks.repeat(30)].slice(0, 30).join('')}b`;
	for (const count of [31, 1000, 1001, 500_000]) {
		expect(normalized(`a${marks.repeat(count)}b`, 'NFKD')).toBe(kept.normalize('NFKD'));
	}
});

test('a text may begin with marks, and have many rows of them', () => {
	const row = ABOVE.repeat(40);
	expect(normalized(`${row}a${row}b`, 'NFD')).toBe(`${ABOVE.repeat(30)}a${ABOVE.repeat(30)}b`);
});
