import { z } from 'zod/v4';
import { flag, part, requiredText, text } from '../shared/json/fields';
import { NEEDED } from '../shared/json/tolerantParse';

/**
 * The parts of Betterez' payloads that we read (engineering.betterez.com/webhooks/structure and /invoices). null counts
 * as absent. Only the names are documented; the types, and therefore the alternatives, come from the examples.
 */
const moment = z.union([text, part({ value: text })], { error: 'is not a time' });

/** An invoice as the service stores it. Buyer, items and totals are not read because their units are not documented. */
const record = z.looseObject({
	_id: requiredText,
	authNumber: text,
	serie: text,
	number: text,
	type: text,
	/** Base64 of the fiscal document. */
	data: z.string({ error: 'is not text' }).nullish(),
	invoiceProviderType: text,
	invoiceProviderId: text,
	transactionId: text,
	accountId: text,
	createdAt: moment,
	updatedAt: moment,
	currency: z.unknown(),
});

/** What subscribers receive, and what is passed to the emitter (without event and id); both forms are documented. */
export const envelope = z.object({
	id: text,
	event: text,
	created: text,
	livemode: flag,
	providerId: text,
	data: record,
});

/** `GET /invoices/{_id}` */
export const invoiceAnswer = z.looseObject({ invoice: record });

/** `GET /invoices?transactionId=`: each invoice is kept whole and read like the `data` of a webhook. */
export const invoicesAnswer = z.object({
	invoices: z.array(z.looseObject({ _id: requiredText })),
	total: z.number({ error: NEEDED }).nullish(),
});

export type Envelope = z.infer<typeof envelope>;
export type InvoiceRecord = z.infer<typeof record>;

/** ISO 8601 */
export const valueOfMoment = (when: InvoiceRecord['createdAt']): string | null =>
	(typeof when === 'string' ? when : when?.value) ?? null;
