import { Findings } from '../shared/invoice/findings';
import { paymentOf, referencesOf } from '../shared/invoice/build';
import type { EventType, Invoice } from '../shared/invoice/schema';
import type { Environment, EventDefinition, ReceivedEvent } from '../shared/provider';
import { figuresIn } from '../shared/trigger/contentDigest';
import { memberOf, nameOf } from '../shared/trigger/eventKey';
import { eventOf, normalizeWith } from '../shared/trigger/normalizeWith';
import { instantOfSeconds } from '../shared/values/unixTime';
import { readCreditNote } from './creditNote';
import { CREDIT_NOTE_EVENTS, INVOICE_EVENTS, PAYMENT_EVENTS } from './events';
import { readInvoice } from './invoice';
import {
	creditNoteEvent,
	invoiceEvent,
	paymentEvent,
	type EventEnvelope,
	type TransactionPayload,
} from './schema';

const REFUND = 'payment_refunded';

/** All figures that were sent but those of the card, which Chargebee can leave out of webhooks, and which its list of events has. */
function contentWithoutCard({ payload }: ReceivedEvent): unknown {
	const content = memberOf(payload, 'content') as object | undefined;
	return figuresIn({ ...content, card: null });
}

export const EVENTS: Record<string, EventDefinition> = {
	...definitionsOf(INVOICE_EVENTS, (type) =>
		normalizeWith(
			invoiceEvent,
			(body, received, environment) => {
				const { invoice, customer } = body.content;
				return [withEvent(readInvoice(invoice, customer, environment), body, type, received, environment)];
			},
			contentWithoutCard,
		),
	),
	...definitionsOf(CREDIT_NOTE_EVENTS, (type) =>
		normalizeWith(
			creditNoteEvent,
			(body, received, environment) => {
				const { credit_note: note, customer } = body.content;
				return [withEvent(readCreditNote(note, customer, environment), body, type, received, environment)];
			},
			contentWithoutCard,
		),
	),
	...definitionsOf(PAYMENT_EVENTS, (type) =>
		normalizeWith(
			paymentEvent,
			(body, received, environment) => {
				const { invoice, credit_note, customer, transaction } = body.content;
				// A refund pays a credit note; the invoice in the same payload did not change.
				if (credit_note && (!invoice || received.providerType === REFUND)) {
					const read = withPayment(readCreditNote(credit_note, customer, environment), transaction);
					return [withEvent(read, body, 'creditNote.paymentUpdated', received, environment)];
				}
				// The payment is not for an invoice yet.
				if (!invoice) return [];
				const read = withPayment(readInvoice(invoice, customer, environment), transaction);
				return [withEvent(read, body, type, received, environment)];
			},
			contentWithoutCard,
		),
	),
};

function definitionsOf(
	types: Record<string, EventType>,
	normalizerOf: (type: EventType) => EventDefinition['normalize'],
): Record<string, EventDefinition> {
	return Object.fromEntries(
		Object.entries(types).map(([name, type]) => [name, { type, normalize: normalizerOf(type) }]),
	);
}

function withEvent(
	invoice: Invoice,
	body: EventEnvelope,
	type: EventType,
	received: ReceivedEvent,
	{ live }: Environment,
): Invoice {
	const { occurred_at: occurred } = body;
	const occurredAt = occurred === null || occurred === undefined ? null : instantOfSeconds(occurred);
	const findings = new Findings();
	if (occurredAt === null) {
		findings.add(
			'date-unknown',
			'event.occurredAt',
			'occurred_at is not a time in seconds; it is kept in raw',
		);
	}
	return {
		...invoice,
		event: eventOf(received, {
			id: body.id,
			key: `chargebee:${nameOf(body.id)}`,
			type,
			occurredAt,
			liveMode: live,
		}),
		references: {
			...invoice.references,
			...referencesOf({ apiVersion: body.api_version, eventSource: body.source }),
		},
		issues: [...invoice.issues, ...findings.issues],
		raw: received.payload,
	};
}

/** Adds how the invoice was paid, or why the payment failed. */
function withPayment(invoice: Invoice, transaction: TransactionPayload): Invoice {
	if (!transaction) return invoice;
	return {
		...invoice,
		payment: paymentOf({ method: transaction.payment_method, reference: transaction.reference_number }),
		references: {
			...invoice.references,
			...referencesOf({ transactionId: transaction.id, paymentError: transaction.error_text }),
		},
	};
}
