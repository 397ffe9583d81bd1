import { loginsOf, verifyBasicAuth } from '../authenticate/basicAuth';
import { verifyUrlToken } from '../authenticate/urlToken';
import type { Scheme } from '../provider';

/** A secret in the URL, `?token=…`: for providers that do not sign, or if the user prefers it. */
export const urlTokenScheme: Scheme = {
	field: 'urlTokens',
	whereToFind:
		'URL Tokens: make up a long random token, and append it to the webhook URL as ?token=… where you register it.',
	verify: (request, secrets) => verifyUrlToken(request, secrets),
};

/**
 * HTTP Basic.
 * @param where completes "the same that you typed …"
 */
export const basicAuthScheme = (where: string): Scheme => ({
	field: 'basicAuthSecrets',
	whereToFind: `Basic Auth Logins as user:password, the same that you entered ${where}.`,
	verify: (request, secrets) => verifyBasicAuth(request, loginsOf(secrets)),
});
