import {
	abs,
	add,
	equals,
	isNegative,
	isPositive,
	isZero,
	subtract,
	toText,
	ZERO,
	type Decimal,
} from '../shared/values/decimal';
import { LINES_MISSING } from '../shared/invoice/checks';
import type { Findings } from '../shared/invoice/findings';
import type { Invoice, Totals } from '../shared/invoice/schema';
import { sumOfAll } from '../shared/values/money';
import { daysBy } from '../shared/values/unixTime';
import { readLine } from './lines';
import type { Money } from './minorUnits';
import { dayOf } from './moments';
import type { StripeCreditNote, StripeInvoice, StripeLine } from './schema';
import {
	exemptionOf,
	isExclusive,
	taxBreakdown,
	taxRatesOf,
	taxReader,
	totalTaxOf,
	type ReadTax,
	type TaxRates,
	type Untaxed,
} from './taxes';

export type Amounts = Pick<Invoice, 'taxes' | 'lines'> & {
	totals: Pick<Totals, 'lines' | 'discount' | 'charges' | 'net' | 'tax' | 'gross'>;
};

/**
 * Totals, taxes and lines of an invoice or a credit note.
 * @param asked tax rates fetched from the API
 * @param exemption the category of what is not taxed because of the customer; a credit note does not say it, but its
 * invoice does
 */
export function amountsOf(
	document: StripeInvoice | StripeCreditNote,
	money: Money,
	findings: Findings,
	asked?: TaxRates,
	exemption = exemptionOf(document),
): Amounts {
	const readTax = taxReader(taxRatesOf(document, asked), exemption, money);
	const sent = document.lines?.data ?? [];
	const days = daysBy(dayOf);
	const reading = { readTax, exemption, money, dayOf: days, findings, isExclusive: isExclusive(document) };
	const lines = sent.map((line, index) => readLine(line, index, reading));
	const tax = totalTaxOf(document, money);
	const gross = money(document.total);
	const net = money(document.total_excluding_tax) ?? (gross && tax && subtract(gross, tax));
	const isWhole = document.lines !== null && document.lines !== undefined && !document.lines.has_more;
	if (document.lines?.has_more) {
		findings.add(
			LINES_MISSING,
			'lines',
			`Only the first ${sent.length} lines are in the event: switch on Fetch Details, or use Invoice > Get, to have all of them`,
		);
	}
	// Some of the lines would give another sum.
	const linesTotal = isWhole ? sumOfAll(lines.map((line) => line.net)) : null;
	const charges = shippingOf(document, money);
	const shared = new Set(lines.flatMap((line) => line.sharedCategories));
	const discount = discountOf(sent, linesTotal, charges, net);
	const categoryOfShipping = untaxedShipping(document, charges, readTax, exemption, money);
	const untaxed: Untaxed = {
		exemption,
		isShippingOpen: categoryOfShipping === null,
		isEachKnown: lines.every(({ line }) => line.taxCategory !== null),
		// Shipping may have thousands of taxes that ask for the same.
		netIn: once((category) => {
			// A discount that no line knows may be one of this category.
			if (!isWhole || discount !== null || categoryOfShipping === null) return null;
			const nets = lines.filter(({ line }) => line.taxCategory === category).map((line) => line.net);
			const shipping = category === categoryOfShipping ? charges : null;
			// A category of nothing that is known is none of zero.
			return nets.length > 0 || shipping ? sumOfAll([...nets, shipping ?? ZERO]) : null;
		}),
		isShared: (category, taxes) => shared.has(category) || (!isWhole && taxes > 1),
	};
	return {
		totals: {
			lines: findings.amount('totals.lines', linesTotal),
			discount: findings.amount('totals.discount', discount),
			charges: findings.amount('totals.charges', charges),
			net: findings.amount('totals.net', net),
			tax: findings.amount('totals.tax', tax),
			gross: findings.amount('totals.gross', gross),
		},
		taxes: taxBreakdown(document, readTax, tax, money, untaxed, findings),
		lines: lines.map(({ line }) => line),
	};
}

/**
 * Before version 2020-08-27 lines lack their share of a discount: then it is the difference between their sum and the
 * net.
 */
function discountOf(
	lines: readonly StripeLine[],
	linesTotal: Decimal | null,
	charges: Decimal | null,
	net: Decimal | null,
): Decimal | null {
	if (!linesTotal || !net || lines.some(({ discount_amounts }) => discount_amounts)) return null;
	const discount = subtract(add(linesTotal, charges ?? ZERO), net);
	return isPositive(discount) ? discount : null;
}

/** Shipping costs without tax. */
function shippingOf({ shipping_cost, amount_shipping }: StripeInvoice | StripeCreditNote, money: Money) {
	const [total, tax] = [money(shipping_cost?.amount_total), money(shipping_cost?.amount_tax)];
	return total && tax ? subtract(total, tax) : money(amount_shipping);
}

/** The category of shipping that is not taxed; null if that is not known, undefined if there is none such. */
function untaxedShipping(
	{ shipping_cost }: StripeInvoice | StripeCreditNote,
	charges: Decimal | null,
	readTax: ReadTax,
	exemption: string | null,
	money: Money,
): string | null | undefined {
	const tax = money(shipping_cost?.amount_tax);
	if (charges === null || isZero(charges) || (tax && !isZero(tax))) return undefined;
	const categories = new Set((shipping_cost?.taxes ?? []).map((one) => readTax(one).category));
	const [own = exemption, another] = [...categories];
	return another === undefined ? own : null;
}

/** A function that computes its result for each text once. */
function once<T>(compute: (text: string) => T): (text: string) => T {
	const known = new Map<string, T>();
	return (text) => {
		if (!known.has(text)) known.set(text, compute(text));
		return known.get(text) as T;
	};
}

/**
 * The amounts paid and due. Stripe also settles invoices with credit notes and with the customer balance, which may be
 * a debt. The paid amount is therefore the total less what remains, and an issue says what else it includes.
 */
export function settlementOf(
	invoice: StripeInvoice,
	money: Money,
	findings: Findings,
): Pick<Totals, 'paid' | 'due'> {
	const [gross, paid, asked] = [invoice.total, invoice.amount_paid, invoice.amount_due].map(money);
	// Shortened bodies lack `amount_remaining`, which is defined as this difference.
	const remaining = money(invoice.amount_remaining) ?? (asked && paid && subtract(asked, paid));
	const due = isPaid(invoice) ? gross && ZERO : remaining;
	// Before basil, what was paid outside of Stripe remains, and is not in `amount_paid`.
	const outside = remaining && due && subtract(remaining, due);
	// Since basil, `amount_paid` has it.
	const isOutside = asked && paid && remaining && !equals(subtract(asked, paid), remaining);
	const settled = gross && due ? subtract(gross, due) : null;
	const otherwise = settled && paid && subtract(settled, add(paid, outside ?? ZERO));
	if (gross && otherwise && !isZero(otherwise) && invoice.status !== 'void') {
		const reason = reasonOf(
			gross,
			otherwise,
			isOutside ? money(invoice.amount_paid_off_stripe) : null,
			money(invoice.amount_overpaid),
		);
		if (reason) findings.add(...reason);
	}
	// Nothing is due of a void invoice, so that its total less what is due was not paid.
	const isPaidOnly = invoice.status === 'void' && paid !== null;
	return {
		paid: findings.amount('totals.paid', (isPaidOnly ? paid : settled) ?? paid ?? null),
		due: findings.amount('totals.due', due ?? null),
	};
}

/** Versions before 2018-11 have no status, only this flag. */
export const isPaid = ({ status, paid }: StripeInvoice): boolean =>
	status === null ? paid === true : status === 'paid';

/**
 * Null if the amount was paid elsewhere.
 * @param otherwise the part of the total that is neither due nor paid
 */
function reasonOf(
	gross: Decimal,
	otherwise: Decimal,
	elsewhere: Decimal | null,
	tooMuch: Decimal | null,
): [code: string, path: string, message: string] | null {
	const text = toText(abs(otherwise));
	if (elsewhere && equals(elsewhere, otherwise)) return null;
	if (tooMuch && isZero(add(tooMuch, otherwise))) {
		return [
			'overpaid',
			'totals.paid',
			`The customer paid ${text} too much, which Stripe adds to the balance of the customer`,
		];
	}
	if (isNegative(gross))
		return ['total-negative', 'totals.gross', `The balance of the customer got ${text} from this invoice`];
	return isNegative(otherwise)
		? [
				'balance-added',
				'totals.due',
				`What is due contains ${text} that is not of this invoice, such as a balance that the customer owed`,
			]
		: [
				'settled-otherwise',
				'totals.paid',
				`Of what counts as paid, ${text} was not paid: credit notes or the balance of the customer settled it`,
			];
}
