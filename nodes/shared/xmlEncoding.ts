import { fail, ok, type Result } from './result';

/** The 32 characters that Windows-1252 has in place of the C1 controls; five of them are controls in both. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const DECLARATION = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z][\w.-]*)["']/;

/**
 * The text of an XML file in the encoding that it declares: by its byte order mark, by the look of its first
 * bytes, by its XML declaration, or else UTF-8 (XML 1.0, appendix F). The mark itself is left out.
 */
export function decodeXml(bytes: Uint8Array): Result<string> {
	const [first, second] = bytes;
	const wide =
		(first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)
			? 'utf-16le'
			: (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)
				? 'utf-16be'
				: null;
	if (wide !== null) return unicode(bytes, wide);

	const head = Buffer.from(bytes.subarray(0, 256)).toString('latin1');
	const marked = head.startsWith('\u00ef\u00bb\u00bf');
	const declared = (marked ? undefined : DECLARATION.exec(head)?.[1])?.toLowerCase() ?? 'utf-8';
	switch (declared) {
		case 'utf-8':
		case 'utf8':
		// One byte a character was seen, so it is not UTF-16: the word is left over from a program's own text form.
		case 'utf-16':
			return unicode(bytes, 'utf-8');
		case 'us-ascii':
		case 'ascii':
			return bytes.some((byte) => byte > 0x7f) ? invalid('US-ASCII') : ok(latin1(bytes));
		case 'iso-8859-1':
		case 'latin1':
		case 'windows-1252':
		case 'cp1252':
			// Both names mean Windows-1252 in the Encoding Standard; the TextDecoder of Node 24 forgets its 0x80–0x9F.
			return ok(latin1(bytes).replace(/[\x80-\x9f]/g, (c) => WINDOWS_1252.charAt(c.charCodeAt(0) - 0x80)));
		default:
			return fail(
				`The XML is encoded in ${declared.slice(0, 40)}, which cannot be read here`,
				'Known are UTF-8, UTF-16, ISO-8859-1, Windows-1252 and US-ASCII.',
			);
	}
}

const latin1 = (bytes: Uint8Array) =>
	Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

function unicode(bytes: Uint8Array, encoding: 'utf-8' | 'utf-16le' | 'utf-16be'): Result<string> {
	try {
		return ok(new TextDecoder(encoding, { fatal: true }).decode(bytes));
	} catch {
		return invalid(encoding.toUpperCase());
	}
}

const invalid = (encoding: string) =>
	fail<string>(
		`The XML is not valid ${encoding}`,
		'Ask the sender for the file in the encoding that it declares.',
	);
