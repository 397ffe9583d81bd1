const BACKSLASH = 0x5c;

/** The bytes of a hexadecimal string (ISO 32000-1, 7.3.4.3), without its angle brackets. */
export function hexadecimal(written: Buffer): Buffer {
	const digits = written.toString('latin1').replace(/[^\da-fA-F]/g, '');
	return Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex');
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const ESCAPE = /\\(?:([0-7]{1,3})|(\r\n|\r|\n)|([^]))/g;

/** The bytes of a literal string (ISO 32000-1, 7.3.4.2), without its parentheses. */
export function unescaped(written: Buffer): Buffer {
	if (!written.includes(BACKSLASH)) return written;
	const text = written
		.toString('latin1')
		.replace(ESCAPE, (_, octal?: string, lineBreak?: string, other?: string) => {
			if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8) & 0xff);
			return lineBreak !== undefined ? '' : (ESCAPES[other ?? ''] ?? other ?? '');
		});
	return Buffer.from(text, 'latin1');
}
