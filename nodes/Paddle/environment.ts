import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { baseUrlOf } from '../shared/api/origin';
import type { Environment } from '../shared/provider';
import type { Result } from '../shared/result';

export const LIVE_URL = 'https://api.paddle.com';
export const SANDBOX_URL = 'https://sandbox-api.paddle.com';

/** The base URL of a credential: the only one that its key is sent to. */
export const apiUrlOf = ({ environment, apiUrl }: ICredentialDataDecryptedObject): Result<string> =>
	baseUrlOf(apiUrl, environment === 'sandbox' ? SANDBOX_URL : LIVE_URL);

/** Events do not say whether they are live; the account type in the credential does. */
export function environmentOf(credential: ICredentialDataDecryptedObject): Environment {
	const url = apiUrlOf(credential);
	return { apiUrl: url.ok ? url.value : '', live: credential.environment !== 'sandbox' };
}
