import { createHash } from 'node:crypto';
import { parseUrl } from '../api/origin';
import type { Invoice } from '../invoice/schema';

/**
 * Identifies an event across redeliveries: the provider's name for it, and a digest of its content. The name alone is
 * not enough: if two events shared a name but differed in an amount, the second would be dropped as a duplicate.
 */
export const eventKey = (name: string, content: unknown): string =>
	content === null ? name : `${name}:${digestOf(content)}`;

/**
 * The amounts of an invoice and what identifies it; null if it has none. Other fields are left out: a provider that
 * builds the body anew for each delivery may send a later state of the customer or the shipment.
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
