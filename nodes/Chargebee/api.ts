import { NodeOperationError } from 'n8n-workflow';
import type { ApiContext } from '../shared/api/context';
import type { ApiRequest } from '../shared/api/request';
import { apiUrlOf } from './environment';

/** The name `chargebeeApi` belongs to a credential of n8n's own. */
export const CREDENTIAL = 'chargebeeInvoiceApi';

/** Chargebee accepts form encoding, not JSON (apidocs.chargebee.com); lists are written as `name[0]`. */
export const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

/** @param path with its leading slash, ids encoded */
export const request = (apiUrl: string, path: string, more: Partial<ApiRequest> = {}): ApiRequest => ({
	credential: CREDENTIAL,
	displayName: 'Chargebee',
	origins: [apiUrl],
	url: `${apiUrl}${path}`,
	...more,
});

/**
 * The base URL in the credential.
 * @throws NodeOperationError saying what to fill in
 */
export async function apiUrlIn(context: ApiContext, itemIndex?: number): Promise<string> {
	const url = apiUrlOf(await context.getCredentials(CREDENTIAL));
	if (url.ok) return url.value;
	const { message, description } = url.error;
	throw new NodeOperationError(context.getNode(), message, { description, itemIndex });
}
