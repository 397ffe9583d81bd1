import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { baseUrlOf } from '../shared/api/origin';
import type { Environment } from '../shared/provider';
import { fail, ok, type Result } from '../shared/result';

const apiUrlOfSite = (site: string) => `https://${site}.chargebee.com/api/v2`;

const siteOf = ({ site }: ICredentialDataDecryptedObject) =>
	typeof site === 'string' ? site.trim().toLowerCase() : '';

/** Where the API of a site is (apidocs.chargebee.com), or the base URL that the user typed instead; no slash at its end. */
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

/** Without the URL of the API no calls are made: receiving invoices does not need it. */
export function environmentOf(credential: ICredentialDataDecryptedObject): Environment {
	const url = apiUrlOf(credential);
	const site = siteOf(credential);
	const { timeZone } = credential;
	return {
		apiUrl: url.ok ? url.value : '',
		// A test site has the name of its live site and this ending.
		live: site === '' ? null : !site.endsWith('-test'),
		...(typeof timeZone === 'string' && timeZone.trim() !== '' && { timeZone: timeZone.trim() }),
	};
}
