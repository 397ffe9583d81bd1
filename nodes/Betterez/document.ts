import type { IExecuteFunctions } from 'n8n-workflow';
import { fetchJson } from '../shared/api/fetchJson';
import type { Invoice } from '../shared/invoice/schema';
import { urlPart } from '../shared/api/origin';
import type { DocumentLocation, Environment } from '../shared/provider';
import { missing, ok, type Problem, type Result } from '../shared/result';
import { request } from './api';
import { inlineDocument } from './inlineDocument';
import { invoiceAnswer } from './schema';

/**
 * The PDF of a transaction whose id the user typed. If the transaction has several invoices, Betterez does not document
 * which one it returns.
 */
export const pdfOf = ({ apiUrl }: Environment, transactionId: string): NonNullable<Invoice['document']> => ({
	id: transactionId,
	url: `${apiUrl}/pdfs?transactionId=${urlPart(transactionId)}`,
	fileName: `invoice-${transactionId}.pdf`,
	mimeType: 'application/pdf',
	source: 'api',
	expiresAt: null,
});

export const NO_BASE_URL: Problem = {
	message: 'The base URL in the Betterez credential is not an https:// address',
	description: 'Type it like https://api.betterez.com.',
};

/**
 * The fiscal document in the item's raw data, fetched first if the item has none; for a typed transaction id, its PDF.
 */
export async function locateDocument(
	this: IExecuteFunctions,
	invoice: Invoice,
	environment: Environment,
	itemIndex: number,
): Promise<Result<DocumentLocation>> {
	const { document } = invoice;
	if (environment.apiUrl === '' && document?.source !== 'inline') return { ok: false, error: NO_BASE_URL };
	if (document?.source === 'api' && document.id) {
		// Build the URL from its parts: the one in the item is not trusted.
		const { url, fileName } = pdfOf(environment, document.id);
		return ok({ url: url ?? '', headers: { Accept: 'application/pdf' }, fileName: fileName ?? '' });
	}
	if (document?.source !== 'inline' || !document.id) {
		return missing(
			'The item holds no document',
			'Betterez sent none with this invoice. For its PDF choose Betterez and Invoice From: ID, and map the Transaction ID from references.transactionId.',
		);
	}
	const data = dataIn(invoice.raw) ?? (await fetchData.call(this, document.id, environment, itemIndex));
	const file = inlineDocument(data);
	if (!file.ok) return file;
	return file.value === null
		? missing('Betterez has no document for this invoice', 'Look at the invoice in Betterez.')
		: ok({
				content: file.value.bytes,
				fileName: document.fileName ?? `${document.id}${file.value.extension}`,
			});
}

/** The Base64 text in the raw data, which is an event (`data`) or an API response (`invoice`). */
function dataIn(raw: unknown): unknown {
	const { data, invoice } = (raw ?? {}) as { data?: unknown; invoice?: unknown };
	return ((data ?? invoice ?? {}) as { data?: unknown }).data;
}

async function fetchData(
	this: IExecuteFunctions,
	id: string,
	environment: Environment,
	itemIndex: number,
): Promise<unknown> {
	if (environment.apiUrl === '') return undefined;
	const path = `/invoices/${urlPart(id)}`;
	return (await fetchJson(this, invoiceAnswer, request(environment, path, { itemIndex }))).invoice.data;
}
