import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../shared/api/request';
import type { Invoice } from '../shared/invoice/schema';

export const CREDENTIAL = 'stripeInvoiceApi';

/** Of responses, and of the types that the tests compare with. Events have the version of their webhook. */
export const API_VERSION = '2026-10-28.endive';

/**
 * Calls the API.
 * @param path with its leading slash, ids encoded
 */
export const request = (apiUrl: string, path: string, more: Partial<ApiRequest> = {}): ApiRequest => ({
	credential: CREDENTIAL,
	displayName: 'Stripe',
	origins: [apiUrl],
	url: `${apiUrl}/v1${path}`,
	...more,
	headers: { 'Stripe-Version': API_VERSION, ...more.headers },
});

/**
 * The header with which a platform's key accesses the data of a connected account
 * (docs.stripe.com/connect/authentication). Events of such accounts name the account.
 */
export function asAccountOf({ references }: Pick<Invoice, 'references'>): Record<string, string> {
	const { accountId } = references;
	return accountId !== undefined && /^acct_\w{1,64}$/.test(accountId) ? { 'Stripe-Account': accountId } : {};
}

/**
 * A call that changes something, form-encoded because Stripe does not read JSON.
 * @param body with names as Stripe writes them, such as `list[0]`
 */
export const change = (apiUrl: string, path: string, body: IDataObject): ApiRequest =>
	request(apiUrl, path, {
		method: 'POST',
		headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
		body,
	});

/** Names the entries of a list for a form or a query: `types[0]`, `types[1]`. */
export const indexed = (name: string, values: readonly string[]): IDataObject =>
	Object.fromEntries(values.map((value, index) => [`${name}[${index}]`, value]));
