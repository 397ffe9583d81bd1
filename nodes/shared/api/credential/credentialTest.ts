/** The test of a credential that may have no API key: receiving invoices needs only the fields that verify webhooks. */
import type { IAuthenticateRuleResponseCode, ICredentialTestRequest } from 'n8n-workflow';

/** A URL that contains an empty document: requesting it sends nothing. */
export const NOTHING_TO_CALL = 'data:,';

/** All 3xx statuses of HTTP. */
const REDIRECTS = [300, 301, 302, 303, 304, 305, 306, 307, 308];
/** Those that carry a `Location`. */
const REDIRECTS_WITH_LOCATION = [301, 302, 303, 307, 308];

export interface CredentialTest {
	/** The provider's display name. */
	provider: string;
	/** The name of the field with the API key. */
	apiKey?: string;
	/** Expressions without braces: a call that changes nothing, split into base and path for n8n. */
	baseURL: string;
	url: string;
	/** The statuses that fail the test, for APIs without a call that always succeeds; any other response passes. */
	failsOnlyOn?: number[];
	/** Shown to the user when the API rejects the key. */
	messages: { 401: string; 403: string };
}

/**
 * n8n runs the test on each save, cannot skip it, and shows "Couldn't connect" if it fails. So without an API key the
 * test makes no call: the credential's `authenticate` then decides whether the other fields suffice. Redirects are not
 * followed, because n8n would send the credential's headers to any target.
 */
export function credentialTest({
	provider,
	apiKey = 'apiKey',
	baseURL,
	url,
	failsOnlyOn,
	messages,
}: CredentialTest): ICredentialTestRequest {
	return {
		request: {
			baseURL: `={{ $credentials.${apiKey} ? (${baseURL}) : "" }}`,
			url: `={{ $credentials.${apiKey} ? (${url}) : "${NOTHING_TO_CALL}" }}`,
			disableFollowRedirect: true,
			...(failsOnlyOn && {
				ignoreHttpStatusErrors: { ignore: true, except: [...REDIRECTS, ...failsOnlyOn] },
			}),
		},
		rules: [
			...REDIRECTS_WITH_LOCATION.map((value) =>
				rule({
					value,
					message: `${provider} answered with a redirect to another address (HTTP ${value}). The key was not sent there. Check the API address in this credential.`,
				}),
			),
			rule({ value: 401, message: messages[401] }),
			rule({ value: 403, message: messages[403] }),
		],
	};
}

const rule = (properties: IAuthenticateRuleResponseCode['properties']): IAuthenticateRuleResponseCode => ({
	type: 'responseCode',
	properties,
});
