/** Detects the type of a document from its first bytes, because the type that servers declare is often wrong. */
export type FileType =
	| 'application/pdf'
	| 'application/xml'
	| 'application/json'
	| 'application/zip'
	| 'application/gzip'
	| 'message/rfc822'
	| 'text/html'
	| null;

/** The extension of files of a type, without its dot. */
export const EXTENSIONS: Readonly<Record<NonNullable<FileType>, string>> = {
	'application/pdf': 'pdf',
	'application/xml': 'xml',
	'application/json': 'json',
	'application/zip': 'zip',
	'application/gzip': 'gz',
	'message/rfc822': 'eml',
	'text/html': 'html',
};

/** Headers that a stored mail begins with (RFC 5322). Excludes one that servers also write in error texts. */
const MAIL_HEADER =
	/^(return-path|received|delivered-to|mime-version|message-id|from|to|subject|reply-to): /i;

/**
 * Stricter than other readers, which search the first 1,024 bytes (ISO 32000-1, annex H): a web page may mention the
 * header, and in real files only white space or a byte order mark precedes it.
 */
const PDF = /^(?:\xef\xbb\xbf)?[\0\t\n\f\r ]{0,16}%PDF-/;

/** @param head the first bytes of the file: 1,024 if available, 64 KB if it begins with a comment */
export function fileTypeOf(head: Uint8Array): FileType {
	const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, 1024));
	if (PDF.test(bytes.toString('latin1', 0, 32))) return 'application/pdf';
	if (bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]))) return 'application/zip';
	if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'application/gzip';
	const text = textOf(bytes).replace(/^[\ufeff\s]+/, '');
	if (text.startsWith('<')) {
		return isHtml(textOf(Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, FARTHEST))))
			? 'text/html'
			: 'application/xml';
	}
	if (/^[[{]/.test(text)) return 'application/json';
	if (MAIL_HEADER.test(text)) return 'message/rfc822';
	return null;
}

/** How far to look for the first element after comments. */
const FARTHEST = 64 * 1024;

/**
 * The elements that identify a page to browsers (mimesniff.spec.whatwg.org), except `a` and `b`, plus others that error
 * pages begin with.
 */
const HTML_ELEMENTS =
	/^<(html|head|body|script|iframe|h[1-6]|div|font|table|style|title|br|p|center|meta|link|form|img|span|pre|noscript)(?=[\s/>])/i;

/**
 * Whether a text that begins with `<` is a web page, which its first element decides. After an unterminated comment
 * there is none.
 */
function isHtml(text: string): boolean {
	let isDeclared = false;
	let at = 0;
	for (;;) {
		while (/[\ufeff\s]/.test(text.charAt(at))) at++;
		const end = text.startsWith('<!--', at)
			? endOf(text, '-->', at + 4)
			: text.startsWith('<?', at)
				? endOf(text, '?>', at + 2)
				: null;
		// Before its end is known: without one, it is a damaged XML file.
		isDeclared ||= text.startsWith('<?xml', at);
		if (end === null) break;
		if (end === -1) return !isDeclared;
		at = end;
	}
	const start = text.slice(at, at + 32);
	return isDeclared
		? /^<(!doctype )?html(?=[\s/>])/i.test(start)
		: /^<!doctype html/i.test(start) || HTML_ELEMENTS.test(start);
}

function endOf(text: string, mark: string, from: number): number {
	const at = text.indexOf(mark, from);
	return at === -1 ? -1 : at + mark.length;
}

/** Decodes the bytes. UTF-16 is recognized by its byte order mark or by a zero byte next to the first character. */
function textOf(bytes: Buffer): string {
	const [first, second] = bytes;
	const isLittle = (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0);
	const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c);
	if (isLittle) return bytes.toString('utf16le');
	if (!isBig) return bytes.toString('utf8');
	return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)))
		.swap16()
		.toString('utf16le');
}
