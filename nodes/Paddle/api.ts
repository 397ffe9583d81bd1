import type { ApiRequest } from '../shared/api/request';

export const CREDENTIAL = 'paddleInvoiceApi';

/**
 * Calls version 1 of the API.
 * @param path with its leading slash, ids encoded
 */
export const request = (apiUrl: string, path: string, more: Partial<ApiRequest> = {}): ApiRequest => ({
	credential: CREDENTIAL,
	displayName: 'Paddle',
	origins: [apiUrl],
	url: `${apiUrl}${path}`,
	...more,
});
