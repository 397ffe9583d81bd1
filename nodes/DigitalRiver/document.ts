import type { Invoice } from '../shared/invoice/schema';
import { urlPart } from '../shared/api/origin';
import type { Environment } from '../shared/provider';

/** The address of a file's content: built from its id, because the `invoiceURL` of an event is not to be trusted. */
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
