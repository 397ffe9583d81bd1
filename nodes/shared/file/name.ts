/** In bytes of UTF-8: file systems take 255, and an extension may be added. */
const LONGEST = 200;

/** Dots and blanks at the end; the look-behind keeps the search linear. */
const END = /(?<![.\s])[.\s]+$/;

/** What Windows takes for a device, whatever follows the blank or dot. */
const RESERVED = /^(con|prn|aux|nul|(com|lpt)[\d¹²³])(?![^.\s])/i;

/**
 * A name that is safe on every file system and in every mail: no path, no control characters, none of the characters
 * that Windows forbids, no name that it reserves.
 * @param fallback used when nothing is left
 */
export function safeFileName(name: string | null, fallback: string): string {
	const base = (name ?? '')
		.replace(/[\p{Cc}\p{Bidi_Control}]/gu, '')
		.replace(/[\\/:*?"<>|]/g, '_')
		.replace(/^[.\s]+/, '')
		.replace(END, '')
		.toWellFormed();
	if (base === '') return fallback;
	const usable = RESERVED.test(base) ? `_${base}` : base;
	const bytes = Buffer.from(usable);
	if (bytes.length <= LONGEST) return usable;
	const extension = /\.[A-Za-z0-9]{1,8}$/.exec(usable)?.[0] ?? '';
	// `stream` drops a character that the cut went through.
	const stem = new TextDecoder().decode(bytes.subarray(0, LONGEST - extension.length), { stream: true });
	return `${stem.replace(END, '')}${extension}`;
}

/** The file name in a Content-Disposition header (RFC 6266), `filename*` first; null when there is none. */
export function fileNameFromHeader(header: string | undefined): string | null {
	if (header === undefined) return null;
	const extended = /;\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(header)?.[1];
	if (extended !== undefined) {
		const decoded = decode(extended);
		if (decoded !== null) return decoded;
	}
	const quoted = /;\s*filename\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(header)?.[1];
	if (quoted !== undefined) return quoted.replace(/\\(.)/g, '$1');
	return /;\s*filename\s*=\s*([^;"\s]+)/i.exec(header)?.[1] ?? null;
}

function decode(text: string): string | null {
	try {
		return decodeURIComponent(text);
	} catch {
		return null;
	}
}
