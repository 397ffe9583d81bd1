import { z } from 'zod/v4';
import { decimal } from '../shared/values/decimal';

/**
 * What Rillet sends, as far as it is read (OpenAPI v4.0, docs.api.rillet.com). Required is what is required there; null
 * counts as absent, and new fields may appear at any time. A required text may be empty: `ach_routing` is, for a bank
 * outside the USA.
 */
const text = z.string().nullish();
const id = z.string().min(1);

/** Documented as text for amounts and as a number for quantities; parsing makes text of a number that it would round. */
const figure = z.union([z.string(), z.number()]).transform((value, context) => {
	const read = decimal(value);
	if (read !== null) return read;
	context.addIssue({ code: 'custom', message: 'is not a decimal number' });
	return z.NEVER;
});
const money = z.object({ amount: figure, currency: z.string() });

const address = z.object({
	line1: z.string(),
	line2: text,
	city: z.string(),
	state: z.string(),
	zip_code: z.string(),
	country: z.string(),
});

const bankAccount = z.object({
	id,
	ach_account: z.string(),
	ach_routing: z.string(),
	bank_name: z.string(),
	bank_address: text,
	swift_code: text,
	payment_instructions: text,
});

const exchangeRate = z.object({
	base: z.string(),
	target: z.string(),
	rate: z.union([z.string(), z.number()]),
	date: z.string(),
});

const externalReferences = z.array(z.object({ type: z.string(), id: z.string(), url: text }));

/** Without a period the whole revenue falls on the day of the document. */
const revenue = z.object({ period: z.object({ start: z.string(), end: z.string() }).nullish() });

const invoiceItem = z.object({
	id,
	description: z.string(),
	revenue,
	total_amount: money,
	total_discount: money,
	taxed_amount: money,
	gross_rate: money,
	quantity: figure,
	product_id: id,
	external_references: externalReferences,
});

/** The body of `invoice-created` and `invoice-updated`, usually of `invoice-payment-updated`, and `GET /invoices/{id}`. */
export const invoice = z.object({
	id,
	subsidiary_id: id,
	invoice_number: z.string(),
	customer_id: id,
	contract_id: text,
	items: z.array(invoiceItem).min(1),
	due_date: z.string(),
	invoice_date: z.string(),
	address: address.nullish(),
	customer_address: address.nullish(),
	shipping_address: address.nullish(),
	bank_account: bankAccount.nullish(),
	status: z.string(),
	net_amount: money,
	amount_due: money,
	total: money,
	payment_terms: z.number(),
	subtotal: money,
	total_discount: money,
	purchase_order_number: text,
	exchange_rate: exchangeRate.nullish(),
	taxed_amount: money,
	memo: text,
	overdue: z.boolean(),
	external_references: externalReferences.nullish(),
	updated_at: z.string(),
	sent_at: text,
});

const creditMemoItem = z.object({
	id,
	description: z.string(),
	revenue,
	total_amount: money,
	net_amount: money,
	taxed_amount: money.nullish(),
	quantity: figure,
	product_id: id,
});

/** The body of `credit-memo-*` but for deletions, and `GET /credit-memos/{id}`. */
export const creditMemo = z.object({
	id,
	subsidiary_id: id,
	credit_memo_number: z.string(),
	customer_id: id,
	items: z.array(creditMemoItem).min(1),
	credit_memo_date: z.string(),
	address,
	status: z.string(),
	net_amount: money,
	total: money,
	taxed_amount: money,
	applied_amount: money,
	remaining_amount: money,
	applications: z.array(
		z.object({
			id,
			credit_memo_id: id,
			invoice_id: id,
			invoice_number: text,
			amount: money,
			application_date: z.string(),
		}),
	),
	exchange_rate: exchangeRate.nullish(),
	external_references: externalReferences.nullish(),
	updated_at: z.string(),
});

const amountAsSent = z.union([z.string(), z.number()]).transform(String);

/**
 * What `invoice-payment-updated` may carry in place of the invoice: the payment as the REST API has it (`amount` is an
 * object), or flat as code of third parties expects it. Nothing of it is computed with.
 */
export const payment = z.object({
	id,
	invoice_id: id,
	status: text,
	amount: z.union([amountAsSent, z.object({ amount: amountAsSent.nullish(), currency: text })]).nullish(),
	currency: text,
	date: text,
	payment_date: text,
	account_code: text,
	cash_account_code: text,
});

/** The whole body of `*-deleted`: a JSON string, the id. */
export const deletedId = z.string().min(1);

/** What a list is walked by; each entity is kept whole, and read as that of a webhook. */
const listed = z.array(z.looseObject({ id, updated_at: z.string() }));
const pagination = z.object({ next_cursor: text }).nullish();
const nextOf = (page: z.infer<typeof pagination>) => page?.next_cursor || null;

/** `GET /invoices` */
export const invoicePage = z
	.object({ invoices: listed, pagination })
	.transform((page) => ({ entities: page.invoices, next: nextOf(page.pagination) }));

/** `GET /credit-memos` */
export const creditMemoPage = z
	.object({ credit_memos: listed, pagination })
	.transform((page) => ({ entities: page.credit_memos, next: nextOf(page.pagination) }));

/** `GET /customers/{id}` */
export const customer = z.object({
	name: z.string(),
	name_on_invoice: text,
	address: address.nullish(),
	shipping_address: address.nullish(),
	emails: z.array(z.object({ email: z.string(), type: z.string() })).nullish(),
});

/** `GET /subsidiaries/{id}` */
export const subsidiary = z.object({ trade_name: z.string() });

export type Money = z.infer<typeof money>;
export type AddressPayload = z.infer<typeof address>;
export type BankAccount = z.infer<typeof bankAccount>;
export type ExchangeRate = z.infer<typeof exchangeRate>;
export type ExternalReferences = z.infer<typeof externalReferences>;
export type InvoicePayload = z.infer<typeof invoice>;
export type CreditMemoPayload = z.infer<typeof creditMemo>;
export type PaymentPayload = z.infer<typeof payment>;
export type Customer = z.infer<typeof customer>;
export type ListPage = z.infer<typeof invoicePage>;
export type Subsidiary = z.infer<typeof subsidiary>;
