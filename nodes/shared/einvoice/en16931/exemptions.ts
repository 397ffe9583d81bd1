import { listOfText, textOfList } from './list';

/** The categories of VAT that have a reason (BR-E-10 and the like). */
export const EXEMPT: ReadonlySet<string> = new Set(['E', 'AE', 'K', 'G', 'O']);

interface Taxed {
	category: string | null;
}

/**
 * The reasons of a document in one text (BT-120 or BT-121): one for all taxes that need one or, where they differ, one
 * for each of these.
 */
export function textOfReasons<T extends Taxed>(
	taxes: readonly T[],
	reasonOf: (tax: T) => string | null,
	separator: string,
): string {
	const all = taxes.map((tax) => ({ reason: reasonOf(tax), needsOne: isExempt(tax) }));
	// A reason of another tax breaks the rules, but is not lost.
	const reasons = all.flatMap(({ reason, needsOne }) => (needsOne || reason !== null ? [reason] : []));
	const distinct = [...new Set(reasons)];
	const [only] = distinct;
	if (distinct.length === 1) return only ? textOfList([only], separator) : '';
	return textOfList(
		reasons.map((reason) => reason ?? ''),
		separator,
	);
}

/**
 * The inverse of {@link textOfReasons}: the reason of each tax. If there are neither one nor as many reasons as taxes
 * that need one, none is written, and the rules BR-E-10 and the like report it.
 */
export function reasonsOfText(
	taxes: readonly Taxed[],
	text: string | undefined,
	separator: string,
): Array<string | null> {
	const count = taxes.filter(isExempt).length;
	const parts = listOfText(text, separator);
	// Typed by hand, one reason may contain the separator.
	const reasons = count === 1 && parts.length > 1 && text ? [text] : parts;
	let place = 0;
	return taxes.map((tax) => {
		if (!isExempt(tax)) return null;
		const index = place++;
		return (reasons.length === count ? reasons[index] : reasons.length === 1 ? reasons[0] : null) || null;
	});
}

const isExempt = ({ category }: Taxed): boolean => EXEMPT.has(category ?? '');
