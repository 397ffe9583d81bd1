import { fail, ok, type Result } from '../result';

/**
 * Whether a credential may be sent to a URL: scheme, host and port must match an allowed origin, without user info.
 * Compares parsed `URL`s, so that case, IPv6 and decimal forms, IDN, backslashes and a trailing dot cannot make a
 * foreign host look like an allowed one. Only HTTP and HTTPS are accepted: a `blob:` URL has the origin of the URL
 * inside it, and every opaque origin is the text `null`.
 */
export function isAllowedOrigin(url: string, origins: readonly string[]): boolean {
	const parsed = parseUrl(url);
	return (
		parsed !== null &&
		/^https?:$/.test(parsed.protocol) &&
		!hasUserInfo(parsed) &&
		origins.some((origin) => parseUrl(origin)?.origin === parsed.origin)
	);
}

/**
 * A base URL as typed into a credential, without trailing slashes; an error for other text. It must be encrypted,
 * because a key is sent there, unless it stays on this machine.
 */
export function baseUrlOf(text: unknown, fallback: string): Result<string> {
	const typed = typeof text === 'string' ? text.trim() : '';
	if (typed === '') return ok(fallback);
	const parsed = parseUrl(typed);
	if (parsed === null || !(parsed.protocol === 'https:' || isLoopback(parsed)) || hasUserInfo(parsed)) {
		return fail(
			'The base URL in the credential is not an https:// address',
			`Type it like ${fallback}, or leave it empty.`,
		);
	}
	return ok(`${parsed.origin}${parsed.pathname.replace(/\/+$/, '')}`);
}

const isLoopback = ({ protocol, hostname }: URL) =>
	protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);

const hasUserInfo = ({ username, password }: URL) => username !== '' || password !== '';

/**
 * Null for anything but a URL. Does not use `URL.canParse`: once V8 has compiled a function that calls it, Node.js 20
 * and 22 read Latin-1 strings as UTF-8, so that it accepts URLs that the constructor rejects, and vice versa
 * (nodejs/node#48816 was similar).
 * @param base that a relative URL is resolved against
 */
export function parseUrl(text: string, base?: string): URL | null {
	try {
		return new URL(text, base);
	} catch {
		return null;
	}
}

/**
 * An id as one segment of a path, or as a value in a query. Never throws: a lone surrogate becomes U+FFFD. `.` and `..`
 * are escaped so that they remain names: `/files/..` would be another resource of the API.
 */
export function urlPart(id: string): string {
	const encoded = encodeURIComponent(id.toWellFormed());
	return /^\.{1,2}$/.test(encoded) ? encoded.replaceAll('.', '%252E') : encoded;
}
