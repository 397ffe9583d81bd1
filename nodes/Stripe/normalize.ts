import { referencesOf } from '../shared/invoice/build';
import type { Invoice } from '../shared/invoice/schema';
import type { ReceivedEvent } from '../shared/provider';
import { memberOf } from '../shared/trigger/eventKey';
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

/** A platform gets the events of the accounts that are connected to it, too: each names its own. */
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

/**
 * What distinguishes events of one id. An event is listed by the API in another version than the one that the webhook
 * brings it in; these are in all versions, unlike taxes, discounts and prices.
 */
export const contentOf = ({ id, number, currency, totals }: Invoice, { payload }: ReceivedEvent): unknown => {
	const document = memberOf(payload, 'data', 'object');
	const lines = memberOf(document, 'lines', 'data');
	return {
		...{ id, number, currency },
		...{ gross: totals.gross, paid: totals.paid, due: totals.due },
		subtotal: memberOf(document, 'subtotal'),
		lines: Array.isArray(lines)
			? lines.map((line) => [memberOf(line, 'amount'), memberOf(line, 'quantity')])
			: null,
	};
};
