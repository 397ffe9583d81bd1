import { distinctNames } from '../file/distinctNames';
import { fail, ok, type Result } from '../result';
import { codesOf } from '../values/codeLists/codeList';
import { MIME_TYPES } from '../values/codeLists/lists';
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

/**
 * Sorts files into those that EN 16931 allows to embed (BT-125), and those that are left out and listed. Makes their
 * names distinct, as XRechnung requires (BR-DE-22). Fails when they are too large.
 */
export function embedFiles(files: readonly FileOfItem[]): Result<{ embedded: EmbeddedFile[]; left: Gap[] }> {
	const typeOf = ({ mimeType }: FileOfItem) => mimeType.split(';')[0]!.trim().toLowerCase();
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
