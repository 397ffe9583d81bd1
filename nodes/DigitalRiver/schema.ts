import { z } from 'zod/v4';
import { decimal } from '../shared/values/decimal';

/**
 * What Digital River sends, as far as it is read. Ids may be of any length, new fields may appear at any time, and
 * null and "" count as absent (docs.digitalriver.com, API structure and event types).
 */
const text = z
	.string()
	.nullish()
	.transform((value) => value || null);
const id = z.union([z.string().min(1), z.number()]).transform(String);
const optionalId = z
	.union([z.string(), z.number()])
	.nullish()
	.transform((value) => (value === null || value === undefined || value === '' ? null : String(value)));
/** Text where the number has more digits than a double can hold. */
const figure = z
	.union([z.number(), z.string()])
	.refine((value) => decimal(value) !== null, 'is no amount')
	.nullish();

const envelopeFields = {
	id: z.string().min(1),
	liveMode: z.boolean().nullish(),
	createdTime: text,
};

export const envelope = z.looseObject({
	...envelopeFields,
	type: z.string().min(1),
	data: z.looseObject({ object: z.looseObject({}) }),
});

/** `GET /events`: each event is kept whole, and read as that of a webhook. */
export const eventPage = z.object({
	hasMore: z.boolean().nullish(),
	data: z.array(z.looseObject({ id: z.string().min(1), type: z.string() })),
});

/** `order.invoice.created` and `order.credit_memo.created`: a reference to a file, no amounts. */
export const fileEvent = z.object({
	...envelopeFields,
	data: z.object({
		object: z
			.object({
				id: optionalId,
				fileId: optionalId,
				orderId: id,
				customerId: optionalId,
				purpose: text,
				invoiceURL: text,
			})
			.refine((object) => object.fileId ?? object.id, {
				path: ['fileId'],
				error: 'required, and there is no id either',
			}),
	}),
});

const address = z.object({
	line1: text,
	line2: text,
	city: text,
	postalCode: text,
	state: text,
	country: text,
});
const party = z.object({
	name: text,
	organization: text,
	email: text,
	phone: text,
	address: address.nullish(),
});

const item = z.object({
	id: optionalId,
	skuId: optionalId,
	productDetails: z.object({ name: text }).nullish(),
	quantity: figure,
	amount: figure,
	tax: z.object({ rate: figure, amount: figure }).nullish(),
	discount: z.object({ amountOff: figure, percentOff: figure, quantity: figure }).nullish(),
	sellerTaxIdentifier: text,
});

/** An order, and the invoice of the Invoices resource, which has the same figures and parties. */
export const order = z.object({
	id,
	currency: text,
	email: text,
	customerId: optionalId,
	subtotal: figure,
	totalTax: figure,
	totalAmount: figure,
	totalShipping: figure,
	totalFees: figure,
	totalDuty: figure,
	totalImporterTax: figure,
	capturedAmount: figure,
	items: z.array(item).nullish(),
	billTo: party.nullish(),
	shipTo: party.nullish(),
	taxIdentifiers: z.array(z.object({ type: text, value: text, state: text })).nullish(),
	sellingEntity: z.object({ id: optionalId, name: text }).nullish(),
	payment: z.object({ sources: z.array(z.object({ type: text })).nullish() }).nullish(),
	upstreamId: optionalId,
	checkoutId: optionalId,
	state: text,
	invoicePDFs: z.array(z.object({ id })).nullish(),
});

export const invoiceResource = order.extend({
	orderId: optionalId,
	description: text,
});

/** `invoice.*` of the Invoices resource (subscription billing): the whole invoice. */
export const invoiceEvent = z.object({ ...envelopeFields, data: z.object({ object: invoiceResource }) });

export const file = z.object({ fileName: text });

const value = z.object({ value: figure }).nullish();
const commerceAddress = z.object({
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
	id,
	currency: text,
	submissionDate: text,
	orderState: text,
	pricing: z
		.object({
			total: value,
			subTotal: value,
			shippingAndHandling: value,
			tax: value,
			importTaxAndDuty: value,
			fees: value,
		})
		.nullish(),
	lineItems: z
		.array(
			z.object({
				id: optionalId,
				quantity: figure,
				product: z.object({ sku: text, displayName: text }).nullish(),
				pricing: z.object({ salePriceWithQuantity: value, netPrice: value }).nullish(),
			}),
		)
		.nullish(),
	billingAddress: commerceAddress.nullish(),
	shippingAddress: commerceAddress.nullish(),
	paymentMethods: z.array(z.object({ name: text })).nullish(),
});

/** `GET /v1/orders/{id}/invoices` of the Commerce API. */
export const commerceInvoices = z.object({
	invoices: z.array(z.object({ type: text, invoiceURL: text })).nullish(),
});

/** A webhook as `GET /webhooks` lists it; the Basic user stands under either name. */
export const webhook = z.object({
	id: z.string(),
	types: z.array(z.string()).nullish(),
	address: text,
	enabled: z.boolean().nullish(),
	authentication: z.object({ userName: text, username: text }).nullish(),
});

export type FileEvent = z.infer<typeof fileEvent>;
export type InvoiceEventPayload = z.infer<typeof invoiceEvent>;
export type Order = z.infer<typeof order>;
export type InvoiceResource = z.infer<typeof invoiceResource>;
export type CommerceOrder = z.infer<typeof commerceOrder>;
