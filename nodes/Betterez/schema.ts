import { z } from 'zod/v4';

/**
 * What Betterez sends, as far as it is read (engineering.betterez.com/webhooks/structure and /invoices). null counts as
 * absent. Only the names are documented, the types are those of the examples: hence the alternatives.
 */
const text = z.string().nullish();
const id = z.string().min(1);
const textOrNumber = z.union([z.string(), z.number()]).nullish();
const moment = z.union([z.string(), z.looseObject({ value: text })]).nullish();

/** An invoice as the service stores it. Buyer, items and totals are not read: their units are not documented. */
export const record = z.looseObject({
	_id: id,
	authNumber: text,
	serie: textOrNumber,
	number: textOrNumber,
	type: text,
	/** Base64 of the fiscal document; anything but a text is none. */
	data: z.unknown(),
	invoiceProviderType: text,
	invoiceProviderId: text,
	transactionId: text,
	accountId: text,
	createdAt: moment,
	updatedAt: moment,
	currency: z.unknown(),
});

/** What a subscriber gets, and what the emitter is given (without event and id): both are documented. */
export const envelope = z
	.object({
		id: id.nullish(),
		event: text,
		created: textOrNumber,
		livemode: z.boolean().nullish(),
		providerId: text,
		data: record,
	})
	.refine((event) => event.id || !event.event, { path: ['id'], error: 'required' });

/** `GET /invoices/{_id}` */
export const invoiceAnswer = z.looseObject({ invoice: record });

/** `GET /invoices?transactionId=`: each invoice is kept whole, and read as the `data` of a webhook. */
export const invoicesAnswer = z.object({
	invoices: z.array(z.looseObject({ _id: id })),
	total: z.number().nullish(),
});

export type Envelope = z.infer<typeof envelope>;
export type InvoiceRecord = z.infer<typeof record>;

/** ISO 8601 */
export const valueOfMoment = (when: InvoiceRecord['createdAt']): string | null =>
	(typeof when === 'string' ? when : when?.value) ?? null;
