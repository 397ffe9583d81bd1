/**
 * Lists in one text of `references`, such as `P1, P2`. A value that would not come back from the text is in double
 * quotes, as in CSV: `P1, "P2, b"`; a quote inside is doubled.
 */

/** The values of a list as text. Absent values of a list by position are empty. */
export function textOfList(values: readonly string[], separator = ', '): string {
	return values
		.map((value, index) =>
			needsQuotes(value, separator, index === values.length - 1) ? quoted(value) : value,
		)
		.join(separator);
}

/** The inverse of {@link textOfList}. Quotes that do not enclose a whole value belong to it. */
export function listOfText(text: string | null | undefined, separator = ', '): string[] {
	if (!text) return [];
	if (!text.includes(QUOTE)) return text.split(separator);
	const values: string[] = [];
	for (let start = 0; start <= text.length;) {
		const end = endOfQuotes(text, start);
		const isQuoted = end !== null && (end === text.length || text.startsWith(separator, end));
		const next = text.indexOf(separator, start);
		const stop = isQuoted ? end : next < 0 ? text.length : next;
		const value = text.slice(start, stop);
		values.push(
			isQuoted
				? value
						.slice(1, -1)
						.split(QUOTE + QUOTE)
						.join(QUOTE)
				: value,
		);
		if (stop === text.length) break;
		start = stop + separator.length;
	}
	return values;
}

/** The distinct values that exist: documents repeat what the norm allows once. */
export const textOfDistinct = (values: ReadonlyArray<string | null>, separator?: string): string =>
	textOfList([...new Set(values.filter((value) => value !== null))], separator);

/** Values by position, absent ones empty; those at the end are left out. */
export function textByPlace(values: ReadonlyArray<string | null>, separator?: string): string {
	const count = values.findLastIndex((value) => value !== null) + 1;
	return textOfList(
		values.slice(0, count).map((value) => value ?? ''),
		separator,
	);
}

const QUOTE = '"';
/** Not by `replaceAll`, which keeps a string for each place. */
const quoted = (value: string): string => QUOTE + value.split(QUOTE).join(QUOTE + QUOTE) + QUOTE;

/** An empty value can be seen between two separators other than blanks only. */
const needsQuotes = (value: string, separator: string, isLast: boolean): boolean =>
	value === '' ? isLast || separator.trim() === '' : value.startsWith(QUOTE) || value.includes(separator);

/** The position after the closing quote of a value that starts there; null without one. */
function endOfQuotes(text: string, start: number): number | null {
	if (text[start] !== QUOTE) return null;
	for (let at = text.indexOf(QUOTE, start + 1); at >= 0; at = text.indexOf(QUOTE, at + 2)) {
		if (text[at + 1] !== QUOTE) return at + 1;
	}
	return null;
}
