import type { EventType, Invoice } from '../shared/invoice/schema';

export const CREATED = 'invoices.created';
export const UPDATED = 'invoices.updated';

/** Betterez' event names and ours (engineering.betterez.com/webhooks/invoices). */
export const EVENT_TYPES: Record<string, EventType> = {
	[CREATED]: 'invoice.created',
	[UPDATED]: 'invoice.updated',
};

/** Chooses the event by the kind of document, which Betterez' event name does not distinguish. */
export function typeOf(providerType: string, { kind, status }: Pick<Invoice, 'kind' | 'status'>): EventType {
	if (status === 'void') return 'invoice.voided';
	if (kind !== 'creditNote') return EVENT_TYPES[providerType] ?? 'invoice.created';
	return providerType === UPDATED ? 'creditNote.updated' : 'creditNote.created';
}
