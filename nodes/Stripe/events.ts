import type { EventType } from '../shared/invoice/schema';

/**
 * Stripe's event names and ours (docs.stripe.com/api/events/types). Left out are `invoice.upcoming`, whose invoice does
 * not exist yet and has no id, and `invoice_payment.paid`, which carries a payment.
 */
export const EVENT_TYPES: Record<string, EventType> = {
	'invoice.created': 'invoice.created',
	'invoice.finalized': 'invoice.opened',
	'invoice.sent': 'invoice.updated',
	'invoice.updated': 'invoice.updated',
	'invoice.paid': 'invoice.paid',
	'invoice.payment_succeeded': 'invoice.paymentUpdated',
	'invoice.payment_failed': 'invoice.paymentFailed',
	'invoice.payment_action_required': 'invoice.paymentUpdated',
	'invoice.overdue': 'invoice.overdue',
	'invoice.overpaid': 'invoice.paymentUpdated',
	'invoice.will_be_due': 'invoice.updated',
	'invoice.finalization_failed': 'invoice.updated',
	'invoice.marked_uncollectible': 'invoice.uncollectible',
	'invoice.voided': 'invoice.voided',
	'invoice.deleted': 'invoice.deleted',
	'credit_note.created': 'creditNote.created',
	'credit_note.updated': 'creditNote.updated',
	'credit_note.voided': 'creditNote.voided',
};
