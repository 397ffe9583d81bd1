import { decimal, isPositive, sum, compare, type Decimal } from '../shared/values/decimal';
import { invoiceOf, paymentOf, referencesOf } from '../shared/invoice/build';
import { Findings } from '../shared/invoice/findings';
import type { Invoice } from '../shared/invoice/schema';
import { amountsOf, isPaid, settlementOf } from './amounts';
import { documentOf } from './document';
import { moneyIn, type Money } from './minorUnits';
import { dayOf, momentOf } from './moments';
import { buyerOf, customerIdOf, sellerOf, shipToOf, taxIdsText } from './parties';
import type { StripeInvoice } from './schema';
import type { TaxRates } from './taxes';

/** @param asked tax rates fetched from the API */
export function readInvoice(invoice: StripeInvoice, asked?: TaxRates): Invoice {
	const findings = new Findings();
	const currency = findings.requiredCurrency(invoice.currency);
	const money = moneyIn(currency);
	const { totals, taxes, lines } = amountsOf(invoice, money, findings, asked);
	const settlement = settlementOf(invoice, money, findings);
	const isDraft = invoice.status === 'draft';
	const revised = invoice.from_invoice?.action === 'revision' ? invoice.from_invoice.invoice : null;
	if (invoice.last_finalization_error?.message) {
		findings.add(
			'finalization-failed',
			'status',
			`Stripe could not finalize the invoice: ${invoice.last_finalization_error.message}`,
		);
	}
	return invoiceOf({
		provider: 'stripe',
		id: invoice.id,
		number: invoice.number,
		kind: isDraft ? 'proForma' : revised ? 'corrective' : 'invoice',
		status: statusOf(invoice, money, findings),
		issueDate: isDraft ? null : issueDateOf(invoice),
		dueDate: dayOf(invoice.due_date),
		currency,
		orderReference: purchaseOrderOf(invoice),
		customerNumber: customerIdOf(invoice),
		precedingInvoiceNumber: typeof revised === 'string' ? null : (revised?.number ?? null),
		note: [invoice.description, invoice.footer].filter(Boolean).join('\n') || null,
		seller: sellerOf(invoice, findings),
		buyer: buyerOf(invoice, findings),
		shipTo: shipToOf(invoice, findings),
		totals: { ...totals, ...settlement },
		taxes,
		lines,
		payment: paymentOf({
			method: invoice.payment_settings?.payment_method_types?.join(', ') || null,
		}),
		document: documentOf(invoice.invoice_pdf, invoice.number),
		references: referencesOfInvoice(invoice),
		issues: findings.issues,
	});
}

const idOf = (reference: string | { id: string } | null | undefined): string | null =>
	typeof reference === 'string' ? reference : (reference?.id ?? null);

/**
 * The printed date: it can be set manually (`effective_at`). Older API versions have only `created`, and before
 * 2019-03 `date`.
 */
const issueDateOf = ({ effective_at, status_transitions, created, date }: StripeInvoice): string | null =>
	dayOf(effective_at ?? status_transitions?.finalized_at ?? created ?? date);

function statusOf(invoice: StripeInvoice, money: Money, findings: Findings): Invoice['status'] {
	const status = isPaid(invoice) ? 'paid' : invoice.status;
	const total = money(invoice.total);
	switch (status) {
		case 'draft':
			return 'unbilled';
		case 'void':
			return 'void';
		case 'open':
			return isPartlyPaid(money(invoice.amount_paid)) ? 'partiallyPaid' : 'unpaid';
		case 'paid':
			return creditedOf(invoice, total, money) ?? 'paid';
		case 'uncollectible':
			findings.add('uncollectible', 'status', 'Stripe marks the invoice as uncollectible: it is given up');
			return 'unpaid';
		default:
			if (status) {
				findings.add(
					'status-unknown',
					'status',
					`The status ${status} has no counterpart; it is kept in raw`,
				);
			}
			return null;
	}
}

const isPartlyPaid = (paid: Decimal | null): boolean => paid !== null && isPositive(paid);

function creditedOf(
	invoice: StripeInvoice,
	total: Decimal | null,
	money: Money,
): Invoice['status'] | undefined {
	const parts = [invoice.pre_payment_credit_notes_amount, invoice.post_payment_credit_notes_amount];
	const credited = sum(parts.map((part) => money(part) ?? decimal(0)!));
	if (!isPositive(credited) || !total) return undefined;
	return compare(credited, total) >= 0 ? 'credited' : 'partiallyCredited';
}

const PURCHASE_ORDER = /^(?:p\.? ?o\.?|purchase[ -]order) ?(?:number|no\.?|nr\.?|#|id)? ?:?$/i;
/** Longer than any such name; Stripe allows 40 characters (docs.stripe.com/api/invoices, custom_fields). */
const MAX_NAME = 60;

/** Stripe has no field for it; its documentation uses a custom field of this name. */
function purchaseOrderOf({ custom_fields }: StripeInvoice): string | null {
	const field = custom_fields?.find(({ name }) => {
		// Whoever sends the name, hours of blanks must not be tried in every way.
		const text = name ?? '';
		return text.length <= MAX_NAME && PURCHASE_ORDER.test(text.trim().replace(/\s+/g, ' '));
	});
	return field?.value ?? null;
}

function referencesOfInvoice(invoice: StripeInvoice): Record<string, string> {
	const customFields = (invoice.custom_fields ?? []).map(({ name, value }) => [`customField.${name}`, value]);
	return referencesOf({
		subscriptionId: invoice.parent?.subscription_details?.subscription ?? invoice.subscription,
		quoteId: invoice.parent?.quote_details?.quote ?? invoice.quote,
		chargeId: invoice.charge,
		paymentIntentId: invoice.payment_intent,
		revisedInvoiceId: idOf(invoice.from_invoice?.invoice),
		latestRevisionId: invoice.latest_revision,
		receiptNumber: invoice.receipt_number,
		billingReason: invoice.billing_reason,
		collectionMethod: invoice.collection_method,
		paidAt: momentOf(invoice.status_transitions?.paid_at),
		voidedAt: momentOf(invoice.status_transitions?.voided_at),
		customerTaxExempt: invoice.customer_tax_exempt,
		customerTaxIds: taxIdsText(invoice.customer_tax_ids),
		sellerTaxIds: taxIdsText(invoice.account_tax_ids),
		hostedInvoiceUrl: invoice.hosted_invoice_url,
		...(Object.fromEntries(customFields) as Record<string, string | null>),
	});
}
