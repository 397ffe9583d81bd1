import { createHash } from 'node:crypto';
import { parseUrl } from '../api/origin';
import type { Invoice } from '../invoice/schema';

/**
 * Identifies an event, and is the same for each of its redeliveries: the name that the provider has for
 * it, and a digest of what it says. A name alone is not enough: where two events share one but differ in an amount, the
 * second would be dropped as a repetition.
 */
export const eventKey = (name: string, content: unknown): string =>
	content === null ? name : `${name}:${digestOf(content)}`;

/**
 * The figures of an invoice and what they belong to; null where it has none. Other fields are left out: a provider
 * that builds the body for each delivery may send a later state of the customer or the parcel.
 */
export function figuresOf(invoice: Invoice): unknown {
	const { id, number, kind, currency, exchangeRate, totals, taxes, lines, references } = invoice;
	const amounts = {
		exchangeRate,
		referenced: Object.entries(references).filter(([name]) => /amount$/i.test(name)),
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
	typeof value === 'object' && value !== null ? Object.values(value).some(hasFigure) : value !== null;

/** Joins parts to one name, escaped because `A:B`, `C` must differ from `A`, `B:C`. @param parts an absent one is empty */
export const nameOf = (...parts: ReadonlyArray<string | null>): string =>
	parts.map((part) => (part ?? '').replace(/[%:]/g, encodeURIComponent)).join(':');

/** Of a payload: the member that the path leads to; undefined where there is none. */
export function memberOf(payload: unknown, ...path: readonly string[]): unknown {
	let member = payload;
	for (const name of path) member = (member as Record<string, unknown> | null | undefined)?.[name];
	return member;
}

/** 128 bits of SHA-256 of a JSON value: two values have the same where they mean the same. */
function digestOf(value: unknown): string {
	const text = JSON.stringify(canonical(value)) ?? '';
	return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Members sorted, and those without a value left out, for senders differ in both from call to call. */
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
 * Parameters that a link gets anew for each delivery: signature and end, as Amazon S3, CloudFront, Google Cloud Storage and
 * others write them. The others may name the file.
 */
const PASSING =
	/^(?:x-(?:amz|goog)-.*|awsaccesskeyid|googleaccessid|key-pair-id|policy|(?:access_?)?token|sig(?:nature)?|hmac|exp(?:ir(?:es?|y|ation))?|timestamp|ts|nonce)$/i;
/** Those of a shared access signature of Azure Storage, which ends with `sig`. */
const AZURE = /^(?:s[vterp]|spr|sip|ss|srt|sk(?:oid|tid|[tesv]))$/i;

/** A web address without what passes of its query. Any other text as it is. */
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
