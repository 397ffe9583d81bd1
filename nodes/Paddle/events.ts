import type { EventType } from '../shared/invoice/schema';

/** Paddle's event names and ours (developer.paddle.com, webhooks: transactions and adjustments). */
export const EVENT_TYPES: Record<string, EventType> = {
	// A draft, for example when a checkout is opened.
	'transaction.created': 'invoice.created',
	'transaction.ready': 'invoice.updated',
	'transaction.billed': 'invoice.opened',
	'transaction.completed': 'invoice.paid',
	'transaction.paid': 'invoice.paid',
	'transaction.past_due': 'invoice.overdue',
	'transaction.payment_failed': 'invoice.paymentFailed',
	'transaction.canceled': 'invoice.voided',
	'transaction.revised': 'invoice.updated',
	'transaction.updated': 'invoice.updated',
	'adjustment.created': 'creditNote.created',
	'adjustment.updated': 'creditNote.updated',
};
