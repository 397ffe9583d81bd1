import type { IExecuteFunctions } from 'n8n-workflow';
import { fetchJson } from '../shared/api/fetchJson';
import { urlPart } from '../shared/api/origin';
import { safeFileName } from '../shared/file/name';
import type { Invoice, InvoiceDocument } from '../shared/invoice/schema';
import type { DocumentLocation, Environment } from '../shared/provider';
import { missing, ok, type Result } from '../shared/result';
import { apiUrlIn, request } from './api';
import { pdfAnswer } from './schema';

/** The API resources that have documents. */
export type Resource = 'invoices' | 'credit_notes';

/** The PDF of a document; the API creates a link to it on request. */
export const documentOf = ({ apiUrl }: Environment, resource: Resource, id: string): InvoiceDocument => ({
	id,
	url: apiUrl === '' ? null : `${apiUrl}/${resource}/${urlPart(id)}/pdf`,
	fileName: `${safeFileName(id, 'invoice')}.pdf`,
	mimeType: 'application/pdf',
	source: 'api',
	expiresAt: null,
});

export const resourceOf = ({ kind }: Invoice): Resource =>
	kind === 'creditNote' ? 'credit_notes' : 'invoices';

/** The URL of the PDF: a public link that expires, so no API key is sent to it. */
export async function locateDocument(
	this: IExecuteFunctions,
	invoice: Invoice,
	_environment: Environment,
	itemIndex: number,
): Promise<Result<DocumentLocation>> {
	const id = invoice.document?.id;
	if (!id || invoice.event?.type.endsWith('.deleted')) {
		return missing(
			'Chargebee has no document for this invoice',
			'It was deleted, or the item does not name it. To try anyway, choose Chargebee and Invoice From: ID, and type the ID.',
		);
	}
	const apiUrl = await apiUrlIn(this, itemIndex);
	// Build the URL from its parts: the one in the item is not trusted.
	const resource = resourceOf(invoice);
	const path = `/${resource}/${urlPart(id)}/pdf`;
	const call = request(apiUrl, path, { method: 'POST', itemIndex, expect: [404] });
	const { download } = await fetchJson(this, pdfAnswer, call);
	if (!download) {
		return missing(
			`Chargebee has no ${resource === 'invoices' ? 'invoice' : 'credit note'} ${id}`,
			'Check the number, and the site in the credential. It may have been deleted.',
		);
	}
	return ok({
		url: download.download_url,
		headers: { Accept: 'application/pdf' },
		fileName: invoice.document?.fileName ?? `${id}.pdf`,
		isOpen: true,
	});
}
