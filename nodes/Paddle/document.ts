import type { IExecuteFunctions } from 'n8n-workflow';
import { fetchJson } from '../shared/api/fetchJson';
import { withoutAddress } from '../shared/api/errorResponse';
import { urlPart } from '../shared/api/origin';
import { safeFileName } from '../shared/file/name';
import type { Invoice, InvoiceDocument } from '../shared/invoice/schema';
import type { DocumentLocation, Environment } from '../shared/provider';
import { missing, ok, type Result } from '../shared/result';
import { request } from './api';
import { linkAnswer } from './schema';

const IS_ADJUSTMENT = /^adj_/;

/** The call that answers with a link to the PDF: of an invoice, or of a credit note. */
const linkPath = (id: string) =>
	IS_ADJUSTMENT.test(id) ? `/adjustments/${urlPart(id)}/credit-note` : `/transactions/${urlPart(id)}/invoice`;

/** The PDF of a transaction or an adjustment. @param number names the file; null if unknown */
export function documentOf({ apiUrl }: Environment, id: string, number: string | null): InvoiceDocument {
	return {
		id,
		url: `${apiUrl}${linkPath(id)}`,
		fileName: number === null ? null : `${safeFileName(number, 'invoice')}.pdf`,
		mimeType: 'application/pdf',
		source: 'api',
		expiresAt: null,
	};
}

/**
 * Where the PDF is: the API answers with an open link, which lives for an hour. It leads to another host, so that no key
 * goes there.
 */
export async function locateDocument(
	this: IExecuteFunctions,
	{ document }: Invoice,
	{ apiUrl }: Environment,
	itemIndex: number,
): Promise<Result<DocumentLocation>> {
	if (apiUrl === '') return { ok: false, error: withoutAddress('Paddle') };
	const id = document?.id;
	if (!id) {
		return missing(
			'Paddle has no PDF for this item',
			'There is one for invoices that are billed or completed and not over zero, and for credits and refunds that are approved; not for drafts and chargebacks. To try all the same, choose Paddle as Invoice From and type the ID.',
		);
	}
	const { data, error } = await fetchJson(
		this,
		linkAnswer,
		request(apiUrl, linkPath(id), {
			query: { disposition: 'attachment' },
			// The PDF of a new invoice can be made a moment later.
			retryOn: [404],
			expect: [404],
			itemIndex,
		}),
	);
	if (!data) {
		return missing(
			'Paddle has no PDF of this invoice, or not yet',
			`Check the ID, and try again later.${error?.detail ? ` Paddle says: ${error.detail.slice(0, 200)}` : ''}`,
		);
	}
	return ok({
		url: data.url,
		headers: { Accept: 'application/pdf' },
		fileName: document.fileName ?? `${id}.pdf`,
	});
}
