import { excessOf, MAX_DEPTH, mayExceed, tooDeep } from './bounds';

export type ParsedJson =
	| { ok: true; value: unknown }
	| { ok: false; reason: 'empty' | 'not-utf-8' | 'not-json' | 'too-much'; message: string };

/** Most long numbers that are compared with their double, at a microsecond each. */
const MOST_LONG_NUMBERS = 200_000;
/** A double holds every decimal of 15 significant digits, so only longer numbers need a check. */
const LONG_NUMBER = 16;

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Throws on invalid UTF-8; drops a byte order mark. */
function decode(bytes: Uint8Array): string {
	const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
	// Buffer is faster than TextDecoder, but replaces invalid bytes by U+FFFD and keeps the byte order mark.
	return text.includes('\ufffd') || text.startsWith('\ufeff') ? decoder.decode(bytes) : text;
}

/**
 * A canonical form of the number: its digits without outer zeros, and their power of ten.
 *
 * Not `decimal`, whose bounds a JSON text may exceed.
 */
function canonical(text: string): string {
	const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
	const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
	const digits = whole + fraction;
	let start = 0;
	let end = digits.length;
	while (digits[start] === '0') start += 1;
	while (end > start && digits[end - 1] === '0') end -= 1;
	return start === end ? '0' : `${digits.slice(start, end)}e${Number(exponent) + whole.length - start}`;
}

/** The start of the next string, or the next number, of a JSON text. */
const STRING_OR_NUMBER = /"|-?\d[\d.eE+-]*/g;

/**
 * A JSON text with quotes around each number that a double would round. The reviver of JSON.parse cannot do this: it gets the
 * source of a number from Node.js 21 on only. Null when too many numbers would have to be compared.
 */
function quoteRounded(text: string): string | null {
	const pieces: string[] = [];
	let copied = 0;
	let compared = 0;
	const tokens = new RegExp(STRING_OR_NUMBER);
	for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
		const [token] = match;
		if (token === '"') {
			tokens.lastIndex = endOfString(text, match.index);
			continue;
		}
		if (token.length < LONG_NUMBER && !/e/i.test(token)) continue;
		if (++compared > MOST_LONG_NUMBERS) return null;
		if (canonical(token) !== canonical(String(Number(token)))) {
			pieces.push(text.slice(copied, match.index), '"', token, '"');
			copied = tokens.lastIndex;
		}
	}
	return pieces.join('') + text.slice(copied);
}

/** The index after the closing quote: the first quote that an even number of backslashes precedes. */
function endOfString(text: string, start: number): number {
	for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
		let backslashes = 0;
		while (text[end - 1 - backslashes] === '\\') backslashes += 1;
		if (backslashes % 2 === 0) return end + 1;
	}
	return text.length;
}

const BLANK = /[ \t\r\n]/;
const ESCAPE = /\\(?:u([\dA-Fa-f]{4})|.)/g;

/** Characters: twice what 20,000 lines have with three such names of 16 each. 16 MB of them took 5 seconds. */
const MOST_IN_ESCAPED_NAMES = 2_000_000;

/**
 * A valid JSON text whose names have no escapes, except those of quotes, backslashes and control characters.
 *
 * V8 of Node.js 24 takes a name with escapes for one that was parsed earlier, in any text, if that equals the start of the escaped
 * form: after `{"a":1,"\\":2}`, it reads `{"a":1,"\u00fc":2}` as `{"a":1,"\\":2}`. PHP and Python escape all but ASCII.
 *
 * Null if names with escapes are too long together.
 */
function withPlainNames(text: string): string | null {
	const pieces: string[] = [];
	let copied = 0;
	let length = 0;
	let end: number;
	for (let at = text.indexOf('\\'); at !== -1; at = text.indexOf('\\', end)) {
		end = endOfEscaped(text, at);
		let next = end;
		while (BLANK.test(text.charAt(next))) next++;
		if (text[next] !== ':') continue;
		length += end - at;
		if (length > MOST_IN_ESCAPED_NAMES) return null;
		pieces.push(text.slice(copied, at), text.slice(at, end).replace(ESCAPE, plain));
		copied = end;
	}
	return copied === 0 ? text : pieces.join('') + text.slice(copied);
}

/** The index after the closing quote of the string that has an escape at `at`. Beside many escapes faster than {@link endOfString}. */
function endOfEscaped(text: string, at: number): number {
	let end = at;
	while (end < text.length) {
		const code = text.charCodeAt(end);
		if (code === 0x22) return end + 1;
		end += code === 0x5c ? 2 : 1;
	}
	return text.length;
}

/** The character that an escape stands for, if it may be written as it is. */
function plain(escape: string, code: string | undefined): string {
	if (code === undefined) return escape === '\\/' ? '/' : escape;
	const character = String.fromCharCode(parseInt(code, 16));
	return character < ' ' || character === '"' || character === '\\' ? escape : character;
}

/** Digits and the point. The slash, which is between them in ASCII, does no harm. */
const isNumeric = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x2e && byte <= 0x39;

/**
 * Whether the text may contain a number of 16 digits or more outside of quotes. Looks at every 16th byte only, because
 * so long a run cannot fall between two of them; a regular expression would take as long as JSON.parse. From the byte
 * found, such a run extends at least 8 bytes to one side, so most short numbers need not be measured.
 */
function mayHoldLongNumber(bytes: Uint8Array): boolean {
	for (let probe = LONG_NUMBER - 1; probe < bytes.length; probe += LONG_NUMBER) {
		if (!isNumeric(bytes[probe])) continue;
		if (!isNumeric(bytes[probe - LONG_NUMBER / 2]) && !isNumeric(bytes[probe + LONG_NUMBER / 2])) continue;
		let start = probe;
		let end = probe + 1;
		while (isNumeric(bytes[start - 1])) start -= 1;
		while (isNumeric(bytes[end])) end += 1;
		probe = end;
		if (end - start < LONG_NUMBER) continue;
		// Followed by a quote or a letter, it belongs to an IBAN, an ID or a hash.
		const next = end < bytes.length ? String.fromCharCode(bytes[end] ?? 0) : ',';
		if (',]}eE \t\r\n'.includes(next)) return true;
	}
	return false;
}

/** Smaller bodies cost little whatever they contain; counting would take longer than parsing. */
const LARGE = 256 * 1024;

/** Results of `clean`, combined as bits. */
const FINE = 0;
const OVERFLOW = 1;
const TOO_DEEP = 2;

/**
 * Walks a parsed value once. Drops every `__proto__` key (a merge would assign it and so change the prototype), and looks
 * for numbers beyond the range of a double and for containers nested deeper than MAX_DEPTH.
 *
 * Recursive, but never deeper than MAX_DEPTH. For a body of ordinary size this is several times faster than counting
 * brackets in the text, which has to skip strings.
 */
function clean(container: object, depth: number): number {
	if (depth === MAX_DEPTH) return TOO_DEEP;
	let found = FINE;
	// Skip strings first, and recurse into containers only: most values are strings, and a call for each would double the time.
	if (Array.isArray(container)) {
		for (const item of container as unknown[]) {
			if (typeof item === 'string') continue;
			if (typeof item !== 'object') found |= overflow(item);
			else if (item !== null) found |= clean(item, depth + 1);
		}
		return found;
	}
	const object = container as Record<string, unknown>;
	for (const key in object) {
		const item = object[key];
		if (key === '__proto__') delete object[key];
		if (typeof item === 'string') continue;
		if (typeof item !== 'object') found |= overflow(item);
		else if (item !== null) found |= clean(item, depth + 1);
	}
	return found;
}

const overflow = (value: unknown): number => (value === Infinity || value === -Infinity ? OVERFLOW : FINE);

/** {@link clean} for any value. */
const findingIn = (value: unknown): number =>
	typeof value === 'object' && value !== null ? clean(value, 0) : overflow(value);

/**
 * Parses a JSON body (RFC 8259; a byte order mark is tolerated). Differs from JSON.parse in four ways:
 *
 * - A number that a double would round (`9007199254740993`, `0.12345678901234567890`, `1e400`) becomes its source text,
 *   a string, so that the next step sees what was sent. Exception: a number with an exponent that is too close to zero
 *   for a double (`1e-400`) is read as JSON.parse reads it, because detecting it would cost a tenth of the total time.
 * - It drops `__proto__` keys.
 * - It reads names with escapes as they are, but for those that must be escaped (see {@link withPlainNames}).
 * - It never throws: it returns a reason, and a message that reveals nothing of the body.
 *
 * Linear in the length of the body.
 */
export function parseJson(bytes: Uint8Array): ParsedJson {
	let text: string;
	try {
		text = decode(bytes);
	} catch {
		return { ok: false, reason: 'not-utf-8', message: 'The body is not valid UTF-8' };
	}

	const tooMuch = (excess: string): ParsedJson => ({
		ok: false,
		reason: 'too-much',
		message: `The body is ${excess}`,
	});
	const excess = bytes.length > LARGE && mayExceed(bytes) ? excessOf(bytes) : null;
	if (excess !== null) return tooMuch(excess);
	let readable: string | null = text;
	let value: unknown;
	try {
		value = JSON.parse(text);
		readable = withPlainNames(text);
		if (readable !== null && readable !== text) value = JSON.parse(readable);
	} catch (error) {
		if (/^[ \t\r\n]*$/.test(text)) return { ok: false, reason: 'empty', message: 'The body is empty' };
		const position = / at position \d+/.exec(String(error))?.[0] ?? '';
		return { ok: false, reason: 'not-json', message: `The body is not valid JSON${position}` };
	}

	if (readable === null) return tooMuch('made of names with escapes that are too long together');
	const finding = findingIn(value);
	if ((finding & TOO_DEEP) !== 0) return tooMuch(tooDeep(MAX_DEPTH));
	if (finding !== FINE || mayHoldLongNumber(bytes)) {
		const quoted = quoteRounded(readable);
		if (quoted === null) return tooMuch('made of too many numbers of 16 digits or more');
		value = JSON.parse(quoted);
		findingIn(value);
	}
	return { ok: true, value };
}
