import type { Invoice } from '../shared/invoice/schema';
import { urlPart } from '../shared/api/origin';
import type { DocumentLocation, Environment } from '../shared/provider';
import { missing, ok, type Result } from '../shared/result';

/** The URL of a file's content, built from its id: the `invoiceURL` of an event is not trusted. */
export const fileUrl = ({ apiUrl }: Environment, fileId: string) =>
	`${apiUrl}/files/${urlPart(fileId)}/content`;

/** The PDF of an invoice or a credit memo. */
export function documentOf(
	environment: Environment,
	fileId: string,
	fileName: string | null,
): NonNullable<Invoice['document']> {
	return {
		id: fileId,
		url: fileUrl(environment, fileId),
		fileName,
		mimeType: 'application/pdf',
		source: 'api',
		expiresAt: null,
	};
}

/** The file of an invoice or a credit memo, by its id. */
export function locateDocument({ document }: Invoice, environment: Environment): Result<DocumentLocation> {
	if (!document?.id) {
		return missing(
			'The item does not name a file of Digital River',
			'Only invoices and credit memos of orders have a file. For an order take Invoice > Get first, or type the File ID.',
		);
	}
	// Never application/json: Digital River would return a description of the file instead.
	return ok({
		url: fileUrl(environment, document.id),
		headers: { Accept: 'application/pdf, */*' },
		fileName: document.fileName ?? `${document.id}.pdf`,
	});
}
