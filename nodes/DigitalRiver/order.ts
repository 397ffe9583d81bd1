import type { Findings } from '../shared/invoice/findings';
import { partyOf, paymentOf, referencesOf } from '../shared/invoice/build';
import type { Invoice } from '../shared/invoice/schema';
import { orderAmounts, type Amounts } from './amounts';
import { partyOfOrder } from './parties';
import type { InvoiceResource, Order } from './schema';

/** Data that every invoice of an order shares. */
export type OrderFacts = Pick<Invoice, 'currency' | 'seller' | 'buyer' | 'shipTo' | 'payment' | 'references'>;

/** The data of an order's invoice, including amounts; valid only for an order that has exactly one. */
export type OrderInvoice = OrderFacts & Amounts;

export function orderFacts(order: Order | InvoiceResource, findings: Findings): OrderFacts {
	const buyer = partyOfOrder(order.billTo, 'buyer', findings);
	const taxIdentifiers = (order.taxIdentifiers ?? []).flatMap(({ type, value, state }) =>
		value ? [{ type, value, state }] : [],
	);
	const taxId =
		(taxIdentifiers.find(({ state }) => state === 'verified') ?? taxIdentifiers[0])?.value ?? null;
	return {
		currency: findings.requiredCurrency(order.currency),
		seller: partyOf({
			companyName: order.sellingEntity?.name ?? null,
			name: order.sellingEntity?.name ?? null,
		}),
		buyer: partyOf({
			...buyer,
			customerId: order.customerId ?? null,
			email: buyer?.email ?? order.email ?? null,
			taxId,
		}),
		shipTo: partyOfOrder(order.shipTo, 'shipTo', findings),
		payment: paymentOf({ method: order.payment?.sources?.[0]?.type ?? null }),
		references: referencesOf({
			sellingEntityId: order.sellingEntity?.id,
			sellerTaxIdentifier: order.items?.find((item) => item.sellerTaxIdentifier)?.sellerTaxIdentifier,
			taxIdentifiers: taxIdentifiers.map(({ type, value }) => `${type ?? ''}:${value}`).join(', '),
			upstreamId: order.upstreamId,
			checkoutId: order.checkoutId,
			orderState: order.state,
		}),
	};
}

/** The invoice of an order that has exactly one, without its number and document. */
export const invoiceOfOrder = (order: Order | InvoiceResource, findings: Findings): OrderInvoice => ({
	...orderFacts(order, findings),
	...orderAmounts(order, findings),
});
