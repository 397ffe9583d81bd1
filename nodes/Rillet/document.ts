import { safeFileName } from '../shared/file/name';
import type { Invoice, InvoiceDocument } from '../shared/invoice/schema';
import { urlPart } from '../shared/api/origin';
import type { DocumentLocation, Environment } from '../shared/provider';
import { missing, ok, type Result } from '../shared/result';

/** The invoice itself; the `Accept` header selects PDF or JSON. */
const invoiceUrl = ({ apiUrl }: Environment, invoiceId: string) => `${apiUrl}/invoices/${urlPart(invoiceId)}`;

/**
 * The PDF of an invoice.
 * @param number used in the file name; null if unknown
 */
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

/** The PDF export of an invoice. */
export function locateDocument(
	{ kind, document }: Invoice,
	environment: Environment,
): Result<DocumentLocation> {
	if (kind === 'creditNote') {
		return missing(
			'Rillet has no PDFs of credit memos',
			'Let only invoices through to this step, for example with an If node on the field kind.',
		);
	}
	if (!document?.id) {
		return missing(
			'The item does not name a Rillet invoice, so there is no PDF to download',
			'A deleted invoice has none. For any other, choose Rillet and Invoice From: ID, and type the Invoice ID.',
		);
	}
	return ok({
		url: invoiceUrl(environment, document.id),
		headers: { Accept: 'application/pdf' },
		fileName: document.fileName ?? `${document.id}.pdf`,
	});
}
