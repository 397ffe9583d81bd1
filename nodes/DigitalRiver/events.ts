import type { EventType } from '../shared/invoice/schema';

/** Digital River's event names and ours (docs.digitalriver.com, event types). */
export const EVENT_TYPES: Record<string, EventType> = {
	'order.invoice.created': 'invoice.created',
	'order.credit_memo.created': 'creditNote.created',
	'invoice.created': 'invoice.created',
	'invoice.open': 'invoice.opened',
	'invoice.paid': 'invoice.paid',
	'invoice.payment_failed': 'invoice.paymentFailed',
	'invoice.uncollectible': 'invoice.uncollectible',
	'invoice.updated': 'invoice.updated',
	'invoice.void': 'invoice.voided',
};
