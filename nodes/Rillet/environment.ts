import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { baseUrlOf } from '../shared/api/origin';
import type { Environment } from '../shared/provider';

export const PRODUCTION_URL = 'https://api.rillet.com';
export const SANDBOX_URL = 'https://sandbox.api.rillet.com';

/** The base URL that a credential is for, and the only one that its key is sent to. */
export function apiUrlOf({ environment, apiUrl }: ICredentialDataDecryptedObject): string {
	const home = environment === 'sandbox' ? SANDBOX_URL : PRODUCTION_URL;
	const url = baseUrlOf(apiUrl, home);
	return url.ok ? url.value : home;
}

/** Events do not say whether they are live: the user's choice of system does. */
export const environmentOf = (credential: ICredentialDataDecryptedObject): Environment => ({
	apiUrl: apiUrlOf(credential),
	live: credential.environment !== 'sandbox',
});
