import type { IExecuteFunctions } from 'n8n-workflow';
import { problemOf, withoutAddress } from '../shared/api/response/errorResponse';
import { urlPart } from '../shared/api/origin';
import { callApi } from '../shared/api/request';
import { safeFileName } from '../shared/file/name';
import type { Invoice, InvoiceDocument } from '../shared/invoice/schema';
import { safeParse } from '../shared/json/safeParse';
import type { DocumentLocation, Environment } from '../shared/provider';
import { fail, missing, ok, type Result } from '../shared/result';
import { CREDENTIAL, request } from './api';
import { linkAnswer } from './schema';

const IS_ADJUSTMENT = /^adj_/;

/** The call that returns a link to the PDF of an invoice or a credit note. */
const linkPath = (id: string) =>
	IS_ADJUSTMENT.test(id) ? `/adjustments/${urlPart(id)}/credit-note` : `/transactions/${urlPart(id)}/invoice`;

/**
 * The PDF of a transaction or an adjustment.
 * @param number used in the file name; null if unknown
 */
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

/** The URL of the PDF: the API returns a public link that is valid for an hour, so no key is sent to it. */
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
			'There is one for invoices that are billed or completed and above zero, and for credits and refunds that are approved; not for drafts and chargebacks. To try anyway, choose Paddle and Invoice From: ID, and type the ID.',
		);
	}
	const response = await callApi.call(
		this,
		request(apiUrl, linkPath(id), {
			headers: { Accept: 'application/json' },
			query: { disposition: 'attachment' },
			// The PDF of a new invoice may appear a moment later.
			retryOn: [404],
			expect: [404],
			itemIndex,
		}),
	);
	if (response.status === 404) {
		const credential = await this.getCredentials(CREDENTIAL, itemIndex);
		const { description } = await problemOf('Paddle', response, credential);
		return missing('Paddle has no PDF of this invoice, or none yet', description);
	}
	const link = safeParse(linkAnswer, response.body);
	if (!link.success) {
		return fail(
			'Paddle answered without a link to the PDF',
			'Check the base URL in the credential. If it is right, report it to the makers of n8n-nodes-invoices.',
		);
	}
	return ok({
		url: link.data.data.url,
		headers: { Accept: 'application/pdf' },
		fileName: document.fileName ?? `${id}.pdf`,
		isOpen: true,
	});
}
