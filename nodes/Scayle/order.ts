import { currencyDigits } from '../shared/values/currencies';
import type { Findings } from '../shared/invoice/findings';
import { paymentOf, referencesOf } from '../shared/invoice/build';
import type { Invoice } from '../shared/invoice/schema';
import { fromMinorUnits } from '../shared/values/money';
import { isPositive, toText } from '../shared/values/decimal';
import { orderAmounts } from './amounts';
import { buyerOf, recipientOf } from './parties';
import type { Order } from './schema';

/** The invoice of an order, without the invoice's own number and document. */
export function invoiceOfOrder(order: Order, findings: Findings) {
	const { customer } = order;
	const currency = findings.requiredCurrency(order.currencyCode);
	if (currency !== null && currencyDigits(currency) === null) {
		findings.add('currency-unknown', 'currency', `${currency} has no minor unit to read the amounts by`);
	}
	const reduction = fromMinorUnits(order.membershipDiscount?.reductionValue, currency);
	if (reduction !== null && isPositive(reduction)) {
		findings.add(
			'membership-discount',
			'totals',
			`A membership discount of ${toText(reduction)} is not part of the amounts; SCAYLE takes it off what is captured`,
		);
	}
	return {
		...orderAmounts(order, currency, findings),
		status: statusOf(order.status, findings),
		issueDate: findings.date('issueDate', order.invoicedAt),
		currency,
		orderReference: order.referenceKey ?? order.publicKey ?? order.id,
		customerNumber: customer?.referenceKey ?? customer?.id ?? null,
		buyer: buyerOf(order, findings),
		shipTo: recipientOf(order, findings),
		// The list includes mere reservations, so it does not show that anything is paid.
		payment: paymentOf({
			method: listOf(order.payment?.map(({ key }) => key)),
			reference: listOf(order.payment?.map(({ transactionKey }) => transactionKey)),
		}),
		references: referencesOf({
			orderId: order.id,
			...shopOf(order),
			basketKey: order.basketKey,
			orderReferenceKey: order.referenceKey,
			orderPublicKey: order.publicKey,
			orderStatus: order.status,
			channel: order.channel?.key,
		}),
	} satisfies Partial<Omit<Invoice, 'totals'>> & { totals: Partial<Invoice['totals']> };
}

/** For an item made from the current order, which may include later invoices and corrections. */
export const PRESENT_ORDER: Invoice['issues'][number] = {
	code: 'amounts-may-cover-whole-order',
	path: 'totals',
	message: 'These are the amounts of the whole order as it is now: compare them with the document',
};

/** The only documented status that adds something to the event. */
const STATUSES: Record<string, Invoice['status']> = {
	order_open: 'issued',
	payment_pending: 'issued',
	payment_reserved: 'issued',
	invoice_completed: 'issued',
	invoice_partially_completed: 'issued',
	cancellation_pending: 'issued',
	cancellation_completed: 'void',
};

function statusOf(status: string | null, findings: Findings): Invoice['status'] {
	if (status === null) return null;
	const known = Object.hasOwn(STATUSES, status) ? STATUSES[status] : undefined;
	if (known === undefined) {
		findings.add(
			'status-unknown',
			'status',
			`The status ${status.slice(0, 100)} has no counterpart; it is kept in raw`,
		);
	}
	return known ?? null;
}

/** The shop for API calls about the order, or what the addresses say about it. */
function shopOf({ shopCountry, address }: Order) {
	const shops = [
		shopCountry,
		address?.billing?.shopCountry,
		address?.shipping?.shopCountry,
		address?.forward?.shopCountry,
	];
	return {
		shopKey: shops.find((shop) => shop?.shopKey)?.shopKey,
		countryCode: shops.find((shop) => shop?.countryCode)?.countryCode,
	};
}

const listOf = (texts: ReadonlyArray<string | null> | undefined): string | null =>
	texts?.filter((text) => text !== null).join(', ') || null;
