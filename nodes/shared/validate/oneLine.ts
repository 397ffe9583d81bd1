const MAX_TEXT = 200;
/** Longer than any sentence or place, but for names that a sender makes long. */
export const MAX_SENTENCE = 2000;
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** Characters that change the writing direction of the text after them (Unicode, UAX #9). */
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text from the sender on one line, so that it cannot pass as a part of the report. */
export const inOneLine = (text: string, most = MAX_TEXT): string =>
	text.slice(0, most).replace(BREAKS, ' ').replace(DIRECTIONS, '').trim();
