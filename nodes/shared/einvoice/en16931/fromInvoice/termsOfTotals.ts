import {
	abs,
	add,
	compare,
	equals,
	isZero,
	negate,
	subtract,
	sum,
	type Decimal,
	ZERO,
} from '../../../values/decimal';
import type { Invoice } from '../../../invoice/schema';
import { dueOfTotals, netOfTotals } from '../../../invoice/sums';
import { sumOfAll } from '../../../values/money';
import { allowanceOfText } from '../allowanceText';
import { entriesOfText } from '../entries';
import type { AllowanceOrCharge, LineTerms, TaxTerms } from '../terms';
import { exactNetOf } from './termsOfLine';
import { allowanceOf, figureOf, readFigure } from './writtenTerms';

export type ExactTotals = Record<keyof Invoice['totals'], Decimal | null>;

/** The totals as sent; missing ones are computed from the others by adding and subtracting only. */
export function exactTotalsOf({ totals, lines, taxes, status }: Invoice): ExactTotals {
	const sent = Object.fromEntries(
		Object.entries(totals).map(([field, value]) => [field, figureOf(value)]),
	) as ExactTotals;
	const both = (a: Decimal | null, b: Decimal | null, result: (a: Decimal, b: Decimal) => Decimal) =>
		a && b ? result(a, b) : null;
	const linesTotal = sent.lines ?? sumOfAll(lines.map(exactNetOf));
	const net =
		sent.net ?? both(sent.gross, sent.tax, subtract) ?? (linesTotal && netOfTotals(linesTotal, sent));
	const tax =
		sent.tax ??
		both(sent.gross, net, subtract) ??
		sumOfAll(taxes.map(({ taxAmount }) => figureOf(taxAmount)));
	const gross = sent.gross ?? both(net, tax, add);
	const paid = sent.paid ?? (status === 'unpaid' ? ZERO : null);
	return {
		...sent,
		lines: linesTotal,
		net,
		tax,
		gross,
		due: sent.due ?? (gross && paid && dueOfTotals(gross, { ...sent, paid })),
	};
}

/**
 * BG-20 and BG-21, as in the document that the item was read from. Other items only have the totals: the share of each
 * tax is the difference between its breakdown and its lines. A discount and a charge of the same tax cancel out there;
 * they are assigned to the largest one, so that every sum of the invoice stays correct. When the figures do not agree,
 * the total is written without tax (BR-32, 37).
 */
export function allowancesAndChargesOf(
	{ discount, charges }: ExactTotals,
	taxes: readonly TaxTerms[],
	lines: readonly LineTerms[],
	sent: string | undefined,
): AllowanceOrCharge[] {
	const [down, up] = [discount ?? ZERO, charges ?? ZERO];
	const known = entriesOfText(sent)
		.map(allowanceOfText)
		.filter((entry) => entry !== null);
	// If they do not add up to the totals, BR-CO-11 and BR-CO-12 report it.
	if (known.length > 0) return known;
	const parts = partsOf(down, up, taxes, lines);
	const written = (isCharge: boolean, total: Decimal) => {
		if (isZero(total)) return [];
		const list = parts?.map((part) => (isCharge ? part.charge : part.discount));
		if (!list) return [allowanceOf(isCharge, total)];
		return list.flatMap((part, index) =>
			isZero(part) ? [] : [allowanceOf(isCharge, part, taxes[index] ?? null)],
		);
	};
	return [...written(false, down), ...written(true, up)];
}

/** The share of each tax in the two totals; null where it cannot be derived. */
function partsOf(
	discount: Decimal,
	charges: Decimal,
	taxes: readonly TaxTerms[],
	lines: readonly LineTerms[],
): Array<{ discount: Decimal; charge: Decimal }> | null {
	if (taxes.length === 1) return [{ discount, charge: charges }];
	const differences = differencesOf(taxes, lines);
	if (differences === null) return null;
	if (!equals(sum(differences), subtract(charges, discount))) return null;
	if (isZero(charges)) return differences.map((of) => ({ discount: negate(of), charge: ZERO }));
	if (isZero(discount)) return differences.map((of) => ({ discount: ZERO, charge: of }));
	const atLeast = differences.map((of) => ({
		discount: isPositive(of) ? ZERO : negate(of),
		charge: isPositive(of) ? of : ZERO,
	}));
	const both = subtract(charges, sum(atLeast.map(({ charge }) => charge)));
	const sizes = taxes.map((tax) => abs(readFigure(tax.taxableAmount) ?? ZERO));
	const largest = sizes.reduce(
		(best, size, index) => (compare(size, sizes[best] ?? ZERO) > 0 ? index : best),
		0,
	);
	return atLeast.map((part, index) =>
		index === largest ? { discount: add(part.discount, both), charge: add(part.charge, both) } : part,
	);
}

/** The difference between each breakdown and its lines; null when the tax of a line is unknown. */
function differencesOf(taxes: readonly TaxTerms[], lines: readonly LineTerms[]): Decimal[] | null {
	const keyOf = (category: string | null, rate: string | null) => `${category} ${rate}`;
	const nets = new Map<string, Decimal>();
	for (const { net, taxCategory, taxRate } of lines) {
		const figure = readFigure(net);
		if (figure === null || taxCategory === null) return null;
		const key = keyOf(taxCategory, taxRate);
		nets.set(key, add(nets.get(key) ?? ZERO, figure));
	}
	const differences = taxes.map(({ taxableAmount, category, rate }) => {
		const taxable = readFigure(taxableAmount);
		return taxable && subtract(taxable, nets.get(keyOf(category, rate)) ?? ZERO);
	});
	return differences.every((difference) => difference !== null) ? differences : null;
}

export const isPositive = (value: Decimal | null): boolean => value !== null && compare(value, ZERO) > 0;
