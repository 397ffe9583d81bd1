import { Findings } from '../shared/invoice/findings';
import { invoiceOf, partyOf, referencesOf } from '../shared/invoice/build';
import type { Invoice } from '../shared/invoice/schema';
import type { Environment } from '../shared/provider';
import { documentOf } from './document';
import { invoiceAmounts } from './amounts';
import { currencyOf, exchangeOf } from './currency';
import { addressOf } from './parties';
import { paymentOfInvoice } from './payment';
import { bankReferences, externalReferencesOf } from './references';
import type { InvoicePayload } from './schema';

const STATUSES: Partial<Record<string, Invoice['status']>> = {
	UNPAID: 'unpaid',
	PAID: 'paid',
	PARTIALLY_PAID: 'partiallyPaid',
	UNBILLED: 'unbilled',
	CREDITED: 'credited',
	PARTIALLY_CREDITED: 'partiallyCredited',
};

/** Rillet's invoice in the normal form, without event and raw. It has ids instead of names: see `details`. */
export function readInvoice(payload: InvoicePayload, environment: Environment): Invoice {
	const findings = new Findings();
	const exchange = exchangeOf(payload.exchange_rate, findings);
	const number = payload.invoice_number;
	if (number === null) findings.add('number-missing', 'number', 'Rillet did not send the invoice number');
	return invoiceOf({
		provider: 'rillet',
		id: payload.id,
		number,
		kind: 'invoice',
		status: statusOf(payload.status, STATUSES, findings),
		issueDate: findings.date('issueDate', payload.invoice_date),
		dueDate: findings.date('dueDate', payload.due_date),
		currency: currencyOf(payload, findings),
		exchangeRate: exchange.exchangeRate,
		orderReference: payload.purchase_order_number,
		customerNumber: payload.customer_id,
		note: payload.memo,
		seller: partyOf({ address: addressOf(payload.address, 'seller', findings) }),
		buyer: partyOf({
			customerId: payload.customer_id,
			address: addressOf(payload.customer_address, 'buyer', findings),
		}),
		shipTo: partyOf({ address: addressOf(payload.shipping_address, 'shipTo', findings) }),
		...invoiceAmounts(payload, findings),
		payment: paymentOfInvoice(payload),
		document: documentOf(environment, payload.id, number),
		references: {
			...referencesOf({
				subsidiaryId: payload.subsidiary_id,
				contractId: payload.contract_id,
				sentAt: payload.sent_at,
				updatedAt: payload.updated_at,
				overdue: payload.overdue === null || payload.overdue === undefined ? null : String(payload.overdue),
			}),
			...exchange.references,
			...bankReferences(payload.bank_account),
			...externalReferencesOf(payload.external_references),
		},
		issues: findings.issues,
	});
}

/** Null, with an issue, for an unknown status. */
export function statusOf(
	status: string | null,
	known: Partial<Record<string, Invoice['status']>>,
	findings: Findings,
): Invoice['status'] {
	if (status === null) return null;
	if (Object.hasOwn(known, status)) return known[status] ?? null;
	findings.add(
		'status-unknown',
		'status',
		`The status ${status.slice(0, 100)} has no counterpart; it is kept in raw`,
	);
	return null;
}
