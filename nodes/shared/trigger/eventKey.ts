import { createHash } from 'node:crypto';
import { parseUrl } from '../api/origin';
import type { Invoice } from '../invoice/schema';
import type { ReceivedEvent } from '../provider';

/**
 * Identifies an event across redeliveries: the provider's name for it, and a digest of its content. The name alone is
 * not enough: if two events shared a name but differed in an amount, the second would be dropped as a duplicate.
 */
export const eventKey = (name: string, content: unknown): string =>
	content === null ? name : `${name}:${digestOf(content)}`;

/**
 * The default content of an event: the amounts of its item, and every figure that was sent, read or not.
 * @param path the part of the payload that stays the same in every delivery; the envelope may count attempts
 */
export const contentAt =
	(...path: readonly string[]) =>
	(invoice: Invoice, { payload }: ReceivedEvent): unknown =>
		contentOf(invoice, memberOf(payload, ...path));

/** The amounts of an item and the figures of what it was made of; null if there are none. */
export function contentOf(invoice: Invoice, sent: unknown): unknown {
	const content = { ...figuresOf(invoice), sent: figuresIn(sent) };
	return hasFigure(content) ? content : null;
}

/** The amounts of an invoice and what identifies it; null if it has none. */
function figuresOf(invoice: Invoice): object | null {
	const { id, number, kind, currency, totals, taxes, lines } = invoice;
	const amounts = {
		totals,
		taxes: taxes.map(({ rate, taxableAmount, taxAmount }) => [rate, taxableAmount, taxAmount]),
		lines: lines.map(({ quantity, unitPrice, discount, net, tax, taxRate, gross }) => [
			...[quantity, unitPrice, discount],
			...[net, tax, taxRate, gross],
		]),
	};
	return hasFigure(amounts) ? { id, number, kind, currency, ...amounts } : null;
}

const hasFigure = (value: unknown): boolean =>
	typeof value === 'object' && value !== null
		? Object.values(value).some(hasFigure)
		: value !== null && value !== undefined;

/** A number as a text, with sign, separators, exponent or percent sign. */
const FIGURE = /^[-+]?\d[\d.,]*(?:e[-+]?\d+)?%?$/i;

/**
 * The figures of a payload, each at its place. Texts are left out: a provider that builds the body anew for each
 * delivery may send a later name or status.
 */
function figuresIn(value: unknown): unknown {
	if (typeof value === 'number') return value;
	if (typeof value === 'string') return FIGURE.test(value) ? value : null;
	if (Array.isArray(value)) return value.map(figuresIn);
	if (typeof value !== 'object' || value === null) return null;
	return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, figuresIn(member)]));
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

/** 128 bits of the SHA-256 of a JSON value, equal for values with the same meaning. */
function digestOf(value: unknown): string {
	const text = JSON.stringify(canonical(value)) ?? '';
	return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Sorts members and drops those without a value: senders vary both from call to call. */
function canonical(value: unknown): unknown {
	if (typeof value === 'string') return stableAddress(value);
	if (Array.isArray(value)) return value.map(canonical);
	if (typeof value !== 'object' || value === null) return value;
	const members = Object.entries(value)
		.filter(([, member]) => member !== null && member !== undefined && member !== '')
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return { members: members.map(([name, member]) => [name, canonical(member)]) };
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
