import { NodeOperationError, tryToParseDateTime, type IExecuteFunctions } from 'n8n-workflow';

/** More pages than anybody lists at once: ends the loop when an API never stops. */
export const MOST_PAGES = 1000;

export interface Page<T> {
	entities: readonly T[];
	/** What to ask for the next page with; null: this is the last. */
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

/**
 * The moment in a field of the type dateTime, in UTC; undefined when it is empty. Without a zone it is in that of the
 * workflow.
 * @throws NodeOperationError when it is no moment
 */
export function momentIn(this: IExecuteFunctions, field: string, itemIndex: number): string | undefined {
	const typed = this.getNodeParameter(field, itemIndex, '') ?? '';
	if (String(typed).trim() === '') return undefined;
	const moment = parse(typed, this.getTimezone());
	if (moment !== null) return moment;
	throw new NodeOperationError(this.getNode(), `${String(typed).slice(0, 60)} is not a date`, {
		description: 'Choose a date and a time, or map one from an earlier node, such as 2026-03-01T12:00:00Z.',
		itemIndex,
	});
}

function parse(value: unknown, zone: string): string | null {
	try {
		return tryToParseDateTime(value, zone).toUTC().toISO();
	} catch {
		return null;
	}
}

/** A text field, without blanks around it; empty when it is not shown. */
export const textIn = (context: IExecuteFunctions, field: string, itemIndex: number): string =>
	String(context.getNodeParameter(field, itemIndex, '') ?? '').trim();
