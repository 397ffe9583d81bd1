import type { IExecuteFunctions } from 'n8n-workflow';
import { withoutAddress } from '../shared/api/response/errorResponse';
import { fetchJson } from '../shared/api/fetchJson';
import { urlPart } from '../shared/api/origin';
import type { Invoice } from '../shared/invoice/schema';
import type { DocumentLocation, Environment } from '../shared/provider';
import { missing, ok, type Result } from '../shared/result';
import { asAccountOf, request } from './api';
import { documentLinks } from './schema';

/** The PDF, at a public link; null for a draft, which has none. */
export const documentOf = (url: string | null, number: string | null): Invoice['document'] =>
	url === null
		? null
		: {
				id: null,
				url,
				fileName: number === null ? null : `${number}.pdf`,
				mimeType: 'application/pdf',
				source: 'url',
				expiresAt: null,
			};

/** The API path of an invoice or a credit note. */
export const pathOf = ({ id, kind }: Pick<Invoice, 'id' | 'kind'>): string =>
	kind === 'creditNote' || id?.startsWith('cn_')
		? `/credit_notes/${urlPart(id ?? '')}`
		: `/invoices/${urlPart(id ?? '')}`;

/** The PDF at its link, fetched from the API if the item has none. The link is public: no key is sent. */
export async function locateDocument(
	this: IExecuteFunctions,
	invoice: Invoice,
	{ apiUrl }: Environment,
	itemIndex: number,
): Promise<Result<DocumentLocation>> {
	// The link would not receive the key, but without an API URL in the credential we make no calls at all.
	if (apiUrl === '') return { ok: false, error: withoutAddress('Stripe') };
	const { id, number, document } = invoice;
	const name = document?.fileName ?? `${number ?? id ?? 'invoice'}.pdf`;
	const url = document?.url ?? (id === null ? null : await linkOf.call(this, invoice, apiUrl, itemIndex));
	if (url === null) {
		return missing(
			'This invoice has no PDF',
			'Stripe makes it when the invoice is finalized. Let only the events of finalized invoices through to this node.',
		);
	}
	return ok({ url, headers: { Accept: 'application/pdf, */*' }, fileName: name, isOpen: true });
}

async function linkOf(
	this: IExecuteFunctions,
	invoice: Invoice,
	apiUrl: string,
	itemIndex: number,
): Promise<string | null> {
	const call = request(apiUrl, pathOf(invoice), { itemIndex, headers: asAccountOf(invoice) });
	const links = await fetchJson(this, documentLinks, call);
	return links.invoice_pdf ?? links.pdf ?? null;
}
