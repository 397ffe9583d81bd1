import { PaddleInvoiceApi } from '../../credentials/PaddleInvoiceApi.credentials';
import { comparable, getMany, invoicesIn, keysOf, type Account } from '../support/Invoice/listing.mts';
import { cleanUp, initialize } from '../n8nCore/contexts.mts';
import { api, EVENT_TYPES, type PaddleApi as Api, type PaddleEvent } from '../simulator/providers/paddle.mts';
import { listen, type SimulatorServer } from '../simulator/server.mts';
import { itemOf, sample } from '../support/Paddle/items.mts';
import { virtualClock } from '../support/virtualClock.mts';

virtualClock();

const KEY = 'pdl_sdbx_apikey_under_test';
const EVENTS = 'GET /events';

let state: Api;
let server: SimulatorServer;
let account: Account;
beforeAll(async () => {
	await initialize();
	state = api({ apiKey: KEY });
	server = await listen(state);
	const data = { environment: 'live', apiKey: KEY, apiUrl: server.url };
	account = { provider: 'paddle', type: new PaddleInvoiceApi(), data };
});
beforeEach(() => (state.events.length = 0));
afterEach(() => server.reset());
afterAll(async () => {
	await server.close();
	cleanUp();
});

/**
 * Events ordered by id.
 * @param at the time of each
 */
const have = (count: number, at = (_index: number) => '2026-03-02T08:15:31Z'): PaddleEvent[] =>
	Array.from({ length: count }, (_, index) => {
		const event = state.add('transaction.completed');
		event.event_id = `evt_${String(index).padStart(26, '0')}`;
		event.occurred_at = at(index);
		return event;
	});
const asked = () => server.requestsTo(EVENTS).map(({ query }) => Object.fromEntries(query));

it.each(EVENT_TYPES)('gives %s as the webhook does, with the same key', async (type) => {
	const event = state.add(type);
	const [item] = invoicesIn(await getMany(account, { paddleEvents: [type] }));
	const atHome = JSON.parse(
		JSON.stringify(itemOf(event)).replaceAll('https://api.paddle.com', server.url),
	) as typeof item;
	expect(item!.event.key).toBe(atHome!.event.key);
	expect(item!.event.authentication).toBe('api');
	expect(comparable({ ...item!, raw: null })).toEqual(comparable({ ...atHome!, raw: null }));
	expect(item!.raw).toEqual({ ...event, notification_id: null });
});

it('asks for the chosen events, and begins with the newest', async () => {
	const [first, second] = have(2);
	state.add('transaction.updated');
	expect(keysOf(await getMany(account))).toEqual([second!.event_id, first!.event_id]);
	expect(asked()).toEqual([
		{
			event_type: 'transaction.completed,transaction.billed,adjustment.created,adjustment.updated',
			order_by: 'id[DESC]',
			per_page: '50',
		},
	]);
});

it('leaves out what was not asked for, where the API does not know the filter', async () => {
	const [wanted] = have(1);
	const other = { ...sample('transaction.updated.draft'), event_type: 'subscription.created' };
	server.fail(EVENTS, { body: { data: [other, wanted], meta: { pagination: { has_more: false } } } });
	expect(keysOf(await getMany(account))).toEqual([wanted!.event_id]);
});

it.each([
	[{ returnAll: true }, 450, 3],
	[{}, 50, 1],
	[{ limit: 200 }, 200, 1],
	[{ limit: 201 }, 201, 2],
])('%j gives %i of 450 with %i calls', async (parameters, count, calls) => {
	const sent = have(450).reverse();
	const keys = keysOf(await getMany(account, parameters));
	expect(keys).toEqual(sent.slice(0, count).map(({ event_id }) => event_id));
	expect(asked()).toHaveLength(calls);
	expect(asked()[1]?.after).toBe(calls > 1 ? sent[199]!.event_id : undefined);
});

it('ends with the first event that is clearly too old, and lists none from before', async () => {
	// One every quarter of an hour.
	const sent = have(300, (index) => new Date(Date.UTC(2026, 2, 1) + index * 900_000).toISOString());
	const since = sent[250]!.occurred_at;
	const items = await getMany(account, { returnAll: true, paddleOccurredSince: since });
	expect(keysOf(items)).toEqual(
		sent
			.slice(250)
			.reverse()
			.map(({ event_id }) => event_id),
	);
	expect(asked()).toHaveLength(1);
});

it('lists an event whose time is not readable, rather than losing it', async () => {
	have(1, () => 'some time');
	const items = await getMany(account, { paddleOccurredSince: '2026-03-01T00:00:00Z' });
	expect(items).toHaveLength(1);
});

it('stops where the pages run in a circle', async () => {
	const [one, two] = have(2);
	const page = (event: PaddleEvent) => ({
		body: { data: [event], meta: { pagination: { has_more: true } } },
	});
	server.fail(EVENTS, page(one!));
	server.fail(EVENTS, page(two!));
	server.fail(EVENTS, page(one!), 20);
	expect(await getMany(account, { returnAll: true })).toHaveLength(2);
	expect(asked()).toHaveLength(3);
});

it('without a chosen event nothing is listed', async () => {
	have(1);
	expect(await getMany(account, { paddleEvents: [] })).toEqual([]);
	expect(server.requests).toEqual([]);
});
