import { DigitalRiverApi } from '../../credentials/DigitalRiverApi.credentials';
import { clock } from '../../nodes/shared/clock';
import { comparable, getMany, invoicesIn, keysOf, type Account } from '../support/Invoice/listing.mts';
import { cleanUp, initialize } from '../n8nCore/contexts.mts';
import {
	api,
	EVENT_TYPES,
	invoiceEvent,
	type DigitalRiverApi as Api,
	type DigitalRiverEvent,
} from '../simulator/providers/digitalRiver.mts';
import { carries, listen, type SimulatorServer } from '../simulator/server.mts';
import { normalize } from '../support/DigitalRiver/events.mts';
import { virtualClock } from '../support/virtualClock.mts';

const KEY = 'sk_test_of_the_list';
const LIST = 'GET /events';
const INVOICES = { digitalRiverEvents: ['order.invoice.created'] };

virtualClock();
let state: Api;
let server: SimulatorServer;
let account: Account;

beforeAll(async () => {
	await initialize();
	state = api({ apiKey: KEY });
	server = await listen(state);
	const data = { product: 'digitalRiver', apiKey: KEY, apiUrl: server.url };
	account = { provider: 'digitalRiver', type: new DigitalRiverApi(), data };
});
beforeEach(() => {
	state.events = [];
});
afterEach(() => server.reset());
afterAll(async () => {
	await server.close();
	cleanUp();
});

/** Events, newest first like in the API. */
function happened(count: number, type?: string): DigitalRiverEvent[] {
	const made = Array.from({ length: count }, () => invoiceEvent({ type }));
	state.events.unshift(...made);
	return made;
}
const ids = (events: DigitalRiverEvent[]) => events.map(({ id }) => id);
const asked = () => server.requestsTo(LIST).map(({ query }) => Object.fromEntries(query));

/** The item that the trigger emits for the event. */
function ofWebhook(event: DigitalRiverEvent) {
	const result = normalize(event);
	if (!result.ok) throw new Error(result.error.message);
	// The simulator's address differs from the API URL in the trigger's environment.
	return JSON.parse(JSON.stringify(result.value[0]).replaceAll('https://api.digitalriver.com', server.url));
}

it.each(EVENT_TYPES)('%s: is the item of the webhook, with its key', async (type) => {
	const [event] = happened(1, type);
	const own = JSON.parse(JSON.stringify(event).replaceAll('https://api.digitalriver.com', server.url));
	state.events[0] = own;
	const [item] = invoicesIn(await getMany(account, { digitalRiverEvents: [type] }));
	expect(item.event).toMatchObject({
		key: expect.stringMatching(`^${event.id}(:[\\da-f]{32})?$`) as unknown,
		id: event.id,
		authentication: 'api',
	});
	expect(item.event.receivedAt).toBe(clock.date().toISOString());
	expect(comparable(item)).toEqual(comparable(ofWebhook(event)));
	expect(item.raw).toEqual(own);
});

it('lists invoices and credit memos unless other events are chosen', async () => {
	const [memo] = happened(1, 'order.credit_memo.created');
	const [invoice] = happened(1);
	happened(1, 'invoice.paid');
	expect(keysOf(await getMany(account))).toEqual([invoice.id, memo.id]);
	expect(await getMany(account, { digitalRiverEvents: [] })).toEqual([]);
});

it.each([
	[{ returnAll: true }, 250, [100, 100, 100]],
	[{ limit: 250 }, 250, [100, 100, 100]],
	[{}, 50, [50]],
	[{ limit: 1 }, 1, [1]],
	[{ limit: 100 }, 100, [100]],
	[{ limit: 101 }, 101, [100, 100]],
	[{ limit: 1000 }, 250, [100, 100, 100]],
])('%j gives %i of 250, newest first', async (parameters, count, pages) => {
	const events = happened(250);
	const items = await getMany(account, { ...INVOICES, ...parameters });
	expect(keysOf(items)).toEqual(ids(events).slice(0, count));
	expect(asked().map(({ limit }) => Number(limit))).toEqual(pages);
	expect(asked().map(({ startingAfter }) => startingAfter)).toEqual(
		[undefined, events[99].id, events[199].id].slice(0, pages.length),
	);
	expect(new Set(items.map(({ pairedItem }) => JSON.stringify(pairedItem)))).toEqual(new Set(['{"item":0}']));
});

it.each([
	[99, 1],
	[100, 1],
	[101, 2],
	[200, 2],
])('%i events take %i calls', async (count, calls) => {
	happened(count);
	expect(await getMany(account, { ...INVOICES, returnAll: true })).toHaveLength(count);
	expect(asked()).toHaveLength(calls);
});

it('asks only for what was created since, in the time zone that is meant', async () => {
	const old = invoiceEvent({ createdTime: '2026-02-28T23:59:59.999999Z' });
	const fresh = invoiceEvent({ createdTime: '2026-03-01T00:00:00.000000Z' });
	state.events.push(fresh, old);
	for (const since of ['2026-03-01T00:00:00Z', '2026-03-01T01:00:00+01:00', '2026-02-28T19:00:00-05:00']) {
		const items = await getMany(account, { ...INVOICES, digitalRiverCreatedSince: since });
		expect(keysOf(items)).toEqual([fresh.id]);
	}
	expect(asked().map((query) => query['createdTime[gte]'])).toEqual(
		Array.from({ length: 3 }, () => '2026-03-01T00:00:00.000Z'),
	);
	expect(keysOf(await getMany(account, INVOICES))).toEqual([fresh.id, old.id]);
	await expect(getMany(account, { ...INVOICES, digitalRiverCreatedSince: 'some day' })).rejects.toMatchObject(
		{
			message: 'some day is not a date',
			context: { itemIndex: 0 },
		},
	);
});

it('stops when the API repeats itself, whatever it promises', async () => {
	const events = happened(3);
	server.fail(LIST, { body: { hasMore: true, data: events } }, 20);
	expect(keysOf(await getMany(account, { ...INVOICES, returnAll: true }))).toEqual(ids(events));
	expect(asked()).toHaveLength(2);
});

it('stops at a page without events, whatever it promises', async () => {
	server.fail(LIST, { body: { hasMore: true, data: [] } }, 20);
	expect(await getMany(account, { ...INVOICES, returnAll: true })).toEqual([]);
	expect(asked()).toHaveLength(1);
});

it('goes on past a page that overlaps the one before', async () => {
	const events = happened(4);
	server.fail(LIST, { body: { hasMore: true, data: events.slice(0, 2) } });
	server.fail(LIST, { body: { hasMore: true, data: events.slice(1, 3) } });
	server.fail(LIST, { body: { hasMore: false, data: events.slice(2, 4) } });
	expect(keysOf(await getMany(account, { ...INVOICES, returnAll: true }))).toEqual(ids(events));
});

it('leaves out what it did not ask for', async () => {
	const [event] = happened(1);
	const other = invoiceEvent({ type: 'order.credit_memo.created' });
	server.fail(LIST, { body: { hasMore: false, data: [other, event, { id: '1', type: 'order.accepted' }] } });
	expect(keysOf(await getMany(account, INVOICES))).toEqual([event.id]);
});

it('gives out nothing when an event does not fit, and names the field', async () => {
	happened(2);
	const { fileId: _, id: _id, ...object } = state.events[1].data.object;
	state.events[1] = { ...state.events[1], data: { object } };
	await expect(getMany(account, INVOICES)).rejects.toMatchObject({
		message: expect.stringContaining('data.object.fileId'),
		description: expect.stringContaining('no invoice goes missing unnoticed'),
	});
});

it('is not there for the Commerce API', async () => {
	const data = { ...account.data, product: 'commerce', apiSecret: '', siteId: 'acme' };
	await expect(getMany({ ...account, data })).rejects.toMatchObject({
		message: 'The Commerce API of Digital River has no list of events',
		context: { itemIndex: 0 },
	});
	expect(server.requests).toEqual([]);
});

it('sends the key in the header alone', async () => {
	happened(1);
	await getMany(account, INVOICES);
	const [request] = server.requests;
	expect(carries(request, KEY)).toBe(true);
	expect(request.url).not.toContain(KEY);
});
