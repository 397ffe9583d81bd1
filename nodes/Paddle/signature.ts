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

export const SIGNATURE_HEADER = 'Paddle-Signature';

const LONGEST_HEADER = 4096;
const MOST_ITEMS = 20;
const SHA256_HEX = /^[0-9a-f]{64}$/i;

/**
 * `Paddle-Signature: ts=<seconds>;h1=<signature>[;h1=…]`: HMAC-SHA-256 in hex over `<ts>:<raw body>`, keyed with the
 * secret of the notification destination as displayed (developer.paddle.com, signature verification). During a rotation
 * there is one `h1` per secret, and any of them may match, although Paddle's own SDK checks only the last.
 */
export function verifySignature(
	request: WebhookRequest,
	secrets: readonly string[],
	{ now, toleranceSeconds }: VerifySettings,
): Verdict {
	const keys = secrets.filter(isSecret);
	if (keys.length === 0) return reject('no-secret');
	const header = headerOf(request.headers, SIGNATURE_HEADER);
	if (header === null) return reject('missing-header');
	const part = readPart(header);
	if (part === null) return reject('malformed-header');
	const { rawBody } = request;
	return verifyHmac({ parts: [part], keys, bodies: [rawBody], rawBody, now, toleranceSeconds });
}

/** Null unless there is exactly one time and at least one signature. Schemes other than `h1` are ignored. */
function readPart(header: string): SignedPart | null {
	if (header.length > LONGEST_HEADER) return null;
	const items = header.split(';').map((item) => item.trim());
	if (items.length > MOST_ITEMS) return null;
	const valuesOf = (scheme: string) =>
		items.filter((item) => item.startsWith(scheme)).map((item) => item.slice(scheme.length));
	const [stamp, ...more] = valuesOf('ts=');
	// Reject milliseconds: Paddle documents seconds.
	const time = stamp?.length === 10 && more.length === 0 ? unixTime(stamp) : null;
	const signatures = valuesOf('h1=')
		.filter((value) => SHA256_HEX.test(value))
		.map((value) => Buffer.from(value, 'hex'));
	return time === null || signatures.length === 0 ? null : { prefix: `${stamp}:`, time, signatures };
}
