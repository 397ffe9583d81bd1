import { fileTypeOf } from '../shared/file/type';
import { fail, ok, type Result } from '../shared/result';

export interface InlineDocument {
	bytes: Buffer;
	mimeType: string;
	/** With its dot; empty when the file type is unknown. */
	extension: string;
}

const MAX_MEGABYTES = 5;

const EXTENSIONS: ReadonlyMap<string, string> = new Map([
	['application/pdf', '.pdf'],
	['application/xml', '.xml'],
	['application/json', '.json'],
	['application/zip', '.zip'],
	['application/gzip', '.gz'],
	['message/rfc822', '.eml'],
	['text/html', '.html'],
	['text/plain', '.txt'],
]);

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
		return fail('The document in the event is not valid Base64', 'It stays in raw as it came.');
	}
	const bytes = Buffer.from(base64, 'base64');
	if (bytes.length > MAX_MEGABYTES * 1024 * 1024) {
		return fail(
			`The document in the event is larger than ${MAX_MEGABYTES} MB`,
			'It stays in raw as it came.',
		);
	}
	const mimeType = fileTypeOf(bytes) ?? (isText(bytes) ? 'text/plain' : 'application/octet-stream');
	return ok({ bytes, mimeType, extension: EXTENSIONS.get(mimeType) ?? '' });
}

function isText(bytes: Buffer): boolean {
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return true;
	} catch {
		return false;
	}
}
