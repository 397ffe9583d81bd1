import { ChargebeeInvoiceApi } from '../../credentials/ChargebeeInvoiceApi.credentials';
import { api, chargebeeEvent, failure, type ChargebeeApi } from '../simulator/providers/chargebee.mts';
import { listen, type SimulatorServer } from '../simulator/server.mts';
import { KEY } from '../support/Chargebee/contexts.mts';
import { invoiceOf } from '../support/Chargebee/events.mts';
import { comparable, getMany, invoicesIn, type Account } from '../support/Invoice/listing.mts';
import { cleanUp, initialize } from '../n8nCore/contexts.mts';
import { virtualClock } from '../support/virtualClock.mts';

virtualClock();

const EVENTS = 'GET /events';

let state: ChargebeeApi;
let server: SimulatorServer;
let account: Account;

beforeAll(async () => {
	await initialize();
	state = api({ apiKey: KEY, pageSize: 4 });
	server = await listen(state);
	const data = { apiUrl: server.url, apiKey: KEY };
	account = { provider: 'chargebee', type: new ChargebeeInvoiceApi(), data };
});
beforeEach(() => void (state.events = []));
afterEach(() => server.reset());
afterAll(async () => {
	await server.close();
	cleanUp();
});

const ALL = ['credit_note_created', 'invoice_generated', 'invoice_updated'];

const have = (count: number) =>
	Array.from({ length: count }, (_, index) =>
		state.add(
			chargebeeEvent({
				occurredAt: 1_767_225_600 + index,
				type: index % 2 ? 'invoice_updated' : 'credit_note_created',
			}),
		),
	);

it('gives an event as the webhook brings it, with the same key', async () => {
	const sent = state.add(chargebeeEvent());
	const [item] = invoicesIn(await getMany(account));
	const webhook = invoiceOf(sent, { apiUrl: server.url, live: null });
	expect(comparable(item)).toEqual(comparable(webhook));
	expect(item.event).toMatchObject({ key: webhook.event.key, authentication: 'api' });
});

it('lists all pages, the oldest first, each event once', async () => {
	const sent = have(11);
	const items = invoicesIn(await getMany(account, { returnAll: true, chargebeeEvents: ALL }));
	expect(items.map(({ event }) => event.id)).toEqual(sent.map(({ id }) => id));
	expect(server.requestsTo(EVENTS)).toHaveLength(3);
	expect(
		server.requests.every(
			({ headers }) => headers.authorization === `Basic ${Buffer.from(`${KEY}:`).toString('base64')}`,
		),
	).toBe(true);
});

it('asks for no more than the limit', async () => {
	have(9);
	expect(await getMany(account, { returnAll: false, limit: 3, chargebeeEvents: ALL })).toHaveLength(3);
	expect(server.requests.map(({ query }) => query.get('limit'))).toEqual(['3']);
});

it('asks for the chosen events alone, since a moment', async () => {
	const [, , third, ...rest] = have(5);
	state.events.push({ ...chargebeeEvent(), event_type: 'subscription_renewed' });
	const since = new Date(1_767_225_602_000).toISOString();
	const items = invoicesIn(await getMany(account, { chargebeeOccurredSince: since, chargebeeEvents: ALL }));
	expect(items.map(({ event }) => event.id)).toEqual([third, ...rest].map(({ id }) => id));
	expect(server.requests[0].query.get('occurred_at[after]')).toBe('1767225601');
});

it('fails as a whole where one event does not fit, and names the field', async () => {
	have(2);
	state.add(chargebeeEvent({ document: { line_items: 'many' } }));
	await expect(getMany(account, { chargebeeEvents: ALL })).rejects.toThrow(
		/listed something that cannot be read.*line_items/,
	);
});

it('says what Chargebee answered', async () => {
	server.fail(
		EVENTS,
		{ status: 400, body: failure(400, 'param_wrong_value', 'occurred_at : is invalid').body },
		9,
	);
	await expect(getMany(account)).rejects.toMatchObject({
		description: expect.stringContaining('occurred_at : is invalid') as string,
	});
});

it('asks for nothing where no event is chosen', async () => {
	have(2);
	expect(await getMany(account, { chargebeeEvents: [] })).toEqual([]);
	expect(server.requests).toEqual([]);
});
