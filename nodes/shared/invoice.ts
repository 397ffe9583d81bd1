import { z } from 'zod/v4';

/**
 * The normal form of an invoice: what every trigger and the Invoice node emit. Meaning from EN 16931 (the
 * BT/BG numbers), shape for people who map fields by hand. Every key is always present; `null` means that the
 * provider said nothing. The published JSON Schema and n8n's output schemas are generated from here.
 */

export const PROVIDERS = ['betterez', 'digitalRiver', 'rillet', 'riverty', 'scayle'] as const;

export const EVENT_TYPES = [
	'invoice.created',
	'invoice.updated',
	'invoice.opened',
	'invoice.paid',
	'invoice.paymentFailed',
	'invoice.paymentUpdated',
	'invoice.uncollectible',
	'invoice.corrected',
	'invoice.voided',
	'invoice.deleted',
	'creditNote.created',
	'creditNote.updated',
	'creditNote.paymentUpdated',
	'creditNote.deleted',
	'document.created',
] as const;

export const AUTHENTICATION_METHODS = ['signature', 'basicAuth', 'urlToken'] as const;

/** `api`: nobody sent the event, the provider's API was asked for it. */
export const PROOFS = [...AUTHENTICATION_METHODS, 'api'] as const;

const text = z.string().nullable();
const amount = z.number().nullable();
const date = z.iso.date().nullable();
const instant = z.iso.datetime({ precision: 3 });

const event = z.object({
	id: text.describe("The provider's id of the event"),
	key: z.string().describe('The same for every redelivery of one event: use it to drop duplicates'),
	type: z.enum(EVENT_TYPES).describe('The same names over all providers'),
	providerType: z.string().describe('The event as the provider wrote it'),
	occurredAt: instant.nullable().describe('UTC'),
	receivedAt: instant.describe('UTC'),
	delivery: z
		.string()
		.optional()
		.describe('The call that brought the event: a retry of its execution has the same, a redelivery another'),
	liveMode: z.boolean().nullable().describe('False for a test event'),
	authentication: z.enum(PROOFS).describe("How the sender was proved; api: the provider's API listed it"),
});

const address = z.object({
	street: text,
	streetNumber: text,
	additional: text,
	city: text,
	postalCode: text,
	region: text,
	countryCode: z
		.string()
		.regex(/^[A-Z]{2}$/)
		.nullable()
		.describe('ISO 3166-1 alpha-2'),
});

const party = z.object({
	name: text,
	companyName: text,
	firstName: text,
	lastName: text,
	taxId: text,
	registrationId: text,
	customerId: text,
	email: text,
	phone: text,
	language: text,
	address: address.nullable(),
});

const totals = z.object({
	lines: amount.describe('BT-106: sum of the line nets'),
	discount: amount.describe('BT-107: discounts on the whole document'),
	charges: amount.describe('BT-108: charges on the whole document, such as shipping'),
	net: amount.describe('BT-109: total without tax'),
	tax: amount.describe('BT-110'),
	gross: amount.describe('BT-112: total with tax'),
	withheld: amount.describe('Tax withheld by the buyer'),
	paid: amount.describe('BT-113: paid already'),
	rounding: amount.describe('BT-114'),
	due: amount.describe('BT-115: to be paid'),
});

const tax = z.object({
	category: text.describe('UNTDID 5305 letter, such as S, Z, E, AE'),
	name: text,
	rate: amount.describe('Percent: 19, not 0.19'),
	taxableAmount: amount.describe('BT-116'),
	taxAmount: amount.describe('BT-117'),
});

const line = z.object({
	id: text,
	sku: text,
	description: text,
	quantity: amount,
	unit: text,
	unitPrice: amount,
	unitPriceIncludesTax: z.boolean().nullable(),
	discount: amount,
	net: amount,
	tax: amount,
	taxRate: amount.describe('Percent'),
	taxCategory: text,
	gross: amount,
	periodStart: date,
	periodEnd: date,
});

const payment = z.object({
	terms: text,
	reference: text,
	method: text,
	bankName: text,
	iban: text,
	bic: text,
	accountNumber: text,
});

const document = z.object({
	id: text,
	url: text,
	fileName: text,
	mimeType: text,
	source: z
		.enum(['api', 'url', 'inline'])
		.describe("api: needs the provider's credential; url: an open link; inline: inside the event"),
	expiresAt: instant.nullable(),
});

const issue = z.object({
	code: z.string(),
	path: z.string().describe('The field of this item, such as totals.net'),
	message: z.string(),
});

export const invoiceSchema = z.object({
	provider: z.enum(PROVIDERS).nullable().describe('Null: read from a file'),
	event: event.nullable().describe('Null where no event made the item'),
	id: text.describe("The provider's id of the invoice"),
	number: text.describe('BT-1: the legal invoice number'),
	kind: z.enum(['invoice', 'creditNote', 'corrective', 'proForma']).nullable().describe('BT-3'),
	status: z
		.enum(['issued', 'unpaid', 'partiallyPaid', 'paid', 'credited', 'partiallyCredited', 'unbilled', 'void'])
		.nullable(),
	issueDate: date.describe('BT-2'),
	dueDate: date.describe('BT-9'),
	deliveryDate: date.describe('BT-72'),
	currency: z
		.string()
		.regex(/^[A-Z]{3}$/)
		.nullable()
		.describe('BT-5: ISO 4217'),
	exchangeRate: amount,
	orderReference: text.describe('BT-13 or BT-14'),
	customerNumber: text.describe('BT-46'),
	precedingInvoiceNumber: text.describe('BT-25: the invoice that this one corrects'),
	note: text.describe('BT-22'),
	seller: party.nullable().describe('BG-4'),
	buyer: party.nullable().describe('BG-7'),
	shipTo: party.nullable().describe('BG-13'),
	totals: totals.describe('Amounts in major units; null: not sent'),
	taxes: z.array(tax).describe('BG-23'),
	lines: z.array(line).describe('BG-25'),
	payment: payment.nullable(),
	document: document.nullable().describe('BG-24: what the Invoice node needs to download it'),
	references: z.record(z.string(), z.string()).describe("Every other id of the provider's"),
	issues: z.array(issue).describe('What a person should look at'),
	raw: z.unknown().optional().describe("The provider's payload, unless the option is off"),
});

export type Invoice = z.infer<typeof invoiceSchema>;
export type InvoiceEvent = NonNullable<Invoice['event']>;
export type EventType = (typeof EVENT_TYPES)[number];
export type AuthenticationMethod = (typeof AUTHENTICATION_METHODS)[number];
export type ProviderName = (typeof PROVIDERS)[number];
export type Party = NonNullable<Invoice['buyer']>;
export type Address = NonNullable<Party['address']>;
export type Totals = Invoice['totals'];
export type Tax = Invoice['taxes'][number];
export type Line = Invoice['lines'][number];
export type Payment = NonNullable<Invoice['payment']>;
export type InvoiceDocument = NonNullable<Invoice['document']>;
export type Issue = Invoice['issues'][number];

export { addressOf, invoiceOf, lineOf, partyOf, paymentOf, referencesOf } from './invoiceOf';
