/**
 * Lists in one text of `references`: an entry in each line. Further lines of an entry begin with a tab, so that the text can
 * be split again without loss.
 */
export const textOfEntries = (entries: readonly string[]): string =>
	entries.map((entry) => entry.replaceAll('\n', '\n\t')).join('\n');

/** The opposite of {@link textOfEntries}. */
export function entriesOfText(text: string | null | undefined): string[] {
	const entries: string[][] = [];
	for (const line of text ? text.split('\n') : []) {
		const last = entries.at(-1);
		if (last && line.startsWith('\t')) last.push(line.slice(1));
		else entries.push([line]);
	}
	return entries.map((lines) => lines.join('\n'));
}

/** A number of a line that can stand before a colon, and is none of {@link lineKeys}' own. */
const PLAIN = /^[^#\s:][^\s:]*$/;

/**
 * What names each line in such a text: its number (BT-126), or, where that does not name it alone, its place, such as `#3`.
 */
export function lineKeys(lines: ReadonlyArray<{ id: string | null }>): string[] {
	const count = new Map<string | null, number>();
	for (const { id } of lines) count.set(id, (count.get(id) ?? 0) + 1);
	return lines.map(({ id }, index) =>
		id !== null && count.get(id) === 1 && PLAIN.test(id) ? id : `#${index + 1}`,
	);
}

const ENTRY = /^(\S+): (.*)$/s;

/** The values of each line in a text such as `1: red`, by the key of the line. */
export function valuesByLine(text: string | null | undefined): Map<string, string[]> {
	const values = new Map<string, string[]>();
	for (const entry of entriesOfText(text)) {
		const [, key, value] = ENTRY.exec(entry) ?? [];
		if (key === undefined || value === undefined) continue;
		const known = values.get(key);
		if (known) known.push(value);
		else values.set(key, [value]);
	}
	return values;
}
