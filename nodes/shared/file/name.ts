/** In bytes of UTF-8. File systems allow 255, and an extension may be added. */
const LONGEST = 200;

/** In characters: of a longer name, which only a sender makes, the beginning and the extension count. */
const LOOKED_AT = { start: 1000, end: 20 };

/** Dots and blanks at the end; the look-behind keeps the search linear. */
const END = /(?<![.\s])[.\s]+$/;

/** Device names reserved by Windows, with or without an extension. */
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])(?![^.\s])/i;

/** Anything but marks, blanks and characters without a shape, such as the zero-width space. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * Makes a name that is safe on every file system and in every mail: no path, no control characters, no characters that
 * Windows forbids, and no name that it reserves.
 * @param fallback used when nothing is left
 */
export function safeFileName(name: string | null, fallback: string): string {
	const base = ends((name ?? '').trimEnd())
		.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, '')
		.replace(/[\\/:*?"<>|]/g, '_')
		.replace(/^[.\s]+/, '')
		.replace(END, '')
		.toWellFormed();
	const usable = shortened(RESERVED.test(base) ? `_${base}` : base);
	return VISIBLE.test(usable) ? usable : fallback;
}

const ends = (name: string): string =>
	name.length > LOOKED_AT.start + LOOKED_AT.end
		? name.slice(0, LOOKED_AT.start) + name.slice(-LOOKED_AT.end)
		: name;

function shortened(name: string): string {
	const bytes = Buffer.from(name);
	if (bytes.length <= LONGEST) return name;
	const extension = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
	// `stream` drops a character that was cut in half.
	const stem = new TextDecoder().decode(bytes.subarray(0, LONGEST - extension.length), { stream: true });
	return `${stem.replace(END, '')}${extension}`;
}

/**
 * A parameter of a header, quoted or not. Some senders write blanks without quoting, so only a semicolon ends the
 * value.
 */
const PARAMETER = /(?:^|;)\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/g;

/** The file name in a Content-Disposition header (RFC 6266), `filename*` first; null when there is none. */
export function fileNameFromHeader(header: string | undefined): string | null {
	const parameters = new Map<string, string>();
	for (const [, name = '', quoted, bare = ''] of (header ?? '').matchAll(PARAMETER)) {
		const value = quoted?.replace(/\\(.)/g, '$1') ?? bare.trim().replace(/^"/, '');
		if (value !== '' && !parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), value);
	}
	const extended = extendedValue(parameters.get('filename*') ?? '');
	if (extended !== null) return extended;
	const plain = parameters.get('filename') ?? continuedValue(parameters);
	return plain === null ? null : (utf8Of(plain) ?? plain);
}

/** More parts than any name that is kept has. */
const MOST_PARTS = 100;

/** `filename*0*=UTF-8''r%C3%A4; filename*1="b.pdf"`, a value in numbered parts as mail has it (RFC 2231, section 4.1). */
function continuedValue(parameters: ReadonlyMap<string, string>): string | null {
	const start = /^([\w.:-]*)'[^']*'(.*)$/s.exec(parameters.get('filename*0*') ?? '');
	const charset = start?.[1] || 'utf-8';
	const parts: string[] = [];
	for (let index = 0; index < MOST_PARTS; index++) {
		const encoded = index === 0 ? start?.[2] : parameters.get(`filename*${index}*`);
		const part = encoded === undefined ? parameters.get(`filename*${index}`) : bytesOf(encoded);
		if (part === undefined) break;
		if (part === null) return null;
		parts.push(part);
	}
	const value = parts.join('');
	if (value === '') return null;
	return start === null ? value : decode(value, charset);
}

/** `UTF-8'en'%c3%a4.pdf`, or the same in another character set (RFC 8187); null for anything else. */
function extendedValue(value: string): string | null {
	const [, charset = '', encoded = ''] = /^([\w.:-]+)'[^']*'(.+)$/.exec(value) ?? [];
	const bytes = bytesOf(encoded);
	// A character beyond one byte contradicts the declared encoding.
	return bytes === '' || bytes === null ? null : decode(bytes, charset);
}

/** Percent-decodes into one character per byte; null if the encoding is incomplete. */
const bytesOf = (encoded: string): string | null =>
	/%(?![\da-f]{2})/i.test(encoded)
		? null
		: encoded.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/** Decodes UTF-8 in a header, which Node.js returns as one character per byte; null for anything else. */
const utf8Of = (text: string): string | null => (/[\x80-\xff]/.test(text) ? decode(text, 'utf-8') : null);

function decode(characters: string, charset: string): string | null {
	const bytes = Buffer.from(characters, 'latin1');
	if (bytes.toString('latin1') !== characters) return null;
	try {
		return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		return null;
	}
}
