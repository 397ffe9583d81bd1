import { z } from 'zod/v4';
import { NEEDED } from '../shared/json/tolerantParse';
import { figure, flag, list, nextPage, part, requiredText, text } from '../shared/json/fields';

/**
 * The parts of SCAYLE's payloads that we read (scayle.dev, Developer Guide, Webhooks, Events; deviations from the
 * fixtures of scayle/admin-api-java-sdk). Required is only what identifies event and order, and that items are a list
 * of objects: even the documented samples lack fields that the documentation calls required.
 */

/** Some fields are an object in the documentation but a list in the fixtures. */
const oneOrMany = <Shape extends z.ZodRawShape>(shape: Shape) =>
	z.union([part(shape).transform((one) => (one ? [one] : [])), list(shape)], { error: 'is not a list' });

const taxes = part({ vat: part({ amount: figure, rate: figure }) });
/** A fixture spells it `withOutTax`. */
const prices = { withTax: figure, withoutTax: figure, withOutTax: figure, tax: taxes };

const shopCountry = part({ shopKey: text, countryCode: text });

const address = part({
	street: text,
	houseNumber: text,
	additional: text,
	zipCode: text,
	city: text,
	state: text,
	countryCode: text,
	phone: text,
	collectionPoint: part({ description: text, key: text }),
	recipient: part({ firstName: text, lastName: text, type: text }),
	shopCountry,
});

const item = z.object(
	{
		key: text,
		id: text,
		currency: text,
		returnedAt: text,
		cancelledAt: text,
		status: text,
		price: part({ ...prices, undiscountedWithOutTax: figure, absoluteVoucherReducedPrice: part(prices) }),
		product: part({ name: text }),
		variant: part({ id: text, referenceKey: text }),
	},
	{ error: NEEDED },
);

/** An order: the `payload` of all three invoice events, and the Admin API's response for an order. */
export const order = z.object({
	id: requiredText,
	basketKey: text,
	currencyCode: text,
	status: text,
	cost: part({
		...prices,
		appliedFees: list({ tax: taxes, amount: part({ withTax: figure, withoutTax: figure }) }),
	}),
	publicKey: text,
	referenceKey: text,
	invoicedAt: text,
	address: part({ billing: address, shipping: address, forward: address }),
	contacts: oneOrMany({ type: text, value: text }),
	items: z.array(item, { error: NEEDED }).nullish(),
	payment: list({ key: text, transactionKey: text }),
	customer: part({
		id: text,
		referenceKey: text,
		firstName: text,
		lastName: text,
		email: text,
		phone: text,
	}),
	membershipDiscount: part({ reductionValue: figure }),
	shopCountry,
	channel: part({ key: text }),
});

/** Both envelopes: Admin Webhooks have `meta` and `type`, the older Checkout Webhooks have `locale`. */
export const invoiceEvent = z.object({
	key: requiredText,
	occurredAt: requiredText,
	type: text,
	meta: part({ xRequestId: text }),
	locale: part({ countryCode: text }),
	payload: order,
});

/** The least that makes a body a SCAYLE notification; the rest is validated after n8n has stored it. */
export const envelope = z.looseObject({
	type: z.string().nullish(),
	payload: z.looseObject({
		status: z.unknown(),
		items: z.unknown(),
	}),
});

/** A page of an Admin API list (scayle/admin-api-java-sdk, fixtures). */
export const pageOf = <T extends z.ZodType>(entity: T) =>
	z.object({ entities: z.array(entity), cursor: z.object({ next: nextPage }, { error: NEEDED }).nullish() });

/** `GET …/orders/{order}/invoices` */
export const invoiceDocument = z.object({
	id: requiredText,
	createdAt: text,
	type: text,
	invoice: part({ number: text, fullNumber: text }),
	available: flag,
});

/** `GET /webhooks/events` */
export const webhookEvent = z.object({
	event: z.string(),
	version: z.number(),
	isDeprecated: flag,
});

/** `GET /webhooks/subscriptions` */
export const subscription = z.object({ id: requiredText, event: z.string(), url: z.string() });

export type Order = z.infer<typeof order>;
export type InvoiceEventPayload = z.infer<typeof invoiceEvent>;
export type InvoiceDocumentEntity = z.infer<typeof invoiceDocument>;
