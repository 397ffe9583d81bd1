/**
 * A text as it is shown: line ends of one kind, and without what shows nothing itself but makes other texts look
 * different: control characters, halves of characters, and the marks that turn the direction of writing (UAX #9), by
 * which an amount or an account can be made to read backwards.
 */
export const visible = (text: string): string =>
	text
		.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
		.replace(/\t/g, ' ')
		.replace(/(?!\n)\p{Cc}|\p{Cs}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '');

/** The same on one line. */
export const onOneLine = (text: string, between = ' '): string =>
	visible(text)
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.join(between);
