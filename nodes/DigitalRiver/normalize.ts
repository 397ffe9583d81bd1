import { instant } from '../shared/values/dates';
import { Findings } from '../shared/invoice/findings';
import { invoiceOf, partyOf, referencesOf } from '../shared/invoice/build';
import type { Invoice } from '../shared/invoice/schema';
import { eventOf } from '../shared/trigger/normalizeWith';
import type { Environment, ReceivedEvent } from '../shared/provider';
import { documentOf, fileUrl } from './document';
import { EVENT_TYPES } from './events';
import { invoiceOfOrder } from './order';
import type { FileEvent, InvoiceEventPayload } from './schema';

/** File purposes; `customer_tax_invoice` comes from an older version of the documentation. */
const OF_INVOICES = ['customer_invoice', 'customer_tax_invoice'];
const OF_CREDIT_MEMOS = ['customer_credit_memo'];

/** `order.invoice.created` and `order.credit_memo.created`. */
export function normalizeFileEvent(
	payload: FileEvent,
	received: ReceivedEvent,
	environment: Environment,
): Invoice[] {
	const findings = new Findings();
	const { object } = payload.data;
	const isCreditMemo = received.providerType === 'order.credit_memo.created';
	const fileId = object.fileId ?? object.id ?? null;

	if (object.invoiceURL && fileId !== null && object.invoiceURL !== fileUrl(environment, fileId)) {
		findings.add(
			'document-url-unexpected',
			'document.url',
			'The event names another address for the file than the API; the document is fetched from the API by its ID',
		);
	}
	if (object.purpose && !(isCreditMemo ? OF_CREDIT_MEMOS : OF_INVOICES).includes(object.purpose)) {
		findings.add(
			'purpose-mismatch',
			'kind',
			`The event type says otherwise than the purpose ${object.purpose}; the type was taken`,
		);
	}
	return [
		invoiceOf({
			provider: 'digitalRiver',
			event: envelopeOf(payload, received),
			id: fileId,
			kind: isCreditMemo ? 'creditNote' : 'invoice',
			status: 'issued',
			orderReference: object.orderId,
			customerNumber: object.customerId ?? null,
			buyer: partyOf({ customerId: object.customerId ?? null }),
			document: fileId === null ? null : documentOf(environment, fileId, null),
			references: referencesOf({ orderId: object.orderId }),
			issues: findings.issues,
			raw: received.payload,
		}),
	];
}

/** `invoice.*` of the Invoices resource, which has no PDF. */
export function normalizeInvoiceEvent(payload: InvoiceEventPayload, received: ReceivedEvent): Invoice[] {
	const findings = new Findings();
	const { object } = payload.data;
	// The state belongs to the invoice; an order's would become a reference.
	const ofOrder = invoiceOfOrder({ ...object, state: null }, findings);
	const status = STATES.get(object.state);
	if (status === undefined && object.state) {
		findings.add(
			'status-unknown',
			'status',
			`The state ${object.state} has no counterpart; it is kept in raw`,
		);
	}
	const { gross } = ofOrder.totals;
	const settled =
		object.state === 'paid' ? { paid: gross, due: 0 } : object.state === 'open' ? { due: gross } : {};
	return [
		invoiceOf({
			...ofOrder,
			provider: 'digitalRiver',
			event: envelopeOf(payload, received),
			id: object.id,
			kind: object.state === 'draft' ? 'proForma' : 'invoice',
			status: status ?? null,
			orderReference: object.orderId ?? null,
			customerNumber: object.customerId ?? null,
			note: object.description ?? null,
			totals: { ...ofOrder.totals, ...settled },
			references: { ...ofOrder.references, ...(object.orderId ? { orderId: object.orderId } : {}) },
			issues: findings.issues,
			raw: received.payload,
		}),
	];
}

/**
 * Null: the normal form has no such status, and that is fine. Uncollectible is missing on purpose, so that it becomes
 * an issue.
 */
const STATES: ReadonlyMap<string | null, Invoice['status']> = new Map([
	['draft', 'unbilled'],
	['open', 'unpaid'],
	['paid', 'paid'],
	['void', 'void'],
]);

function envelopeOf(payload: FileEvent | InvoiceEventPayload, received: ReceivedEvent) {
	return eventOf(received, {
		id: payload.id,
		key: payload.id,
		type: EVENT_TYPES[received.providerType] ?? 'invoice.created',
		occurredAt: payload.createdTime ? instant(payload.createdTime) : null,
		liveMode: payload.liveMode ?? null,
	});
}
