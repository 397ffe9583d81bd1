import type { Invoice, Line, Tax, Totals } from '../../../invoice/schema';
import { dueOfTotals, netOfTotals } from '../../../invoice/sums';
import { mapInSteps, type Steps } from '../../../steps';
import { currencyDigits } from '../../../values/currencies';
import {
	abs,
	add,
	compare,
	decimal,
	divideRounded,
	equals,
	isZero,
	multiply,
	ONE,
	roundTo,
	shift,
	subtract,
	sum,
	ZERO,
	type Decimal,
} from '../../../values/decimal';
import { groupedBy } from '../../../values/groups';
import { percentOf, sumOfAll, toAmount } from '../../../values/money';
import { Findings } from '../../../invoice/findings';
import { toleranceOf } from '../../../invoice/checkDocument';
import { kindOf } from '../../en16931/documentKind';
import { allowanceOfText } from '../../en16931/allowanceText';
import { entriesOfText } from '../../en16931/entries';

const figure = (value: number | null): Decimal | null => (value === null ? null : decimal(value));

/** EN 16931 allows at most two decimals in amounts (BR-DEC). */
const MAX_DIGITS = 2;

/** The number of decimals to which amounts in a currency are rounded. */
export const digitsOf = (currency: string | null): number =>
	Math.min(MAX_DIGITS, currencyDigits(currency ?? '') ?? MAX_DIGITS);

/** The net of a line: gross − tax where they were sent and can be those of the line, or else what its price gives. */
function netOf(line: Line, digits: number): Decimal | null {
	const [quantity, price, gross, tax] = [line.quantity, line.unitPrice, line.gross, line.tax].map(figure);
	const byPrice = roundedNetOf(line, digits);
	const sent = gross && tax && subtract(gross, tax);
	if (!sent || !byPrice) return sent ?? byPrice;
	// Rows may repeat the totals of the invoice.
	const isOfLine = compare(abs(subtract(sent, byPrice)), toleranceOf(price!, quantity!, digits)) <= 0;
	return isOfLine ? sent : byPrice;
}

/** Quantity × price − discount, without any tax included in the price. */
export function roundedNetOf(line: Line, digits: number): Decimal | null {
	const [quantity, price, rate] = [line.quantity, line.unitPrice, line.taxRate].map(figure);
	if (!quantity || !price) return null;
	const amount = multiply(quantity, price);
	const discount = figure(line.discount) ?? ZERO;
	if (line.unitPriceIncludesTax !== true) return roundTo(subtract(amount, discount), digits);
	// It is unknown whether the discount includes tax.
	if (!isZero(discount)) return null;
	const untaxed = line.taxCategory === 'O' ? ZERO : null;
	const factor = rate ?? untaxed;
	return factor && divideRounded(amount, add(ONE, shift(factor, -2)), digits);
}

/** Categories with the rate 0 (BR-Z-05, BR-E-05, BR-AE-05, BR-IC-05, BR-G-05). */
const ZERO_RATED: ReadonlySet<string | null> = new Set(['Z', 'E', 'AE', 'K', 'G']);

type TaxesByRate = ReadonlyMap<number | null, readonly Tax[]>;

/** Derives category or rate from the other one if only one combination is possible. */
function withTax(line: Line, category: string | null, taxes: TaxesByRate): Line {
	const taxCategory = line.taxCategory ?? categoryOf(line.taxRate, taxes) ?? category;
	return { ...line, taxCategory, taxRate: line.taxRate ?? (ZERO_RATED.has(taxCategory) ? 0 : null) };
}

/** The only category that the item's taxes have for a rate. */
export function categoryInTaxes(rate: number | null, taxes: TaxesByRate): string | null {
	const [only, second] = taxes.get(rate) ?? [];
	return second === undefined ? (only?.category ?? null) : null;
}

/** Or else the standard one for a rate above 0. */
const categoryOf = (rate: number | null, taxes: TaxesByRate): string | null =>
	categoryInTaxes(rate, taxes) ?? (isTaxed(rate) && (taxes.get(rate)?.length ?? 0) < 2 ? 'S' : null);

const isTaxed = (rate: number | null): boolean => rate !== null && rate > 0;

const keyOf = (category: string | null, rate: number | null) =>
	`${category} ${category === 'O' ? null : rate}`;

/** BG-20 and BG-21 by the tax that they belong to; null when that is unknown. */
function shiftsByTax(
	{ totals, references }: Invoice,
	groups: ReadonlyMap<string, unknown>,
): Map<string, Decimal> | null {
	const total = subtract(figure(totals.charges) ?? ZERO, figure(totals.discount) ?? ZERO);
	const isNone = (totals.charges ?? 0) === 0 && (totals.discount ?? 0) === 0;
	const [only, second] = groups.keys();
	if (isNone) return new Map();
	if (only !== undefined && second === undefined) return new Map([[only, total]]);
	const shifts = new Map<string, Decimal>();
	for (const text of entriesOfText(references.allowancesAndCharges)) {
		const entry = allowanceOfText(text);
		const amount = entry && decimal(entry.amount ?? '');
		if (!entry?.taxCategory || !amount) return null;
		const key = keyOf(entry.taxCategory, entry.taxRate === null ? null : Number(entry.taxRate));
		if (!groups.has(key)) return null;
		const before = shifts.get(key) ?? ZERO;
		shifts.set(key, entry.isCharge ? add(before, amount) : subtract(before, amount));
	}
	return equals(sum([...shifts.values()]), total) ? shifts : null;
}

/** BG-23 computed from the lines (BR-S-08, BR-CO-17); null when a line or the tax of a discount is unknown. */
function taxesOf(invoice: Invoice, digits: number): Tax[] | null {
	const groups = new Map<string, { category: string; rate: number | null; nets: Decimal[] }>();
	for (const { net, taxCategory: category, taxRate: rate } of invoice.lines) {
		const amount = figure(net);
		if (amount === null || category === null || (rate === null && category !== 'O')) return null;
		const key = keyOf(category, rate);
		const group = groups.get(key) ?? { category, rate: category === 'O' ? null : rate, nets: [] };
		group.nets.push(amount);
		groups.set(key, group);
	}
	const shifts = shiftsByTax(invoice, groups);
	if (shifts === null) return null;
	return [...groups].map(([key, { category, rate, nets }]) => {
		const taxable = add(sum(nets), shifts.get(key) ?? ZERO);
		const tax = roundTo(percentOf(taxable, figure(rate) ?? ZERO), digits);
		return { category, name: 'VAT', rate, taxableAmount: toAmount(taxable), taxAmount: toAmount(tax) };
	});
}

/** The taxes as sent, with missing amounts filled in. */
function completedTaxes(sent: readonly Tax[], computed: readonly Tax[] | null, digits: number): Tax[] {
	const byRate = groupedBy(computed ?? [], ({ rate }) => rate);
	const byKey = groupedBy(computed ?? [], ({ category, rate }) => keyOf(category, rate));
	return sent.map((tax) => {
		const [first, second] =
			(tax.category === null ? byRate.get(tax.rate) : byKey.get(keyOf(tax.category, tax.rate))) ?? [];
		const same = second === undefined ? first : undefined;
		const taxable = figure(tax.taxableAmount) ?? figure(same?.taxableAmount ?? null);
		const rate = figure(tax.rate);
		const amount = taxable && rate && roundTo(percentOf(taxable, rate), digits);
		return {
			...tax,
			category: tax.category ?? same?.category ?? (isTaxed(tax.rate) ? 'S' : null),
			taxableAmount: toAmount(taxable),
			taxAmount: tax.taxAmount ?? toAmount(amount),
		};
	});
}

/** BG-22 by BR-CO-10 to BR-CO-16. Nothing counts as paid unless the item says so. */
function totalsOf({ totals, lines, taxes, status }: Invoice): Totals {
	const minus = (a: Decimal | null, b: Decimal | null) => a && b && subtract(a, b);
	const sent = (name: keyof Totals) => figure(totals[name]);
	const linesTotal = sent('lines') ?? sumOfAll(lines.map(({ net }) => figure(net)));
	const [charges, discount] = [sent('charges'), sent('discount')];
	const net = sent('net') ?? (linesTotal && netOfTotals(linesTotal, { charges, discount }));
	const tax =
		sent('tax') ?? sumOfAll(taxes.map(({ taxAmount }) => figure(taxAmount))) ?? minus(sent('gross'), net);
	const gross = sent('gross') ?? (net && tax && add(net, tax));
	const [withheld, rounding] = [sent('withheld'), sent('rounding')];
	const unpaid = gross && dueOfTotals(gross, { paid: null, withheld, rounding });
	const paid = sent('paid') ?? (status === 'paid' && !totals.due ? unpaid : null);
	const due = sent('due') ?? (gross && dueOfTotals(gross, { paid, withheld, rounding }));
	const [toLines, toNet, toTax, toGross, toPaid, toDue] = [linesTotal, net, tax, gross, paid, due].map(
		toAmount,
	);
	return {
		...totals,
		lines: toLines ?? null,
		net: toNet ?? null,
		tax: toTax ?? null,
		gross: toGross ?? null,
		paid: toPaid ?? null,
		due: toDue ?? null,
	};
}

/** BT-3: a credit note may be one by its code alone. */
function kindIn({ kind, references: { documentType } }: Invoice): Invoice['kind'] {
	const byCode = documentType ? kindOf(documentType.trim(), null, new Findings()) : null;
	return kind ?? byCode ?? 'invoice';
}

export interface Defaults {
	unit: string | null;
	taxCategory: string | null;
}

/** UN/ECE Recommendation 20: one, for quantities without a unit. */
const ONE_PIECE = 'C62';

/**
 * Fills in missing values of a user's own invoice that follow from the others by the rules of EN 16931, with its
 * rounding. Keeps values that were sent.
 */
export function* computed(invoice: Invoice, { unit, taxCategory }: Defaults): Steps<Invoice> {
	const digits = digitsOf(invoice.currency);
	const byRate = groupedBy(invoice.taxes, ({ rate }) => rate);
	const lines = yield* mapInSteps(invoice.lines, (sent) => {
		const line = withTax(sent, taxCategory, byRate);
		return {
			...line,
			unit: line.unit ?? unit ?? ONE_PIECE,
			unitPriceIncludesTax: line.unitPriceIncludesTax ?? (line.unitPrice === null ? null : false),
			net: line.net ?? toAmount(netOf(line, digits)),
		};
	});
	yield;
	const withLines = { ...invoice, kind: kindIn(invoice), lines };
	const ofLines = taxesOf(withLines, digits);
	const taxes = invoice.taxes.length === 0 ? (ofLines ?? []) : completedTaxes(invoice.taxes, ofLines, digits);
	return { ...withLines, taxes, totals: totalsOf({ ...withLines, taxes }) };
}
