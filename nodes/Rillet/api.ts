import type { ApiRequest } from '../shared/api/request';

export const CREDENTIAL = 'rilletApi';

/**
 * Rillet permits 60 calls in any 60 seconds and sends no Retry-After (docs.api.rillet.com, getting started). Three
 * waits of this length span the minute.
 */
export const RATE_LIMIT_WAIT = 20_000;

/**
 * Calls the REST API.
 * @param path with its leading slash, ids encoded
 */
export const request = (apiUrl: string, path: string, more: Partial<ApiRequest> = {}): ApiRequest => ({
	credential: CREDENTIAL,
	displayName: 'Rillet',
	origins: [apiUrl],
	url: `${apiUrl}${path}`,
	rateLimitWait: RATE_LIMIT_WAIT,
	...more,
});
