import {
	abs,
	add,
	compare,
	divideExact,
	isZero,
	multiply,
	subtract,
	sum,
	type Decimal,
	ZERO,
} from '../shared/values/decimal';
import type { Findings } from '../shared/invoice/findings';
import type { Line } from '../shared/invoice/schema';
import { amount, toAmount } from '../shared/values/money';
import type { Days } from '../shared/values/unixTime';
import type { Money } from './minorUnits';
import type { StripeLine } from './schema';
import { rateIn, sharedCategories, sumOfTaxes, taxPartsOfLine, type ReadTax } from './taxes';

export interface Reading {
	readTax: ReadTax;
	/** The category of what is not taxed because of the customer. */
	exemption: string | null;
	money: Money;
	dayOf: Days;
	findings: Findings;
	/** Whether all taxes of the document are exclusive: lines in an old shape do not say so themselves. */
	isExclusive: boolean;
}

/** An output line, and what the totals and taxes need of it. */
export interface ReadLine {
	line: Line;
	net: Decimal | null;
	/** The categories of which it has several taxes. */
	sharedCategories: string[];
}

/**
 * `amount` is before discounts and includes inclusive taxes. Discounts on the whole invoice are also in its lines, each
 * with its share (docs.stripe.com/api/invoice-line-item, discount_amounts).
 */
export function readLine(
	sent: StripeLine,
	index: number,
	{ readTax, exemption, money, dayOf, findings, isExclusive }: Reading,
): ReadLine {
	const taxes = taxPartsOfLine(sent, readTax);
	const before = money(sent.amount);
	const discount = discountOf(sent, money);
	const inclusive = taxes ? sumOfTaxes(taxes.filter((part) => part.inclusive)) : isExclusive ? ZERO : null;
	const net = before && inclusive ? subtract(subtract(before, discount ?? ZERO), inclusive) : null;
	const tax = taxes && sumOfTaxes(taxes);
	const quantity = amount(sent.quantity_decimal ?? sent.quantity);
	const unitPrice = unitPriceOf(sent, before, quantity, money);
	const [only, second] = taxes ?? [];
	const known = second === undefined ? only : undefined;
	const categories = new Set(taxes?.map((part) => part.category));
	const common = categories.size === 1 ? only?.category : undefined;
	const category = common ?? (tax && isZero(tax) ? exemption : null);
	return {
		net,
		sharedCategories: sharedCategories(taxes ?? []),
		line: {
			id: sent.id,
			sku: productOf(sent),
			// Before 2018, lines of a subscription have only the name of their plan.
			description: sent.description ?? sent.plan?.name ?? sent.plan?.nickname ?? null,
			quantity: findings.amount('lines[].quantity', quantity, index),
			unit: null,
			unitPrice: toAmount(unitPrice),
			unitPriceIncludesTax: unitPrice && inclusive && taxes?.some((part) => part.inclusive) === true,
			discount: findings.amount('lines[].discount', discount, index),
			net: findings.amount('lines[].net', net, index),
			tax: findings.amount('lines[].tax', tax, index),
			taxRate: findings.amount('lines[].taxRate', rateIn(category, tax, known?.rate ?? null), index),
			taxCategory: category,
			gross: net && tax ? findings.amount('lines[].gross', add(net, tax), index) : null,
			periodStart: dayOf(sent.period?.start),
			periodEnd: dayOf(sent.period?.end),
		},
	};
}

const productOf = ({ pricing, price, plan }: StripeLine): string | null =>
	pricing?.price_details?.product ?? price?.product ?? plan?.product ?? null;

/** Everything deducted from the line, including prepaid credits; null if nothing is sent. */
function discountOf(sent: StripeLine, money: Money): Decimal | null {
	const credits = (sent.pretax_credit_amounts ?? []).filter(
		({ type }) => type === 'credit_balance_transaction',
	);
	const discounts =
		sent.discount_amounts ?? (sent.discount_amount ? [{ amount: sent.discount_amount }] : null);
	if (discounts === null && credits.length === 0) return null;
	return sum([...(discounts ?? []), ...credits].map((one) => money(one.amount) ?? ZERO));
}

/**
 * The unit price as sent if, times the quantity, it gives the amount, which is rounded to the minor unit. With tiered or
 * prorated prices it does not; then use the quotient if it is exact.
 */
function unitPriceOf(
	{ pricing, price, plan, unit_amount_decimal, unit_amount }: StripeLine,
	before: Decimal | null,
	quantity: Decimal | null,
	money: Money,
): Decimal | null {
	if (before === null || quantity === null || isZero(quantity)) return null;
	const sent = money(
		pricing?.unit_amount_decimal ??
			unit_amount_decimal ??
			unit_amount ??
			price?.unit_amount_decimal ??
			price?.unit_amount ??
			plan?.amount_decimal ??
			plan?.amount,
	);
	const unit = money('1');
	const isPrice = sent && unit && compare(abs(subtract(multiply(sent, quantity), before)), unit) < 0;
	return isPrice ? sent : divideExact(before, quantity);
}
