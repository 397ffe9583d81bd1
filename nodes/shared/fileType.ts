/** What a document is, by its first bytes: the type that a server declares is often wrong. */
export type FileType =
	| 'application/pdf'
	| 'application/xml'
	| 'application/json'
	| 'application/zip'
	| 'application/gzip'
	| 'message/rfc822'
	| 'text/html'
	| null;

/** A stored mail begins with one of these (RFC 5322); a name that servers also send in an error text is not among them. */
const MAIL_HEADER =
	/^(return-path|received|delivered-to|mime-version|message-id|from|to|subject|reply-to): /i;

/** @param head the first bytes of the file, 512 or more where there are as many */
export function fileTypeOf(head: Uint8Array): FileType {
	const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, 1024));
	// ISO 32000: readers accept the mark within the first 1024 bytes.
	if (bytes.includes('%PDF-')) return 'application/pdf';
	if (bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]))) return 'application/zip';
	if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'application/gzip';
	const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
	const text = bytes.toString(utf16 ? 'utf16le' : 'utf8').replace(/^[\ufeff\s]+/, '');
	if (/^<(!doctype html|html|head|body)[\s>]/i.test(text)) return 'text/html';
	if (text.startsWith('<')) return /<html[\s>]/i.test(text) ? 'text/html' : 'application/xml';
	if (/^[[{]/.test(text)) return 'application/json';
	if (MAIL_HEADER.test(text)) return 'message/rfc822';
	return null;
}
