import { sha256FromBase64, verifyHmac, type SignedPart } from '../shared/authenticate/hmac';
import { isoTime, unixTime } from '../shared/authenticate/timestamp';
import {
	headerOf,
	isSecret,
	reject,
	type Verdict,
	type WebhookRequest,
} from '../shared/authenticate/verdict';
import type { VerifySettings } from '../shared/provider';

const SIGNATURE_HEADER = 'DigitalRiver-Signature';

const LONGEST_HEADER = 4096;
const MOST_ITEMS = 20;
/** Each timestamp costs a hash of the body. The documentation shows one; a rotation may add a second. */
const MOST_TIMES = 2;

/**
 * `DigitalRiver-Signature: <timestamp>, <signature>[, …]`: Base64 of HMAC-SHA-256 over `<timestamp>.<raw body>`, keyed
 * with the secret as text. The grammar is not published; this follows the vendor's Salesforce cartridge
 * (digitalriver-connectors/sfcc_link_digitalriver, drHooksHelper.js), extended to the multiple signatures that the
 * documentation announces for the rotation of secrets.
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
	const parts = readParts(header);
	if (parts === null) return reject('malformed-header');
	const { rawBody } = request;
	return verifyHmac({ parts, keys, bodies: [rawBody], rawBody, now, toleranceSeconds });
}

/** Each signature belongs to the closest timestamp before it. Null unless there is at least one such pair. */
function readParts(header: string): SignedPart[] | null {
	const items = header.split(',').map((item) => item.trim());
	if (header.length > LONGEST_HEADER || items.length > MOST_ITEMS) return null;

	const parts: SignedPart[] = [];
	for (const [index, item] of items.entries()) {
		const stamp = item.replace(/^t=/, '');
		// Accept no free text as a timestamp: it may contain the dot and so absorb the start of the body.
		const time = unixTime(stamp) ?? isoTime(stamp);
		if (time !== null) {
			parts.push({ prefix: `${stamp}.`, time, signatures: [] });
			continue;
		}
		if (index === 0) return null;
		const signature = sha256FromBase64(item.replace(/^v\d+=/, ''));
		if (signature !== null) parts.at(-1)?.signatures.push(signature);
	}
	const signed = parts.filter(({ signatures }) => signatures.length > 0);
	return signed.length > 0 && signed.length <= MOST_TIMES ? signed : null;
}
