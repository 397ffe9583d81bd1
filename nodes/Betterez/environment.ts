import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { baseUrlOf } from '../shared/api/origin';
import type { Environment } from '../shared/provider';
import { fail, ok, type Result } from '../shared/result';

/** github.com/Betterez/btrz-api-client, productionDefaults.js; the sandbox is concluded from public web bundles. */
export const PRODUCTION = 'https://api.betterez.com';
export const SANDBOX = 'https://sandbox-api.betterez.com';
/** Value of the credential's `apiUrl` when the address stands in `otherUrl`. */
export const OTHER = 'other';
/** Every service has a first path segment of its own; that of the invoices service is concluded from the others. */
export const DEFAULT_PREFIX = '/invoices';

/** The address that the key, the password and the token may be sent to, without a slash at its end. */
export function baseUrlIn({ apiUrl, otherUrl }: ICredentialDataDecryptedObject): Result<string> {
	if (apiUrl !== OTHER) return baseUrlOf(apiUrl, PRODUCTION);
	return typeof otherUrl === 'string' && otherUrl.trim() !== ''
		? baseUrlOf(otherUrl, PRODUCTION)
		: fail('The base URL in the credential is missing', `Type it like ${PRODUCTION}.`);
}

/** The invoices service; an error when the credential holds no web address. */
export function serviceUrlIn(credential: ICredentialDataDecryptedObject): Result<string> {
	const base = baseUrlIn(credential);
	const prefix = String(credential.servicePrefix ?? DEFAULT_PREFIX)
		.trim()
		.replace(/^\/+|\/+$/g, '');
	return base.ok && prefix !== '' ? ok(`${base.value}/${prefix}`) : base;
}

/** Without an address of the API there is none to call: receiving invoices does not need it. */
export function environmentOf(credential: ICredentialDataDecryptedObject): Environment {
	const url = serviceUrlIn(credential);
	return { apiUrl: url.ok ? url.value : '', live: null };
}
