import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { baseUrlOf } from '../shared/api/origin';
import type { Environment } from '../shared/provider';

export const DEFAULT_API_URL = 'https://api.stripe.com';

/** The URL of the API; each event states itself whether it is live. */
export function environmentOf({ apiUrl }: ICredentialDataDecryptedObject): Environment {
	const url = baseUrlOf(apiUrl, DEFAULT_API_URL);
	return { apiUrl: url.ok ? url.value : '', live: null };
}
