import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { baseUrlOf } from '../shared/api/origin';
import type { Environment } from '../shared/provider';

export const DEFAULT_API_URL = 'https://api.digitalriver.com';

/** The API's URL and product; each event states itself whether it is live. */
export function environmentOf({ apiUrl, product }: ICredentialDataDecryptedObject): Environment {
	const url = baseUrlOf(apiUrl, DEFAULT_API_URL);
	return { apiUrl: url.ok ? url.value : '', product: String(product), live: null };
}
