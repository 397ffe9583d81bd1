import { z } from 'zod/v4';
import { decimal } from '../shared/values/decimal';

/**
 * What SCAYLE sends, as far as it is read (scayle.dev, Developer Guide, Webhooks, Events; deviations from the fixtures
 * of scayle/admin-api-java-sdk). Of the lists nested in an order only what the mapping cannot do without is required:
 * the documented samples themselves leave out members that the list calls required. Null and "" count as absent.
 */
const text = z
	.string()
	.nullish()
	.transform((value) => value || null);
/** Integers in one place, text in another, for the same field. */
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

/** Some fields are an object in the documentation and a list in the fixtures. */
const oneOrMany = <T extends z.ZodType>(one: T) =>
	z
		.union([z.array(one), one])
		.nullish()
		.transform((value): Array<z.infer<T>> =>
			Array.isArray(value) ? value : value === null || value === undefined ? [] : [value],
		);

const taxes = z.object({ vat: z.object({ amount: figure, rate: figure }).nullish() }).nullish();
/** `withOutTax`: so spelled in a fixture. */
const price = z.object({ withTax: figure, withoutTax: figure, withOutTax: figure, tax: taxes });

const shopCountry = z.object({ shopKey: optionalId, countryCode: text }).nullish();

const address = z
	.object({
		street: text,
		houseNumber: text,
		additional: text,
		zipCode: text,
		city: text,
		state: text,
		countryCode: text,
		phone: text,
		collectionPoint: z.object({ description: text, key: text }).nullish(),
		recipient: z.object({ firstName: text, lastName: text, type: text }).nullish(),
		shopCountry,
	})
	.nullish();

const item = z.object({
	key: z.string().min(1),
	id: optionalId,
	currency: text,
	returnedAt: text,
	price: price.extend({ undiscountedWithOutTax: figure, absoluteVoucherReducedPrice: price.nullish() }),
	product: z.object({ name: text }).nullish(),
	variant: z.object({ id: optionalId, referenceKey: text }).nullish(),
});

const fee = z.object({
	tax: taxes,
	amount: z.object({ withTax: figure, withoutTax: figure }).nullish(),
});

/** An order: the `payload` of all three invoice events, and the answer of the Admin API for an order. */
export const order = z.object({
	id,
	basketKey: z.string(),
	currencyCode: z.string(),
	status: z.string(),
	cost: z.object({
		withTax: figure,
		withoutTax: figure,
		tax: taxes,
		appliedFees: z.array(fee).nullish(),
	}),
	publicKey: text,
	referenceKey: text,
	invoicedAt: text,
	address: z.object({ billing: address, shipping: address, forward: address }).nullish(),
	contacts: oneOrMany(z.object({ type: text, value: text })),
	items: z.array(item).nullish(),
	payment: z.array(z.object({ key: text, transactionKey: text })).nullish(),
	customer: z
		.object({
			id: optionalId,
			referenceKey: text,
			firstName: text,
			lastName: text,
			email: text,
			phone: text,
		})
		.nullish(),
	membershipDiscount: z.object({ reductionValue: figure }).nullish(),
	shopCountry,
	channel: z.object({ key: text }).nullish(),
});

/** Both envelopes: Admin Webhooks have `meta` and `type`, the older Checkout Webhooks have `locale`. */
export const invoiceEvent = z.object({
	key: z.string().min(1),
	occurredAt: z.string().min(1),
	type: text,
	meta: z.object({ xRequestId: text }).nullish(),
	locale: z.object({ countryCode: text }).nullish(),
	payload: order,
});

/** What makes a body a notification of SCAYLE's; all else is checked where n8n has stored it. */
export const envelope = z.looseObject({
	type: z.string().nullish(),
	payload: z.looseObject({
		status: z.unknown(),
		items: z.unknown(),
	}),
});

/** A page of a list of the Admin API (scayle/admin-api-java-sdk, fixtures). */
export const pageOf = <T extends z.ZodType>(entity: T) =>
	z.object({ entities: z.array(entity), cursor: z.object({ next: text }).nullish() });

/** `GET …/orders/{order}/invoices` */
export const invoiceDocument = z.object({
	id,
	createdAt: text,
	type: text,
	invoice: z.object({ number: optionalId, fullNumber: text }).nullish(),
	available: z.boolean().nullish(),
});

/** `GET /webhooks/events` */
export const webhookEvent = z.object({
	event: z.string(),
	version: z.number(),
	isDeprecated: z.boolean().nullish(),
});

/** `GET /webhooks/subscriptions` */
export const subscription = z.object({ id, event: z.string(), url: z.string() });

export type Order = z.infer<typeof order>;
export type InvoiceEventPayload = z.infer<typeof invoiceEvent>;
export type InvoiceDocumentEntity = z.infer<typeof invoiceDocument>;
