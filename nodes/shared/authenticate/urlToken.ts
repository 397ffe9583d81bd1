import { equalSecrets } from './constantTime';
import { accept, isSecret, reject, type Verdict, type WebhookRequest } from './verdict';

export const TOKEN_PARAMETER = 'token';

/**
 * A secret in the URL, `?token=…`, read from the raw query string: a parsed query turns a repeated parameter into an
 * array and `token[x]` into an object, so the outcome would depend on their order.
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

/** Percent-decodes once; null if the encoding is invalid. */
function decode(text: string): string | null {
	try {
		return decodeURIComponent(text);
	} catch {
		return null;
	}
}

/** The address to register at the provider: the webhook URL with the secret in its query. */
export function withToken(url: string, token: string): string {
	return `${url}${url.includes('?') ? '&' : '?'}${TOKEN_PARAMETER}=${encodeURIComponent(token.toWellFormed())}`;
}
