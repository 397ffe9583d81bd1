import { EXTENSIONS, fileTypeOf } from '../shared/file/type';
import { fail, ok, type Result } from '../shared/result';

export interface InlineDocument {
	bytes: Buffer;
	mimeType: string;
	/** With its dot; empty when the file type is unknown. */
	extension: string;
}

const MAX_MEGABYTES = 5;

/**
 * The fiscal document in a record's `data`: strict Base64, its type detected from the first bytes. Null when there is
 * none.
 */
export function inlineDocument(data: unknown): Result<InlineDocument | null> {
	const base64 = typeof data === 'string' ? data.replace(/\s+/g, '') : '';
	if (base64 === '') return ok(null);
	// Search for foreign characters instead of matching the whole text, which can exhaust the stack when the text is
	// large.
	const digits = base64.replace(/={0,2}$/, '');
	if (/[^A-Za-z0-9+/]/.test(digits) || digits.length % 4 === 1 || digits === '') {
		return fail('The document in the event is not valid Base64', 'It is in raw, as it came.');
	}
	const bytes = Buffer.from(base64, 'base64');
	if (bytes.length > MAX_MEGABYTES * 1024 * 1024) {
		return fail(`The document in the event is larger than ${MAX_MEGABYTES} MB`, 'It is in raw, as it came.');
	}
	const type = fileTypeOf(bytes);
	if (type !== null) return ok({ bytes, mimeType: type, extension: `.${EXTENSIONS[type]}` });
	return ok(
		isText(bytes)
			? { bytes, mimeType: 'text/plain', extension: '.txt' }
			: { bytes, mimeType: 'application/octet-stream', extension: '' },
	);
}

function isText(bytes: Buffer): boolean {
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return true;
	} catch {
		return false;
	}
}
