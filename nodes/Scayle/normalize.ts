import { instant } from '../shared/values/dates';
import { Findings } from '../shared/invoice/findings';
import { invoiceOf, referencesOf } from '../shared/invoice/build';
import type { Invoice } from '../shared/invoice/schema';
import { figuresIn } from '../shared/trigger/contentDigest';
import { memberOf, nameOf } from '../shared/trigger/eventKey';
import { eventOf } from '../shared/trigger/normalizeWith';
import type { ReceivedEvent } from '../shared/provider';
import { UNKNOWN_DOCUMENT } from './document';
import { CORRECTIVE, EVENT_TYPES, GUESSED } from './events';
import { hasUndelivered } from './amounts';
import { invoiceOfOrder } from './order';
import type { InvoiceEventPayload } from './schema';

/** `order-invoiced` and the two related events: the order, without number and document of the invoice. */
export function normalizeOrderEvent(body: InvoiceEventPayload, received: ReceivedEvent): Invoice[] {
	const findings = new Findings();
	const name = received.providerType;
	const known = invoiceOfOrder(body.payload, findings);
	const occurredAt = instant(body.occurredAt);
	if (occurredAt === null) {
		findings.add(
			'date-unknown',
			'event.occurredAt',
			'occurredAt is not a time with a zone; it is kept in raw',
		);
	}
	if (received.meta?.eventName === GUESSED) {
		findings.add(
			'event-type-inferred',
			'event.providerType',
			`The event does not say its name; ${name} was taken because of the order. Select a single event per node to be sure`,
		);
	}
	findings.add(
		'number-missing',
		'number',
		'SCAYLE does not send the invoice number. Switch on Fetch Details, or use Invoice > Get',
	);
	if (name !== 'order-invoiced' || hasUndelivered(body.payload)) {
		findings.add(
			'amounts-may-cover-whole-order',
			'totals',
			'SCAYLE sends the order. Whether amounts and lines cover only this invoice is not documented: compare them with the document',
		);
	}
	return [
		invoiceOf({
			...known,
			provider: 'scayle',
			event: eventOf(received, {
				id: body.key,
				// The meaning of `key` is undocumented; combined with the rest, it distinguishes two invoices of one
				// order in any case.
				key: `scayle:${nameOf(name, String(body.payload.id), body.key)}:${body.occurredAt}`,
				type: EVENT_TYPES[name] ?? 'invoice.created',
				occurredAt,
			}),
			kind: name === CORRECTIVE ? 'corrective' : 'invoice',
			document: UNKNOWN_DOCUMENT,
			references: referencesOf({
				...known.references,
				// The older envelope has the country outside the order.
				countryCode: known.references.countryCode ?? body.locale?.countryCode,
				requestId: body.meta?.xRequestId,
			}),
			issues: findings.issues,
			raw: received.payload,
		}),
	];
}

/** The parts of an order with its amounts. Stock, customer and parcels may have changed before a redelivery. */
const OF_AMOUNTS = ['cost', 'payment', 'membershipDiscount', 'vouchers', 'promotion'];

/** The amounts of the order as sent: they distinguish two events with the same name. */
export function amountsOf({ payload }: ReceivedEvent): unknown {
	const items = memberOf(payload, 'payload', 'items');
	const parts = OF_AMOUNTS.map((name) => memberOf(payload, 'payload', name));
	const prices = Array.isArray(items)
		? items.map((item) => ['price', 'lowestPriorPrice'].map((name) => memberOf(item, name)))
		: null;
	return figuresIn([...parts, prices]);
}
