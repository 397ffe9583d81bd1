/**
 * The objects of a PDF file (ISO 32000-1, 7.3), read from its bytes as Latin-1 text, so that a position in the text is one
 * in the file. Total: what is malformed is null.
 */
export type PdfValue =
	null | boolean | number | PdfName | PdfText | PdfReference | PdfValue[] | PdfDictionary;

export class PdfName {
	constructor(readonly name: string) {}
}

/** A string: bytes, as Latin-1. */
export class PdfText {
	constructor(readonly bytes: string) {}
}

export class PdfReference {
	constructor(readonly number: number) {}
}

export type PdfDictionary = Map<string, PdfValue>;

/** A value, and where the text goes on after it. */
export interface Parsed {
	value: PdfValue;
	end: number;
}

/** Deeper than any writer nests; the name trees and page trees of a file are not nested in its text. */
const MAX_DEPTH = 50;

const BLANK = '\0\t\n\f\r ';
const REFERENCE = /(\d{1,10})[\0\t\n\f\r ]{1,99}(\d{1,5})[\0\t\n\f\r ]{1,99}R(?![^\0\t\n\f\r ()<>[\]{}/%])/y;
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)/y;
const NAME = /\/([^\0\t\n\f\r ()<>[\]{}/%]*)/y;
const WORD = /true|false|null/y;
const HEX = /<([\da-fA-F\0\t\n\f\r ]*)>/y;

const MALFORMED = (end: number): Parsed => ({ value: null, end });

/** Matches a sticky expression at a position. */
export function matchAt(expression: RegExp, text: string, at: number): RegExpExecArray | null {
	expression.lastIndex = at;
	return expression.exec(text);
}

/** Blanks, and comments, which go to the end of their line. */
export function skipBlanks(text: string, from: number): number {
	let at = from;
	for (; at < text.length; at++) {
		if (text[at] === '%') while (at + 1 < text.length && !'\r\n'.includes(text[at + 1] ?? '')) at++;
		else if (!BLANK.includes(text[at] ?? '')) break;
	}
	return at;
}

/** The value that begins at a position or after the blanks there. */
export function parseValue(text: string, from: number, depth = 0): Parsed {
	const at = skipBlanks(text, from);
	if (depth > MAX_DEPTH) return MALFORMED(text.length);
	if (text.startsWith('<<', at)) return parseDictionary(text, at + 2, depth);
	switch (text[at]) {
		case '[':
			return parseArray(text, at + 1, depth);
		case '(':
			return parseLiteral(text, at + 1);
		case '<': {
			const match = matchAt(HEX, text, at);
			const digits = match?.[1]?.replace(/[\0\t\n\f\r ]/g, '') ?? '';
			const value = new PdfText(
				Buffer.from(digits + (digits.length % 2 ? '0' : ''), 'hex').toString('latin1'),
			);
			return match ? { value, end: HEX.lastIndex } : MALFORMED(at);
		}
		case '/': {
			const name = matchAt(NAME, text, at)?.[1] ?? '';
			const value = new PdfName(
				name.replace(/#([\da-fA-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))),
			);
			return { value, end: NAME.lastIndex };
		}
	}
	const reference = matchAt(REFERENCE, text, at);
	if (reference) return { value: new PdfReference(Number(reference[1])), end: REFERENCE.lastIndex };
	const number = matchAt(NUMBER, text, at);
	if (number) return { value: Number(number[0]), end: NUMBER.lastIndex };
	const word = matchAt(WORD, text, at)?.[0];
	return word === undefined
		? MALFORMED(at)
		: { value: word === 'null' ? null : word === 'true', end: WORD.lastIndex };
}

function parseArray(text: string, from: number, depth: number): Parsed {
	const value: PdfValue[] = [];
	for (let at = skipBlanks(text, from); at < text.length;) {
		if (text[at] === ']') return { value, end: at + 1 };
		const item = parseValue(text, at, depth + 1);
		if (item.end === at) return { value, end: at };
		value.push(item.value);
		at = skipBlanks(text, item.end);
	}
	return MALFORMED(text.length);
}

function parseDictionary(text: string, from: number, depth: number): Parsed {
	const value: PdfDictionary = new Map();
	for (let at = skipBlanks(text, from); at < text.length;) {
		if (text.startsWith('>>', at)) return { value, end: at + 2 };
		const key = parseValue(text, at, depth + 1);
		if (!(key.value instanceof PdfName)) return { value, end: at };
		const item = parseValue(text, key.end, depth + 1);
		value.set(key.value.name, item.value);
		at = skipBlanks(text, item.end);
	}
	return MALFORMED(text.length);
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const ESCAPE = /\\(?:([0-7]{1,3})|(\r\n|\r|\n)|([^]))/g;

/** A string in parentheses, which nest. */
function parseLiteral(text: string, from: number): Parsed {
	let open = 1;
	for (let at = from; at < text.length; at++) {
		const character = text[at];
		if (character === '\\') at++;
		else if (character === '(') open++;
		else if (character === ')' && --open === 0) {
			const bytes = text
				.slice(from, at)
				.replace(ESCAPE, (_, octal?: string, lineBreak?: string, other?: string) =>
					octal !== undefined
						? String.fromCharCode(parseInt(octal, 8) & 0xff)
						: lineBreak !== undefined
							? ''
							: (ESCAPES[other ?? ''] ?? other ?? ''),
				);
			return { value: new PdfText(bytes), end: at + 1 };
		}
	}
	return MALFORMED(text.length);
}
