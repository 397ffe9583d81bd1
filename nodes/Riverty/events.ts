import { createHash } from 'node:crypto';

/** Riverty's names of events (docs.riverty.com, Accounting as a Service, webhook notification types). */
export const INVOICE_CREATED = 'accounting/invoiceCreated';
export const DOCUMENT_CREATED = 'accounting/documentCreated';

/** The name as this package spells it: the documentation prints types with and without capitals. */
export function knownType(type: string): string {
	return (
		[INVOICE_CREATED, DOCUMENT_CREATED].find((name) => name.toLowerCase() === type.toLowerCase()) ?? type
	);
}

/**
 * Identifies an event: the same for each of its redeliveries, different for any other event. Riverty sends no event id,
 * so the key is made of what names the thing that it is about. @param parts an absent one stays empty
 */
export function eventKey(type: string, ...parts: Array<string | null>): string {
	return ['riverty', type, ...parts.map((part) => part ?? '')].join(':');
}

/** SHA-256 in hexadecimal of a JSON value with sorted members: for what has no name of its own. */
export function digestOf(value: unknown): string {
	return createHash('sha256')
		.update(JSON.stringify(sorted(value)) ?? '')
		.digest('hex');
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]));
}
