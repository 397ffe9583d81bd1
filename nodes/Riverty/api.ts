import { urlPart } from '../shared/api/origin';
import type { ApiRequest } from '../shared/api/request';

export const CREDENTIAL = 'rivertyApi';

/** Responses to calls that Riverty may not support: for callbacks, only POST is documented. */
export const NOT_OFFERED = [404, 405, 501];

/**
 * A call to the callbacks endpoint.
 * @param id of one callback, or null
 */
export const callbacks = (apiUrl: string, id: string | null, more: Partial<ApiRequest> = {}): ApiRequest => ({
	credential: CREDENTIAL,
	displayName: 'Riverty',
	origins: [apiUrl],
	url: `${apiUrl}/administration/v1/notification-callbacks${id === null ? '' : `/${urlPart(id)}`}`,
	...more,
});
