import type { z } from 'zod/v4';
import { fetchJson } from '../shared/api/fetchJson';
import type { ApiContext } from '../shared/api/context';
import { listBound, tooManyPages } from '../shared/api/pages';
import type { ApiRequest } from '../shared/api/request';
import { pageOf } from './schema';

export const CREDENTIAL = 'scayleApi';

/** More pages than any order or tenant has. */
const MOST_PAGES = 100;

/**
 * Calls the Admin API.
 * @param path with its leading slash, ids encoded
 */
export const request = (apiUrl: string, path: string, more: Partial<ApiRequest> = {}): ApiRequest => ({
	credential: CREDENTIAL,
	displayName: 'SCAYLE',
	origins: [apiUrl],
	url: `${apiUrl}${path}`,
	...more,
});

/** The entities on all pages of a list. The name of the query parameter for the cursor is inferred. */
export async function fetchAll<T>(context: ApiContext, entity: z.ZodType<T>, call: ApiRequest): Promise<T[]> {
	const entities: T[] = [];
	const schema = pageOf(entity);
	const bound = listBound(context);
	let cursor: string | null = null;
	for (let page = 0; page < MOST_PAGES; page++) {
		const query: ApiRequest['query'] = cursor === null ? call.query : { ...call.query, cursor };
		const answer: z.infer<typeof schema> = await fetchJson(context, schema, { ...call, query });
		bound(answer.entities);
		// One by one: spreading a long list into arguments would overflow the stack.
		for (const entity of answer.entities) entities.push(entity);
		const next: string | null = answer.cursor?.next ?? null;
		if (next === null || next === cursor) return entities;
		cursor = next;
	}
	throw tooManyPages(context, MOST_PAGES);
}
