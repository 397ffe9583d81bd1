import { equalSecrets } from './constantTime';
import { accept, headerOf, isSecret, reject, type Verdict, type WebhookRequest } from './verdict';

export interface Login {
	user: string;
	password: string;
}

/** The logins in a credential field of `user:password` lines; lines without both parts are ignored. */
export function loginsOf(lines: readonly string[]): Login[] {
	return lines
		.map((line) => {
			const colon = line.indexOf(':');
			return { user: line.slice(0, colon), password: line.slice(colon + 1), colon };
		})
		.filter(({ user, password, colon }) => colon > 0 && isSecret(user) && isSecret(password))
		.map(({ user, password }) => ({ user, password }));
}

/**
 * HTTP Basic (RFC 7617), decoded strictly. Compares the whole `user:password` as bytes, because senders use different
 * encodings: UTF-8, ISO-8859-1, or user info taken from a URL without percent-decoding.
 */
export function verifyBasicAuth(request: WebhookRequest, logins: readonly Login[]): Verdict {
	const configured = logins.filter(({ user, password }) => isSecret(user) && isSecret(password));
	if (configured.length === 0) return reject('no-secret');

	const header = headerOf(request.headers, 'authorization');
	if (header === null) return reject('missing-header');
	const trimmed = header.trim();
	const space = trimmed.indexOf(' ');
	const scheme = space === -1 ? trimmed : trimmed.slice(0, space);
	if (scheme.toLowerCase() !== 'basic') return reject('unsupported-scheme');
	const value = trimmed.slice(scheme.length).trim();
	if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value) || value === '') {
		return reject('malformed-header');
	}
	const received = Buffer.from(value, 'base64');
	if (!received.includes(':')) return reject('malformed-header');

	let found = false;
	for (const form of configured.flatMap(acceptedForms)) {
		found = equalSecrets(received, form) || found;
	}
	return found ? accept(request.rawBody, 'basicAuth') : reject('credentials-mismatch');
}

function acceptedForms({ user, password }: Login): Buffer[] {
	const pair = `${user}:${password}`;
	const forms = [Buffer.from(pair, 'utf8')];
	const latin1 = Buffer.from(pair, 'latin1');
	if (latin1.toString('latin1') === pair) forms.push(latin1);
	const encoded = `${percentEncode(user)}:${percentEncode(password)}`;
	if (encoded !== pair) {
		const lowerCaseHex = encoded.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase());
		forms.push(Buffer.from(encoded, 'utf8'), Buffer.from(lowerCaseHex, 'utf8'));
	}
	return forms;
}

/** `encodeURIComponent` throws on a lone surrogate; a verifier must not. */
const percentEncode = (text: string) => encodeURIComponent(text.toWellFormed());
