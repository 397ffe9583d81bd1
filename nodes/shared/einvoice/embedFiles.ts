import { distinctNames } from '../file/distinctNames';
import { fileTypeOf } from '../file/type';
import { fail, ok, type Result } from '../result';
import { codesOf } from '../values/codeLists/codeList';
import { MIME_TYPES } from '../values/codeLists/lists';
import { lookUp } from '../values/lookUp';
import type { EmbeddedFile } from './en16931/fromInvoice/writtenTerms';
import type { Gap } from './gap';

/** A file to embed, from a binary field of an item. */
export interface FileOfItem {
	field: string;
	name: string | null;
	mimeType: string;
	bytes: Buffer;
}

const ALLOWED = codesOf(MIME_TYPES);

/** Total limit. In base64 and with the invoice around it, the document stays within the limit for reading it. */
const MAX_MEGABYTES = 25;

/** How files begin that are often declared as something else, such as `image/jpg` or `application/octet-stream`. */
const BEGINNINGS: ReadonlyArray<readonly [type: string, bytes: Buffer]> = [
	['image/png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
	['image/jpeg', Buffer.from('\xff\xd8\xff', 'latin1')],
];

/** Spreadsheets in a ZIP, by the extension of their name. */
const IN_ZIP: Partial<Record<string, string>> = {
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	ods: 'application/vnd.oasis.opendocument.spreadsheet',
};

/** The declared type where it may be embedded, or else the one that content and name show. */
function typeOf({ mimeType, name, bytes }: FileOfItem): string {
	const declared = mimeType.split(';')[0]!.trim().toLowerCase();
	if (ALLOWED.has(declared)) return declared;
	const extension = /\.(\w{1,8})$/.exec(name ?? '')?.[1]?.toLowerCase() ?? '';
	const detected = fileTypeOf(bytes);
	const shown =
		BEGINNINGS.find(([, start]) => bytes.subarray(0, start.length).equals(start))?.[0] ??
		(detected === 'application/zip' ? lookUp(IN_ZIP, extension) : detected);
	// Browsers on Windows declare CSV as Excel. No text has a byte of zero.
	return shown ?? (extension === 'csv' && !bytes.includes(0) ? 'text/csv' : declared);
}

/**
 * Sorts files into those that EN 16931 allows to embed (BT-125), and those that are left out and listed. Makes their
 * names distinct, as XRechnung requires (BR-DE-22). Fails when they are too large.
 */
export function embedFiles(files: readonly FileOfItem[]): Result<{ embedded: EmbeddedFile[]; left: Gap[] }> {
	const allowed = files.filter((file) => ALLOWED.has(typeOf(file)) && file.bytes.length > 0);
	const size = allowed.reduce((sum, { bytes }) => sum + bytes.length, 0);
	if (size > MAX_MEGABYTES * 1024 * 1024) {
		return fail(
			`The files to embed are larger than ${MAX_MEGABYTES} MB together`,
			'Embed fewer or smaller files, or put links to them into references.supportingDocumentLinks.',
		);
	}
	const names = distinctNames(allowed.map(({ name, field }) => name ?? field));
	return ok({
		embedded: allowed.map((file, index) => ({
			name: names[index]!,
			mimeType: typeOf(file),
			base64: file.bytes.toString('base64'),
		})),
		left: files
			.filter((file) => !allowed.includes(file))
			.map((file) => ({
				rule: 'BR-CL-24',
				path: `binary.${file.field}`,
				message:
					file.bytes.length === 0
						? `The file ${file.name ?? file.field} is empty and was not embedded`
						: `A file of the type ${file.mimeType} may not be embedded: only PDF, PNG, JPEG, CSV, XLSX and ODS`,
				isTolerated: true,
			})),
	});
}
