import fc from 'fast-check';
import type { ApiContext } from '../../../nodes/shared/api/context';
import { allOf, entitiesOf, MOST_PAGES, type Page } from '../../../nodes/shared/api/pages';

async function collected<T>(entities: AsyncIterable<T>): Promise<T[]> {
	const all: T[] = [];
	for await (const entity of entities) all.push(entity);
	return all;
}
const same = (id: string) => id;
const context = { getNode: () => ({ name: 'Invoice' }) } as ApiContext;

/** Pages whose cursor is their index in the list; the first is requested with null. */
function asker(pages: Array<Page<string>>) {
	const asked: Array<string | null> = [];
	const ask = async (cursor: string | null) => {
		asked.push(cursor);
		return pages[Number(cursor ?? 0)];
	};
	return { asked, ask };
}

describe('entitiesOf', () => {
	it('follows the cursors to the end', async () => {
		const { ask, asked } = asker([
			{ entities: ['a', 'b'], next: '1' },
			{ entities: ['c'], next: '2' },
			{ entities: [], next: null },
		]);
		expect(await collected(entitiesOf(context, ask, same))).toEqual(['a', 'b', 'c']);
		expect(asked).toEqual([null, '1', '2']);
	});

	it('asks for no page before it is needed', async () => {
		const { ask, asked } = asker([
			{ entities: ['a', 'b'], next: '1' },
			{ entities: ['c'], next: null },
		]);
		for await (const entity of entitiesOf(context, ask, same)) if (entity === 'b') break;
		expect(asked).toEqual([null]);
	});

	it('ends when the cursor leads in a circle', async () => {
		const { ask, asked } = asker([
			{ entities: ['a'], next: '1' },
			{ entities: ['b'], next: '0' },
		]);
		expect(await collected(entitiesOf(context, ask, same))).toEqual(['a', 'b']);
		expect(asked).toEqual([null, '1', '0']);
	});

	it('goes on where a page repeats only a part', async () => {
		const { ask } = asker([
			{ entities: ['a', 'b'], next: '1' },
			{ entities: ['b', 'b', 'c'], next: '2' },
			{ entities: ['d'], next: null },
		]);
		expect(await collected(entitiesOf(context, ask, same))).toEqual(['a', 'b', 'c', 'd']);
	});

	it(`fails after ${MOST_PAGES} pages when the API never does`, async () => {
		let pages = 0;
		const endless = async () => ({ entities: [String(pages++)], next: 'more' });
		const given: string[] = [];
		const list = async () => {
			for await (const entity of entitiesOf(context, endless, same)) given.push(entity);
		};
		await expect(list()).rejects.toThrow(
			`The list has more than ${MOST_PAGES} pages and was not read to the end`,
		);
		expect(given).toHaveLength(MOST_PAGES);
		expect(pages).toBe(MOST_PAGES);
	});

	it('gives each entity once, and always ends', async () => {
		const page = fc.record({
			entities: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e')),
			next: fc.option(fc.nat(4).map(String)),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(page, { minLength: 5, maxLength: 5 }), async (pages) => {
				const { ask, asked } = asker(pages);
				const all = await collected(entitiesOf(context, ask, same));
				expect(new Set(all).size).toBe(all.length);
				expect(new Set(all)).toEqual(new Set(asked.flatMap((cursor) => pages[Number(cursor ?? 0)].entities)));
				expect(asked.length).toBeLessThanOrEqual(6);
			}),
		);
	});
});

describe('allOf', () => {
	it('is the whole list', async () => {
		const { ask } = asker([
			{ entities: ['a', 'b'], next: '1' },
			{ entities: ['b', 'c'], next: null },
		]);
		expect(await allOf(context, ask, same)).toEqual(['a', 'b', 'c']);
	});

	it('ends where a list that never ends would fill the memory', async () => {
		let asked = 0;
		const ask = async () => ({ entities: [`${asked}${'x'.repeat(1024 * 1024)}`], next: String(++asked) });
		await expect(allOf(context, ask, same)).rejects.toThrow('The list has more than 16 MB');
		expect(asked).toBe(16);
	});
});
