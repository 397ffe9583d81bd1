import { LINES_MISSING } from '../shared/invoice/checks';
import type { Findings } from '../shared/invoice/findings';
import type { Invoice, Totals } from '../shared/invoice/schema';
import {
	add,
	equals,
	isPositive,
	isZero,
	subtract,
	sum,
	toText,
	ZERO,
	type Decimal,
} from '../shared/values/decimal';
import { sumOfAll } from '../shared/values/money';
import type { Day } from './dates';
import { lineFigures, lineOfFigures, type LineFigures } from './lines';
import type { Read } from './minorUnits';
import type { DocumentPayload } from './schema';
import { taxesOf, taxTotal } from './taxes';

export type Amounts = Pick<Invoice, 'lines' | 'taxes'> & { totals: Partial<Totals> };

/** The total of a document, before any payment. */
interface Sums {
	lines: Decimal | null;
	discount: Decimal | null;
	net: Decimal | null;
	tax: Decimal | null;
	gross: Decimal | null;
	rounding: Decimal | null;
}

/**
 * Lines, taxes and totals. `sub_total` is the sum of the lines before discounts, including tax where prices include
 * tax; `total` comes after discounts, taxes and rounding.
 *
 * @param total as sent, with the `rounding` that it includes
 */
export function amountsOf(
	payload: DocumentPayload,
	total: Decimal | null,
	rounding: Decimal | null,
	read: Read,
	dayOf: Day,
	findings: Findings,
): Amounts & { gross: Decimal | null } {
	const isInclusive = includesTax(payload, total, rounding, read);
	const lines = lineFigures(payload, isInclusive, read);
	const sums = sumsOf(payload, lines, { total, rounding, isInclusive }, read);
	if (payload.line_items_next_offset !== null) {
		findings.add(
			LINES_MISSING,
			'lines',
			`Chargebee sent only the first ${lines.length} lines. Switch on Fetch Details, or use Invoice > Get, for all of them`,
		);
	}
	return {
		lines: lines.map((line, index) => lineOfFigures(line, index, isInclusive, read, dayOf, findings)),
		taxes: taxesOf(payload, lines, isInclusive, read, findings),
		totals: {
			lines: findings.amount('totals.lines', sums.lines),
			discount: findings.amount('totals.discount', sums.discount),
			net: findings.amount('totals.net', sums.net),
			tax: findings.amount('totals.tax', sums.tax),
			gross: findings.amount('totals.gross', sums.gross),
			rounding: findings.amount('totals.rounding', sums.rounding),
		},
		gross: sums.gross,
	};
}

/** Decided by `price_type`; API version 1 has none, so there the total decides. */
function includesTax(
	payload: DocumentPayload,
	total: Decimal | null,
	rounding: Decimal | null,
	read: Read,
): boolean {
	if (payload.price_type !== null) return payload.price_type === 'tax_inclusive';
	const [subTotal, tax] = [read(payload.sub_total), read(payload.tax)];
	if (!subTotal || !tax || !total || isZero(tax)) return false;
	const rest = add(subtract(subTotal, discountsOf(payload, read)), rounding ?? ZERO);
	return equals(rest, total);
}

const discountsOf = ({ discounts }: DocumentPayload, read: Read): Decimal =>
	sum(discounts.map((entry) => read(entry.amount) ?? ZERO));

function sumsOf(
	payload: DocumentPayload,
	lines: readonly LineFigures[],
	{ total, rounding, isInclusive }: { total: Decimal | null; rounding: Decimal | null; isInclusive: boolean },
	read: Read,
): Sums {
	const subTotal = read(payload.sub_total);
	const tax = taxTotal(payload, lines, read);
	const isCut = payload.line_items_next_offset !== null;
	const linesTotal = isCut ? null : sumOfAll(lines.map(({ net }) => net));
	const added = isInclusive ? ZERO : (tax ?? ZERO);
	const inLines = sum(lines.map(({ discount }) => discount ?? ZERO));
	// `sub_total` may be before all discounts or after line discounts; the total shows which.
	const off = [discountsOf(payload, read), inLines, ZERO].find((discount) => {
		const before = subTotal && add(subtract(subTotal, discount), added);
		return before && total && [before, add(before, rounding ?? ZERO)].some((sum_) => equals(sum_, total));
	});
	const discounts = off ?? discountsOf(payload, read);
	const before = subTotal && add(subtract(subTotal, discounts), added);
	const isRounded = rounding !== null && !isZero(rounding) && before && total && !equals(before, total);
	// EN 16931's total with VAT (BT-112) is before rounding (BT-114).
	const gross = isRounded ? subtract(total, rounding) : total;
	const net = isInclusive || !subTotal ? gross && tax && subtract(gross, tax) : subtract(subTotal, discounts);
	const rest = linesTotal && net && subtract(linesTotal, net);
	const ofDocument = subtract(discountsOf(payload, read), inLines);
	return {
		lines: linesTotal,
		// Only a discount that was sent counts as one; any other difference becomes an issue.
		discount: rest && isPositive(rest) && isPositive(ofDocument) ? rest : null,
		net,
		tax,
		gross,
		rounding: rounding === null || isZero(rounding) ? null : rounding,
	};
}

/** Words an equation for the text of an issue. */
export const inWords = (parts: ReadonlyArray<readonly [name: string, figure: Decimal | null]>): string =>
	parts
		.flatMap(([name, figure]) => (figure && !isZero(figure) ? [`${name} ${toText(figure)}`] : []))
		.join(', ');
