/** Webhook authentication methods that several providers share. */

/** An event before authentication; with headers only if they are part of the event. */
export interface Notification {
	headers: Record<string, string>;
	body: Buffer;
}

/** An outgoing request; authentication adds a header or a query parameter to it. */
export interface Outgoing extends Notification {
	url: string;
}

/** An event as JSON. */
export function notification(event: object, headers: Record<string, string> = {}): Notification {
	return {
		headers: { 'content-type': 'application/json', ...headers },
		body: Buffer.from(JSON.stringify(event), 'utf8'),
	};
}

/**
 * Authenticates a request. `secret` is one line of the credential's field: a signing secret, `user:password`, or
 * a token.
 */
export type Authenticator = (request: Outgoing, secret: string, now: Date) => Outgoing;

/** An {@link Authenticator} for secrets as people paste them: like the credential, it ignores blanks around a line. */
export const asPasted =
	(authenticate: Authenticator): Authenticator =>
	(request, secret, now) =>
		authenticate(request, secret.trim(), now);

/** The HTTP Basic header. */
export function basicAuth(user: string, password: string): { authorization: string } {
	return { authorization: `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}` };
}

/** @see Authenticator; the secret is `user:password` */
export const withBasicAuth = asPasted((request, secret) => {
	const colon = secret.indexOf(':');
	if (colon < 0) throw new Error('A login has the form user:password');
	const header = basicAuth(secret.slice(0, colon), secret.slice(colon + 1));
	return { ...request, headers: { ...request.headers, ...header } };
});

/** @see Authenticator; the secret goes into the URL as `token` */
export const withUrlToken = asPasted((request, secret) => {
	// URLSearchParams would encode a space as a plus sign.
	const { href } = new URL(request.url);
	return { ...request, url: `${href}${href.includes('?') ? '&' : '?'}token=${encodeURIComponent(secret)}` };
});
