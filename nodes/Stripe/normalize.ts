import { referencesOf } from '../shared/invoice/build';
import type { Invoice } from '../shared/invoice/schema';
import type { ReceivedEvent } from '../shared/provider';
import { eventOf } from '../shared/trigger/normalizeWith';
import { readCreditNote } from './creditNote';
import { EVENT_TYPES } from './events';
import { readInvoice } from './invoice';
import { momentOf } from './moments';
import type { CreditNoteEventPayload, InvoiceEventPayload } from './schema';

export const normalizeInvoiceEvent = (payload: InvoiceEventPayload, received: ReceivedEvent): Invoice[] => [
	{
		...ofAccount(readInvoice(payload.data.object), payload),
		event: envelopeOf(payload, received),
		raw: received.payload,
	},
];

export const normalizeCreditNoteEvent = (
	payload: CreditNoteEventPayload,
	received: ReceivedEvent,
): Invoice[] => [
	{
		...ofAccount(readCreditNote(payload.data.object), payload),
		event: envelopeOf(payload, received),
		raw: received.payload,
	},
];

/** A platform also receives the events of connected accounts; each names its account. */
const ofAccount = (invoice: Invoice, { account }: InvoiceEventPayload | CreditNoteEventPayload): Invoice => ({
	...invoice,
	references: { ...invoice.references, ...referencesOf({ accountId: account }) },
});

function envelopeOf(payload: InvoiceEventPayload | CreditNoteEventPayload, received: ReceivedEvent) {
	return eventOf(received, {
		id: payload.id,
		key: payload.id,
		type: EVENT_TYPES[received.providerType] ?? 'invoice.updated',
		occurredAt: momentOf(payload.created),
		liveMode: payload.livemode ?? payload.data.object.livemode ?? null,
	});
}
