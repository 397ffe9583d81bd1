import type { Findings } from '../shared/invoice/findings';
import type { Tax } from '../shared/invoice/schema';
import {
	abs,
	compare,
	isPositive,
	isZero,
	subtract,
	sum,
	toText,
	ZERO,
	type Decimal,
} from '../shared/values/decimal';
import { groupedBy } from '../shared/values/groups';
import { amount, percentOf, sumOfAll } from '../shared/values/money';
import type { LineFigures } from './lines';
import type { Read } from './minorUnits';
import type { DocumentPayload } from './schema';

/** EN 16931 gives these categories a rate of 0, and "not subject to tax" no rate. */
const UNTAXED: Partial<Record<string, Decimal | null>> = { Z: ZERO, AE: ZERO, G: ZERO, E: ZERO, O: null };

/**
 * One entry per name and rate, from the taxes of the lines; if the lines have none, one entry per name without a rate.
 * Untaxed lines follow, grouped by the reason that was sent.
 */
export function taxesOf(
	payload: DocumentPayload,
	lines: readonly LineFigures[],
	isInclusive: boolean,
	read: Read,
	findings: Findings,
): Tax[] {
	const isCut = payload.line_items_next_offset !== null;
	const byLines = payload.line_item_taxes.length > 0 && !isCut;
	// A line without tax may have an entry of 0 % as well: it counts once, with its reason.
	const untaxedIds = new Set(lines.filter(isUntaxed).map(({ item }) => item.id));
	const entries = payload.line_item_taxes.filter(
		({ line_item_id: id, tax_amount }) =>
			!(id !== null && untaxedIds.has(id) && isZeroOrNone(read(tax_amount))),
	);
	const taxed = byLines ? ofLines(entries, isInclusive, read, findings) : ofDocument(payload, read, findings);
	return isCut ? taxed : [...taxed, ...untaxed(lines, taxed.length, findings)];
}

const isUntaxed = ({ category, tax }: LineFigures): boolean =>
	category !== null && Object.hasOwn(UNTAXED, category) && !(tax && isPositive(tax));

const isZeroOrNone = (figure: Decimal | null): boolean => figure === null || isZero(figure);

function ofLines(
	entries: DocumentPayload['line_item_taxes'],
	isInclusive: boolean,
	read: Read,
	findings: Findings,
): Tax[] {
	const groups = groupedBy(entries, ({ tax_name, tax_rate }) => {
		const rate = amount(tax_rate);
		return JSON.stringify([tax_name, rate && toText(rate)]);
	});
	return [...groups.values()].map((group, index): Tax => {
		const [{ tax_name: name, tax_rate }] = group;
		const rate = amount(tax_rate);
		const taxAmount = sumOfAll(group.map((entry) => read(entry.tax_amount)));
		const sent = sumOfAll(group.map((entry) => read(entry.taxable_amount)));
		const taxable = isInclusive ? withoutTax(sent, taxAmount, rate) : sent;
		return taxOf(
			{ name, rate, taxable, taxAmount, category: rate && isPositive(rate) ? 'S' : null },
			index,
			findings,
		);
	});
}

/**
 * With prices that include tax, Chargebee does not document whether the taxable amount includes it too: the rate
 * decides.
 */
function withoutTax(taxable: Decimal | null, tax: Decimal | null, rate: Decimal | null): Decimal | null {
	if (!taxable || !tax || !rate) return taxable;
	const distance = (base: Decimal) => abs(subtract(percentOf(base, rate), tax));
	const less = subtract(taxable, tax);
	return compare(distance(less), distance(taxable)) < 0 ? less : taxable;
}

const ofDocument = ({ taxes }: DocumentPayload, read: Read, findings: Findings): Tax[] =>
	taxes.map(({ name, description, amount: sent }, index) =>
		taxOf(
			{ name: name ?? description, rate: null, taxable: null, taxAmount: read(sent), category: null },
			index,
			findings,
		),
	);

function untaxed(lines: readonly LineFigures[], before: number, findings: Findings): Tax[] {
	const groups = groupedBy(lines.filter(isUntaxed), ({ category }) => category);
	return [...groups.values()].map((group, index): Tax => {
		const [{ category }] = group;
		const taxable = sumOfAll(group.map(({ net, gross }) => net ?? gross));
		const rate = UNTAXED[category ?? ''] ?? null;
		return taxOf({ name: null, rate, taxable, taxAmount: ZERO, category }, before + index, findings);
	});
}

function taxOf(
	known: {
		name: string | null;
		category: string | null;
		rate: Decimal | null;
		taxable: Decimal | null;
		taxAmount: Decimal | null;
	},
	index: number,
	findings: Findings,
): Tax {
	return {
		category: known.category,
		name: known.name,
		rate: findings.amount('taxes[].rate', known.rate, index),
		taxableAmount: findings.amount('taxes[].taxableAmount', known.taxable, index),
		taxAmount: findings.amount('taxes[].taxAmount', known.taxAmount, index),
	};
}

/** The tax of the document as sent, or else the sum of its taxes. */
export const taxTotal = (
	payload: DocumentPayload,
	lines: readonly LineFigures[],
	read: Read,
): Decimal | null =>
	read(payload.tax) ??
	sumOfAll(payload.taxes.map((entry) => read(entry.amount))) ??
	(payload.line_items_next_offset === null ? sumKnown(lines.map(({ tax }) => tax)) : null);

const sumKnown = (figures: ReadonlyArray<Decimal | null>): Decimal | null => {
	const known = figures.filter((figure) => figure !== null);
	return known.length === 0 ? null : sum(known);
};
