/**
 * The entry of a table for a word that somebody sent; null where it has none.
 *
 * `TABLE[word]` alone has entries for `constructor` and for every other name that objects have by themselves.
 */
export const lookUp = <T>(
	table: Readonly<Partial<Record<string, T>>>,
	word: string | null | undefined,
): T | null => (typeof word === 'string' && Object.hasOwn(table, word) ? (table[word] ?? null) : null);
