const MAX_TEXT = 200;
/** Longer than any sentence or place, but for names that a sender makes long. */
export const MAX_SENTENCE = 2000;
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** Characters that change the writing direction of the text after them (Unicode, UAX #9). */
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Runs of blanks that would fill the line, so that the text after them looks like a line of its own. */
const GAPS = /[\p{Zs}\u2800\u3164\uffa0](?:\p{Cf}*[\p{Zs}\u2800\u3164\uffa0]){3,}/gu;
/** Everything that looks like a double quotation mark. */
const QUOTATION_MARKS = /["“”„‟″‶＂ʺˮ״˝❝❞〃〝〞〟⹂]/g;

/** Text from the sender on one line, so that it cannot pass as a part of the report. */
export const inOneLine = (text: string, most = MAX_TEXT): string =>
	text.slice(0, most).replace(BREAKS, ' ').replace(DIRECTIONS, '').replace(GAPS, '   ').trim();

/** Text from the sender inside a sentence: what it says ends where the quotation marks do. */
export const quoted = (text: string, most = MAX_QUOTED): string => {
	const line = inOneLine(text, most).replace(QUOTATION_MARKS, "'").replace(/'{2,}/g, "'");
	return `"${line}${text.length > most ? '…' : ''}"`;
};
const MAX_QUOTED = 80;

/** What a sentence says itself: the sender, whose words are {@link quoted}, must not decide what it means. */
export const ownWords = (sentence: string): string => sentence.replace(/"[^"]*"/g, '""');

/** {@link quoted}, unless it is a number or an identifier, which can say nothing. */
export const plainOrQuoted = (text: string, most = MAX_QUOTED): string =>
	text.length <= most && PLAIN.test(text) ? text : quoted(text, most);
const PLAIN = /^[\w.+-]+$/;
