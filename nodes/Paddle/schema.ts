import { z } from 'zod/v4';
import { figure, flag, list, part, requiredText, text, withSource } from '../shared/json/fields';
import { NEEDED } from '../shared/json/tolerantParse';

/**
 * The parts of Paddle Billing's payloads that we read (developer.paddle.com, API version 1; types of
 * @paddle/paddle-node-sdk 3.10.0). Amounts are strings in the currency's lowest unit, rates are fractions as strings.
 * New fields may appear at any time. Required is what identifies the event and the entity, and the line amounts that
 * are calculated with.
 */

/** The least that makes a body a Paddle Billing event; the rest is validated after n8n has stored it. */
export const envelope = z.looseObject({
	event_id: requiredText,
	event_type: z.string().min(1),
	data: z.looseObject({}),
});

/** A moment as written. For something that never happened, Paddle's own examples have the zero time of Go. */
const moment = text.transform((written) => (written?.startsWith('0001-01-01T00:00:00') ? null : written));

const period = part({ starts_at: moment, ends_at: moment });
const proration = part({ billing_period: period });

/** `subtotal` is before discount and tax, `total` after both. */
const totalsFields = { subtotal: figure, discount: figure, tax: figure, total: figure };
const totals = part(totalsFields);

const transactionTotals = part({
	...totalsFields,
	credit: figure,
	credit_to_balance: figure,
	balance: figure,
	fee: figure,
	earnings: figure,
	currency_code: text,
});

const payoutTotals = part({ fee: figure, earnings: figure, currency_code: text, exchange_rate: text });

const taxRatesUsed = list({ tax_rate: figure, totals });

const lineItem = z.object({
	id: text,
	price_id: text,
	quantity: figure,
	proration,
	tax_rate: figure,
	unit_totals: totals,
	totals,
	product: part({ name: text }),
});

const details = part({
	tax_rates_used: taxRatesUsed,
	totals: transactionTotals,
	adjusted_totals: part({ total: figure }),
	payout_totals: payoutTotals,
	line_items: z
		.array(lineItem, { error: NEEDED })
		.nullish()
		.transform((items) => items ?? []),
});

/** Only with `include`, and only in API responses. */
const customer = part({ id: text, name: text, email: text, locale: text });
const address = part({
	first_line: text,
	second_line: text,
	city: text,
	postal_code: text,
	region: text,
	country_code: text,
});
const business = part({ name: text, company_number: text, tax_identifier: text });

/** `data` of `transaction.*`, and of `GET /transactions/{id}`. */
export const transaction = z.object({
	id: requiredText,
	status: text,
	customer_id: text,
	address_id: text,
	business_id: text,
	currency_code: text,
	origin: text,
	subscription_id: text,
	invoice_id: text,
	invoice_number: text,
	collection_mode: text,
	discount_id: text,
	billing_details: part({
		purchase_order_number: text,
		additional_information: text,
		payment_terms: part({ interval: text, frequency: figure }),
	}),
	billing_period: period,
	items: list({
		price_id: text,
		price: part({ id: text, name: text, billing_cycle: part({ interval: text }) }),
	}),
	details,
	payments: list({
		payment_attempt_id: text,
		status: text,
		captured_at: moment,
		method_details: part({ type: text }),
	}),
	updated_at: moment,
	billed_at: moment,
	revised_at: moment,
	customer,
	address,
	business,
});

const adjustmentItem = z.object({
	id: text,
	item_id: text,
	type: text,
	proration,
	totals,
});

/** `data` of `adjustment.*`, and an entry of `GET /adjustments`. */
export const adjustment = z.object({
	id: requiredText,
	action: text,
	type: text,
	transaction_id: text,
	subscription_id: text,
	customer_id: text,
	reason: text,
	credit_applied_to_balance: flag,
	currency_code: text,
	status: text,
	items: z
		.array(adjustmentItem, { error: NEEDED })
		.nullish()
		.transform((items) => items ?? []),
	totals: part({ ...totalsFields, fee: figure, earnings: figure, currency_code: text }),
	tax_rates_used: taxRatesUsed,
	payout_totals: payoutTotals,
	created_at: moment,
	updated_at: moment,
});

const eventFields = { event_id: requiredText, occurred_at: moment };

export const transactionEvent = z.object({ ...eventFields, data: transaction });

export const adjustmentEvent = z.object({ ...eventFields, data: adjustment });

/** The envelope of every API response. */
const answer = <T extends z.ZodType>(data: T) => z.object({ data });

export const transactionAnswer = answer(withSource(transaction));

/** There is no call for a single adjustment, so the list is filtered by id. */
export const adjustmentsAnswer = answer(z.array(withSource(adjustment)));

/** `GET /transactions/{id}/invoice` and `GET /adjustments/{id}/credit-note` */
export const linkAnswer = answer(z.object({ url: requiredText }));

const pagination = z.object({
	has_more: z.boolean({ error: NEEDED }).nullish(),
});

/** `GET /events`: each event is kept whole and read like one from a webhook. */
export const eventPage = z.object({
	data: z.array(
		z.looseObject({ event_id: z.string().min(1), event_type: z.string(), occurred_at: z.string() }),
	),
	meta: z.object({ pagination }, { error: NEEDED }).nullish(),
});

/** `GET /notification-settings`, and each response about one of them */
export const destination = z.object({
	id: requiredText,
	type: text,
	destination: z.string(),
	active: z.boolean(),
	traffic_source: text,
	subscribed_events: z.array(z.object({ name: requiredText })),
	endpoint_secret_key: text,
});
export const destinationPage = z.object({
	data: z.array(destination),
	meta: z.object({ pagination }, { error: NEEDED }).nullish(),
});
export const destinationAnswer = answer(destination);

export type Period = z.infer<typeof period>;
export type WrittenTotals = z.infer<typeof totals>;
export type PayoutTotals = z.infer<typeof payoutTotals>;
export type Transaction = z.infer<typeof transaction>;
export type LineItem = NonNullable<Transaction['details']>['line_items'][number];
export type Adjustment = z.infer<typeof adjustment>;
export type TaxRatesUsed = Adjustment['tax_rates_used'];
export type Destination = z.infer<typeof destination>;
export type TransactionEvent = z.infer<typeof transactionEvent>;
export type AdjustmentEvent = z.infer<typeof adjustmentEvent>;
