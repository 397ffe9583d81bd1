import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { baseUrlOf } from '../shared/api/origin';
import type { Environment } from '../shared/provider';
import type { Result } from '../shared/result';

export const PRODUCTION_URL = 'https://api.rillet.com';
export const SANDBOX_URL = 'https://sandbox.api.rillet.com';

/** The base URL of a credential: the only one that its key is sent to. */
export const apiUrlOf = ({ environment, apiUrl }: ICredentialDataDecryptedObject): Result<string> =>
	baseUrlOf(apiUrl, environment === 'sandbox' ? SANDBOX_URL : PRODUCTION_URL);

/**
 * Events do not say whether they are live; the system chosen in the credential does. Without an API URL no calls are
 * made; receiving invoices does not need one.
 */
export function environmentOf(credential: ICredentialDataDecryptedObject): Environment {
	const url = apiUrlOf(credential);
	return { apiUrl: url.ok ? url.value : '', live: credential.environment !== 'sandbox' };
}
