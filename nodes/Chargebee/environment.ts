import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { baseUrlOf } from '../shared/api/origin';
import type { Environment } from '../shared/provider';
import { fail, ok, type Result } from '../shared/result';

const apiUrlOfSite = (site: string) => `https://${site}.chargebee.com/api/v2`;

const siteOf = ({ site }: ICredentialDataDecryptedObject) =>
	typeof site === 'string' ? site.trim().toLowerCase() : '';

/**
 * The API URL of a site (apidocs.chargebee.com), or the base URL that the user typed instead, without a trailing slash.
 */
export function apiUrlOf(credential: ICredentialDataDecryptedObject): Result<string> {
	const { apiUrl } = credential;
	if (typeof apiUrl === 'string' && apiUrl.trim() !== '') {
		return baseUrlOf(apiUrl, apiUrlOfSite('acme'));
	}
	const site = siteOf(credential);
	return /^[a-z0-9-]+$/.test(site)
		? ok(apiUrlOfSite(site))
		: fail(
				'The Chargebee credential does not say where the API is',
				'Fill in Site: the part of your Chargebee address before .chargebee.com, such as acme or acme-test.',
			);
}

/** Without an API URL no calls are made; receiving invoices does not need one. */
export function environmentOf(credential: ICredentialDataDecryptedObject): Environment {
	const url = apiUrlOf(credential);
	const site = siteOf(credential);
	const { timeZone } = credential;
	return {
		apiUrl: url.ok ? url.value : '',
		// A test site is named like its live site, with this suffix.
		live: site === '' ? null : !site.endsWith('-test'),
		...(typeof timeZone === 'string' && timeZone.trim() !== '' && { timeZone: timeZone.trim() }),
	};
}
