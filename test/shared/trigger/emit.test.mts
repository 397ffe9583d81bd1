import type { IDataObject } from 'n8n-workflow';
import { emit } from '../../../nodes/shared/trigger/emit';
import type { Invoice } from '../../../nodes/shared/invoice/schema';
import type { Provider } from '../../../nodes/shared/provider';
import { ok } from '../../../nodes/shared/result';
import {
	bytesOf,
	cleanUp,
	executeContext,
	forget,
	initialize,
	store,
	type Setup,
} from '../../n8nCore/contexts.mts';
import { acme, setup, type AcmeEvent } from '../../support/acme.mts';

// Cases that Digital River's events never cause; a real provider's trigger is tested in test/DigitalRiver.

const spied = store as unknown as { removeProcessed(): Promise<void> };

beforeAll(initialize);
beforeEach(forget);
afterEach(() => jest.restoreAllMocks());
afterAll(cleanUp);

let executions = 0;
function contextOf(events: AcmeEvent[], options: IDataObject = {}, more: Partial<Setup> = {}) {
	const input = events.map((payload) => ({
		json: {
			providerType: payload.type,
			payload,
			receivedAt: '2026-01-15T12:00:00.000Z',
			authentication: 'signature',
			...(payload.type === 'broken' ? { malformed: 'element 2 of 3' } : {}),
		} as unknown as IDataObject,
	}));
	return executeContext(setup({ options }, { executionId: String(++executions), ...more }), input);
}
async function run(events: AcmeEvent[], provider: Partial<Provider> = {}, options: IDataObject = {}) {
	const [items] = await emit.call(contextOf(events, options), acme(provider));
	return items;
}
const made = (...keys: string[]): AcmeEvent => ({ type: 'made', keys });
const withDocument = (invoice: Invoice): Invoice => ({
	...invoice,
	document: { id: invoice.id, url: null, fileName: null, mimeType: null, source: 'inline', expiresAt: null },
});

describe('a part of a call that is not an event', () => {
	const events = [made('a'), { type: 'broken', keys: [] } as AcmeEvent, made('b')];
	const ids = (items: { json: IDataObject }[]) => items.map(({ json }) => json.id);

	it('fails the execution, which names it and says how to go on with the others', async () => {
		await expect(emit.call(contextOf(events), acme())).rejects.toMatchObject({
			message: 'Acme sent an array whose element 2 of 3 is not an event',
			description: expect.stringMatching(
				/brought 2 other invoices: retry the execution to go on with them\. A retry leaves out what still/,
			) as unknown,
			context: { itemIndex: 1 },
		});
	});

	it('does not stop the others when the execution is retried', async () => {
		await expect(emit.call(contextOf(events), acme())).rejects.toThrow('element 2 of 3');
		const context = contextOf(events, {}, { mode: 'retry' });
		const error = jest.spyOn(context.logger, 'error').mockReturnValue();
		const [items] = await emit.call(context, acme());
		expect(ids(items!)).toEqual(['a', 'b']);
		expect(error).toHaveBeenCalledWith(expect.stringContaining('element 2 of 3'));
	});

	it('goes beside the others to the error output of a node that continues', async () => {
		const context = contextOf(events, {}, { onError: 'continueErrorOutput' });
		jest.spyOn(context.logger, 'error').mockReturnValue();
		const [items] = await emit.call(context, acme());
		expect(ids(items!)).toEqual(['a', 'b', undefined]);
		// Alone, and without an error beside it: n8n would drop the rest of the item.
		expect(items![2]).toEqual({
			json: {
				error: {
					message: expect.stringContaining('element 2 of 3') as unknown,
					description: expect.any(String) as unknown,
					item: expect.objectContaining({ providerType: 'broken', malformed: 'element 2 of 3' }) as unknown,
				},
			},
			pairedItem: { item: 1 },
		});
	});

	it('is all that a node which continues emits, where there is nothing else', async () => {
		const context = contextOf([events[1]!], {}, { onError: 'continueRegularOutput' });
		jest.spyOn(context.logger, 'error').mockReturnValue();
		const [items] = await emit.call(context, acme());
		expect(items).toMatchObject([
			{ json: { error: { message: expect.stringContaining('element') as unknown } } },
		]);
	});

	it('fails a retry too where the others are known', async () => {
		await run([made('a'), made('b')]);
		const context = contextOf(events, {}, { mode: 'retry' });
		const delivery = 'of the retried call';
		context.getInputData()[0]!.json.delivery = delivery;
		jest.spyOn(context.logger, 'error').mockReturnValue();
		await expect(emit.call(context, acme())).rejects.toThrow('element 2 of 3');
	});

	it('fails a retry too where there is nothing else', async () => {
		const context = contextOf([events[1]!], {}, { mode: 'retry' });
		await expect(emit.call(context, acme())).rejects.toThrow('element 2 of 3');
	});
});

describe('an event', () => {
	it('with several invoices becomes as many items', async () => {
		const items = await run([made('a', 'b'), made('c')]);
		expect(items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			['a', { item: 0 }],
			['b', { item: 0 }],
			['c', { item: 1 }],
		]);
	});

	it('of which one invoice is known emits the others', async () => {
		await run([made('a')]);
		expect((await run([made('a', 'b')])).map(({ json }) => json.id)).toEqual(['b']);
	});

	it('without an invoice emits nothing', async () => {
		expect(await run([made()])).toEqual([]);
	});

	it('with the same key twice emits the first', async () => {
		expect(await run([made('a', 'a'), made('a')])).toMatchObject([{ pairedItem: { item: 0 } }]);
	});
});

describe('the number of events to remember', () => {
	it.each([0, -1, 'abc', null, 0.5, Infinity])(
		'is the default, where an expression gives %p',
		async (value) => {
			const options = { rememberEvents: value } as IDataObject;
			expect(await run([made('a')], {}, options)).toHaveLength(1);
			expect(await run([made('a')], {}, options)).toEqual([]);
		},
	);
});

describe('options that a provider has not', () => {
	it('details: the invoice goes out as it is', async () => {
		expect(await run([made('a')], {}, { fetchDetails: true })).toMatchObject([{ json: { id: 'a' } }]);
	});

	it('documents: an error says so', async () => {
		const details = async (invoice: Invoice) => withDocument(invoice);
		await expect(run([made('a')], { details }, { fetchDetails: true, attachDocument: true })).rejects.toThrow(
			'Acme has no documents to download',
		);
	});
});

it('each invoice gets its own details and its own document', async () => {
	const items = await run(
		[made('a', 'b'), made('c')],
		{
			details: async (invoice) => withDocument({ ...invoice, note: `of ${invoice.id}` }),
			locateDocument: async ({ id }) => ok({ content: Buffer.from(`%PDF-${id}`), fileName: `${id}.pdf` }),
		},
		{ fetchDetails: true, attachDocument: true },
	);
	const seen = [];
	for (const { json, binary } of items) {
		seen.push([json.note, binary!.data.fileName, (await bytesOf(binary!.data)).toString()]);
	}
	expect(seen).toEqual([
		['of a', 'a.pdf', '%PDF-a'],
		['of b', 'b.pdf', '%PDF-b'],
		['of c', 'c.pdf', '%PDF-c'],
	]);
});

it('details are given the index of the item that they are for, and what the credential says', async () => {
	const details = jest.fn(async (invoice: Invoice) => invoice);
	await run([made('a'), made('b')], { details }, { fetchDetails: true });
	expect(details.mock.calls.map(([{ id }, ...rest]) => [id, ...rest])).toEqual([
		['a', { apiUrl: 'https://api.acme.example', live: null }, 0],
		['b', { apiUrl: 'https://api.acme.example', live: null }, 1],
	]);
});

describe('when the work fails', () => {
	const details = async () => await Promise.reject(new Error('the provider is down'));
	const FETCH = { fetchDetails: true };

	it('the events are forgotten', async () => {
		await expect(run([made('a')], { details }, FETCH)).rejects.toThrow('the provider is down');
		expect(await run([made('a')])).toHaveLength(1);
	});

	it('and they cannot be forgotten either, the first error is the one to see', async () => {
		const context = contextOf([made('a')], FETCH);
		const log = jest.spyOn(context.logger, 'error').mockReturnValue();
		jest.spyOn(spied, 'removeProcessed').mockRejectedValue(new Error('database is locked'));
		await expect(emit.call(context, acme({ details }))).rejects.toThrow('the provider is down');
		expect(log).toHaveBeenCalledWith('Acme: a failed event is still remembered: database is locked');
	});

	it('of a node that continues, the error goes on in place of what was received', async () => {
		const context = contextOf([made('a')], FETCH, { onError: 'continueErrorOutput' });
		const [items] = await emit.call(context, acme({ details }));
		expect(items).toMatchObject([
			{
				json: { error: { message: 'the provider is down', item: { id: 'a', event: { key: 'a' } } } },
				pairedItem: { item: 0 },
			},
		]);
		expect(Object.keys(items![0]!.json)).toEqual(['error']);
		expect(await run([made('a')])).toHaveLength(1);
	});

	it('of one of several invoices, a node that continues emits the others, and forgets that one alone', async () => {
		const one = async (invoice: Invoice) =>
			invoice.id === 'b' ? await Promise.reject(new Error('no b')) : invoice;
		const context = contextOf([made('a'), made('b'), made('c')], FETCH, { onError: 'continueRegularOutput' });
		const [items] = await emit.call(context, acme({ details: one }));
		expect(items!.map(({ json }) => [json.id, (json.error as IDataObject)?.message])).toEqual([
			['a', undefined],
			['c', undefined],
			[undefined, 'no b'],
		]);
		expect((await run([made('a'), made('b'), made('c')])).map(({ json }) => json.id)).toEqual(['b']);
	});

	it('before there is an invoice, a node that continues emits the error beside what was received', async () => {
		const context = contextOf([made('a')], {}, { onError: 'continueRegularOutput' });
		jest.spyOn(context, 'getCredentials').mockRejectedValue(new Error('no credential'));
		const [items] = await emit.call(context, acme());
		expect(items).toMatchObject([
			{ json: { error: { message: 'no credential', item: { providerType: 'made' } } } },
		]);
	});

	it('nothing is asked to be forgotten where nothing is remembered', async () => {
		const remove = jest.spyOn(spied, 'removeProcessed');
		await expect(run([made('a')], { details }, { ...FETCH, deduplicate: false })).rejects.toThrow('is down');
		expect(remove).not.toHaveBeenCalled();
	});
});

describe('what of the credential is no secret', () => {
	const STORED = { apiUrl: 'https://stored.acme.example', live: true };

	async function execute(options: IDataObject, more: Partial<Setup> = {}, environment?: object) {
		const context = contextOf([made('a')], options, more);
		const [input] = context.getInputData();
		if (environment) input!.json.environment = environment as IDataObject;
		const read = jest.spyOn(context, 'getCredentials');
		const seen: unknown[] = [];
		const { events } = acme();
		const provider = acme({
			events: {
				...events,
				made: {
					...events.made!,
					normalize: (received, given) => {
						seen.push(given.apiUrl);
						return events.made!.normalize(received, given);
					},
				},
			},
			details: async (invoice) => await Promise.resolve(invoice),
		});
		await emit.call(context, provider);
		return { readings: read.mock.calls.length, seen };
	}

	it('comes with the event, so that the credential is read once for it', async () => {
		expect(await execute({}, {}, STORED)).toEqual({ readings: 0, seen: [STORED.apiUrl] });
	});

	it.each<[string, IDataObject, Partial<Setup>]>([
		['the API is asked for details', { fetchDetails: true }, {}],
		['the API is asked for the document', { attachDocument: true }, {}],
		['the execution is retried, because the user may have corrected it', {}, { mode: 'retry' }],
	])('is read again where %s', async (_why, options, more) => {
		expect(await execute(options, more, STORED)).toEqual({
			readings: 1,
			seen: ['https://api.acme.example'],
		});
	});

	it('is read for an event that an earlier version has stored', async () => {
		expect(await execute({})).toEqual({ readings: 1, seen: ['https://api.acme.example'] });
	});
});
