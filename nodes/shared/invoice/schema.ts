import { z } from 'zod/v4';

/**
 * The normal form of an invoice, which every trigger and the Invoice node emit. Its meaning follows EN 16931 (the BT/BG
 * numbers), its shape suits people who map fields by hand. Every key is always present; `null` means that the provider
 * did not send a value. The published JSON Schema and n8n's output schemas are generated from here.
 */

export const PROVIDERS = [
	'betterez',
	'chargebee',
	'digitalRiver',
	'paddle',
	'rillet',
	'riverty',
	'scayle',
	'stripe',
] as const;

export const EVENT_TYPES = [
	'invoice.created',
	'invoice.updated',
	'invoice.opened',
	'invoice.paid',
	'invoice.paymentFailed',
	'invoice.paymentUpdated',
	'invoice.overdue',
	'invoice.uncollectible',
	'invoice.corrected',
	'invoice.voided',
	'invoice.deleted',
	'creditNote.created',
	'creditNote.updated',
	'creditNote.paymentUpdated',
	'creditNote.voided',
	'creditNote.deleted',
	'adjustment.created',
	'adjustment.updated',
	'document.created',
	'document.read',
] as const;

export const AUTHENTICATION_METHODS = ['signature', 'basicAuth', 'urlToken'] as const;

/**
 * `api`: fetched from the provider's API rather than received as an event. `item`: passed in by another node, which may
 * have verified nothing.
 */
export const AUTHENTICATIONS = [...AUTHENTICATION_METHODS, 'api', 'item'] as const;

const text = z.string().nullable();
const amount = z.number().nullable();
const date = z.iso.date().nullable();
const instant = z.iso.datetime({ precision: 3 });

const event = z.object({
	id: text.describe("The provider's ID of the event"),
	key: z
		.string()
		.describe(
			'The same for every redelivery of one event, and for every copy of one e-invoice: use it to drop duplicates',
		),
	type: z.enum(EVENT_TYPES).describe('The same names for all providers; document.read: read from a file'),
	providerType: z.string().describe('The event as the provider wrote it'),
	occurredAt: instant.nullable().describe('When it happened at the provider'),
	receivedAt: instant.describe('When n8n received it'),
	delivery: z
		.string()
		.optional()
		.describe('The call that brought the event: a retry of its execution has the same, a redelivery another'),
	liveMode: z.boolean().nullable().describe('False for a test event'),
	authentication: z
		.enum(AUTHENTICATIONS)
		.describe(
			"How the sender was verified; api: the provider's API listed it; item: another node passed it on, not verified here",
		),
});

const address = z.object({
	street: text.describe('BT-35, BT-50, BT-75: includes the house number if the provider sends both as one'),
	streetNumber: text.describe('The house number, if the provider sends it separately'),
	additional: text.describe('BT-36, BT-51, BT-76: floor, building, care of'),
	city: text.describe('BT-37, BT-52, BT-77: town'),
	postalCode: text.describe('BT-38, BT-53, BT-78: a text, so that leading zeros stay'),
	region: text.describe('BT-39, BT-54, BT-79: state or province'),
	countryCode: z
		.string()
		.regex(/^[A-Z]{2}$/)
		.nullable()
		.describe('BT-40, BT-55, BT-80: ISO 3166-1 alpha-2, such as DE'),
});

const party = z.object({
	name: text.describe('BT-27, BT-44, BT-70: name to print, of a company or a person'),
	companyName: text.describe('Set if the provider says that it is a company'),
	firstName: text.describe('Of a person'),
	lastName: text.describe('Of a person'),
	taxId: text.describe('BT-31, BT-48: VAT ID or other tax number'),
	registrationId: text.describe('BT-30, BT-47: number in a company register'),
	customerId: text.describe("BT-46: the provider's ID of the customer"),
	email: text.describe('BT-43, BT-58: email address'),
	phone: text.describe('BT-42, BT-57: as it was written'),
	language: text.describe('As the provider wrote it, such as de'),
	address: address.nullable().describe('BG-5, BG-8, BG-15: where the party is'),
});

const totals = z.object({
	lines: amount.describe('BT-106: sum of the line nets'),
	discount: amount.describe('BT-107: discounts on the whole document'),
	charges: amount.describe('BT-108: charges on the whole document, such as shipping'),
	net: amount.describe('BT-109: total without tax'),
	tax: amount.describe('BT-110: all taxes together'),
	gross: amount.describe('BT-112: total with tax'),
	withheld: amount.describe('Tax withheld by the buyer'),
	paid: amount.describe('BT-113: already paid'),
	rounding: amount.describe('BT-114: added to reach a round amount'),
	due: amount.describe('BT-115: still to be paid; 0 if the document is void'),
});

const tax = z.object({
	category: text.describe('BT-118: UNTDID 5305 letter, such as S, Z, E, AE'),
	name: text.describe('What the provider calls the tax, such as VAT'),
	rate: amount.describe('BT-119: percent: 19, not 0.19'),
	taxableAmount: amount.describe('BT-116: the amount that is taxed'),
	taxAmount: amount.describe('BT-117: the tax on it'),
});

const line = z.object({
	id: text.describe('BT-126: line number'),
	sku: text.describe('BT-155: item number'),
	description: text.describe('BT-153: what it is'),
	quantity: amount.describe('BT-129: how many or how much'),
	unit: text.describe('BT-130: as the provider wrote it'),
	unitPrice: amount.describe(
		'BT-146: price of one, before the discount; null where a price was sent in another way',
	),
	unitPriceIncludesTax: z.boolean().nullable().describe('Whether unitPrice includes tax'),
	discount: amount.describe('BT-136: taken off the whole line'),
	net: amount.describe('BT-131: line total without tax, after the discount'),
	tax: amount.describe('Tax on the line'),
	taxRate: amount.describe('BT-152: percent: 19, not 0.19'),
	taxCategory: text.describe('BT-151: UNTDID 5305 letter, such as S, Z, E, AE'),
	gross: amount.describe('Line total with tax'),
	periodStart: date.describe('BT-134: first day of the period'),
	periodEnd: date.describe('BT-135: last day of the period'),
});

const discount = z.object({
	percent: amount.describe('Percentage taken off: 2 for 2 %'),
	amount: amount.describe('Amount taken off, if it is sent as an amount'),
	baseAmount: amount.describe('Amount that the percentage applies to, if not the amount due'),
	until: date.describe('Last day to pay with the discount'),
});

const payment = z.object({
	terms: text.describe('BT-20: as the provider wrote them'),
	reference: text.describe('BT-83: to quote with the payment'),
	method: text.describe('BT-81: as the provider wrote it'),
	bankName: text.describe('The bank of the account to pay to'),
	iban: text.describe('BT-84: only if its check digits are right'),
	bic: text.describe('BT-86: of the bank'),
	accountNumber: text.describe('BT-84: of an account without IBAN'),
	discounts: z.array(discount).describe('Discounts for early payment, such as 2 % within 14 days'),
});

const format = z.object({
	syntax: z
		.enum(['UBL', 'CII', 'FEL', 'Hacienda', 'FatturaPA'])
		.nullable()
		.describe('The language of the XML: UBL, CII, or that of Guatemala, Costa Rica or Italy'),
	specification: text.describe('BT-24: what the file claims to follow, as written there'),
	pdf: z.boolean().describe('Whether the XML was inside a PDF'),
});

const document = z.object({
	id: text.describe("BT-122: the provider's ID of the file"),
	url: text.describe('BT-124: where the file is; most need the credential'),
	fileName: text.describe('A suggestion'),
	mimeType: text.describe('As the provider states it, such as application/pdf'),
	source: z
		.enum(['api', 'url', 'inline', 'file'])
		.describe(
			"api: needs the provider's credential; url: an open link; inline: inside the event; file: a file that was read",
		),
	expiresAt: instant.nullable().describe('When the link expires'),
	format: format.optional().describe('Of a file that was read'),
	path: z.string().optional().describe('Where the file is to go, by the option File Path'),
});

const issue = z.object({
	code: z.string().describe('The same for every issue of its kind, such as number-missing'),
	path: z.string().describe('The field of this item, such as totals.net'),
	message: z.string().describe('For a person to read'),
});

export const invoiceSchema = z.object({
	provider: z.enum(PROVIDERS).nullable().describe('Null: read from a file'),
	event: event.nullable().describe('The event behind the item; null if there is none, as after Get by ID'),
	id: text.describe("The provider's ID of the invoice"),
	number: text.describe('BT-1: the legal invoice number'),
	kind: z
		.enum(['invoice', 'creditNote', 'corrective', 'proForma'])
		.nullable()
		.describe('BT-3: a credit note has positive amounts'),
	status: z
		.enum(['issued', 'unpaid', 'partiallyPaid', 'paid', 'credited', 'partiallyCredited', 'unbilled', 'void'])
		.nullable()
		.describe('Its state, as far as the provider says'),
	issueDate: date.describe('BT-2: the day of the invoice'),
	dueDate: date.describe('BT-9: to be paid by this day'),
	deliveryDate: date.describe('BT-72: the day of delivery'),
	currency: z
		.string()
		.regex(/^[A-Z]{3}$/)
		.nullable()
		.describe('BT-5: ISO 4217, such as EUR'),
	exchangeRate: amount.describe('To the currency that the provider names in references'),
	orderReference: text.describe('BT-13, BT-14: the number of the order'),
	customerNumber: text.describe("BT-46: the buyer's number with the seller"),
	precedingInvoiceNumber: text.describe('BT-25: the invoice that this one corrects'),
	note: text.describe('BT-22: free text'),
	seller: party.nullable().describe('BG-4: who issued it'),
	buyer: party.nullable().describe('BG-7: who is to pay'),
	shipTo: party.nullable().describe('BG-13: where it is delivered, if elsewhere'),
	totals: totals.describe('BG-22: amounts in major units; null: not sent'),
	taxes: z.array(tax).describe('BG-23: one entry for each category and rate'),
	lines: z.array(line).describe('BG-25: what was sold'),
	payment: payment.nullable().describe('BG-16: how to pay, or how it was paid'),
	document: document
		.nullable()
		.describe('BG-24: what the Invoice node needs to download it, or the file that was read'),
	references: z.record(z.string(), z.string()).describe('Every other ID that the provider sends'),
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
export type Discount = z.infer<typeof discount>;
export type Payment = NonNullable<Invoice['payment']>;
export type DocumentFormat = z.infer<typeof format>;
export type InvoiceDocument = NonNullable<Invoice['document']>;
export type Issue = Invoice['issues'][number];
