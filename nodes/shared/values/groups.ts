/** Groups entries by key, in order of first occurrence: `Map.groupBy`, which Node.js 20 lacks. */
export function groupedBy<Key, Entry>(
	entries: Iterable<Entry>,
	keyOf: (entry: Entry) => Key,
): Map<Key, [Entry, ...Entry[]]> {
	const groups = new Map<Key, [Entry, ...Entry[]]>();
	for (const entry of entries) addToGroup(groups, keyOf(entry), entry);
	return groups;
}

export function addToGroup<Key, Entry>(groups: Map<Key, [Entry, ...Entry[]]>, key: Key, entry: Entry): void {
	const group = groups.get(key);
	if (group) group.push(entry);
	else groups.set(key, [entry]);
}
