import { fail, ok, type Result } from '../result';

/** The 32 characters that Windows-1252 has in place of the C1 controls; five of them are controls in both. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const DECLARATION = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z][\w.-]*)["']/;

/** By the declared name, for files of one byte a character at their start. */
const DECODERS: ReadonlyMap<string, 'utf-8' | 'us-ascii' | 'windows-1252'> = new Map([
	['utf-8', 'utf-8'],
	['utf8', 'utf-8'],
	// Then it is not true: programs write the name of their own text form.
	['utf-16', 'utf-8'],
	['us-ascii', 'us-ascii'],
	['ascii', 'us-ascii'],
	['windows-1252', 'windows-1252'],
	['cp1252', 'windows-1252'],
	// The Encoding Standard's view: nobody means the controls that ISO 8859-1 has in 0x80 to 0x9F.
	['iso-8859-1', 'windows-1252'],
	['latin1', 'windows-1252'],
]);

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
	switch (DECODERS.get(declared)) {
		case 'utf-8':
			return unicode(bytes, 'utf-8');
		case 'us-ascii':
			return bytes.some((byte) => byte > 0x7f) ? invalid('US-ASCII') : ok(latin1(bytes));
		case 'windows-1252':
			// Not by TextDecoder: that of Node 24 reads 0x80 to 0x9F as controls.
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
