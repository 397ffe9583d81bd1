import type { EventType, Invoice } from '../shared/invoice/schema';

export const CREATED = 'invoices.created';
export const UPDATED = 'invoices.updated';

/** Betterez' names of events, and ours (engineering.betterez.com/webhooks/invoices). */
export const EVENT_TYPES: Record<string, EventType> = {
	[CREATED]: 'invoice.created',
	[UPDATED]: 'invoice.updated',
};

/** The event by the kind of document: Betterez' own name does not distinguish them. */
export function typeOf(providerType: string, { kind, status }: Pick<Invoice, 'kind' | 'status'>): EventType {
	if (status === 'void') return 'invoice.voided';
	if (kind !== 'creditNote') return EVENT_TYPES[providerType] ?? 'invoice.created';
	return providerType === UPDATED ? 'creditNote.updated' : 'creditNote.created';
}
