import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../shared/api/request';
import type { Invoice } from '../shared/invoice/schema';

export const CREDENTIAL = 'stripeInvoiceApi';

/** Of the answers, and of the events that a registered webhook gets; the version of the types that the tests compare. */
export const API_VERSION = '2026-10-28.endive';

/** A call of the API. @param path from the slash on, ids encoded */
export const request = (apiUrl: string, path: string, more: Partial<ApiRequest> = {}): ApiRequest => ({
	credential: CREDENTIAL,
	displayName: 'Stripe',
	origins: [apiUrl],
	url: `${apiUrl}/v1${path}`,
	...more,
	headers: { 'Stripe-Version': API_VERSION, ...more.headers },
});

/**
 * The header that has a platform's key ask for what is a connected account's (docs.stripe.com/connect/authentication). Such
 * events name the account.
 */
export function asAccountOf({ references }: Pick<Invoice, 'references'>): Record<string, string> {
	const { accountId } = references;
	return accountId !== undefined && /^acct_\w{1,64}$/.test(accountId) ? { 'Stripe-Account': accountId } : {};
}

/** A call that changes something: Stripe reads forms, not JSON. @param body names as Stripe writes them, such as `list[0]` */
export const change = (apiUrl: string, path: string, body: IDataObject): ApiRequest =>
	request(apiUrl, path, {
		method: 'POST',
		headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
		body,
	});

/** The names of a list's entries in a form or a query: `types[0]`, `types[1]`. */
export const indexed = (name: string, values: readonly string[]): IDataObject =>
	Object.fromEntries(values.map((value, index) => [`${name}[${index}]`, value]));
