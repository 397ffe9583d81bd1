import { RilletApi } from '../../credentials/RilletApi.credentials';
import { comparable, getMany, invoicesIn, keysOf, type Account } from '../support/Invoice/listing.mts';
import { cleanUp, initialize } from '../n8nCore/contexts.mts';
import {
	api,
	creditMemo,
	invoice,
	type Invoice,
	type RilletApi as Api,
} from '../simulator/providers/rillet.mts';
import { listen, type SimulatorServer } from '../simulator/server.mts';
import { normalize } from '../support/Rillet/items.mts';
import { virtualClock } from '../support/virtualClock.mts';

virtualClock();

const KEY = 'rillet-key-of-the-list';
const INVOICES = 'GET /invoices';
const MEMOS = 'GET /credit-memos';

let state: Api;
let server: SimulatorServer;
let account: Account;

beforeAll(async () => {
	await initialize();
	state = api({ apiKey: KEY });
	server = await listen(state);
	const data = { environment: 'sandbox', apiKey: KEY, apiUrl: server.url };
	account = { provider: 'rillet', type: new RilletApi(), data };
});
beforeEach(() => {
	state.invoices.clear();
	state.creditMemos.clear();
});
afterEach(() => server.reset());
afterAll(async () => {
	await server.close();
	cleanUp();
});

const have = (count: number): Invoice[] => Array.from({ length: count }, () => state.addInvoice());
function haveMemo(over?: Record<string, unknown>) {
	const memo = creditMemo(over);
	state.creditMemos.set(memo.id, memo);
	return memo;
}
const keyOf = ({ id, updated_at }: Record<string, unknown>) =>
	`rillet:invoice:${String(id)}:${String(updated_at)}`;
const asked = (route: string) => server.requestsTo(route).map(({ query }) => Object.fromEntries(query));

it('gives an invoice as the webhook of an update does, but for the ID of the event', async () => {
	const sent = state.addInvoice({ updated_at: '2026-03-02T09:30:15.250Z' });
	const [item] = invoicesIn(await getMany(account));
	expect(item.event).toEqual({
		id: null,
		key: expect.stringMatching(
			`^rillet:invoice:${sent.id}:2026-03-02T09:30:15.250Z:[\\da-f]{32}$`,
		) as unknown,
		type: 'invoice.updated',
		providerType: 'invoice-updated',
		occurredAt: '2026-03-02T09:30:15.250Z',
		receivedAt: item.event.receivedAt,
		liveMode: false,
		authentication: 'api',
	});
	const webhook = normalize(sent, 'invoice-updated', {});
	if (!webhook.ok) throw new Error(webhook.error.message);
	const atHome = JSON.parse(
		JSON.stringify(webhook.value[0]).replaceAll('https://api.rillet.com', server.url),
	) as typeof item;
	expect(comparable({ ...item, event: null })).toEqual(comparable({ ...atHome, event: null }));
	expect(item.raw).toEqual(sent);
	expect(item.references.updatedAt).toBe(sent.updated_at);
});

it('gives credit memos after the invoices', async () => {
	const memo = haveMemo({ updated_at: '2026-03-03T00:00:00Z' });
	const sent = state.addInvoice();
	const items = invoicesIn(await getMany(account));
	expect(items.map(({ kind, id }) => [kind, id])).toEqual([
		['invoice', sent.id],
		['creditNote', memo.id],
	]);
	expect(items[1].event).toMatchObject({
		id: null,
		key: expect.stringMatching(
			`^rillet:credit-memo:${memo.id}:2026-03-03T00:00:00Z:[\\da-f]{32}$`,
		) as unknown,
		type: 'creditNote.updated',
	});
});

it('has the same key for the same state, and another one after a change', async () => {
	const [sent] = have(1);
	const [before, again] = [await getMany(account), await getMany(account)].map(keysOf);
	expect(again).toEqual(before);
	state.invoices.set(sent.id, { ...sent, updated_at: '2030-01-01T00:00:00Z' });
	expect(keysOf(await getMany(account))).not.toEqual(before);
});

it.each([
	[{ returnAll: true }, 250, 4],
	[{}, 50, 1],
	[{ limit: 99 }, 99, 1],
	[{ limit: 100 }, 100, 1],
	[{ limit: 101 }, 101, 2],
	[{ limit: 251 }, 250, 4],
])('%j gives %i of 250 with %i calls', async (parameters, count, calls) => {
	const sent = have(250);
	expect(keysOf(await getMany(account, parameters))).toEqual(sent.slice(0, count).map(keyOf));
	expect(server.requests).toHaveLength(calls);
	expect(asked(INVOICES)[0].limit).toBe(String(Math.min(count === 250 ? 100 : count, 100)));
	expect(asked(INVOICES).map(({ cursor }) => cursor)).toEqual(
		[undefined, '100', '200'].slice(0, Math.min(calls, 3)),
	);
});

it('asks both lists for what was updated since, on every page', async () => {
	have(101);
	await getMany(account, { rilletUpdatedSince: '2026-03-01T01:00:00+01:00', returnAll: true });
	for (const query of [...asked(INVOICES), ...asked(MEMOS)]) {
		expect(query['updated.gt']).toBe('2026-03-01T00:00:00.000Z');
	}
	expect([asked(INVOICES).length, asked(MEMOS).length]).toEqual([2, 1]);
	server.reset();
	await getMany(account);
	expect(asked(INVOICES)[0]).not.toHaveProperty('updated.gt');
});

it('stops when an expired cursor begins the list again', async () => {
	const sent = [invoice(), invoice()];
	const first = { invoices: [sent[0]], pagination: { next_cursor: 'a' } };
	server.fail(INVOICES, { body: first });
	server.fail(INVOICES, { body: { invoices: [sent[1]], pagination: { next_cursor: 'b' } } });
	server.fail(INVOICES, { body: first }, 20);
	expect(keysOf(await getMany(account, { returnAll: true }))).toEqual(sent.map(keyOf));
	expect(server.requestsTo(INVOICES)).toHaveLength(3);
});

it.each([[null], [{}], [{ next_cursor: null }], [{ next_cursor: '' }], [undefined]])(
	'takes pagination %j for the last page',
	async (pagination) => {
		server.fail(INVOICES, { body: { invoices: [invoice()], pagination } });
		expect(await getMany(account, { returnAll: true })).toHaveLength(1);
		expect(server.requestsTo(INVOICES)).toHaveLength(1);
	},
);

it('names the field of an invoice that does not fit', async () => {
	state.addInvoice({ total: undefined });
	await expect(getMany(account)).rejects.toMatchObject({ message: expect.stringContaining('total') });
	server.fail(INVOICES, { body: { data: [] } });
	await expect(getMany(account)).rejects.toMatchObject({ message: expect.stringContaining('invoices') });
});

it('asks with the version that it understands', async () => {
	await getMany(account);
	expect(server.requests.map(({ headers }) => headers['x-rillet-api-version'])).toEqual(['4', '4']);
});
