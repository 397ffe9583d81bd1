import type { EventType } from '../shared/invoice/schema';

/** Rillet's entity and event in one word, and our name (docs.api.rillet.com, API v4.0). */
export const EVENT_TYPES: Record<string, EventType> = {
	'invoice-created': 'invoice.created',
	'invoice-updated': 'invoice.updated',
	'invoice-payment-updated': 'invoice.paymentUpdated',
	'invoice-deleted': 'invoice.deleted',
	'credit-memo-created': 'creditNote.created',
	'credit-memo-updated': 'creditNote.updated',
	'credit-memo-payment-updated': 'creditNote.paymentUpdated',
	'credit-memo-deleted': 'creditNote.deleted',
};
