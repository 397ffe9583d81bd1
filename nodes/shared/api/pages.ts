import { NodeOperationError } from 'n8n-workflow';
import type { ApiContext } from './context';

/** More pages than anyone lists at once: bounds the loop if an API never ends. */
export const MOST_PAGES = 1000;

export interface Page<T> {
	entities: readonly T[];
	/** The cursor of the next page; null on the last page. */
	next: string | null;
}

/**
 * Lists the entities of an API page by page, each once. Ends after the last page, after a page without anything new
 * (the cursor repeats, or has expired and starts over).
 * @throws NodeOperationError where there is more than {@link MOST_PAGES}, so that nothing is left out in silence
 */
export async function* entitiesOf<T>(
	context: ApiContext,
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
	throw tooManyPages(context, MOST_PAGES);
}

/** Far more than the webhooks of any account or the documents of any order have, together. */
const MOST_MEGABYTES = 16;

/**
 * {@link entitiesOf} as a list, for lists that are short by nature, and that are kept in memory as a whole.
 * @throws NodeOperationError also where they are longer, see {@link listBound}
 */
export async function allOf<T>(
	context: ApiContext,
	ask: (cursor: string | null) => Promise<Page<T>>,
	idOf: (entity: T) => string,
): Promise<T[]> {
	const bound = listBound(context);
	const askBound = async (cursor: string | null) => {
		const page = await ask(cursor);
		bound(page.entities);
		return page;
	};
	const all: T[] = [];
	for await (const entity of entitiesOf(context, askBound, idOf)) all.push(entity);
	return all;
}

/** Returns a function that takes each page of a list, and throws once they are too large together: an API may never end. */
export function listBound(context: ApiContext): (entities: readonly unknown[]) => void {
	let characters = 0;
	return (entities) => {
		characters += JSON.stringify(entities).length;
		if (characters <= MOST_MEGABYTES * 1024 * 1024) return;
		throw new NodeOperationError(
			context.getNode(),
			`The list has more than ${MOST_MEGABYTES} MB and was not read to the end`,
			{ description: 'No list of this kind is known to be that long. Check the base URL in the credential.' },
		);
	};
}

/** The error where a list is longer than it is read. */
export const tooManyPages = (context: ApiContext, pages: number): NodeOperationError =>
	new NodeOperationError(
		context.getNode(),
		`The list has more than ${pages} pages and was not read to the end`,
		{
			description: 'Ask for less, such as with a later date or fewer kinds of events.',
		},
	);
