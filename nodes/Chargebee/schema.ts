import { z } from 'zod/v4';
import { figure, flag, list, nextPage, part, requiredText, text } from '../shared/json/fields';
import { NEEDED } from '../shared/json/tolerantParse';

/**
 * The parts of Chargebee's payloads that we read (types of the npm package chargebee 3.33; apidocs.chargebee.com). A
 * field is required if an item would be wrong without it. Names that only API version 1 has are marked.
 */

/** Seconds since 1970. */
const seconds = z
	.union([z.number(), z.string().regex(/^\d{1,12}$/)], { error: 'is not a time in seconds' })
	.transform(Number)
	.nullish();

const address = part({
	first_name: text,
	last_name: text,
	company: text,
	email: text,
	phone: text,
	line1: text,
	line2: text,
	line3: text,
	city: text,
	state: text,
	state_code: text,
	zip: text,
	country: text,
});

const lineItem = z.object(
	{
		id: text,
		subscription_id: text,
		date_from: seconds,
		date_to: seconds,
		unit_amount: figure,
		unit_amount_in_decimal: figure,
		quantity: figure,
		quantity_in_decimal: figure,
		amount: figure,
		amount_in_decimal: figure,
		pricing_model: text,
		is_percentage_pricing: flag,
		is_taxed: flag,
		tax_amount: figure,
		/** Version 1. */
		tax: figure,
		tax_rate: figure,
		discount_amount: figure,
		tax_exempt_reason: text,
		description: text,
		entity_description: text,
		entity_id: text,
	},
	{ error: NEEDED },
);

/** Fields of invoices and credit notes alike. */
const document = {
	id: requiredText,
	customer_id: text,
	subscription_id: text,
	status: text,
	date: seconds,
	generated_at: seconds,
	voided_at: seconds,
	updated_at: seconds,
	resource_version: text,
	currency_code: text,
	base_currency_code: text,
	exchange_rate: figure,
	local_currency_code: text,
	local_currency_exchange_rate: figure,
	price_type: text,
	sub_total: figure,
	tax: figure,
	total: figure,
	round_off_amount: figure,
	vat_number: text,
	vat_number_prefix: text,
	line_items: z.array(lineItem, { error: NEEDED }).nullish(),
	/** In a document with many lines, the offset of their next page. */
	line_items_next_offset: nextPage,
	line_item_taxes: list({
		line_item_id: text,
		tax_name: text,
		tax_rate: figure,
		taxable_amount: figure,
		tax_amount: figure,
	}),
	line_item_discounts: list({ line_item_id: text, discount_amount: figure }),
	taxes: list({ name: text, amount: figure, description: text }),
	discounts: list({ amount: figure, entity_type: text, description: text }),
	tax_origin: part({ country: text, registration_number: text }),
	billing_address: address,
	shipping_address: address,
	business_entity_id: text,
	channel: text,
	einvoice: part({ id: text, status: text, reference_number: text, message: text }),
	site_details_at_creation: part({ timezone: text, organization_address: address }),
	deleted: flag,
};

const creditNoteLink = { cn_id: text, cn_status: text };

export const invoice = z.object({
	...document,
	due_date: seconds,
	paid_at: seconds,
	po_number: text,
	net_term_days: text,
	/** Version 1's names for `date` and `total`. */
	start_date: seconds,
	end_date: seconds,
	amount: figure,
	amount_due: figure,
	amount_paid: figure,
	amount_adjusted: figure,
	credits_applied: figure,
	write_off_amount: figure,
	dunning_status: text,
	payment_owner: text,
	void_reason_code: text,
	linked_payments: list({ txn_id: text, txn_status: text }),
	/** Version 1's name for `linked_payments`. */
	linked_transactions: list({ txn_id: text, txn_status: text }),
	linked_taxes_withheld: list({ amount: figure }),
	applied_credits: list(creditNoteLink),
	adjustment_credit_notes: list(creditNoteLink),
	issued_credit_notes: list(creditNoteLink),
	linked_orders: list({ id: text, document_number: text }),
	notes: list({ note: text }),
});

export const creditNote = z.object({
	...document,
	reference_invoice_id: text,
	type: text,
	reason_code: text,
	create_reason_code: text,
	amount_allocated: figure,
	amount_refunded: figure,
	amount_available: figure,
	fractional_correction: figure,
	allocations: list({ invoice_id: text }),
	linked_refunds: list({ txn_id: text }),
	notes: z
		.array(z.union([text, z.object({ note: z.string() })], { error: 'is not a note' }), {
			error: 'is not a list',
		})
		.nullish(),
});

const customer = part({
	id: text,
	first_name: text,
	last_name: text,
	company: text,
	email: text,
	phone: text,
	locale: text,
	vat_number: text,
	vat_number_prefix: text,
	billing_address: address,
});

const transaction = part({ id: text, payment_method: text, reference_number: text, error_text: text });

const event = { id: requiredText, occurred_at: seconds, api_version: text, source: text };
const others = { customer, transaction };

/** The payload of `invoice_*` and `pending_invoice_*`. */
export const invoiceEvent = z.object({ ...event, content: z.object({ ...others, invoice }) });

/** The payload of `credit_note_*`. */
export const creditNoteEvent = z.object({
	...event,
	content: z.object({ ...others, credit_note: creditNote }),
});

/** The payload of `payment_*`; has neither document if the payment is not for an invoice yet. */
export const paymentEvent = z.object({
	...event,
	content: z.object({
		...others,
		invoice: z.object(invoice.shape, { error: NEEDED }).nullish(),
		credit_note: z.object(creditNote.shape, { error: NEEDED }).nullish(),
	}),
});

/** The least that makes a body a Chargebee event; the rest is validated after n8n has stored it. */
export const envelope = z.looseObject({
	id: z.string().min(1),
	event_type: z.string().min(1),
	content: z.looseObject({}),
});

/** `GET /events` */
export const eventPage = z
	.object({ list: z.array(z.object({ event: envelope })), next_offset: nextPage })
	.transform((page) => ({ entities: page.list.map((entry) => entry.event), next: page.next_offset }));

/** One page of a document's lines with the fields beside them: `GET /invoices/{id}`, `GET /credit_notes/{id}`. */
export const entity = z.looseObject({ id: requiredText, line_items_next_offset: nextPage });

/** `POST /invoices/{id}/pdf`; has no link if the invoice does not exist. */
export const pdfAnswer = z.object({
	download: z.object({ download_url: z.string().min(1) }, { error: NEEDED }).optional(),
});

/** `GET /webhook_endpoints` */
const webhookEndpoint = z.object({
	id: requiredText,
	url: z.string(),
	disabled: flag,
	enabled_events: z.array(z.string()).nullish(),
});
export const endpointAnswer = z.object({ webhook_endpoint: webhookEndpoint });
export const endpointPage = z
	.object({ list: z.array(endpointAnswer), next_offset: nextPage })
	.transform((page) => ({
		entities: page.list.map((entry) => entry.webhook_endpoint),
		next: page.next_offset,
	}));

export type InvoicePayload = z.infer<typeof invoice>;
export type CreditNotePayload = z.infer<typeof creditNote>;
export type DocumentPayload = InvoicePayload | CreditNotePayload;
export type LineItem = z.infer<typeof lineItem>;
export type AddressPayload = z.infer<typeof address>;
export type CustomerPayload = z.infer<typeof customer>;
export type TransactionPayload = z.infer<typeof transaction>;
export type EventEnvelope = z.infer<z.ZodObject<typeof event>>;
