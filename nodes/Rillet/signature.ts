import { sha256FromBase64, verifyHmac } from '../shared/authenticate/hmac';
import { isoTime } from '../shared/authenticate/timestamp';
import {
	headerOf,
	isSecret,
	reject,
	type Verdict,
	type WebhookRequest,
} from '../shared/authenticate/verdict';
import type { VerifySettings } from '../shared/provider';
import { eventHeaders, type EventHeaders } from './headers';

const SIGNATURE_HEADER = 'X-Rillet-Signature';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const NAME = /^[A-Za-z0-9_-]{1,64}$/;
const SHORTEST_DECODED_TOKEN = 16;
const MOST_HINTED_LENGTHS = 10;

/**
 * `X-Rillet-Signature: <signature>[, …]`: Base64 of HMAC-SHA-256 over `timestamp.id.entity.event.body`, according to
 * Rillet's guide. The API reference says `timestamp.id.body`, which leaves entity and event unsigned; it is used only
 * if the user chose it.
 */
export function verifySignature(
	request: WebhookRequest,
	secrets: readonly string[],
	{ now, toleranceSeconds, signedText }: VerifySettings,
): Verdict {
	const tokens = secrets.filter(isSecret);
	if (tokens.length === 0) return reject('no-secret');
	const header = headerOf(request.headers, SIGNATURE_HEADER);
	const event = eventHeaders(request.headers);
	if (header === null || event === null) return reject('missing-header');
	const time = signedTime(event);
	if (time === null) return reject('malformed-header');

	const items = header.split(',').map((item) => item.trim());
	const signatures = items.map(sha256FromBase64).filter((signature) => signature !== null);
	if (signatures.length === 0) return reject('malformed-header', lengthHint(items));

	const { id, timestamp, entity, event: name } = event;
	const prefix = signedText === 'reference' ? `${timestamp}.${id}.` : `${timestamp}.${id}.${entity}.${name}.`;
	const { rawBody } = request;
	const parts = [{ prefix, time, signatures }];
	const keys = tokens.flatMap(keysOf);
	return verifyHmac({ parts, keys, bodies: [rawBody], rawBody, now, toleranceSeconds });
}

/**
 * The time in the headers; null when one of them is malformed. The formats are strict because the dot that joins the
 * parts may also occur inside the body and the timestamp: text could be moved between parts under the same signature,
 * such as the timestamp's fraction into the id, which would defeat duplicate detection.
 */
function signedTime({ id, timestamp, entity, event }: EventHeaders): Date | null {
	return UUID.test(id) && NAME.test(entity) && NAME.test(event) ? isoTime(timestamp) : null;
}

/**
 * Rillet does not say whether its token is the key as text or encodes the key's bytes; nobody can compute either
 * without the token. The minimum length matters: a token such as `!!!!` decodes to an empty key, which anyone can use.
 */
function keysOf(token: string): Array<string | Buffer> {
	const decoded = Buffer.from(token, 'base64');
	const isCanonical = decoded.toString('base64') === token;
	return isCanonical && decoded.length >= SHORTEST_DECODED_TOKEN ? [decoded, token] : [token];
}

/**
 * For the log, when no signature has the expected length: the API reference mentions AES, and an encrypted digest would
 * be longer.
 */
function lengthHint(items: readonly string[]): string {
	const lengths = [...new Set(items.slice(0, MOST_HINTED_LENGTHS).map(({ length }) => length))];
	return `signatures of ${lengths.join(', ')} characters came, 44 are expected`;
}
