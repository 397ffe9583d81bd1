import {
	add,
	divideExact,
	equals,
	isNegative,
	isZero,
	multiply,
	subtract,
	toText,
	ZERO,
	type Decimal,
} from '../shared/values/decimal';
import { lineOf } from '../shared/invoice/build';
import type { Findings } from '../shared/invoice/findings';
import type { Invoice, Line, Tax, Totals } from '../shared/invoice/schema';
import { currencyDigits } from '../shared/values/currencies';
import { amount, fromMinorUnits, percentFromFraction, sumOfAll } from '../shared/values/money';
import type { LineItem, PayoutTotals, Period, TaxRatesUsed, Transaction, WrittenTotals } from './schema';

export type Amounts = Pick<Invoice, 'taxes' | 'lines'> & { totals: Partial<Totals> };

type Written = Parameters<typeof fromMinorUnits>[0];
/** Converts the currency's lowest units to major units. */
export type Read = (value: Written) => Decimal | null;

export interface Figures {
	/** Before discount and tax. */
	subtotal: Decimal | null;
	discount: Decimal | null;
	/** After the discount, without tax. */
	net: Decimal | null;
	tax: Decimal | null;
	gross: Decimal | null;
}

/**
 * The four amounts that Paddle sends on every level, and the net amount calculated from them. An adjustment has no
 * discount.
 */
export function figuresOf(written: WrittenTotals, read: Read, hasDiscount = true): Figures {
	const subtotal = read(written?.subtotal);
	const discount = hasDiscount ? read(written?.discount) : ZERO;
	const tax = read(written?.tax);
	const gross = read(written?.total);
	const net = subtotal && discount ? subtract(subtotal, discount) : gross && tax && subtract(gross, tax);
	return { subtotal, discount, net, tax, gross };
}

/**
 * Reads amounts with the currency's number of digits in ISO 4217. Paddle says that most currencies have two and some
 * none (developer.paddle.com, data types); each currency on its list agrees with ISO 4217.
 */
export function readerOf(currency: string | null, findings: Findings): Read {
	if (currency === null || currencyDigits(currency) === null) {
		findings.add(
			'amounts-unknown',
			'totals',
			'Amounts come in the lowest unit of the currency, which is not known here; they are kept in raw',
		);
	}
	return (value) => fromMinorUnits(value, currency);
}

/** Totals, taxes and lines of a transaction. */
export function transactionAmounts(transaction: Transaction, read: Read, findings: Findings): Amounts {
	const { details } = transaction;
	const items = details?.line_items ?? [];
	const totals = figuresOf(details?.totals, read);
	const counted = items.map((item) => figuresOf(item.totals, read));
	const balance = read(details?.totals?.balance);
	const rest = restOfDiscount(totals, counted, findings);
	const periodOf = periodsIn(transaction);
	return {
		totals: {
			lines: findings.amount('totals.lines', rest && totals.net && add(totals.net, rest)),
			discount: rest && !isZero(rest) ? findings.amount('totals.discount', rest) : null,
			net: findings.amount('totals.net', totals.net),
			tax: findings.amount('totals.tax', totals.tax),
			gross: findings.amount('totals.gross', totals.gross),
			// Payments, and customer credit applied to it.
			paid: findings.amount('totals.paid', totals.gross && balance && subtract(totals.gross, balance)),
			due: findings.amount('totals.due', balance),
		},
		taxes: taxesOf(details?.tax_rates_used ?? [], totals, read, findings),
		lines: items.map((item, index) =>
			lineOfItem(item, counted[index]!, periodOf(item), read, index, findings),
		),
	};
}

/** The part of the discount that is not in the lines; null when unknown. */
function restOfDiscount(
	{ discount }: Figures,
	lines: readonly Figures[],
	findings: Findings,
): Decimal | null {
	const inLines = sumOfAll(lines.map((line) => line.discount));
	if (discount === null || inLines === null) return null;
	const rest = subtract(discount, inLines);
	if (!isNegative(rest) || isNegative(discount)) return rest;
	findings.add(
		'sum-mismatch',
		'totals.discount',
		`The discounts of the lines are ${toText(inLines)} in sum, more than the whole discount ${toText(discount)}`,
	);
	return null;
}

function lineOfItem(
	item: LineItem,
	{ subtotal, discount, net, tax, gross }: Figures,
	period: Period,
	read: Read,
	index: number,
	findings: Findings,
): Line {
	const quantity = amount(item.quantity);
	const price = priceOf(item, subtotal, quantity, read);
	return lineOf({
		id: item.id,
		sku: item.price_id,
		description: item.product?.name ?? null,
		quantity: findings.amount('lines[].quantity', quantity, index),
		unitPrice: price && findings.amount('lines[].unitPrice', price.of, index),
		unitPriceIncludesTax: price && price.includesTax,
		discount: discount && !isZero(discount) ? findings.amount('lines[].discount', discount, index) : null,
		net: findings.amount('lines[].net', net, index),
		tax: findings.amount('lines[].tax', tax, index),
		taxRate: findings.amount('lines[].taxRate', percentFromFraction(item.tax_rate), index),
		gross: findings.amount('lines[].gross', gross, index),
		periodStart: findings.date('lines[].periodStart', period?.starts_at, index),
		periodEnd: findings.date('lines[].periodEnd', period?.ends_at, index),
	});
}

/**
 * The unit price. `unit_totals` are rounded to the lowest unit, so where a price includes tax, its subtotal times the
 * quantity may differ from the line. Then use the price with tax, or the quotient if it is a finite decimal.
 */
function priceOf(item: LineItem, subtotal: Decimal | null, quantity: Decimal | null, read: Read) {
	const unit = figuresOf(item.unit_totals, read);
	if (subtotal === null || quantity === null || isZero(quantity)) {
		return unit.subtotal && { of: unit.subtotal, includesTax: false };
	}
	const makes = (price: Decimal | null, whole: Decimal | null): boolean =>
		price !== null && whole !== null && equals(multiply(price, quantity), whole);
	if (makes(unit.subtotal, subtotal)) return { of: unit.subtotal!, includesTax: false };
	const line = figuresOf(item.totals, read);
	const undiscounted = line.discount !== null && isZero(line.discount);
	if (undiscounted && makes(unit.gross, line.gross)) return { of: unit.gross!, includesTax: true };
	const quotient = divideExact(subtotal, quantity);
	return quotient && { of: quotient, includesTax: false };
}

/** The period of a line: its own if prorated; that of the transaction if recurring. */
function periodsIn({ items, billing_period }: Transaction): (line: LineItem) => Period {
	// The first item of a price counts.
	const prices = new Map(items.toReversed().map((item) => [item.price?.id ?? item.price_id, item.price]));
	return ({ proration, price_id }) => {
		if (proration?.billing_period) return proration.billing_period;
		return prices.get(price_id)?.billing_cycle ? billing_period : null;
	};
}

/** One entry per rate, as Paddle groups them; one without a rate where Paddle sends only a total. */
export function taxesOf(
	rates: TaxRatesUsed,
	whole: Figures,
	read: Read,
	findings: Findings,
	hasDiscount = true,
): Tax[] {
	const groups = rates.map(({ tax_rate, totals }) => ({
		rate: percentFromFraction(tax_rate),
		...figuresOf(totals, read, hasDiscount),
	}));
	if (groups.length === 0 && whole.tax && !isZero(whole.tax))
		groups.push({ ...whole, rate: null, net: null });
	return groups.map(({ rate, net, tax }, index) => ({
		category: null,
		name: null,
		rate: findings.amount('taxes[].rate', rate, index),
		taxableAmount: findings.amount('taxes[].taxableAmount', net, index),
		taxAmount: findings.amount('taxes[].taxAmount', tax, index),
	}));
}

/** What the user earns from a sale, for bookkeeping: Paddle sells, and pays out. Amounts as text in major units. */
export function payoutReferences(
	totals: { fee?: Written; earnings?: Written } | null | undefined,
	payout: PayoutTotals,
	read: Read,
): Record<string, string | null> {
	const text = (value: Decimal | null) => value && toText(value);
	const readPayout: Read = (value) => fromMinorUnits(value, payout?.currency_code ?? null);
	return {
		feeAmount: text(read(totals?.fee)),
		earningsAmount: text(read(totals?.earnings)),
		payoutCurrency: payout?.currency_code ?? null,
		payoutExchangeRate: payout?.exchange_rate ?? null,
		payoutFeeAmount: text(readPayout(payout?.fee)),
		payoutEarningsAmount: text(readPayout(payout?.earnings)),
	};
}
