import type { Findings } from '../shared/invoice/findings';
import { lineOf } from '../shared/invoice/build';
import type { Line } from '../shared/invoice/schema';
import {
	abs,
	add,
	compare,
	isPositive,
	isZero,
	multiply,
	subtract,
	sum,
	toText,
	type Decimal,
	ZERO,
} from '../shared/values/decimal';
import { groupedBy } from '../shared/values/groups';
import { amount } from '../shared/values/money';
import type { Day } from './dates';
import type { Read } from './minorUnits';
import type { DocumentPayload, LineItem } from './schema';
import { lookUp } from '../shared/values/lookUp';

/** A line with its exact amounts; null where unknown. */
export interface LineFigures {
	item: LineItem;
	net: Decimal | null;
	tax: Decimal | null;
	gross: Decimal | null;
	/** All discounts of the line, including tax where prices include tax; null without any. */
	discount: Decimal | null;
	rate: Decimal | null;
	category: string | null;
}

/** Chargebee's reasons for a line without tax, as UNTDID 5305 categories; the remaining reasons have no equivalent. */
const CATEGORIES: Partial<Record<string, string>> = {
	zero_rated: 'Z',
	reverse_charge: 'AE',
	export: 'G',
	customer_exempt: 'E',
	product_exempt: 'E',
	region_non_taxable: 'O',
};

export function lineFigures(payload: DocumentPayload, isInclusive: boolean, read: Read): LineFigures[] {
	const taxes = groupedBy(payload.line_item_taxes, (entry) => entry.line_item_id);
	const discounts = groupedBy(payload.line_item_discounts, (entry) => entry.line_item_id);
	return (payload.line_items ?? []).map((item): LineFigures => {
		const ownTaxes = item.id === null ? [] : (taxes.get(item.id) ?? []);
		const ownDiscounts = item.id === null ? [] : (discounts.get(item.id) ?? []);
		const sent = read(item.amount) ?? amount(item.amount_in_decimal);
		const off = read(item.discount_amount) ?? total(ownDiscounts.map((entry) => read(entry.discount_amount)));
		const discount = off === null || isZero(off) ? null : off;
		const rest = sent && (discount ? subtract(sent, discount) : sent);
		const tax = taxOf(
			item,
			ownTaxes.map((entry) => read(entry.tax_amount)),
			read,
		);
		const rate = amount(item.tax_rate) ?? (ownTaxes.length === 1 ? amount(ownTaxes[0]?.tax_rate) : null);
		return {
			item,
			net: isInclusive ? rest && tax && subtract(rest, tax) : rest,
			tax,
			gross: isInclusive ? rest : rest && tax && add(rest, tax),
			discount,
			rate,
			category: categoryOf(item, rate, tax),
		};
	});
}

/** The tax as sent, or else the sum of the line's taxes; none where the line is marked as untaxed. */
function taxOf(item: LineItem, taxes: ReadonlyArray<Decimal | null>, read: Read): Decimal | null {
	const known = read(item.tax_amount ?? item.tax) ?? total(taxes);
	return known ?? (item.is_taxed === false ? ZERO : null);
}

const total = (figures: ReadonlyArray<Decimal | null>): Decimal | null =>
	figures.length === 0 ? null : sum(figures.filter((figure) => figure !== null));

/** Standard rate in the sense of UNTDID 5305, reduced rates included. */
function categoryOf({ tax_exempt_reason: reason }: LineItem, rate: Decimal | null, tax: Decimal | null) {
	if ((rate && isPositive(rate)) || (tax && isPositive(tax))) return 'S';
	return lookUp(CATEGORIES, reason);
}

export function lineOfFigures(
	{ item, net, tax, gross, discount, rate, category }: LineFigures,
	index: number,
	isInclusive: boolean,
	read: Read,
	dayOf: Day,
	findings: Findings,
): Line {
	const quantity = amount(item.quantity_in_decimal ?? item.quantity);
	const price = priceOf(item, quantity, read, index, findings);
	return lineOf({
		id: item.id,
		sku: item.entity_id,
		description: item.description ?? item.entity_description,
		quantity: findings.amount('lines[].quantity', quantity, index),
		unitPrice: findings.amount('lines[].unitPrice', price, index),
		unitPriceIncludesTax: price === null ? null : isInclusive,
		discount: findings.amount('lines[].discount', discount, index),
		net: findings.amount('lines[].net', net, index),
		tax: findings.amount('lines[].tax', tax, index),
		taxRate: findings.amount('lines[].taxRate', rate, index),
		taxCategory: category,
		gross: findings.amount('lines[].gross', gross, index),
		periodStart: dayOf(item.date_from),
		periodEnd: dayOf(item.date_to),
	});
}

const TIERED = ['tiered', 'volume', 'stairstep'];

/**
 * With tiered prices `unit_amount` is not the price of any tier, and with a percentage it is none; `line_item_tiers` in
 * raw has all of them. Any other price that does not make the amount of its line has an issue.
 */
function priceOf(
	item: LineItem,
	quantity: Decimal | null,
	read: Read,
	index: number,
	findings: Findings,
): Decimal | null {
	const isTiered = TIERED.includes(item.pricing_model ?? '') || item.is_percentage_pricing === true;
	const price = amount(item.unit_amount_in_decimal) ?? read(item.unit_amount);
	const sent = read(item.amount) ?? amount(item.amount_in_decimal);
	const unit = read('1');
	if (!price || !quantity || !sent || !unit) return isTiered ? null : price;
	const made = multiply(price, quantity);
	if (compare(abs(subtract(made, sent)), unit) < 0) return price;
	if (isTiered) return null;
	findings.add(
		'line-mismatch',
		'lines[].unitPrice',
		`${toText(sent)} was sent as amount, but ${toText(quantity)} at ${toText(price)} is ${toText(made)}`,
		index,
	);
	return price;
}
