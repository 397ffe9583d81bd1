import type { INodePropertyOptions } from 'n8n-workflow';
import type { EventType } from '../shared/invoice/schema';

/** Chargebee's event names and ours (apidocs.chargebee.com, Events). */
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

/** These are about a transaction; the payload includes the invoice if the payment is for one. */
export const PAYMENT_EVENTS: Record<string, EventType> = {
	payment_succeeded: 'invoice.paymentUpdated',
	payment_failed: 'invoice.paymentFailed',
	payment_refunded: 'invoice.paymentUpdated',
};

/** The options in the node, sorted by name. */
export const EVENT_OPTIONS: INodePropertyOptions[] = [
	{ name: 'Credit Note Created', value: 'credit_note_created' },
	{
		name: 'Credit Note Created With Backdating',
		value: 'credit_note_created_with_backdating',
	},
	{ name: 'Credit Note Deleted', value: 'credit_note_deleted' },
	{
		name: 'Credit Note Updated',
		value: 'credit_note_updated',
		description: 'For example applied, refunded or voided',
	},
	{ name: 'Invoice Deleted', value: 'invoice_deleted' },
	{
		name: 'Invoice Generated',
		value: 'invoice_generated',
		description: 'A new invoice, or a pending one that was closed',
	},
	{
		name: 'Invoice Generated With Backdating',
		value: 'invoice_generated_with_backdating',
	},
	{
		name: 'Invoice Updated',
		value: 'invoice_updated',
		description: 'For example paid, adjusted or voided',
	},
	{ name: 'Payment Failed', value: 'payment_failed' },
	{
		name: 'Payment Refunded',
		value: 'payment_refunded',
		description: 'Carries the credit note that the refund pays, or else its invoice',
	},
	{
		name: 'Payment Succeeded',
		value: 'payment_succeeded',
		description: 'Carries the invoice that was paid; a payment without an invoice emits nothing',
	},
	{
		name: 'Pending Invoice Created',
		value: 'pending_invoice_created',
		description: 'Not issued yet: it can still change',
	},
	{ name: 'Pending Invoice Updated', value: 'pending_invoice_updated' },
];
