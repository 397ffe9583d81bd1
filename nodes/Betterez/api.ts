import type { Environment } from '../shared/provider';
import type { ApiRequest } from '../shared/api/request';

export const CREDENTIAL = 'betterezApi';

/**
 * Calls the invoices service.
 * @param path with its leading slash, ids encoded
 */
export const request = (
	{ apiUrl }: Environment,
	path: string,
	more: Partial<ApiRequest> = {},
): ApiRequest => ({
	credential: CREDENTIAL,
	displayName: 'Betterez',
	origins: [apiUrl],
	url: `${apiUrl}${path}`,
	...more,
});
