import {
	add,
	divideExact,
	equals,
	isNegative,
	isZero,
	multiply,
	negate,
	subtract,
	sum,
	toText,
	type Decimal,
} from '../shared/values/decimal';
import type { Findings } from '../shared/invoice/findings';
import type { Invoice, Line, Tax } from '../shared/invoice/schema';
import { amount, percentFromFraction, sumOfAll, toAmount } from '../shared/values/money';
import type { InvoiceResource, Order } from './schema';

/** Totals, taxes and lines of an order; those of its invoice if the order has exactly one. */
export type Amounts = Pick<Invoice, 'totals' | 'taxes' | 'lines'>;

type Item = NonNullable<Order['items']>[number];

/** An item with the additional amounts that totals and taxes need. */
interface CountedItem {
	item: Item;
	net: Decimal | null;
	tax: Decimal | null;
	/** In percent. */
	rate: Decimal | null;
}

/**
 * `subtotal` is without tax and after all discounts, and includes shipping, fees, duty and importer tax;
 * `items[].amount` is a line without tax, after its own discount. All of the vendor's examples agree with this.
 */
export function orderAmounts(order: Order | InvoiceResource, findings: Findings): Amounts {
	const items = order.items ?? [];
	const counted = items.map((item): CountedItem => ({
		item,
		net: amount(item.amount),
		tax: amount(item.tax?.amount),
		rate: percentFromFraction(item.tax?.rate),
	}));
	const net = amount(order.subtotal);
	const linesTotal = sumOfAll(counted.map((line) => line.net));
	const charges = sumOfAll(
		[order.totalShipping, order.totalFees, order.totalDuty, order.totalImporterTax].map(amount),
	);
	const discount = net && linesTotal && charges ? subtract(add(linesTotal, charges), net) : null;
	if (discount && isNegative(discount)) {
		findings.add(
			'sum-mismatch',
			'totals.discount',
			`Lines and charges are ${toText(negate(discount))} less than the subtotal, so that no discount follows`,
		);
	}
	return {
		totals: {
			lines: findings.amount('totals.lines', linesTotal),
			discount: discount && !isNegative(discount) ? findings.amount('totals.discount', discount) : null,
			charges: findings.amount('totals.charges', charges),
			net: findings.amount('totals.net', net),
			tax: findings.amount('totals.tax', amount(order.totalTax)),
			gross: findings.amount('totals.gross', amount(order.totalAmount)),
			withheld: null,
			paid: findings.amount('totals.paid', amount(order.capturedAmount)),
			rounding: null,
			due: null,
		},
		taxes: taxesOf(counted, amount(order.totalTax), discount !== null && isZero(discount), findings),
		lines: counted.map((line, index) => lineOfItem(line, index, findings)),
	};
}

function lineOfItem({ item, net, tax, rate }: CountedItem, index: number, findings: Findings): Line {
	const quantity = amount(item.quantity);
	// `amountOff` is per unit, for `discount.quantity` units; a percentage applies to a price that is not sent.
	const amountOff = amount(item.discount?.amountOff);
	const pieces = amount(item.discount?.quantity);
	const discount = amountOff && pieces ? multiply(amountOff, pieces) : null;
	const before = item.discount ? net && discount && add(net, discount) : net;
	const unitPrice = before && quantity ? divideExact(before, quantity) : null;
	return {
		id: item.id ?? null,
		sku: item.skuId ?? null,
		description: item.productDetails?.name ?? null,
		quantity: findings.amount('lines[].quantity', quantity, index),
		unit: null,
		unitPrice: toAmount(unitPrice),
		unitPriceIncludesTax: unitPrice === null ? null : false,
		discount: findings.amount('lines[].discount', discount, index),
		net: findings.amount('lines[].net', net, index),
		tax: findings.amount('lines[].tax', tax, index),
		taxRate: findings.amount('lines[].taxRate', rate, index),
		taxCategory: null,
		gross: net && tax ? findings.amount('lines[].gross', add(net, tax), index) : null,
		periodStart: null,
		periodEnd: null,
	};
}

/** One entry per rate; tax that the items do not account for (shipping, fees) becomes an entry without a rate. */
function taxesOf(
	items: readonly CountedItem[],
	totalTax: Decimal | null,
	undiscounted: boolean,
	findings: Findings,
): Tax[] {
	const groups = new Map<string, { rate: Decimal; net: Array<Decimal | null>; tax: Decimal[] }>();
	for (const { net, tax, rate } of items) {
		if (rate === null || tax === null) continue;
		const name = toText(rate);
		const group = groups.get(name) ?? { rate, net: [], tax: [] };
		group.net.push(net);
		group.tax.push(tax);
		groups.set(name, group);
	}
	const entries = [...groups.values()];
	const taxes = entries.map(({ rate, net, tax }, index): Tax => {
		// A discount on the whole order reduces the taxable amount of each rate by a share that is not sent.
		const base = undiscounted ? sumOfAll(net) : null;
		return {
			category: null,
			name: null,
			rate: findings.amount('taxes[].rate', rate, index),
			taxableAmount: findings.amount('taxes[].taxableAmount', base, index),
			taxAmount: findings.amount('taxes[].taxAmount', sum(tax), index),
		};
	});
	const ofItems = sum(entries.flatMap(({ tax }) => tax));
	if (totalTax !== null && !equals(totalTax, ofItems)) {
		const rest = subtract(totalTax, ofItems);
		taxes.push({ category: null, name: null, rate: null, taxableAmount: null, taxAmount: toAmount(rest) });
	}
	return taxes;
}
