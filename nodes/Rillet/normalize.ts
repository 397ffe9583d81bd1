import { instant } from '../shared/values/dates';
import { Findings } from '../shared/invoice/findings';
import { invoiceOf, referencesOf } from '../shared/invoice/build';
import type { Invoice } from '../shared/invoice/schema';
import { eventOf, normalizeWith } from '../shared/trigger/normalizeWith';
import type { Environment, EventDefinition, ReceivedEvent } from '../shared/provider';
import { readCreditMemo } from './creditMemo';
import { documentOf } from './document';
import { EVENT_TYPES } from './events';
import { readInvoice } from './invoice';
import { creditMemo, deletedId, invoice, payment, type PaymentPayload } from './schema';

type Normalize = EventDefinition['normalize'];

/** Returns the normalizer for a Rillet event name. */
export function normalizerOf(name: string): Normalize {
	if (name.endsWith('-deleted')) return deletions;
	if (name.startsWith('credit-memo-')) return creditMemos;
	return name === 'invoice-payment-updated' ? payments : invoices;
}

const invoices = normalizeWith(invoice, (payload, received, environment) => [
	{ ...readInvoice(payload, environment), ...envelope(received, environment), raw: received.payload },
]);

const creditMemos = normalizeWith(creditMemo, (payload, received, environment) => [
	{ ...readCreditMemo(payload), ...envelope(received, environment), raw: received.payload },
]);

const deletions = normalizeWith(deletedId, (id, received, environment) => [
	invoiceOf({
		provider: 'rillet',
		...envelope(received, environment),
		id,
		kind: received.providerType.startsWith('credit-memo-') ? 'creditNote' : 'invoice',
		raw: { id },
	}),
]);

const barePayments = normalizeWith(payment, (payload, received, environment) => [
	{ ...readPayment(payload, environment), ...envelope(received, environment), raw: received.payload },
]);

/** The OpenAPI file says that the payload is the invoice, third-party code expects the payment: the content decides. */
const payments: Normalize = (received, environment) =>
	(isPayment(received.payload) ? barePayments : invoices)(received, environment);

function isPayment(payload: unknown): boolean {
	const { invoice_id, invoice_number, items } = (payload ?? {}) as Record<string, unknown>;
	return (invoice_id ?? null) !== null && (invoice_number ?? null) === null && (items ?? null) === null;
}

/** The amount is that of one payment, not the sum paid, so it is not used as a total of the invoice. */
function readPayment(payload: PaymentPayload, environment: Environment): Invoice {
	const findings = new Findings();
	const { amount } = payload;
	const paid = typeof amount === 'string' ? { amount, currency: payload.currency } : amount;
	return invoiceOf({
		provider: 'rillet',
		id: payload.invoice_id,
		kind: 'invoice',
		currency: findings.currency('currency', paid?.currency ?? payload.currency),
		document: documentOf(environment, payload.invoice_id, null),
		references: referencesOf({
			paymentId: payload.id,
			paymentStatus: payload.status,
			paymentAmount: paid?.amount,
			paymentDate: payload.payment_date ?? payload.date,
			cashAccountCode: payload.cash_account_code ?? payload.account_code,
		}),
		issues: findings.issues,
	});
}

function envelope(received: ReceivedEvent, { live }: Environment): Pick<Invoice, 'event'> {
	const { id, timestamp } = received.meta ?? {};
	return {
		event: eventOf(received, {
			id: id ?? null,
			// `split` rejects events without an id.
			key: id ?? received.receivedAt,
			type: EVENT_TYPES[received.providerType] ?? 'invoice.created',
			occurredAt: timestamp === undefined ? null : instant(timestamp),
			liveMode: live,
		}),
	};
}
