import { z } from 'zod/v4';
import { figure, flag, list, nextPage, part, requiredText, text } from '../shared/json/fields';
import { NEEDED } from '../shared/json/tolerantParse';
import { amount } from '../shared/values/money';

/**
 * The parts of Rillet's payloads that we read (OpenAPI v4.0, docs.api.rillet.com). Rillet requires far more fields;
 * here only those are required without which an item would be wrong: the id, and the amounts that explain all others.
 * New fields may appear at any time.
 */

/**
 * Documented as a string for amounts and a number for quantities; numbers that JavaScript would round are parsed as
 * text.
 */
const decimal = figure.transform(amount);
const requiredDecimal = decimal.transform((value, context) => {
	if (value !== null) return value;
	context.addIssue({ code: 'custom', message: 'is not an amount' });
	return z.NEVER;
});
const money = z.object({ amount: requiredDecimal, currency: text });
const optionalMoney = part({ amount: decimal, currency: text });

const address = part({
	line1: text,
	line2: text,
	city: text,
	state: text,
	zip_code: text,
	country: text,
});

const bankAccount = part({
	id: text,
	ach_account: text,
	ach_routing: text,
	bank_name: text,
	bank_address: text,
	swift_code: text,
	payment_instructions: text,
});

const exchangeRate = part({ base: text, target: text, rate: text, date: text });

const externalReferences = list({ type: text, id: text, url: text });

/** Without a period, all revenue falls on the date of the document. */
const revenue = part({ period: part({ start: text, end: text }) });

const invoiceItem = z.object({
	id: text,
	description: text,
	revenue,
	total_amount: money,
	total_discount: optionalMoney,
	taxed_amount: optionalMoney,
	gross_rate: optionalMoney,
	quantity: decimal,
	product_id: text,
});

/** The body of `invoice-created` and `invoice-updated`, usually of `invoice-payment-updated`, and `GET /invoices/{id}`. */
export const invoice = z.object({
	id: requiredText,
	subsidiary_id: text,
	invoice_number: text,
	customer_id: text,
	contract_id: text,
	items: z.array(invoiceItem, { error: NEEDED }).min(1),
	due_date: text,
	invoice_date: text,
	address,
	customer_address: address,
	shipping_address: address,
	bank_account: bankAccount,
	status: text,
	net_amount: money,
	amount_due: optionalMoney,
	total: money,
	payment_terms: text,
	subtotal: optionalMoney,
	total_discount: optionalMoney,
	purchase_order_number: text,
	exchange_rate: exchangeRate,
	taxed_amount: optionalMoney,
	memo: text,
	overdue: flag,
	external_references: externalReferences,
	updated_at: text,
	sent_at: text,
});

const creditMemoItem = z.object({
	id: text,
	description: text,
	revenue,
	total_amount: money,
	net_amount: money,
	taxed_amount: optionalMoney,
	quantity: decimal,
	product_id: text,
});

/** The body of `credit-memo-*` except deletions, and `GET /credit-memos/{id}`. */
export const creditMemo = z.object({
	id: requiredText,
	subsidiary_id: text,
	credit_memo_number: text,
	customer_id: text,
	items: z.array(creditMemoItem, { error: NEEDED }).min(1),
	credit_memo_date: text,
	status: text,
	net_amount: money,
	total: money,
	taxed_amount: optionalMoney,
	applied_amount: optionalMoney,
	remaining_amount: optionalMoney,
	applications: list({ invoice_id: text, invoice_number: text, amount: optionalMoney }),
	exchange_rate: exchangeRate,
	external_references: externalReferences,
	updated_at: text,
});

/**
 * What `invoice-payment-updated` may carry instead of the invoice: the payment as in the REST API (`amount` is an
 * object), or flat as third-party code expects it. None of it is calculated with.
 */
export const payment = z.object({
	id: text,
	invoice_id: requiredText,
	status: text,
	amount: z.union([text, part({ amount: text, currency: text })], { error: 'is not an amount' }),
	currency: text,
	date: text,
	payment_date: text,
	account_code: text,
	cash_account_code: text,
});

/** The whole body of `*-deleted` is a JSON string: the id. */
export const deletedId = z.string().min(1);

/** The fields needed to page through a list; each entity is kept whole and read like that of a webhook. */
const listed = z.array(z.looseObject({ id: requiredText, updated_at: z.string() }));
const pagination = z.object({ next_cursor: nextPage }, { error: NEEDED }).nullish();
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
	name: requiredText,
	name_on_invoice: text,
	address,
	shipping_address: address,
	emails: list({ email: text, type: text }),
});

/** `GET /subsidiaries/{id}` */
export const subsidiary = z.object({ trade_name: requiredText });

export type Money = z.infer<typeof money>;
export type OptionalMoney = z.infer<typeof optionalMoney>;
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
