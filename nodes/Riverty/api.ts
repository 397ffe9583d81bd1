import { urlPart } from '../shared/api/origin';
import type { ApiRequest } from '../shared/api/request';

export const CREDENTIAL = 'rivertyApi';

/** Statuses of a call that Riverty may not offer: only POST is documented for callbacks. */
export const NOT_OFFERED = [404, 405, 501];

/** A call for the callbacks. @param id of one of them */
export const callbacks = (apiUrl: string, id: string | null, more: Partial<ApiRequest> = {}): ApiRequest => ({
	credential: CREDENTIAL,
	displayName: 'Riverty',
	origins: [apiUrl],
	url: `${apiUrl}/administration/v1/notification-callbacks${id === null ? '' : `/${urlPart(id)}`}`,
	...more,
});
