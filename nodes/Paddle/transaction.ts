import { invoiceOf, paymentOf, referencesOf } from '../shared/invoice/build';
import { Findings } from '../shared/invoice/findings';
import type { Invoice } from '../shared/invoice/schema';
import type { Environment } from '../shared/provider';
import { addDays, businessDate } from '../shared/values/dates';
import { isNegative, isZero, toText, type Decimal } from '../shared/values/decimal';
import { amount } from '../shared/values/money';
import { payoutReferences, readerOf, transactionAmounts } from './amounts';
import { currencyOf, knownOrNull } from './codes';
import { documentOf } from './document';
import { buyerOf, SELLER } from './parties';
import type { Transaction } from './schema';
import { lookUp } from '../shared/values/lookUp';

const STATUSES = new Map<string, Invoice['status']>([
	['draft', 'unbilled'],
	['ready', 'unbilled'],
	['billed', 'unpaid'],
	['past_due', 'unpaid'],
	['paid', 'paid'],
	['completed', 'paid'],
	['canceled', 'void'],
]);

/** Before it is billed, a transaction is not an invoice, even if it is canceled. */
const isUnbilled = ({ status, billed_at }: Transaction): boolean =>
	status === 'draft' || status === 'ready' || (status === 'canceled' && billed_at === null);

/** The statuses with a PDF (developer.paddle.com, get a PDF invoice for a transaction). */
const WITH_PDF: Partial<Record<string, readonly string[]>> = {
	automatic: ['completed'],
	manual: ['billed', 'past_due', 'paid', 'completed'],
};

const DAYS = new Map([
	['day', 1],
	['week', 7],
]);

/** Paddle's transaction in the normal form, without event and raw. Without an API call, the buyer is only an id. */
export function readTransaction(transaction: Transaction, environment: Environment): Invoice {
	const findings = new Findings();
	const { id, status, invoice_number: number, billing_details: billing, details, billed_at } = transaction;
	const currency = currencyOf([transaction.currency_code, details?.totals?.currency_code], findings);
	const read = readerOf(currency, findings);
	const isDraft = isUnbilled(transaction);
	if (number === null && !isDraft) {
		findings.add(
			'number-missing',
			'number',
			'Paddle adds the number a moment after the event: Fetch Details, or a later event such as transaction.updated, has it',
		);
	}
	const gross = read(details?.totals?.total);
	if (gross && isNegative(gross)) {
		findings.add(
			'negative-invoice',
			'totals.gross',
			'The total is negative: a change of a subscription gives the customer a credit',
		);
	}
	const payment = transaction.payments.find((attempt) => attempt.status === 'captured');
	return invoiceOf({
		provider: 'paddle',
		id,
		number,
		kind: isDraft ? 'proForma' : 'invoice',
		status: knownOrNull(status, STATUSES, 'status', findings),
		issueDate: findings.date('issueDate', billed_at),
		dueDate: dueDateOf(transaction),
		currency,
		orderReference: billing?.purchase_order_number ?? null,
		customerNumber: transaction.customer_id,
		note: billing?.additional_information ?? null,
		seller: SELLER,
		buyer: buyerOf(transaction, findings),
		...transactionAmounts(transaction, read, findings),
		payment: paymentOf({ terms: termsOf(transaction), method: payment?.method_details?.type ?? null }),
		document: hasPdf(transaction, gross) ? documentOf(environment, id, number) : null,
		references: referencesOf({
			transactionStatus: status,
			collectionMode: transaction.collection_mode,
			origin: transaction.origin,
			subscriptionId: transaction.subscription_id,
			addressId: transaction.address_id,
			businessId: transaction.business_id,
			discountId: transaction.discount_id,
			invoiceId: transaction.invoice_id,
			paymentAttemptId: payment?.payment_attempt_id,
			paidAt: payment?.captured_at,
			updatedAt: transaction.updated_at,
			revisedAt: transaction.revised_at,
			creditAmount: nonZero(read(details?.totals?.credit)),
			creditToBalanceAmount: nonZero(read(details?.totals?.credit_to_balance)),
			adjustedTotalAmount: adjustedTotal(gross, read(details?.adjusted_totals?.total)),
			...payoutReferences(details?.totals, details?.payout_totals, read),
		}),
		issues: findings.issues,
	});
}

const hasPdf = ({ collection_mode, status }: Transaction, gross: Decimal | null): boolean =>
	lookUp(WITH_PDF, collection_mode)?.includes(status ?? '') === true && !(gross && isZero(gross));

const nonZero = (value: Decimal | null) => (value && !isZero(value) ? toText(value) : null);

/** The total after refunds, credits and chargebacks; null where they have not changed it. */
const adjustedTotal = (gross: Decimal | null, adjusted: Decimal | null) =>
	gross && adjusted && toText(gross) !== toText(adjusted) ? toText(adjusted) : null;

/** For example `14 days`: Paddle sends a number and a unit. */
function termsOf({ billing_details }: Transaction): string | null {
	const { interval = null, frequency } = billing_details?.payment_terms ?? {};
	const count = amount(frequency);
	return interval && count && `${toText(count)} ${interval}${toText(count) === '1' ? '' : 's'}`;
}

/**
 * The terms start on the day on which a manually collected invoice is issued. Months vary in length, so they give no
 * due date.
 */
function dueDateOf({ billing_details, billed_at, collection_mode }: Transaction): string | null {
	const { interval, frequency } = billing_details?.payment_terms ?? {};
	const issued = billed_at && businessDate(billed_at);
	const days = DAYS.get(interval ?? '');
	const count = amount(frequency);
	if (collection_mode !== 'manual' || !issued || days === undefined || count === null) return null;
	return addDays(issued, days * Number(toText(count)));
}
