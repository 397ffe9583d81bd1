import { sha256FromBase64, verifyHmac, type SignedPart } from '../shared/authenticate/hmac';
import { unixTime } from '../shared/authenticate/timestamp';
import {
	headerOf,
	isSecret,
	reject,
	type Verdict,
	type WebhookRequest,
} from '../shared/authenticate/verdict';
import { excessOf } from '../shared/json/bounds';
import type { VerifySettings } from '../shared/provider';

const SIGNATURE_HEADER = 'x-btrz-signature';

const LONGEST_HEADER = 4096;
/** Larger bodies are not parsed: the sender is still unverified, and parsing costs more than hashing. */
const LARGEST_REWRITTEN = 256 * 1024;
const DEEPEST_REWRITTEN = 64;

/**
 * `x-btrz-signature: t=<time>,s=<deprecated>,s2=<signature>`: HMAC-SHA-256 over `<time>.<body>`, keyed with the private
 * key of the application betterez-webhooks (engineering.betterez.com/webhooks/signature).
 *
 * The documented code signs the output of JSON.stringify, so both the received bytes and the reserialized JSON are
 * tried. If the latter matches, the reserialized text is what we parse, so that nothing unsigned is read. Two things
 * are undocumented and decided by length: hex or Base64, and seconds or milliseconds.
 */
export function verifySignature(
	request: WebhookRequest,
	secrets: readonly string[],
	{ now, toleranceSeconds }: VerifySettings,
): Verdict {
	const keys = secrets.map((secret) => secret.trim()).filter(isSecret);
	if (keys.length === 0) return reject('no-secret');
	const header = headerOf(request.headers, SIGNATURE_HEADER);
	if (header === null) return reject('missing-header');
	const part = readPart(header);
	if (part === null) return reject('malformed-header');

	const verifyBody = (body: Buffer) =>
		verifyHmac({ parts: [part], keys, bodies: [body], rawBody: body, now, toleranceSeconds });
	const verdict = verifyBody(request.rawBody);
	if (verdict.ok || verdict.reason !== 'signature-mismatch') return verdict;
	const rewritten = rewrite(request.rawBody);
	return rewritten === null ? verdict : verifyBody(rewritten);
}

/** Null unless the header has exactly one time and one digest. */
function readPart(header: string): SignedPart | null {
	if (header.length > LONGEST_HEADER) return null;
	const parts = new Map<string, string>();
	for (const item of header.split(',').map((text) => text.trim())) {
		if (item === '') continue;
		const equals = item.indexOf('=');
		const name = item.slice(0, equals);
		if (equals === -1 || parts.has(name)) return null;
		parts.set(name, item.slice(equals + 1));
	}
	const stamp = parts.get('t') ?? '';
	const time = unixTime(stamp);
	const signature = digestOf(parts.get('s2') ?? '');
	// Ignore `s`, which is deprecated.
	return time && signature ? { prefix: `${stamp}.`, time, signatures: [signature] } : null;
}

/** The 32 bytes of a digest in hex or Base64, padded or not; null for anything else. */
const digestOf = (text: string): Buffer | null =>
	/^[\dA-Fa-f]{64}$/.test(text)
		? Buffer.from(text, 'hex')
		: sha256FromBase64(text.length === 43 ? `${text}=` : text);

/**
 * The body parsed and reserialized with JSON.stringify; null when it is not JSON, or too large or too deeply nested to
 * try.
 */
function rewrite(body: Buffer): Buffer | null {
	if (body.length > LARGEST_REWRITTEN || excessOf(body, DEEPEST_REWRITTEN) !== null) return null;
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
		return Buffer.from(JSON.stringify(JSON.parse(text)));
	} catch {
		return null;
	}
}
