import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { baseUrlOf } from '../shared/api/origin';
import type { Environment } from '../shared/provider';
import { fail, ok, type Result } from '../shared/result';

/**
 * From productionDefaults.js of github.com/Betterez/btrz-api-client; the sandbox is inferred from public web bundles.
 */
export const PRODUCTION = 'https://api.betterez.com';
export const SANDBOX = 'https://sandbox-api.betterez.com';
/** The value of the credential's `apiUrl` when the user typed the address into `otherUrl`. */
export const OTHER = 'other';
/** Each service has a first path segment of its own; the one of the invoices service is inferred from the others. */
export const DEFAULT_PREFIX = '/invoices';

/** The only URL that the key, the password and the token may be sent to, without a trailing slash. */
export function baseUrlIn({ apiUrl, otherUrl }: ICredentialDataDecryptedObject): Result<string> {
	if (apiUrl !== OTHER) return baseUrlOf(apiUrl, PRODUCTION);
	return typeof otherUrl === 'string' && otherUrl.trim() !== ''
		? baseUrlOf(otherUrl, PRODUCTION)
		: fail('The base URL in the credential is missing', `Type it like ${PRODUCTION}.`);
}

/** The URL of the invoices service, or an error when the credential holds no web address. */
function serviceUrlIn(credential: ICredentialDataDecryptedObject): Result<string> {
	const base = baseUrlIn(credential);
	const prefix = String(credential.servicePrefix ?? DEFAULT_PREFIX)
		.trim()
		.replace(/^\/+|\/+$/g, '');
	return base.ok && prefix !== '' ? ok(`${base.value}/${prefix}`) : base;
}

/** Without an API URL no calls are made; receiving invoices does not need one. */
export function environmentOf(credential: ICredentialDataDecryptedObject): Environment {
	const url = serviceUrlIn(credential);
	return { apiUrl: url.ok ? url.value : '', live: null };
}
