import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { baseUrlOf } from '../shared/api/origin';
import type { Environment } from '../shared/provider';
import type { Result } from '../shared/result';

export const DEFAULT_API_URL = 'https://api.stripe.com';

/** The base URL of a credential: the only one that its key is sent to. */
export const apiUrlOf = ({ apiUrl }: ICredentialDataDecryptedObject): Result<string> =>
	baseUrlOf(apiUrl, DEFAULT_API_URL);

/** The URL of the API; each event states itself whether it is live. */
export function environmentOf(credential: ICredentialDataDecryptedObject): Environment {
	const url = apiUrlOf(credential);
	return { apiUrl: url.ok ? url.value : '', live: null };
}
