import type { INodePropertyOptions } from 'n8n-workflow';

/** The events to choose from, in the trigger and in Get Many; sorted by name. */
export const eventOptions: INodePropertyOptions[] = [
	{
		name: 'Credit Note Created',
		value: 'credit_note.created',
		description: 'A credit note was issued for an invoice',
	},
	{ name: 'Credit Note Updated', value: 'credit_note.updated' },
	{ name: 'Credit Note Voided', value: 'credit_note.voided' },
	{
		name: 'Invoice Created',
		value: 'invoice.created',
		description: 'A draft: it has no number yet and can still change',
	},
	{ name: 'Invoice Deleted', value: 'invoice.deleted', description: 'Only drafts can be deleted' },
	{
		name: 'Invoice Finalization Failed',
		value: 'invoice.finalization_failed',
		description: 'The draft could not be issued',
	},
	{
		name: 'Invoice Finalized',
		value: 'invoice.finalized',
		description: 'Issued: it has its number and no longer changes',
	},
	{ name: 'Invoice Marked Uncollectible', value: 'invoice.marked_uncollectible' },
	{ name: 'Invoice Overdue', value: 'invoice.overdue' },
	{ name: 'Invoice Overpaid', value: 'invoice.overpaid' },
	{
		name: 'Invoice Paid',
		value: 'invoice.paid',
		description: 'Including invoices paid outside Stripe',
	},
	{
		name: 'Invoice Payment Action Required',
		value: 'invoice.payment_action_required',
		description: 'The customer must confirm the payment',
	},
	{ name: 'Invoice Payment Failed', value: 'invoice.payment_failed' },
	{
		name: 'Invoice Payment Succeeded',
		value: 'invoice.payment_succeeded',
		description: 'Sent in addition to Invoice Paid for a payment through Stripe',
	},
	{ name: 'Invoice Sent', value: 'invoice.sent', description: 'The invoice was emailed' },
	{
		name: 'Invoice Updated',
		value: 'invoice.updated',
		description: 'Sent in addition to the more specific event for the same change',
	},
	{ name: 'Invoice Voided', value: 'invoice.voided' },
	{ name: 'Invoice Will Be Due', value: 'invoice.will_be_due' },
];
