import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { baseUrlOf } from '../shared/api/origin';
import type { Environment } from '../shared/provider';
import { ok, type Problem, type Result } from '../shared/result';

const apiUrlOfTenant = (tenant: string) => `https://${tenant}.admin.api.scayle.cloud/api/admin/v1`;

export const NO_TENANT: Problem = {
	message: 'The SCAYLE credential does not say where the Admin API is',
	description:
		'Fill in Tenant: the part of your Admin API address before .admin.api.scayle.cloud, such as acme-live.',
};

/**
 * The Admin API URL of a credential, without a trailing slash: the tenant's host (scayle.dev, Admin API, Authentication
 * & Authorization), or the base URL that the user typed instead.
 */
export function apiUrlOf({ tenant, apiUrl }: ICredentialDataDecryptedObject): Result<string> {
	if (typeof apiUrl === 'string' && apiUrl.trim() !== '') {
		return baseUrlOf(apiUrl, apiUrlOfTenant('acme-live'));
	}
	const name = typeof tenant === 'string' ? tenant.trim().toLowerCase() : '';
	return /^[a-z0-9-]+$/.test(name) ? ok(apiUrlOfTenant(name)) : { ok: false, error: NO_TENANT };
}

/** Without an API URL no calls are made; receiving invoices does not need one. */
export function environmentOf(credential: ICredentialDataDecryptedObject): Environment {
	const url = apiUrlOf(credential);
	return { apiUrl: url.ok ? url.value : '', live: null };
}
