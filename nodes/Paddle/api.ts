import type { ApiRequest } from '../shared/api/request';

export const CREDENTIAL = 'paddleInvoiceApi';

/** A call of the API, version 1. @param path from the slash on, ids encoded */
export const request = (apiUrl: string, path: string, more: Partial<ApiRequest> = {}): ApiRequest => ({
	credential: CREDENTIAL,
	displayName: 'Paddle',
	origins: [apiUrl],
	url: `${apiUrl}${path}`,
	...more,
});
