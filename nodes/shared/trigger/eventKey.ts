import { createHash } from 'node:crypto';
import { parseUrl } from '../api/origin';
import type { ReceivedEvent } from '../provider';

/**
 * Identifies an event across redeliveries: the provider's name for it, and a digest of its content. The name alone is
 * not enough: if two events shared a name but differed in an amount, the second would be dropped as a duplicate.
 *
 * The content is what was sent, never the item: a later version of this package may read more into the item, and the
 * event must keep its key.
 */
export const eventKey = (name: string, content: unknown): string =>
	content === null ? name : `${name}:${digestOf(content)}`;

/**
 * The default content of an event: every figure that was sent, read or not.
 * @param path the part of the payload that stays the same in every delivery; the envelope may count attempts
 */
export const contentAt =
	(...path: readonly string[]) =>
	({ payload }: ReceivedEvent): unknown =>
		figuresIn(memberOf(payload, ...path));

/** A number as a text, with sign, separators, exponent or percent sign. */
const FIGURE = /^[-+]?\d[\d.,]*(?:e[-+]?\d+)?%?$/i;

/**
 * The figures of a payload, each at its place; null if there are none. Texts are left out: a provider that builds the
 * body anew for each delivery may send a later name or status. So are containers without figures, which may come and go.
 *
 * Recursive, but parseJson bounds the depth.
 */
export function figuresIn(value: unknown): unknown {
	if (typeof value === 'number') return plain(String(value));
	if (typeof value === 'string') return FIGURE.test(value) ? plain(value) : null;
	if (typeof value !== 'object' || value === null) return null;
	if (Array.isArray(value)) {
		const figures = value.map(figuresIn);
		return figures.some((figure) => figure !== null) ? figures : null;
	}
	let figures: Record<string, unknown> | null = null;
	for (const [name, member] of Object.entries(value)) {
		const figure = figuresIn(member);
		if (figure !== null) (figures ??= {})[name] = figure;
	}
	return figures;
}

const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/**
 * One notation for 10, 10.0 and "10": the same event must not count twice because a sender's JSON writer changed.
 * Other texts stay as they are: 007 may be an ID.
 */
function plain(figure: string): string {
	if (!DECIMAL.test(figure)) return figure;
	let end = figure.length;
	if (figure.includes('.')) {
		while (figure[end - 1] === '0') end -= 1;
		if (figure[end - 1] === '.') end -= 1;
	}
	const decimal = figure.slice(0, end);
	return decimal === '-0' ? '0' : decimal;
}

/**
 * Joins parts to one name, escaped because `A:B`, `C` must differ from `A`, `B:C`.
 * @param parts absent ones become empty
 */
export const nameOf = (...parts: ReadonlyArray<string | null>): string =>
	parts.map((part) => (part ?? '').replace(/[%:]/g, encodeURIComponent)).join(':');

/** The member of a payload at a path; undefined if there is none. */
export function memberOf(payload: unknown, ...path: readonly string[]): unknown {
	let member = payload;
	for (const name of path) member = (member as Record<string, unknown> | null | undefined)?.[name];
	return member;
}

/** Text is hashed in pieces of this length, so that a large payload is not copied as one text. */
const PIECE = 64 * 1024;

/** 128 bits of the SHA-256 of a JSON value, equal for values with the same meaning. */
function digestOf(value: unknown): string {
	const hash = createHash('sha256');
	let piece = '';
	writeCanonical(value, (text) => {
		piece += text;
		if (piece.length < PIECE) return;
		hash.update(piece);
		piece = '';
	});
	return hash.update(piece).digest('hex').slice(0, 32);
}

/** JSON with sorted members, without those that have no value: senders vary both from call to call. */
function writeCanonical(value: unknown, write: (text: string) => void): void {
	if (typeof value === 'string') return write(JSON.stringify(stableAddress(value)));
	if (typeof value !== 'object' || value === null) return write(JSON.stringify(value) ?? 'null');
	if (Array.isArray(value)) {
		write('[');
		for (const item of value) {
			writeCanonical(item, write);
			write(',');
		}
		return write(']');
	}
	write('{');
	const members = Object.entries(value)
		.filter(([, member]) => member !== null && member !== undefined && member !== '')
		.sort(([a], [b]) => (a < b ? -1 : 1));
	for (const [name, member] of members) {
		write(`${JSON.stringify(name)}:`);
		writeCanonical(member, write);
		write(',');
	}
	write('}');
}

/**
 * Query parameters of a signed link that change with each delivery, such as signature and expiry, as written by Amazon
 * S3, CloudFront, Google Cloud Storage and others. Other parameters may identify the file.
 */
const PASSING =
	/^(?:x-(?:amz|goog)-.*|awsaccesskeyid|googleaccessid|key-pair-id|policy|(?:access_?)?token|sig(?:nature)?|hmac|exp(?:ir(?:es?|y|ation))?|timestamp|ts|nonce)$/i;
/** Parameters of an Azure Storage shared access signature, which ends with `sig`. */
const AZURE = /^(?:s[vterp]|spr|sip|ss|srt|sk(?:oid|tid|[tesv]))$/i;

/** A web address without the query parameters that change; any other text unchanged. */
export function stableAddress(text: string): string {
	if (!/^https?:\/\//i.test(text) || !text.includes('?') || parseUrl(text) === null) return text;
	const at = text.indexOf('?');
	const parameters = text
		.slice(at + 1)
		.split('#')[0]!
		.split('&');
	const named = parameters.map((parameter) => [parameter.split('=')[0]!, parameter] as const);
	const isAzure = named.some(([name]) => name.toLowerCase() === 'sig');
	const kept = named.filter(([name]) => name !== '' && !PASSING.test(name) && !(isAzure && AZURE.test(name)));
	const query = kept.map(([, parameter]) => parameter).sort();
	return [text.slice(0, at), ...(query.length > 0 ? [query.join('&')] : [])].join('?');
}
