import { createHmac, timingSafeEqual } from 'node:crypto';
import { checkAge } from './timestamp';
import { accept, isSecret, reject, type Verdict } from './verdict';

/** One interpretation of the signature header: the signed prefix, its time, and the candidate digests. */
export interface SignedPart {
	/** The signed text before the body, as received. */
	prefix: string;
	time: Date;
	/** Decoded digests of 32 bytes. */
	signatures: Buffer[];
}

export interface HmacCheck {
	parts: SignedPart[];
	/** HMAC keys, each as the provider uses it. Blank ones are ignored; without any, the request is rejected. */
	keys: ReadonlyArray<string | Buffer>;
	/**
	 * The bytes that may have been signed, the received ones first; each is computed only if those before did not
	 * match.
	 */
	bodies: Iterable<Uint8Array>;
	rawBody: Buffer;
	now: Date;
	toleranceSeconds: number;
}

/**
 * HMAC-SHA-256 over prefix and body, for every part × body × key × signature. The age is checked on the part that
 * matched, so adding a fresh timestamp to an old signature does not help. Never throws.
 */
export function verifyHmac({ parts, keys, bodies, rawBody, now, toleranceSeconds }: HmacCheck): Verdict {
	const usable = keys.filter((key) => (typeof key === 'string' ? isSecret(key) : key.length > 0));
	if (usable.length === 0) return reject('no-secret');
	let tooOldOrNew: 'stale-timestamp' | 'future-timestamp' | null = null;
	for (const body of bodies) {
		for (const part of parts) {
			if (!usable.some((key) => matches(key, part, body))) continue;
			const outside = checkAge(part.time, now, toleranceSeconds);
			if (outside === null) return accept(rawBody, 'signature');
			tooOldOrNew ??= outside;
		}
		if (tooOldOrNew) break;
	}
	return reject(tooOldOrNew ?? 'signature-mismatch');
}

function matches(key: string | Buffer, { prefix, signatures }: SignedPart, body: Uint8Array): boolean {
	// Pass key and digest as binary strings: with buffers, createHmac takes four times as long.
	const hmac =
		typeof key === 'string'
			? createHmac('sha256', key)
			: createHmac('sha256', key.toString('binary'), { encoding: 'binary' });
	const expected = Buffer.from(hmac.update(prefix).update(body).digest('binary'), 'binary');
	let found = false;
	for (const signature of signatures) {
		found = (signature.length === expected.length && timingSafeEqual(signature, expected)) || found;
	}
	return found;
}

/** The 32 bytes of a SHA-256 digest in standard, padded Base64; null for anything else. */
export function sha256FromBase64(text: string): Buffer | null {
	return /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/.test(text) ? Buffer.from(text, 'base64') : null;
}
