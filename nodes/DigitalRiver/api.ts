import type { ApiRequest } from '../shared/api/request';

export const CREDENTIAL = 'digitalRiverApi';

/**
 * Calls the REST API.
 * @param path with its leading slash, ids encoded
 */
export const request = (apiUrl: string, path: string, more: Partial<ApiRequest> = {}): ApiRequest => ({
	credential: CREDENTIAL,
	displayName: 'Digital River',
	origins: [apiUrl],
	url: `${apiUrl}${path}`,
	...more,
});
