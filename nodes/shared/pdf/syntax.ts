import { hexadecimal, unescaped } from './stringLiterals';
import { PRICE, type Budget } from './budget';
import { BYTE, isBlank, isDelimiter, isDigit, isRegular } from './characters';

/** The objects of a PDF file (ISO 32000-1, 7.3). */
export type PdfValue =
	null | boolean | number | PdfName | PdfText | PdfReference | PdfValue[] | PdfDictionary;

export class PdfName {
	constructor(readonly name: string) {}
}

/** The object that contains a string: the key to decrypt the string is derived from both numbers. */
export interface ObjectId {
	number: number;
	generation: number;
}

/** A string, decoded on demand: most are never used. */
export class PdfText {
	/** @param owner null where strings are not encrypted by themselves: in object streams */
	constructor(
		private readonly written: Buffer,
		private readonly isHex: boolean,
		readonly owner: ObjectId | null,
	) {}

	/** Of what is decoded, as written. */
	get length(): number {
		return Math.min(this.written.length, MAX_TEXT);
	}

	get bytes(): Buffer {
		const written = this.written.subarray(0, MAX_TEXT);
		return this.isHex ? hexadecimal(written) : unescaped(written);
	}

	/** As written in the file, in Latin-1. */
	get source(): string {
		const written = this.written.toString('latin1');
		return this.isHex ? `<${written}>` : `(${written})`;
	}
}

export class PdfReference {
	constructor(
		readonly number: number,
		readonly generation = 0,
	) {}
}

export type PdfDictionary = Map<string, PdfValue>;

/** Where an object is: at a position in the file, or in an object stream. */
export type Place = { at: number } | { container: number; index: number };

export interface PdfObject extends ObjectId {
	value: PdfValue;
	/** The position after the value. */
	end: number;
}

/** Only this many bytes of a string or name are decoded: no file name and no key is longer. */
const MAX_TEXT = 4096;
/** For numbers in the cross references, which may have leading zeros. */
const MAX_DIGITS = 20;
/** No sum of fewer digits is rounded. */
const EXACT_DIGITS = 15;
/** Real objects without their streams are shorter, and real lists have fewer entries. */
const MAX_OBJECT = 16 * 1024 * 1024;
const MAX_VALUES = 500_000;
/** An empty list or dictionary takes as much memory as this many values. */
const LIST = 8;

/** A list or dictionary that is not closed yet. */
interface Open {
	items: PdfValue[];
	isDictionary: boolean;
}

const NUMBER = /^[+-]*(?:\d+\.?\d*|\.\d+)/;
/** Words that end an object, even if its lists are not closed. */
const ENDS = new Set(['endobj', 'stream', 'endstream', 'obj', 'xref', 'trailer', 'startxref']);

/**
 * Parses values from a position on, never backwards. Total: a malformed value is null, and an unclosed one ends with the
 * bytes. Nesting costs no stack.
 */
export class Parser {
	private readonly end: number;
	private readonly mostValues: number;
	private values = 0;
	/** Whether a string or list was still open at the end of the bytes. */
	isCut = false;

	constructor(
		private readonly bytes: Buffer,
		public at: number,
		private readonly budget: Budget,
		private readonly owner: ObjectId | null = null,
		mostValues = MAX_VALUES,
	) {
		const most = Math.min(MAX_OBJECT, budget.left);
		this.end = Math.min(bytes.length, at + most);
		this.mostValues = Math.min(mostValues, Math.floor(budget.left / PRICE.value));
	}

	/** The next value. */
	value(): PdfValue {
		const from = this.at;
		const [value] = this.read();
		const result = typeof value === 'number' ? (this.referenceTo(value) ?? value) : (value ?? null);
		this.budget.spend(this.at - from + this.values * PRICE.value);
		this.values = 0;
		if (this.isCut && this.end < this.bytes.length) this.budget.isExceeded = true;
		return result;
	}

	/** Skips blanks and comments; a comment ends with its line. */
	private skipBlanks(): void {
		const { bytes, end } = this;
		for (; this.at < end; this.at++) {
			const byte = bytes[this.at]!;
			if (byte === BYTE.PERCENT) {
				while (this.at + 1 < end && bytes[this.at + 1] !== BYTE.LF && bytes[this.at + 1] !== BYTE.CR)
					this.at++;
			} else if (!isBlank(byte)) break;
		}
	}

	/** The next word as a whole number of at most ten digits; null when it is none. */
	integer(): number | null {
		const from = this.at;
		this.skipBlanks();
		const start = this.at;
		let value = 0;
		// Ten digits, not counting leading zeros.
		while (isDigit(this.bytes[this.at]) && value < 1e9 && this.at - start < MAX_DIGITS)
			value = value * 10 + this.bytes[this.at++]! - 0x30;
		this.budget.spend(this.at - from);
		return this.at > start ? value : null;
	}

	/** Skips a word. @returns whether it was the next one */
	word(text: string): boolean {
		const from = this.at;
		this.skipBlanks();
		const isThere = this.bytes.toString('latin1', this.at, this.at + text.length) === text;
		if (isThere) this.at += text.length;
		this.budget.spend(this.at - from);
		return isThere;
	}

	/** One value as the only entry of a list; an empty list when there is none. */
	private read(): PdfValue[] {
		const whole: Open = { items: [], isDictionary: false };
		const opened: Open[] = [whole];
		let open = whole;
		const close = () => {
			const done = opened.pop()!;
			open = opened.at(-1)!;
			open.items.push(done.isDictionary ? dictionaryOf(done.items) : done.items);
		};
		while (open !== whole || whole.items.length === 0) {
			this.skipBlanks();
			if (this.at >= this.end || this.values++ >= this.mostValues) {
				this.isCut = true;
				break;
			}
			const [byte, next] = [this.bytes[this.at]!, this.bytes[this.at + 1]];
			const isPair = byte === next && (byte === BYTE.LESS || byte === BYTE.GREATER);
			if (byte === BYTE.LEFT || (byte === BYTE.LESS && isPair)) {
				this.at += isPair ? 2 : 1;
				open = { items: [], isDictionary: isPair };
				opened.push(open);
				this.values += LIST;
			} else if (byte === BYTE.RIGHT || byte === BYTE.GREATER) {
				if (open === whole) break;
				this.at += isPair ? 2 : 1;
				close();
			} else if (byte === BYTE.OPEN) open.items.push(this.literal());
			else if (byte === BYTE.LESS) open.items.push(this.hex());
			else if (byte === BYTE.SLASH) open.items.push(this.name());
			else if (isDelimiter(byte)) {
				this.at++;
				open.items.push(null);
			} else {
				const number = this.digits();
				if (number !== null) {
					open.items.push(number);
					continue;
				}
				const start = this.at;
				while (this.at < this.end && isRegular(this.bytes[this.at])) this.at++;
				const token = this.bytes.toString('latin1', start, Math.min(this.at, start + 64));
				if (ENDS.has(token)) {
					this.at = start;
					break;
				}
				if (token === 'R' && open !== whole) {
					const before = open.items.length;
					asReference(open.items);
					// Its three words count as one value, so that a list of 200,000 pages is within the limit.
					if (open.items.length < before) this.values -= 2;
				} else open.items.push(valueOf(token));
			}
		}
		while (open !== whole) close();
		return whole.items;
	}

	/** Completes `<number> <generation> R` outside of lists; inside, {@link asReference} does. */
	private referenceTo(number: number): PdfReference | null {
		const after = this.at;
		const generation = this.integer();
		if (generation !== null && this.word('R') && !isRegular(this.bytes[this.at])) {
			return new PdfReference(number, generation);
		}
		this.at = after;
		return null;
	}

	/** A string in parentheses, which nest. */
	private literal(): PdfText | null {
		const { bytes, end } = this;
		const start = ++this.at;
		for (let open = 1; this.at < end; this.at++) {
			const byte = bytes[this.at];
			if (byte === BYTE.BACKSLASH) this.at++;
			else if (byte === BYTE.OPEN) open++;
			else if (byte === BYTE.CLOSE && --open === 0) {
				return new PdfText(bytes.subarray(start, this.at++), false, this.owner);
			}
		}
		this.isCut = true;
		return null;
	}

	private hex(): PdfText {
		const start = ++this.at;
		while (this.at < this.end && this.bytes[this.at] !== BYTE.GREATER) this.at++;
		return new PdfText(this.bytes.subarray(start, this.at++), true, this.owner);
	}

	/** A word of digits alone, as most are: read in place, because cutting out a string takes longer than the rest. */
	private digits(): number | null {
		const { bytes, end } = this;
		let { at } = this;
		let value = 0;
		for (; at < end && isDigit(bytes[at]); at++) value = value * 10 + bytes[at]! - 0x30;
		if (at === this.at || at - this.at > EXACT_DIGITS) return null;
		if (at < end && isRegular(bytes[at])) return null;
		this.at = at;
		return value;
	}

	private name(): PdfName {
		const { bytes, end } = this;
		const start = ++this.at;
		let isEscaped = false;
		for (; this.at < end && isRegular(bytes[this.at]); this.at++) isEscaped ||= bytes[this.at] === BYTE.HASH;
		const written = bytes.toString('latin1', start, Math.min(this.at, start + MAX_TEXT));
		if (!isEscaped) return new PdfName(written);
		return new PdfName(
			written.replace(/#([\da-fA-F]{2})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16))),
		);
	}
}

/** The value of a word that is neither a name nor a string. */
function valueOf(token: string): PdfValue {
	if (token === 'true' || token === 'false') return token === 'true';
	const number = NUMBER.exec(token)?.[0];
	return number === undefined ? null : Number(number.replace(/^[+-]*(?=[+-])/, ''));
}

/** Turns the last two numbers of a list into the reference that `R` makes of them. */
function asReference(items: PdfValue[]): void {
	const generation = items.pop();
	const number = items.pop();
	items.push(isWhole(number) && isWhole(generation) ? new PdfReference(number, generation) : null);
}

const isWhole = (value: PdfValue | undefined): value is number =>
	Number.isSafeInteger(value) && Number(value) >= 0;

/** From alternating names and values; skips anything else in place of a name. */
function dictionaryOf(items: PdfValue[]): PdfDictionary {
	const dictionary: PdfDictionary = new Map();
	for (let at = 0; at < items.length; at++) {
		const key = items[at];
		if (key instanceof PdfName) dictionary.set(key.name, items[++at] ?? null);
	}
	return dictionary;
}
