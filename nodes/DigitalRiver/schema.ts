import { z } from 'zod/v4';
import { figure, flag, list, part, requiredText, text } from '../shared/json/fields';
import { NEEDED } from '../shared/json/tolerantParse';

/**
 * The parts of Digital River's payloads that we read. Ids may have any length, and new fields may appear at any time
 * (docs.digitalriver.com, API structure and event types). Only what identifies the event and the invoice is required.
 */

const envelopeFields = {
	id: requiredText,
	liveMode: flag,
	createdTime: text,
};

/** The least that makes a body a Digital River event; the rest is validated after n8n has stored it. */
export const envelope = z.looseObject({
	id: requiredText,
	type: z.string().min(1),
	data: z.looseObject({ object: z.looseObject({}) }),
});

/** `GET /events`: each event is kept whole and read like one from a webhook. */
export const eventPage = z.object({
	hasMore: z.boolean({ error: NEEDED }).nullish(),
	data: z.array(z.looseObject({ id: z.string().min(1), type: z.string() })),
});

/** `order.invoice.created` and `order.credit_memo.created`: a reference to a file, without amounts. */
export const fileEvent = z.object({
	...envelopeFields,
	data: z.object({
		object: z
			.object({
				id: text,
				fileId: text,
				orderId: text,
				customerId: text,
				purpose: text,
				invoiceURL: text,
			})
			.refine((object) => object.fileId ?? object.id, {
				path: ['fileId'],
				error: 'required, and there is no id either',
			}),
	}),
});

const address = part({
	line1: text,
	line2: text,
	city: text,
	postalCode: text,
	state: text,
	country: text,
});
const party = part({
	name: text,
	organization: text,
	email: text,
	phone: text,
	address,
});

const item = z.object(
	{
		id: text,
		skuId: text,
		productDetails: part({ name: text }),
		quantity: figure,
		amount: figure,
		tax: part({ rate: figure, amount: figure }),
		discount: part({ amountOff: figure, percentOff: figure, quantity: figure }),
		sellerTaxIdentifier: text,
		state: text,
	},
	{ error: NEEDED },
);

/** An order, or an invoice of the Invoices resource, which has the same amounts and parties. */
export const order = z.object({
	id: requiredText,
	currency: text,
	email: text,
	customerId: text,
	subtotal: figure,
	totalTax: figure,
	totalAmount: figure,
	totalShipping: figure,
	totalFees: figure,
	totalDuty: figure,
	totalImporterTax: figure,
	capturedAmount: figure,
	items: z.array(item, { error: NEEDED }).nullish(),
	billTo: party,
	shipTo: party,
	taxIdentifiers: list({ type: text, value: text, state: text }),
	sellingEntity: part({ id: text, name: text }),
	payment: part({ sources: list({ type: text }) }),
	upstreamId: text,
	checkoutId: text,
	state: text,
	/** Their number decides whether the order's amounts are the invoice's. */
	invoicePDFs: z.array(z.object({ id: requiredText }, { error: NEEDED }), { error: NEEDED }).nullish(),
});

const invoiceResource = order.extend({
	orderId: text,
	description: text,
});

/** `invoice.*` of the Invoices resource (subscription billing): the whole invoice. */
export const invoiceEvent = z.object({ ...envelopeFields, data: z.object({ object: invoiceResource }) });

export const file = z.object({ fileName: text });

const value = part({ value: figure });
const commerceAddress = part({
	firstName: text,
	lastName: text,
	companyName: text,
	line1: text,
	line2: text,
	line3: text,
	city: text,
	postalCode: text,
	countrySubdivision: text,
	country: text,
	phoneNumber: text,
	emailAddress: text,
});

/** `GET /v1/orders/{id}` of the Commerce API: amounts are `{ value }`. */
export const commerceOrder = z.object({
	id: requiredText,
	currency: text,
	submissionDate: text,
	orderState: text,
	pricing: part({
		total: value,
		subTotal: value,
		shippingAndHandling: value,
		tax: value,
		importTaxAndDuty: value,
		fees: value,
	}),
	lineItems: z
		.array(
			z.object(
				{
					id: text,
					quantity: figure,
					lineItemState: text,
					product: part({ sku: text, displayName: text }),
					pricing: part({ salePriceWithQuantity: value, netPrice: value }),
				},
				{ error: NEEDED },
			),
			{ error: NEEDED },
		)
		.nullish(),
	billingAddress: commerceAddress,
	shippingAddress: commerceAddress,
	paymentMethods: list({ name: text }),
});

/** `GET /v1/orders/{id}/invoices` of the Commerce API. */
export const commerceInvoices = z.object({
	invoices: z
		.array(z.object({ type: text, invoiceURL: text }, { error: NEEDED }), { error: NEEDED })
		.nullish(),
});

/** A webhook as `GET /webhooks` lists it; either name may hold the Basic Auth user. */
export const webhook = z.object({
	id: z.string(),
	types: z.array(z.string()).nullish(),
	address: text,
	enabled: flag,
	authentication: part({ userName: text, username: text }),
});

export type FileEvent = z.infer<typeof fileEvent>;
export type InvoiceEventPayload = z.infer<typeof invoiceEvent>;
export type Order = z.infer<typeof order>;
export type InvoiceResource = z.infer<typeof invoiceResource>;
export type CommerceOrder = z.infer<typeof commerceOrder>;
