import type { EventType } from '../shared/invoice/schema';

/** Chargebee's names of events, and ours (apidocs.chargebee.com, Events). */
export const INVOICE_EVENTS: Record<string, EventType> = {
	invoice_generated: 'invoice.created',
	invoice_generated_with_backdating: 'invoice.created',
	invoice_updated: 'invoice.updated',
	invoice_deleted: 'invoice.deleted',
	pending_invoice_created: 'invoice.created',
	pending_invoice_updated: 'invoice.updated',
};

export const CREDIT_NOTE_EVENTS: Record<string, EventType> = {
	credit_note_created: 'creditNote.created',
	credit_note_created_with_backdating: 'creditNote.created',
	credit_note_updated: 'creditNote.updated',
	credit_note_deleted: 'creditNote.deleted',
};

/** Theirs is a transaction; the invoice comes along where the payment is for one. */
export const PAYMENT_EVENTS: Record<string, EventType> = {
	payment_succeeded: 'invoice.paymentUpdated',
	payment_failed: 'invoice.paymentFailed',
	payment_refunded: 'invoice.paymentUpdated',
};
