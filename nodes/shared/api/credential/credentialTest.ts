/** The test of a credential whose API key may stay empty: receiving invoices needs only what verifies the webhooks. */
import type { IAuthenticateRuleResponseCode, ICredentialTestRequest } from 'n8n-workflow';

/** A URL that holds an empty document: requesting it sends nothing. */
export const NOTHING_TO_CALL = 'data:,';

/** All 3xx statuses of HTTP. */
const REDIRECTS = [300, 301, 302, 303, 304, 305, 306, 307, 308];
/** Those that carry a `Location`. */
const REDIRECTS_WITH_LOCATION = [301, 302, 303, 307, 308];

export interface CredentialTest {
	/** As the user knows the provider. */
	provider: string;
	/** The name of the field with the API key. */
	apiKey?: string;
	/** Expressions without their braces: a call that changes nothing, split for n8n into base and path. */
	baseURL: string;
	url: string;
	/** Where no call is documented that always succeeds: the statuses that fail the test; any other response passes. */
	failsOnlyOn?: number[];
	/** What the user reads when the API rejects the key. */
	messages: { 401: string; 403: string };
}

/**
 * n8n runs the test on each save, cannot skip it, and shows "Couldn't connect" where it fails. So without an API key it
 * calls nobody: `authenticate` of the credential decides then whether the other fields are enough. No redirect is
 * followed, because n8n sends the headers of a credential wherever one leads.
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
					message: `${provider} answered with a redirect to another address (HTTP ${value}). The key was not sent there. Check the address of the API in this credential.`,
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
