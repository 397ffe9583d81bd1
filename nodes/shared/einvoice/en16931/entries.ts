import { mapInSteps, type Steps } from '../../steps';

/**
 * Joins a list into one text of `references`, one entry per line. Continuation lines of an entry start with a tab, so
 * that the text can be split again without loss.
 */
export const textOfEntries = (entries: readonly string[]): string =>
	entries.map((entry) => replaced(entry, '\n', '\n\t')).join('\n');

/** `replaceAll` of V8 takes five times as long, and the memory of a string for each place: a million in an entry. */
const replaced = (text: string, what: string, by: string): string => text.split(what).join(by);

/** The inverse of {@link textOfEntries}. */
export function entriesOfText(text: string | null | undefined): string[] {
	if (!text) return [];
	// Not line by line: one entry may have a million of them.
	return text.split(/\n(?!\t)/).map((entry) => replaced(entry, '\n\t', '\n'));
}

/**
 * A line number that can precede a colon and cannot be confused with a key from {@link lineKeys}. A long one would be
 * repeated before each of the thousands of details that a line may have.
 */
const PLAIN = /^[^#\s:][^\s:]{0,29}$/;

/** The key of each line in such a text: its number (BT-126) or, if that is not unique, its position, such as `#3`. */
export function lineKeys(lines: ReadonlyArray<{ id: string | null }>): string[] {
	const plain = lines.map(({ id }) => (id !== null && PLAIN.test(id) ? id : null));
	const count = new Map<string | null, number>();
	for (const id of plain) count.set(id, (count.get(id) ?? 0) + 1);
	return plain.map((id, index) => (id !== null && count.get(id) === 1 ? id : `#${index + 1}`));
}

const ENTRY = /^(\S+): (.*)$/s;

/** The entries of such a text, such as `1: red`. */
export interface EntriesOfLines {
	/** The values by line key. */
	values: Map<string, string[]>;
	/** Those without a key. */
	formless: string[];
}

export function* entriesByLine(text: string | null | undefined): Steps<EntriesOfLines> {
	const values = new Map<string, string[]>();
	const formless: string[] = [];
	yield* mapInSteps(entriesOfText(text), (entry) => {
		const [, key, value] = ENTRY.exec(entry) ?? [];
		if (key === undefined || value === undefined) return void formless.push(entry);
		const known = values.get(key);
		if (known) known.push(value);
		else values.set(key, [value]);
	});
	return { values, formless };
}
