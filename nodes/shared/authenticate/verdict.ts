import type { AuthenticationMethod } from '../invoice/schema';

/** The parts of an HTTP request that verifiers read. `rawQuery` is the text after the `?`, still encoded. */
export interface WebhookRequest {
	rawBody: Buffer;
	headers: Readonly<Record<string, string | string[] | undefined>>;
	rawQuery: string;
	remoteAddress: string;
}

declare const verified: unique symbol;

/** The bytes of a verified body. Only verifiers create one, and no other body may be parsed. */
export type VerifiedBody = Buffer & { readonly [verified]: true };

export type RejectionReason =
	| 'no-secret'
	| 'missing-header'
	| 'malformed-header'
	| 'unsupported-scheme'
	| 'signature-mismatch'
	| 'credentials-mismatch'
	| 'stale-timestamp'
	| 'future-timestamp'
	| 'missing-token'
	| 'duplicate-token'
	| 'token-mismatch'
	| 'address-not-allowed';

export type Verdict =
	| { ok: true; body: VerifiedBody; method: AuthenticationMethod }
	| { ok: false; reason: RejectionReason; hint?: string };

/** @param body the bytes that the caller has just verified */
export function accept(body: Buffer, method: AuthenticationMethod): Verdict {
	return { ok: true, body: body as VerifiedBody, method };
}

/** @param hint added to the log; must not contain secrets or signatures */
export function reject(reason: RejectionReason, hint?: string): Verdict {
	return hint === undefined ? { ok: false, reason } : { ok: false, reason, hint };
}

/**
 * The value of a header, whose name is case-insensitive; multiple values are joined with commas as in HTTP; null when
 * absent or blank.
 */
export function headerOf(headers: WebhookRequest['headers'], name: string): string | null {
	const wanted = name.toLowerCase();
	let joined = '';
	for (const key in headers) {
		// Compare lengths first, for speed: each lookup walks all headers.
		if (key.length !== wanted.length || key.toLowerCase() !== wanted) continue;
		const value = headers[key];
		if (value === undefined) continue;
		const text = typeof value === 'string' ? value : value.join(',');
		joined = joined === '' ? text : `${joined},${text}`;
	}
	return joined.trim() === '' ? null : joined;
}

/** A text of blanks and invisible characters, such as a zero-width space, is no secret: anyone can send it. */
export const isSecret = (text: string): boolean => /[^\s\p{Cf}]/u.test(text);

/** The secrets in a credential field with one per line: trimmed, without blank lines. */
export function secretLines(field: unknown): string[] {
	return typeof field === 'string'
		? field
				.split('\n')
				.map((line) => line.trim())
				.filter(isSecret)
		: [];
}
