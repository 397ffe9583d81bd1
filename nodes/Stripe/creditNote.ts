import { invoiceOf, referencesOf } from '../shared/invoice/build';
import { Findings } from '../shared/invoice/findings';
import type { Invoice } from '../shared/invoice/schema';
import { toAmount } from '../shared/values/money';
import { amountsOf } from './amounts';
import { documentOf } from './document';
import { moneyIn } from './minorUnits';
import { dayOf, momentOf } from './moments';
import { customerIdOf, customerOf } from './parties';
import type { StripeCreditNote, StripeInvoice } from './schema';
import { exemptionOf, type TaxRates } from './taxes';
import { lookUp } from '../shared/values/lookUp';

const STATUSES: Partial<Record<string, Invoice['status']>> = { issued: 'issued', void: 'void' };

/**
 * The amounts of Stripe's credit notes are positive, too.
 * @param asked tax rates fetched from the API
 * @param credited its invoice, fetched from the API
 */
export function readCreditNote(note: StripeCreditNote, asked?: TaxRates, credited?: StripeInvoice): Invoice {
	const findings = new Findings();
	const currency = findings.requiredCurrency(note.currency);
	const money = moneyIn(currency);
	const status = lookUp(STATUSES, note.status);
	if (note.status && status === null) {
		findings.add(
			'status-unknown',
			'status',
			`The status ${note.status} has no counterpart; it is kept in raw`,
		);
	}
	const { invoice } = note;
	const part = (sent: StripeCreditNote['pre_payment_amount']) => toAmount(money(sent))?.toString();
	return invoiceOf({
		provider: 'stripe',
		id: note.id,
		number: note.number,
		kind: 'creditNote',
		status,
		issueDate: dayOf(note.effective_at ?? note.created),
		currency,
		customerNumber: customerIdOf(note),
		precedingInvoiceNumber: typeof invoice === 'string' ? null : (invoice?.number ?? null),
		note: note.memo,
		buyer: customerOf(note, findings),
		...amountsOf(note, money, findings, asked, credited && exemptionOf(credited)),
		document: documentOf(note.pdf, note.number),
		references: referencesOf({
			invoiceId: invoiceIdOf(note),
			reason: note.reason,
			creditNoteType: note.type,
			refundIds: [...(note.refunds ?? []).map(({ refund }) => refund), note.refund]
				.filter(Boolean)
				.join(', '),
			voidedAt: momentOf(note.voided_at),
			customerBalanceTransactionId: note.customer_balance_transaction,
			prePaymentAmount: part(note.pre_payment_amount),
			postPaymentAmount: part(note.post_payment_amount),
			outOfBandAmount: part(note.out_of_band_amount),
		}),
		issues: findings.issues,
	});
}

export const invoiceIdOf = ({ invoice }: StripeCreditNote): string | undefined =>
	(typeof invoice === 'string' ? invoice : invoice?.id) || undefined;
