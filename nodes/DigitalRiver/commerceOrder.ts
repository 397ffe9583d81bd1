import { equals, subtract, sum, ONE } from '../shared/values/decimal';
import type { Findings } from '../shared/invoice/findings';
import { lineOf, paymentOf, referencesOf } from '../shared/invoice/build';
import { amount } from '../shared/values/money';
import type { OrderFacts, OrderInvoice } from './order';
import { partyOfAddress } from './parties';
import type { CommerceOrder } from './schema';

/** Data that every invoice of a Commerce API order shares. */
export function commerceOrderFacts(order: CommerceOrder, findings: Findings): OrderFacts {
	return {
		currency: findings.requiredCurrency(order.currency),
		seller: null,
		buyer: partyOfAddress(order.billingAddress, 'buyer', findings),
		shipTo: partyOfAddress(order.shippingAddress, 'shipTo', findings),
		payment: paymentOf({ method: order.paymentMethods?.[0]?.name ?? null }),
		references: referencesOf({ submissionDate: order.submissionDate, orderState: order.orderState }),
	};
}

/** The invoice of an order that has exactly one. `pricing.discount` is not read: line prices already include it. */
export function invoiceOfCommerceOrder(order: CommerceOrder, findings: Findings): OrderInvoice {
	const { pricing } = order;
	const gross = amount(pricing?.total?.value);
	const tax = amount(pricing?.tax?.value);
	const charges = [pricing?.shippingAndHandling, pricing?.fees, pricing?.importTaxAndDuty].map((part) =>
		amount(part?.value),
	);
	return {
		...commerceOrderFacts(order, findings),
		totals: {
			lines: findings.amount('totals.lines', amount(pricing?.subTotal?.value)),
			discount: null,
			charges: charges.every((charge) => charge !== null)
				? findings.amount('totals.charges', sum(charges))
				: null,
			net: gross && tax ? findings.amount('totals.net', subtract(gross, tax)) : null,
			tax: findings.amount('totals.tax', tax),
			gross: findings.amount('totals.gross', gross),
			withheld: null,
			paid: null,
			rounding: null,
			due: null,
		},
		taxes: [],
		lines: (order.lineItems ?? []).map((item, index) => {
			const quantity = amount(item.quantity);
			// Undocumented whether netPrice is per unit or per line; for a quantity of one it is both.
			const net = quantity && equals(quantity, ONE) ? amount(item.pricing?.netPrice?.value) : null;
			const lineGross = amount(item.pricing?.salePriceWithQuantity?.value);
			return lineOf({
				id: item.id ?? null,
				sku: item.product?.sku ?? null,
				description: item.product?.displayName ?? null,
				quantity: findings.amount('lines[].quantity', quantity, index),
				net: findings.amount('lines[].net', net, index),
				tax: net && lineGross ? findings.amount('lines[].tax', subtract(lineGross, net), index) : null,
				gross: findings.amount('lines[].gross', lineGross, index),
			});
		}),
	};
}
