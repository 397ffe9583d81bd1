import { invoiceOf, lineOf, partyOf, referencesOf } from '../shared/invoice/build';
import { Findings } from '../shared/invoice/findings';
import type { Invoice, Line } from '../shared/invoice/schema';
import type { Environment } from '../shared/provider';
import { isNegative, isZero } from '../shared/values/decimal';
import { percentFromFraction, sumOfAll } from '../shared/values/money';
import { figuresOf, payoutReferences, readerOf, taxesOf, type Amounts, type Read } from './amounts';
import { currencyOf, knownOrNull } from './codes';
import { documentOf } from './document';
import { buyerOf, SELLER } from './parties';
import type { Adjustment, LineItem, Transaction } from './schema';

const STATUSES = new Map<string, Invoice['status']>([
	['pending_approval', 'unbilled'],
	['approved', 'issued'],
	['rejected', 'void'],
	['reversed', 'void'],
]);

/**
 * The only actions that Paddle issues credit notes for (developer.paddle.com, get a PDF credit note for an adjustment).
 */
const CREDIT_NOTES = ['credit', 'refund'];

/** All other actions. They change the user's payout, not what the customer was invoiced. */
const NO_CREDIT_NOTES = new Map([
	['credit_reverse', 'takes back a credit: the amounts are owed again'],
	['chargeback', "is a chargeback: the customer's bank has taken the money back, without a credit note"],
	['chargeback_reverse', 'takes back a chargeback: the money is there again'],
	['chargeback_warning', 'warns of a chargeback: nothing was taken yet'],
	['chargeback_warning_reverse', 'takes back the warning of a chargeback'],
]);

export const isCreditNote = ({ action }: Adjustment): boolean => CREDIT_NOTES.includes(action ?? '');

/**
 * Paddle's adjustment in the normal form, without event and raw. The number of a credit note is only in the PDF.
 * @param adjusted the transaction, if it was fetched from the API
 */
export function readAdjustment(
	adjustment: Adjustment,
	environment: Environment,
	adjusted: Transaction | null = null,
): Invoice {
	const findings = new Findings();
	const { id, action, status, totals } = adjustment;
	const currency = currencyOf([adjustment.currency_code, totals?.currency_code], findings);
	const read = readerOf(currency, findings);
	if (!isCreditNote(adjustment)) {
		const meaning = knownOrNull(action, NO_CREDIT_NOTES, 'kind', findings);
		if (meaning !== null) findings.add('no-credit-note', 'kind', `The adjustment ${meaning}`);
	}
	return invoiceOf({
		provider: 'paddle',
		id,
		kind: isCreditNote(adjustment) ? 'creditNote' : null,
		status: knownOrNull(status, STATUSES, 'status', findings),
		issueDate: findings.date('issueDate', adjustment.created_at),
		currency,
		customerNumber: adjustment.customer_id,
		precedingInvoiceNumber: adjusted?.invoice_number ?? null,
		note: adjustment.reason,
		seller: SELLER,
		buyer: adjusted ? buyerOf(adjusted, findings) : partyOf({ customerId: adjustment.customer_id }),
		...adjustmentAmounts(adjustment, adjusted, read, findings),
		document: isCreditNote(adjustment) && status === 'approved' ? documentOf(environment, id, null) : null,
		references: referencesOf({
			transactionId: adjustment.transaction_id,
			subscriptionId: adjustment.subscription_id,
			adjustmentAction: action,
			adjustmentType: adjustment.type,
			adjustmentStatus: status,
			creditAppliedToBalance: flagText(adjustment.credit_applied_to_balance),
			updatedAt: adjustment.updated_at,
			...payoutReferences(totals, adjustment.payout_totals, read),
		}),
		issues: findings.issues,
	});
}

const flagText = (flag: boolean | null | undefined) =>
	flag === null || flag === undefined ? null : String(flag);

function adjustmentAmounts(
	{ items, totals, tax_rates_used: rates }: Adjustment,
	adjusted: Transaction | null,
	read: Read,
	findings: Findings,
): Amounts {
	const whole = figuresOf(totals, read, false);
	if (whole.gross && isNegative(whole.gross)) {
		findings.add(
			'negative-credit-note',
			'totals.gross',
			'The amounts of adjustments are expected to be positive; check which way this one goes',
		);
	}
	const counted = items.map((item) => figuresOf(item.totals, read, false));
	const sold = new Map((adjusted?.details?.line_items ?? []).map((line) => [line.id, line]));
	const [only] = rates;
	// Tax given back without a net amount is no percentage of the amounts that were sent.
	const isTaxCorrected = items.some(({ type }) => type === 'tax');
	return {
		totals: {
			lines: findings.amount('totals.lines', sumOfAll(counted.map(({ net }) => net)) && whole.net),
			net: findings.amount('totals.net', whole.net),
			tax: findings.amount('totals.tax', whole.tax),
			gross: findings.amount('totals.gross', whole.gross),
		},
		taxes: taxesOf(rates, whole, read, findings, false).map((entry) =>
			isTaxCorrected ? { ...entry, taxableAmount: null } : entry,
		),
		lines: items.map((item, index): Line => {
			const line: LineItem | undefined = sold.get(item.item_id);
			const { net, tax, gross } = counted[index]!;
			const rate = line?.tax_rate ?? (rates.length === 1 && tax && !isZero(tax) ? only?.tax_rate : null);
			const period = item.proration?.billing_period;
			return lineOf({
				id: item.id,
				sku: line?.price_id ?? null,
				description: line?.product?.name ?? null,
				net: findings.amount('lines[].net', net, index),
				tax: findings.amount('lines[].tax', tax, index),
				taxRate: findings.amount('lines[].taxRate', percentFromFraction(rate), index),
				gross: findings.amount('lines[].gross', gross, index),
				periodStart: findings.date('lines[].periodStart', period?.starts_at, index),
				periodEnd: findings.date('lines[].periodEnd', period?.ends_at, index),
			});
		}),
	};
}
