/** More pages than anybody lists at once: ends the loop if an API never stops. */
export const MOST_PAGES = 1000;

export interface Page<T> {
	entities: readonly T[];
	/** The cursor of the next page; null on the last page. */
	next: string | null;
}

/**
 * What an API lists, page by page, each entity once. Ends with the last page, with one that brings nothing new – a
 * cursor that leads in a circle, or one that has expired and begins again – and after {@link MOST_PAGES}.
 */
export async function* entitiesOf<T>(
	ask: (cursor: string | null) => Promise<Page<T>>,
	idOf: (entity: T) => string,
): AsyncGenerator<T> {
	const seen = new Set<string>();
	let cursor: string | null = null;
	for (let page = 0; page < MOST_PAGES; page++) {
		const { entities, next }: Page<T> = await ask(cursor);
		const before = seen.size;
		for (const entity of entities) {
			if (seen.has(idOf(entity))) continue;
			seen.add(idOf(entity));
			yield entity;
		}
		if (next === null || seen.size === before) return;
		cursor = next;
	}
}
