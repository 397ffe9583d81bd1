import { Findings } from '../shared/invoice/findings';
import { invoiceOf } from '../shared/invoice/build';
import type { Invoice } from '../shared/invoice/schema';
import type { Environment } from '../shared/provider';
import { amount } from '../shared/values/money';
import { amountsOf } from './amounts';
import { daysOf } from './dates';
import { documentOf } from './document';
import { readerFor } from './minorUnits';
import { buyerOf, recipientOf, sellerOf } from './parties';
import { referencesOfInvoice } from './references';
import type { CustomerPayload, InvoicePayload } from './schema';
import { settlementOf, settlementTotals, statusOf } from './settlement';

/** An invoice in the normal form, without event and raw. */
export function readInvoice(
	payload: InvoicePayload,
	customer: CustomerPayload,
	environment: Environment,
): Invoice {
	const findings = new Findings();
	const currency = findings.requiredCurrency(payload.currency_code);
	const read = readerFor(currency);
	const dayOf = daysOf(payload, environment, findings);
	const rounding = read(payload.round_off_amount);
	const settlement = settlementOf(payload, read);
	const total = read(payload.total ?? payload.amount);
	const { gross, totals, lines, taxes } = amountsOf(payload, total, rounding, read, dayOf, findings);
	const isPending = payload.status === 'pending';
	if (isPending) {
		findings.add(
			'not-issued',
			'number',
			'The invoice is pending in Chargebee: amounts and lines can still change, and it gets its number when it is closed',
		);
	}
	return invoiceOf({
		provider: 'chargebee',
		id: payload.id,
		// The id of an invoice is its number, but a pending invoice may have a temporary one.
		number: isPending ? null : payload.id,
		kind: 'invoice',
		status: statusOf(payload, settlement, gross, findings),
		issueDate: dayOf(payload.date ?? payload.end_date),
		dueDate: dayOf(payload.due_date),
		currency,
		exchangeRate: findings.amount('exchangeRate', amount(payload.exchange_rate)),
		orderReference: payload.po_number,
		customerNumber: payload.customer_id,
		note: payload.notes.flatMap(({ note }) => note ?? []).join('\n') || null,
		seller: sellerOf(payload, findings),
		buyer: buyerOf(payload, customer, findings),
		shipTo: recipientOf(payload, findings),
		totals: { ...totals, ...settlementTotals(settlement, gross, rounding, findings) },
		taxes,
		lines,
		document: documentOf(environment, 'invoices', payload.id),
		references: referencesOfInvoice(payload, {
			creditsAppliedAmount: settlement.credits,
			adjustedAmount: settlement.adjusted,
			writtenOffAmount: settlement.writtenOff,
		}),
		issues: findings.issues,
	});
}
