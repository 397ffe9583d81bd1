import { verifyHmac, type SignedPart } from '../shared/authenticate/hmac';
import { unixTime } from '../shared/authenticate/timestamp';
import {
	headerOf,
	isSecret,
	reject,
	type Verdict,
	type WebhookRequest,
} from '../shared/authenticate/verdict';
import type { VerifySettings } from '../shared/provider';

export const SIGNATURE_HEADER = 'Stripe-Signature';

const LONGEST_HEADER = 4096;
const MOST_ITEMS = 40;

/**
 * `Stripe-Signature: t=<seconds>,v1=<hex>[,v1=<hex>][,v0=<hex>]`: HMAC-SHA-256 over `<t>.<raw body>`, keyed with the
 * secret as displayed, including `whsec_` (docs.stripe.com/webhooks/signature). While a secret is rolled, there is one
 * `v1` per valid secret. Other schemes are ignored, so that nobody can downgrade to a weaker one.
 */
export function verifySignature(
	{ headers, rawBody }: WebhookRequest,
	secrets: readonly string[],
	{ now, toleranceSeconds }: VerifySettings,
): Verdict {
	// Without the rest, anyone knows it.
	const keys = secrets.filter((secret) => isSecret(secret.replace(/^whsec_/, '')));
	if (keys.length === 0) return reject('no-secret');
	const header = headerOf(headers, SIGNATURE_HEADER);
	if (header === null) return reject('missing-header');
	const part = readPart(header);
	if (part === null) return reject('malformed-header');
	return verifyHmac({ parts: [part], keys, bodies: [rawBody], rawBody, now, toleranceSeconds });
}

/** Null unless there is exactly one time and at least one digest. */
function readPart(header: string): SignedPart | null {
	if (header.length > LONGEST_HEADER) return null;
	const items = header.split(',');
	if (items.length > MOST_ITEMS) return null;
	const times: string[] = [];
	const signatures: Buffer[] = [];
	for (const item of items.map((one) => one.trim())) {
		if (item.startsWith('t=')) times.push(item.slice(2));
		else if (/^v1=[\da-f]{64}$/.test(item)) signatures.push(Buffer.from(item.slice(3), 'hex'));
	}
	const [stamp, second] = times;
	if (stamp === undefined || second !== undefined || !/^\d{10}$/.test(stamp)) return null;
	const time = unixTime(stamp);
	return time === null || signatures.length === 0 ? null : { prefix: `${stamp}.`, time, signatures };
}
