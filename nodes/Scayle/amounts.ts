import {
	abs,
	add,
	compare,
	equals,
	isNegative,
	isPositive,
	isZero,
	subtract,
	toText,
	type Decimal,
} from '../shared/values/decimal';
import type { Findings } from '../shared/invoice/findings';
import type { Invoice, Line, Tax } from '../shared/invoice/schema';
import { groupedBy } from '../shared/values/groups';
import { fromMinorUnits, percentFromFraction, percentOf, sumOfAll } from '../shared/values/money';
import type { Order } from './schema';

type Item = NonNullable<Order['items']>[number];
type Written = Parameters<typeof fromMinorUnits>[0];
/** Converts minor units of the order's currency to major units. */
type Read = (value: Written) => Decimal | null;

interface Price {
	net: Decimal | null;
	tax: Decimal | null;
	gross: Decimal | null;
	/** In percent. */
	rate: Decimal | null;
}

/** A price as SCAYLE writes it; with external prices `withoutTax` may be absent. */
interface WrittenPrice {
	withTax?: Written;
	withoutTax?: Written;
	withOutTax?: Written;
	tax?: { vat?: { amount?: Written; rate?: Written } | null } | null;
}

/** Amounts of an order. All integers are minor units of its currency (SDK fixture: 1168 + 222 = 1390). */
export function orderAmounts(
	order: Order,
	currency: string | null,
	findings: Findings,
): Pick<Invoice, 'lines' | 'taxes'> & { totals: Partial<Invoice['totals']> } {
	const read: Read = (value) => fromMinorUnits(value, currency);
	const items = order.items ?? [];
	const cost = priceOf(order.cost ?? {}, read);
	const fees = (order.cost?.appliedFees ?? []).map(({ amount, tax }) => priceOf({ ...amount, tax }, read));
	const prices = itemPrices(items, fees, cost.gross, read);

	items.forEach((item, index) => {
		if (currency !== null && item.currency !== null && item.currency.toUpperCase() !== currency) {
			findings.add(
				'currency-mismatch',
				`lines[${index}]`,
				`The item is in ${item.currency}, the order in ${currency}`,
			);
		}
	});

	const linesTotal = sumOfAll(prices.map(({ net }) => net));
	const charges = sumOfAll(fees.map(({ net }) => net));
	const known = fees.length === 0 || charges !== null;
	const discount =
		linesTotal && cost.net && known
			? subtract(charges ? add(linesTotal, charges) : linesTotal, cost.net)
			: null;
	const one = read(1);
	if (currency !== null && cost.gross === null) {
		findings.add('amounts-unknown', 'totals.gross', 'SCAYLE did not send the total of the order');
	}
	return {
		totals: {
			lines: findings.amount('totals.lines', linesTotal),
			// A negative amount is not a discount; the check of sums then reports the difference.
			discount:
				discount && isPositive(discount) && !hasUndelivered(order)
					? findings.amount('totals.discount', discount)
					: null,
			charges: findings.amount('totals.charges', charges),
			net: findings.amount('totals.net', cost.net),
			tax: findings.amount('totals.tax', cost.tax),
			gross: findings.amount('totals.gross', cost.gross),
		},
		taxes: taxesOf([...prices, ...withRates(fees, prices, one)], findings),
		lines: items.map((item, index) =>
			lineOfItem(item, prices[index] ?? priceOf(item.price ?? {}, read), read, index, findings),
		),
	};
}

const UNDELIVERED: ReadonlySet<string | null> = new Set(['cancelled', 'undeliverable', 'returned']);

/** Whether the total of an order may be without some of its items, which the documentation does not say. */
export const hasUndelivered = ({ items }: Order): boolean =>
	(items ?? []).some(
		({ status, cancelledAt, returnedAt }) => UNDELIVERED.has(status) || (cancelledAt ?? returnedAt) !== null,
	);

/** Calculates the third amount of a price if two were sent. */
function priceOf(written: WrittenPrice, read: Read): Price {
	const net = read(written.withoutTax ?? written.withOutTax);
	const tax = read(written.tax?.vat?.amount);
	const gross = read(written.withTax);
	return {
		net: net ?? (gross && tax ? subtract(gross, tax) : null),
		tax: tax ?? (gross && net ? subtract(gross, net) : null),
		gross: gross ?? (net && tax ? add(net, tax) : null),
		rate: percentFromFraction(written.tax?.vat?.rate),
	};
}

/**
 * The price of each item. An absolute voucher is either already included in `price`, or only in
 * `absoluteVoucherReducedPrice`. The documentation does not say which, so we use the one that adds up to the order.
 */
function itemPrices(
	items: readonly Item[],
	fees: readonly Price[],
	orderGross: Decimal | null,
	read: Read,
): Price[] {
	const addsUp = (prices: readonly Price[]) => {
		const total = sumOfAll([...prices, ...fees].map(({ gross }) => gross));
		return total !== null && orderGross !== null && equals(total, orderGross);
	};
	const full = items.map(({ price }) => priceOf(price ?? {}, read));
	if (addsUp(full)) return full;
	const reduced = items.map(({ price }, index): Price => {
		const before = full[index] ?? priceOf(price ?? {}, read);
		const after = priceOf(price?.absoluteVoucherReducedPrice ?? {}, read);
		return after.net || after.gross ? { ...after, rate: after.rate ?? before.rate } : before;
	});
	return addsUp(reduced) ? reduced : full;
}

/** An item is a single unit: `availableQuantity` is the stock. Prices already include reductions. */
function lineOfItem(item: Item, price: Price, read: Read, index: number, findings: Findings): Line {
	const before = read(item.price?.undiscountedWithOutTax);
	const off = before && price.net ? subtract(before, price.net) : null;
	// On a returned line, both price and discount are negative.
	const discount = before && off && !isZero(off) && isNegative(off) === isNegative(before) ? off : null;
	const unitPrice = discount ? before : price.net;
	return {
		id: item.id ?? item.key,
		sku: item.variant?.referenceKey ?? item.variant?.id ?? null,
		description: item.product?.name ?? null,
		quantity: 1,
		unit: null,
		unitPrice: findings.amount('lines[].unitPrice', unitPrice, index),
		unitPriceIncludesTax: unitPrice === null ? null : false,
		discount: findings.amount('lines[].discount', discount, index),
		net: findings.amount('lines[].net', price.net, index),
		tax: findings.amount('lines[].tax', price.tax, index),
		taxRate: findings.amount('lines[].taxRate', price.rate, index),
		taxCategory: categoryOf(price.rate),
		gross: findings.amount('lines[].gross', price.gross, index),
		periodStart: null,
		periodEnd: null,
	};
}

/** Standard rate in the sense of UNTDID 5305, reduced rates included; zero can mean Z, E, AE, G or O. */
const categoryOf = (rate: Decimal | null) => (rate !== null && isPositive(rate) ? 'S' : null);

/** Rates that each fee is tried with: real orders have two or three. */
const MOST_RATES = 100;

/** Fees with the rates of lines, where they are sent without. */
function withRates(fees: readonly Price[], lines: readonly Price[], minorUnit: Decimal | null): Price[] {
	const byText = new Map(lines.flatMap(({ rate }) => (rate === null ? [] : [[toText(rate), rate] as const])));
	const rates = [...byText.values()].slice(0, MOST_RATES);
	return fees.map((fee) => withRate(fee, rates, minorUnit));
}

/** A fee that was sent without a rate, with the rate that yields its tax to within the minor unit: the nearest one. */
function withRate(fee: Price, rates: readonly Decimal[], minorUnit: Decimal | null): Price {
	const { net, tax } = fee;
	if (fee.rate !== null || net === null || tax === null || minorUnit === null) return fee;
	let nearest: Decimal | null = null;
	// A larger difference means another rate.
	let least = minorUnit;
	for (const rate of rates) {
		const off = abs(subtract(percentOf(net, rate), tax));
		const order = compare(off, least);
		if (order > 0 || (nearest && order === 0)) continue;
		[nearest, least] = [rate, off];
	}
	return nearest ? { ...fee, rate: nearest } : fee;
}

/** One entry per rate, for lines and fees. */
function taxesOf(prices: readonly Price[], findings: Findings): Tax[] {
	const groups = groupedBy(prices, ({ rate }) => (rate === null ? '' : toText(rate)));
	return [...groups.values()].map((group, index): Tax => {
		const [{ rate }] = group;
		return {
			category: categoryOf(rate),
			name: 'VAT',
			rate: findings.amount('taxes[].rate', rate, index),
			taxableAmount: findings.amount('taxes[].taxableAmount', sumOfAll(group.map(({ net }) => net)), index),
			taxAmount: findings.amount('taxes[].taxAmount', sumOfAll(group.map(({ tax }) => tax)), index),
		};
	});
}
