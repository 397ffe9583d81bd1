import { Findings } from '../shared/invoice/findings';
import { invoiceOf, partyOf, referencesOf } from '../shared/invoice/build';
import type { Invoice } from '../shared/invoice/schema';
import { creditMemoAmounts } from './amounts';
import { statusOf } from './invoice';
import { currencyOf, exchangeOf } from './currency';
import { externalReferencesOf } from './references';
import type { CreditMemoPayload } from './schema';

/** These describe how the credit was used; the normal form has no status for that. */
const STATUSES: Partial<Record<string, Invoice['status']>> = {
	UNAPPLIED: 'issued',
	PARTIALLY_APPLIED: 'issued',
	APPLIED: 'issued',
	REFUNDED: 'issued',
};

/**
 * Rillet's credit memo in the normal form, without event and raw. Its address stays in raw because Rillet does not say
 * whose it is; no PDF is known of.
 */
export function readCreditMemo(payload: CreditMemoPayload): Invoice {
	const findings = new Findings();
	const exchange = exchangeOf(payload.exchange_rate, findings);
	const numbers = new Set(payload.applications.map(({ invoice_number }) => invoice_number));
	const [number] = numbers;
	if (payload.credit_memo_number === null) {
		findings.add('number-missing', 'number', 'Rillet did not send the number of the credit memo');
	}
	return invoiceOf({
		provider: 'rillet',
		id: payload.id,
		number: payload.credit_memo_number,
		kind: 'creditNote',
		status: statusOf(payload.status, STATUSES, findings),
		issueDate: findings.date('issueDate', payload.credit_memo_date),
		currency: currencyOf(payload, findings),
		exchangeRate: exchange.exchangeRate,
		customerNumber: payload.customer_id,
		precedingInvoiceNumber: numbers.size === 1 ? (number ?? null) : null,
		buyer: partyOf({ customerId: payload.customer_id }),
		...creditMemoAmounts(payload, findings),
		references: {
			...referencesOf({
				subsidiaryId: payload.subsidiary_id,
				updatedAt: payload.updated_at,
				creditMemoStatus: payload.status,
				appliedInvoiceIds: [
					...new Set(payload.applications.flatMap(({ invoice_id }) => invoice_id ?? [])),
				].join(', '),
			}),
			...exchange.references,
			...externalReferencesOf(payload.external_references),
		},
		issues: findings.issues,
	});
}
