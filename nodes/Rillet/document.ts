import { safeFileName } from '../shared/file/name';
import type { InvoiceDocument } from '../shared/invoice/schema';
import { urlPart } from '../shared/api/origin';
import type { Environment } from '../shared/provider';

/** The invoice itself: it comes as PDF or as JSON, as `Accept` says. */
export const invoiceUrl = ({ apiUrl }: Environment, invoiceId: string) =>
	`${apiUrl}/invoices/${urlPart(invoiceId)}`;

/** The PDF of an invoice. @param number names the file; null: nothing does */
export function documentOf(
	environment: Environment,
	invoiceId: string,
	number: string | null,
): InvoiceDocument {
	return {
		id: invoiceId,
		url: invoiceUrl(environment, invoiceId),
		fileName: number === null ? null : `${safeFileName(number, 'invoice')}.pdf`,
		mimeType: 'application/pdf',
		source: 'api',
		expiresAt: null,
	};
}
