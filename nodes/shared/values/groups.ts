/** Groups entries by key, in order of first occurrence: `Map.groupBy`, which Node.js 20 lacks. */
export function groupedBy<Key, Entry>(
	entries: Iterable<Entry>,
	keyOf: (entry: Entry) => Key,
): Map<Key, [Entry, ...Entry[]]> {
	const groups = new Map<Key, [Entry, ...Entry[]]>();
	for (const entry of entries) addToGroup(groups, keyOf(entry), entry);
	return groups;
}

/**
 * A text of a document as part of a key. Cut, because V8 hashes very long texts by their length alone, so that different
 * ones of the same length would collide.
 */
export const keyPart = (text: string | null | undefined): string => String(text).slice(0, LONGEST_PART);
const LONGEST_PART = 100;

export function addToGroup<Key, Entry>(groups: Map<Key, [Entry, ...Entry[]]>, key: Key, entry: Entry): void {
	const group = groups.get(key);
	if (group) group.push(entry);
	else groups.set(key, [entry]);
}
