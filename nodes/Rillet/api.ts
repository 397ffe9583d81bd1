import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { baseUrlOf } from '../shared/api/origin';
import type { ApiRequest } from '../shared/api/request';

export const CREDENTIAL = 'rilletApi';
export const PRODUCTION_URL = 'https://api.rillet.com';
export const SANDBOX_URL = 'https://sandbox.api.rillet.com';

/**
 * Rillet permits 60 calls in any 60 seconds and sends no Retry-After (docs.api.rillet.com, getting started): three
 * waits of this length reach over the minute.
 */
export const RATE_LIMIT_WAIT = 20_000;

/** The base URL that a credential is for, and the only one that its key is sent to. */
export function apiUrlOf({ environment, apiUrl }: ICredentialDataDecryptedObject): string {
	const home = environment === 'sandbox' ? SANDBOX_URL : PRODUCTION_URL;
	const url = baseUrlOf(apiUrl, home);
	return url.ok ? url.value : home;
}

/** A call of the REST API. @param path from the slash on, ids encoded */
export const request = (apiUrl: string, path: string, more: Partial<ApiRequest> = {}): ApiRequest => ({
	credential: CREDENTIAL,
	displayName: 'Rillet',
	origins: [apiUrl],
	url: `${apiUrl}${path}`,
	rateLimitWait: RATE_LIMIT_WAIT,
	...more,
});
