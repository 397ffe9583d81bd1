import { Findings } from '../shared/invoice/findings';
import { invoiceOf } from '../shared/invoice/build';
import type { Invoice } from '../shared/invoice/schema';
import type { Environment } from '../shared/provider';
import { amount, sumOfAll } from '../shared/values/money';
import { amountsOf } from './amounts';
import { daysOf } from './dates';
import { documentOf } from './document';
import { readerFor } from './minorUnits';
import { buyerOf, recipientOf, sellerOf } from './parties';
import { referencesOfCreditNote } from './references';
import type { CreditNotePayload, CustomerPayload } from './schema';
import { lookUp } from '../shared/values/lookUp';

/** These describe how the credit was used. The normal form has no status for that, so `references` hold it. */
const STATUSES: Partial<Record<string, Invoice['status']>> = {
	adjusted: 'issued',
	refunded: 'issued',
	refund_due: 'issued',
	voided: 'void',
};

/**
 * A credit note in the normal form, without event and raw. Chargebee's amounts are positive, like those of the normal
 * form.
 */
export function readCreditNote(
	payload: CreditNotePayload,
	customer: CustomerPayload,
	environment: Environment,
): Invoice {
	const findings = new Findings();
	const currency = findings.requiredCurrency(payload.currency_code);
	const read = readerFor(currency);
	const dayOf = daysOf(payload, environment, findings);
	const corrections = [payload.round_off_amount, payload.fractional_correction].map(read);
	const rounding = sumOfAll(corrections.filter((figure) => figure !== null));
	const amounts = amountsOf(payload, read(payload.total), rounding, read, dayOf, findings);
	const used = [payload.amount_allocated, payload.amount_refunded].map(read);
	return invoiceOf({
		provider: 'chargebee',
		id: payload.id,
		number: payload.id,
		kind: 'creditNote',
		status: statusOf(payload.status, findings),
		issueDate: dayOf(payload.date),
		currency,
		exchangeRate: findings.amount('exchangeRate', amount(payload.exchange_rate)),
		customerNumber: payload.customer_id,
		precedingInvoiceNumber: payload.reference_invoice_id,
		note: notesOf(payload),
		seller: sellerOf(payload, findings),
		buyer: buyerOf(payload, customer, findings),
		shipTo: recipientOf(payload, findings),
		totals: {
			...amounts.totals,
			// Paid is what was allocated to invoices or refunded; due is the rest.
			paid: findings.amount('totals.paid', sumOfAll(used.filter((figure) => figure !== null))),
			due: findings.amount('totals.due', read(payload.amount_available)),
		},
		taxes: amounts.taxes,
		lines: amounts.lines,
		document: documentOf(environment, 'credit_notes', payload.id),
		references: referencesOfCreditNote(payload),
		issues: findings.issues,
	});
}

function statusOf(status: string | null, findings: Findings): Invoice['status'] {
	if (status === null) return null;
	const known = lookUp(STATUSES, status);
	if (known === null) {
		findings.add(
			'status-unknown',
			'status',
			`The status ${status.slice(0, 100)} has no counterpart; it is kept in raw`,
		);
	}
	return known;
}

/** The published types say strings, but invoices have objects. */
const notesOf = ({ notes }: CreditNotePayload): string | null =>
	(notes ?? []).flatMap((note) => (typeof note === 'string' ? note : (note?.note ?? []))).join('\n') || null;
