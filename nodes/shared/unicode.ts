/** The most combining marks in a row in a text of the Stream-Safe Text Format (UAX #15), far more than languages use. */
const MOST_MARKS = 30;

/**
 * Combining marks in a row; the two of halfwidth katakana become such marks in NFKC and NFKD. A match has a most, because
 * a longer one overflows the stack.
 */
const MARKS = /[\p{M}\uFF9E\uFF9F]{1,1000}/gu;

/**
 * A normalization form of a text, without the marks beyond the first 30 in a row. JavaScript's own function sorts the
 * marks in a row by insertion: a million of them would block n8n for minutes.
 */
export function normalized(text: string, form: 'NFC' | 'NFD' | 'NFKC' | 'NFKD'): string {
	let end = -1;
	const safe = text.replace(MARKS, (marks, at: number) => {
		const continues = at === end;
		end = at + marks.length;
		if (continues) return '';
		return marks.length <= MOST_MARKS ? marks : [...marks].slice(0, MOST_MARKS).join('');
	});
	return safe.normalize(form);
}
