import { abs, add, compare, equals, negate, subtract, sum, type Decimal } from '../decimal';
import type { Invoice } from '../invoice';
import { sumOfAll } from '../money';
import type { LineTerms, TaxTerms } from './en16931';
import { netOf } from './termsOfLine';
import { figureOf, figureText, readFigure, type DocumentAllowanceOrCharge } from './writtenTerms';

const ZERO: Decimal = { digits: 0n, scale: 0 };

export type ExactTotals = Record<keyof Invoice['totals'], Decimal | null>;

/** The totals as they were sent. What is missing is what the others make it, by sums alone. */
export function exactTotalsOf({ totals, lines, taxes, status }: Invoice): ExactTotals {
	const sent = Object.fromEntries(
		Object.entries(totals).map(([field, value]) => [field, figureOf(value)]),
	) as ExactTotals;
	const both = (a: Decimal | null, b: Decimal | null, result: (a: Decimal, b: Decimal) => Decimal) =>
		a && b ? result(a, b) : null;
	const linesTotal = sent.lines ?? sumOfAll(lines.map(netOf));
	const net =
		sent.net ??
		both(sent.gross, sent.tax, subtract) ??
		(linesTotal && subtract(add(linesTotal, sent.charges ?? ZERO), sent.discount ?? ZERO));
	const tax =
		sent.tax ??
		both(sent.gross, net, subtract) ??
		sumOfAll(taxes.map(({ taxAmount }) => figureOf(taxAmount)));
	const gross = sent.gross ?? both(net, tax, add);
	const paid = sent.paid ?? (status === 'unpaid' ? ZERO : null);
	const open = both(gross, paid, subtract);
	return {
		...sent,
		lines: linesTotal,
		net,
		tax,
		gross,
		due: sent.due ?? (open && subtract(add(open, sent.rounding ?? ZERO), sent.withheld ?? ZERO)),
	};
}

/**
 * BG-20 and BG-21. An item has their totals; the tax that they belong to follows from what the breakdown has more or
 * less than the lines, as far as that leaves no choice. Where it does, the total is written without its tax (BR-32, 37).
 */
export function allowancesAndChargesOf(
	{ discount, charges }: ExactTotals,
	taxes: readonly TaxTerms[],
	lines: readonly LineTerms[],
): DocumentAllowanceOrCharge[] {
	const wanted: Array<[isCharge: boolean, total: Decimal]> = [];
	if (discount && discount.digits !== 0n) wanted.push([false, discount]);
	if (charges && charges.digits !== 0n) wanted.push([true, charges]);
	if (wanted.length === 0) return [];
	const differences = taxes.map((tax) => differenceOf(tax, lines));
	return wanted.flatMap(([isCharge, total]): DocumentAllowanceOrCharge[] => {
		const [only] = taxes.length === 1 ? taxes : [];
		if (only) return [entryOf(isCharge, total, only)];
		const parts = differences.map((difference) => {
			const part = difference && (isCharge ? difference : negate(difference));
			return part && compare(part, ZERO) > 0 ? part : ZERO;
		});
		const known = differences.every((difference) => difference !== null) && equals(sum(parts), total);
		if (!known) return [entryOf(isCharge, total, null)];
		return parts.flatMap((part, index) =>
			part.digits === 0n ? [] : [entryOf(isCharge, part, taxes[index] ?? null)],
		);
	});
}

const entryOf = (isCharge: boolean, amount: Decimal, tax: TaxTerms | null): DocumentAllowanceOrCharge => ({
	isCharge,
	amount: figureText(amount),
	taxCategory: tax?.category ?? null,
	taxRate: tax?.rate ?? null,
});

/** What stands in the breakdown above the lines of that tax; null where one of the lines is of no known tax. */
function differenceOf(tax: TaxTerms, lines: readonly LineTerms[]): Decimal | null {
	const taxable = readFigure(tax.taxableAmount);
	const nets = lines.map((line) => readFigure(line.net));
	if (!taxable || nets.some((net) => net === null) || lines.some((line) => line.taxCategory === null))
		return null;
	const own = lines.filter((line) => line.taxCategory === tax.category && line.taxRate === tax.rate);
	return subtract(taxable, sum(own.map((line) => readFigure(line.net) ?? ZERO)));
}

export const isPositive = (value: Decimal | null): boolean => value !== null && compare(value, ZERO) > 0;

export const distance = (a: Decimal, b: Decimal): Decimal => abs(subtract(a, b));
