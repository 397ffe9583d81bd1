import { fail, ok, type Result } from '../result';
import type { Steps } from '../steps';

/** Decodes piece by piece; null where the bytes are not in the encoding. */
type Decode = (piece: Uint8Array, isLast: boolean) => string | null;

export interface Encoding {
	/** As shown in messages. */
	name: string;
	decode: Decode;
}

/** The characters that Windows-1252 has instead of the C1 controls; five of the 32 are controls in both. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const DECLARATION = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z][\w.:-]*)["']/;

/**
 * The encoding of an XML file: from its byte order mark, its first bytes or its XML declaration; otherwise UTF-8 (XML
 * 1.0, appendix F). The decoded text does not include the mark.
 */
export function encodingOf(bytes: Uint8Array): Result<Encoding> {
	const start = Buffer.from(bytes.subarray(0, 4)).toString('hex');
	if (start === '0000feff' || start === 'fffe0000' || start === '3c000000' || start === '0000003c')
		return unknown('utf-32');
	if (start.startsWith('fffe') || start.startsWith('3c00')) return encodingNamed('utf-16le');
	if (start.startsWith('feff') || start.startsWith('003c')) return encodingNamed('utf-16be');
	const head = Buffer.from(bytes.subarray(0, 256)).toString('latin1');
	const isMarked = start.startsWith('efbbbf');
	const declared = (isMarked ? undefined : DECLARATION.exec(head)?.[1])?.toLowerCase() ?? 'utf-8';
	// UTF-16 cannot be true of a file with one byte per character: some programs declare the encoding of their string
	// type.
	return decoderOf(declared)?.encoding.startsWith('utf-16')
		? encodingNamed('utf-8')
		: encodingNamed(declared);
}

const BYTES_PER_STEP = 1024 * 1024;

/**
 * What precedes the first invalid byte, between an index up to which all bytes are valid and another one. If no byte is
 * invalid, the last character is cut off.
 */
export function* validStart(
	bytes: Uint8Array,
	from: number,
	to: number,
): Steps<{ start: string; isCut: boolean }> {
	const encoding = encodingOf(bytes);
	if (!encoding.ok) return { start: '', isCut: false };
	const { decode } = encoding.value;
	// The decoder that found the invalid byte cannot be asked where it is. A new one has to read everything before, because
	// a character may begin there.
	for (let at = 0; at < from; at += BYTES_PER_STEP) {
		decode(bytes.subarray(at, Math.min(at + BYTES_PER_STEP, from)), false);
		yield;
	}
	let start = '';
	for (let at = from; at < Math.min(to, bytes.byteLength); at++) {
		const decoded = decode(bytes.subarray(at, at + 1), false);
		if (decoded === null) return { start, isCut: false };
		start += decoded;
	}
	return { start, isCut: true };
}

function encodingNamed(label: string): Result<Encoding> {
	if (label === 'us-ascii' || label === 'ascii') return ok({ name: 'US-ASCII', decode: ascii });
	const decoder = decoderOf(label);
	if (decoder === null) return unknown(label);
	if (decoder.encoding === 'windows-1252') return ok({ name: 'Windows-1252', decode: windows1252 });
	return ok({
		name: decoder.encoding.toUpperCase(),
		decode: (piece, isLast) => {
			try {
				return decoder.decode(piece, { stream: !isLast });
			} catch {
				return null;
			}
		},
	});
}

/** A decoder of the platform; null for names that TextDecoder does not know. */
function decoderOf(label: string): InstanceType<typeof TextDecoder> | null {
	try {
		return new TextDecoder(label, { fatal: true });
	} catch {
		return null;
	}
}

const latin1 = (piece: Uint8Array) =>
	Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString('latin1');

const ascii: Decode = (piece) => {
	const text = latin1(piece);
	return /[\x80-\xff]/.test(text) ? null : text;
};

/**
 * Used for ISO-8859-1, too: nobody intends its controls in 0x80 to 0x9F. TextDecoder of Node 24 would decode them as
 * controls.
 */
const windows1252: Decode = (piece) =>
	latin1(piece).replace(/[\x80-\x9f]/g, (c) => WINDOWS_1252.charAt(c.charCodeAt(0) - 0x80));

const unknown = (label: string) =>
	fail<Encoding>(
		`The XML is encoded in ${label.slice(0, 40)}, which cannot be read here`,
		'Ask the sender for the file in UTF-8.',
	);
