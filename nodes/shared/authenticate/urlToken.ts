import { equalSecrets } from './constantTime';
import { accept, isSecret, reject, type Verdict, type WebhookRequest } from './verdict';

export const TOKEN_PARAMETER = 'token';

/**
 * A secret in the URL, `?token=…`, read from the raw query string: a parsed query would make an array of a repeated
 * parameter and an object of `token[x]`, and what comes first or last would then decide.
 */
export function verifyUrlToken(request: WebhookRequest, tokens: readonly string[]): Verdict {
	const configured = tokens.filter(isSecret);
	if (configured.length === 0) return reject('no-secret');

	const given = request.rawQuery
		.split('&')
		.map((pair) => {
			const equals = pair.indexOf('=');
			return equals === -1
				? { name: decode(pair), value: '' }
				: { name: decode(pair.slice(0, equals)), value: decode(pair.slice(equals + 1)) };
		})
		.filter(({ name }) => name === TOKEN_PARAMETER)
		.map(({ value }) => value);
	if (given.length > 1) return reject('duplicate-token');
	const [token] = given;
	if (token === undefined || token === '') return reject('missing-token');
	if (token === null) return reject('token-mismatch');

	let found = false;
	for (const secret of configured) found = equalSecrets(token, secret) || found;
	return found ? accept(request.rawBody, 'urlToken') : reject('token-mismatch');
}

/** Percent-decoded once; null when it is no valid encoding. */
function decode(text: string): string | null {
	try {
		return decodeURIComponent(text);
	} catch {
		return null;
	}
}

/** The address to register at the provider: the webhook's URL with the secret in its query. */
export function withToken(url: string, token: string): string {
	return `${url}${url.includes('?') ? '&' : '?'}${TOKEN_PARAMETER}=${encodeURIComponent(token.toWellFormed())}`;
}
