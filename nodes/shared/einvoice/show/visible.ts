/**
 * A text as it can be shown: with uniform line ends, and without characters that are invisible but change other text:
 * control characters, lone surrogates, and marks that change the writing direction (UAX #9), which can make an amount
 * or an account appear reversed.
 */
export const visible = (text: string): string =>
	text
		.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
		.replace(/\t/g, ' ')
		.replace(/(?!\n)\p{Cc}|\p{Cs}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '');

/** {@link visible} on one line. */
export const onOneLine = (text: string, between = ' '): string =>
	visible(text)
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.join(between);
