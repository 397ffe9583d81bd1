import { referencesOf } from '../shared/invoice/build';
import { toText, type Decimal } from '../shared/values/decimal';
import { instantOfSeconds } from '../shared/values/unixTime';
import type { CreditNotePayload, DocumentPayload, InvoicePayload } from './schema';

const joined = (ids: ReadonlyArray<string | null | undefined>): string | null =>
	[...new Set(ids.filter((id) => id !== null && id !== undefined))].join(', ') || null;

const figure = (value: Decimal | null): string | null => value && toText(value);

/** References that invoices and credit notes share. */
function ofDocument(payload: DocumentPayload): Record<string, string> {
	const { einvoice, updated_at } = payload;
	return referencesOf({
		subscriptionId:
			payload.subscription_id ?? joined((payload.line_items ?? []).map((line) => line.subscription_id)),
		businessEntityId: payload.business_entity_id,
		channel: payload.channel,
		priceType: payload.price_type,
		baseCurrency: payload.base_currency_code,
		localCurrency: payload.local_currency_code,
		localCurrencyExchangeRate: textOf(payload.local_currency_exchange_rate),
		resourceVersion: payload.resource_version,
		updatedAt: updated_at === null || updated_at === undefined ? null : instantOfSeconds(updated_at),
		eInvoiceStatus: einvoice?.status,
		eInvoiceReference: einvoice?.reference_number,
	});
}

/** Statuses in which no money moved. */
const FAILED = ['failure', 'late_failure', 'timeout', 'voided'];

const textOf = (value: string | number | null | undefined): string | null =>
	value === null || value === undefined ? null : String(value);

/** @param settled the amount settled without a payment, in major units */
export function referencesOfInvoice(
	payload: InvoicePayload,
	settled: Record<'creditsAppliedAmount' | 'adjustedAmount' | 'writtenOffAmount', Decimal | null>,
): Record<string, string> {
	return {
		...ofDocument(payload),
		...referencesOf({
			invoiceStatus: payload.status,
			dunningStatus: payload.dunning_status,
			netTermDays: payload.net_term_days,
			paymentOwner: payload.payment_owner,
			voidReason: payload.void_reason_code,
			orderIds: joined(payload.linked_orders.map(({ id, document_number }) => document_number ?? id)),
			transactionIds: joined(
				[...payload.linked_payments, ...payload.linked_transactions]
					.filter(({ txn_status: status }) => !FAILED.includes(status ?? ''))
					.map(({ txn_id }) => txn_id),
			),
			appliedCreditNotes: joined(payload.applied_credits.map(({ cn_id }) => cn_id)),
			adjustmentCreditNotes: joined(payload.adjustment_credit_notes.map(({ cn_id }) => cn_id)),
			issuedCreditNotes: joined(payload.issued_credit_notes.map(({ cn_id }) => cn_id)),
			creditsAppliedAmount: figure(settled.creditsAppliedAmount),
			adjustedAmount: figure(settled.adjustedAmount),
			writtenOffAmount: figure(settled.writtenOffAmount),
		}),
	};
}

export const referencesOfCreditNote = (payload: CreditNotePayload): Record<string, string> => ({
	...ofDocument(payload),
	...referencesOf({
		creditNoteStatus: payload.status,
		creditNoteType: payload.type,
		reason: payload.create_reason_code ?? payload.reason_code,
		allocatedInvoices: joined(payload.allocations.map(({ invoice_id }) => invoice_id)),
		refundTransactionIds: joined(payload.linked_refunds.map(({ txn_id }) => txn_id)),
	}),
});
