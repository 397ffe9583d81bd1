import type { ApiRequest } from '../shared/api/request';

export const CREDENTIAL = 'digitalRiverApi';

/** A call of the REST API. @param path from the slash on, ids encoded */
export const request = (apiUrl: string, path: string, more: Partial<ApiRequest> = {}): ApiRequest => ({
	credential: CREDENTIAL,
	displayName: 'Digital River',
	origins: [apiUrl],
	url: `${apiUrl}${path}`,
	...more,
});
