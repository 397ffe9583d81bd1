import { z } from 'zod/v4';
import { figure, flag, part, requiredText, text } from '../shared/json/fields';
import { NEEDED } from '../shared/json/tolerantParse';

/**
 * The parts of Stripe's payloads that we read, in both shapes of its API: before version 2025-03-31 (basil) and since.
 * Each endpoint gets events in its own version. Only what identifies event and invoice is required.
 */

/** Seconds since 1970, up to the year 9999. */
const seconds = z
	.number({ error: 'is not a time' })
	.int('is not a time')
	.min(0)
	.max(253_402_300_799)
	.nullish();

/** An object, or only its id, depending on what the API call expanded. */
const expandable = <T extends z.ZodType>(object: T) =>
	z.union([z.string(), object], { error: 'is neither an ID nor an object' });

const withId = z.object({ id: z.string() });

const idOnly = expandable(withId)
	.nullish()
	.transform((value) => (typeof value === 'string' ? value : (value?.id ?? null)) || null);

/** A list for which absent and empty differ in meaning; malformed entries are left out individually. */
const listOf = <T extends z.ZodType>(entry: T) =>
	z
		.array(entry.nullish(), { error: 'is not a list' })
		.nullish()
		.transform((sent) =>
			sent?.filter((one): one is NonNullable<typeof one> => one !== null && one !== undefined),
		);

const entries = <Shape extends z.ZodRawShape>(shape: Shape) =>
	listOf(z.object(shape, { error: 'is not an object' }));

const address = part({
	line1: text,
	line2: text,
	city: text,
	postal_code: text,
	state: text,
	country: text,
});

const taxRateFields = {
	percentage: figure,
	effective_percentage: figure,
	rate_type: text,
	display_name: text,
};
export const taxRate = withId.extend(taxRateFields);
const taxRates = entries({ ...taxRateFields, id: text });

const rateReference = expandable(taxRate).nullish();

/** Taxes of a line, an invoice or shipping costs, in both shapes. */
const taxFields = {
	amount: figure,
	taxable_amount: figure,
	taxability_reason: text,
	tax_behavior: text,
	tax_rate_details: part({ tax_rate: rateReference }),
	// Before basil.
	inclusive: flag,
	tax_rate: rateReference,
	// Shipping.
	rate: rateReference,
};

const amounts = entries({ amount: figure });
const credits = entries({ amount: figure, type: text });

const price = part({ product: idOnly, unit_amount_decimal: figure, unit_amount: figure });

export const line = z.object(
	{
		id: text,
		amount: figure,
		description: text,
		quantity: figure,
		quantity_decimal: figure,
		discount_amounts: amounts,
		pretax_credit_amounts: credits,
		period: part({ start: seconds, end: seconds }),
		pricing: part({ unit_amount_decimal: figure, price_details: part({ product: idOnly }) }),
		taxes: entries(taxFields),
		// Before basil.
		price,
		plan: part({ product: idOnly, amount: figure, amount_decimal: figure, name: text, nickname: text }),
		tax_amounts: entries(taxFields),
		tax_rates: taxRates,
		// Credit notes.
		discount_amount: figure,
		unit_amount: figure,
		unit_amount_decimal: figure,
	},
	{ error: NEEDED },
);

/** A page of lines: events contain the first ten. */
export const linePage = z.object(
	{
		data: z.array(line, { error: NEEDED }),
		has_more: z.boolean({ error: NEEDED }).nullish(),
	},
	{ error: NEEDED },
);

const shippingCost = part({ amount_tax: figure, amount_total: figure, taxes: entries(taxFields) });

/** The answer to a call for the taxes of the shipping alone; empty if it is rejected. */
export const shippingTaxes = z.object({ shipping_cost: shippingCost });

/** Fields of invoices and credit notes alike. */
const documentFields = {
	id: requiredText,
	currency: text,
	created: seconds,
	effective_at: seconds,
	livemode: flag,
	number: text,
	status: text,
	customer_account: text,
	total: figure,
	total_excluding_tax: figure,
	total_taxes: entries(taxFields),
	amount_shipping: figure,
	shipping_cost: shippingCost,
	lines: linePage.nullish(),
};

const taxId = expandable(withId.extend({ type: text, value: text }));
const shipping = part({ name: text, phone: text, address });

export const invoice = z.object({
	...documentFields,
	// Before basil; the fields have other names since.
	tax: figure,
	tax_percent: figure,
	total_tax_amounts: entries(taxFields),
	paid: flag,
	date: seconds,
	subscription: idOnly,
	quote: idOnly,
	charge: idOnly,
	payment_intent: idOnly,

	default_tax_rates: taxRates,
	due_date: seconds,
	status_transitions: part({ finalized_at: seconds, paid_at: seconds, voided_at: seconds }),
	from_invoice: part({ action: text, invoice: expandable(withId.extend({ number: text })).nullish() }),
	latest_revision: idOnly,
	billing_reason: text,
	collection_method: text,
	payment_settings: part({ payment_method_types: listOf(z.string()) }),
	parent: part({
		quote_details: part({ quote: idOnly }),
		subscription_details: part({ subscription: idOnly }),
	}),
	receipt_number: text,
	description: text,
	footer: text,
	custom_fields: entries({ name: text, value: text }),
	last_finalization_error: part({ message: text }),

	account_country: text,
	account_name: text,
	account_tax_ids: listOf(taxId),
	customer: idOnly,
	customer_name: text,
	customer_email: text,
	customer_phone: text,
	customer_address: address,
	customer_shipping: shipping,
	shipping_details: shipping,
	customer_tax_exempt: text,
	customer_tax_ids: entries({ type: text, value: text }),

	amount_due: figure,
	amount_overpaid: figure,
	amount_paid: figure,
	amount_paid_off_stripe: figure,
	amount_remaining: figure,
	pre_payment_credit_notes_amount: figure,
	post_payment_credit_notes_amount: figure,
	hosted_invoice_url: text,
	invoice_pdf: text,
});

export const creditNote = z.object({
	...documentFields,
	// Before basil.
	tax_amounts: entries(taxFields),
	refund: idOnly,

	customer: expandable(withId.extend({ name: text, email: text, phone: text, address })).nullish(),
	invoice: expandable(withId.extend({ number: text })).nullish(),
	reason: text,
	type: text,
	memo: text,
	voided_at: seconds,
	pre_payment_amount: figure,
	post_payment_amount: figure,
	out_of_band_amount: figure,
	customer_balance_transaction: idOnly,
	refunds: entries({ refund: idOnly }),
	pdf: text,
});

/** The links to the PDF of an invoice or a credit note. */
export const documentLinks = z.object({ invoice_pdf: text, pdf: text });

/** The least that makes a body an event with its object; the rest is validated after n8n has stored it. */
export const envelope = z.looseObject({
	id: requiredText,
	type: z.string().min(1),
	data: z.looseObject({ object: z.looseObject({}) }),
});

/** An event of API version 2. */
export const thinEvent = z.looseObject({ object: z.literal('v2.core.event') });

const eventFields = { id: requiredText, created: seconds, livemode: flag, account: text };
export const invoiceEvent = z.object({ ...eventFields, data: z.object({ object: invoice }) });
export const creditNoteEvent = z.object({ ...eventFields, data: z.object({ object: creditNote }) });

/** `GET /v1/events`: each event is kept whole and read like one from a webhook. */
export const eventPage = z.object({
	has_more: z.boolean({ error: NEEDED }).nullish(),
	data: z.array(z.looseObject({ id: z.string().min(1), type: z.string() })),
});

export const webhook = z.object({
	id: z.string().min(1),
	url: text,
	enabled_events: listOf(z.string()),
	status: text,
	metadata: z.looseObject({}).nullish(),
	/** Only in the response to its creation. */
	secret: text,
});

export const webhookPage = z.object({
	has_more: z.boolean({ error: NEEDED }).nullish(),
	data: z.array(webhook),
});

export type StripeInvoice = z.infer<typeof invoice>;
export type StripeCreditNote = z.infer<typeof creditNote>;
export type StripeLine = z.infer<typeof line>;
export type StripeTax = z.infer<z.ZodObject<typeof taxFields>>;
export type TaxRate = Omit<z.infer<typeof taxRate>, 'id'> & { id: string | null };
export type InvoiceEventPayload = z.infer<typeof invoiceEvent>;
export type CreditNoteEventPayload = z.infer<typeof creditNoteEvent>;
export type Webhook = z.infer<typeof webhook>;
