import { BetterezApi } from '../../credentials/BetterezApi.credentials';
import { comparable, getMany, invoicesIn, keysOf, type Account } from '../support/Invoice/listing.mts';
import { cleanUp, initialize } from '../n8nCore/contexts.mts';
import { api, PASSWORD, USER, type BetterezApi as Api } from '../simulator/providers/betterez.mts';
import { listen, type SimulatorServer } from '../simulator/server.mts';
import { codes, itemOf } from '../support/Betterez/events.mts';
import { virtualClock } from '../support/virtualClock.mts';

virtualClock();

const KEY = 'x-api-key-of-the-list';
const LIST = 'GET /invoices/invoices';
const TRANSACTION = '616d7cf38fedff37e4492aaa';

let paged: Api;
let whole: Api;
let servers: SimulatorServer[];
let server: SimulatorServer;

beforeAll(async () => {
	await initialize();
	paged = api({ apiKey: KEY, pageSize: 2 });
	whole = api({ apiKey: KEY });
	servers = [await listen(paged), await listen(whole)];
	[server] = servers;
});
beforeEach(() => {
	for (const state of [paged, whole]) state.invoices.clear();
});
afterEach(() => servers.forEach((one) => one.reset()));
afterAll(async () => {
	await Promise.all(servers.map(async (one) => await one.close()));
	cleanUp();
});

const account = (otherUrl = server.url): Account => ({
	provider: 'betterez',
	type: new BetterezApi(),
	data: {
		apiUrl: 'other',
		otherUrl,
		apiKey: KEY,
		user: USER,
		password: PASSWORD,
		servicePrefix: '/invoices',
		sessionToken: '',
	},
});
const list = async (parameters = {}, from = account()) =>
	await getMany(from, { betterezTransactionId: ` ${TRANSACTION} `, ...parameters });
const invoiced = (state: Api, count: number) =>
	Array.from({ length: count }, () => state.addInvoice({ data: { transactionId: TRANSACTION } }).event);
const idsIn = async (items: ReturnType<typeof list>) => invoicesIn(await items).map(({ id }) => id);

it('gives the invoice as the webhook without an envelope does, with its key', async () => {
	const [{ data }] = invoiced(paged, 1);
	const [item] = invoicesIn(await list());
	const { value } = data.updatedAt as { value: string };
	expect(item.event).toMatchObject({
		id: null,
		key: expect.stringMatching(`^betterez:${data._id}:${value}:[\\da-f]{32}$`) as unknown,
		type: 'invoice.created',
		providerType: 'invoices.created',
		authentication: 'api',
	});
	expect(comparable(item)).toEqual(comparable(itemOf({ data }, ['invoices.created', 'invoices.updated'])));
	expect(item.totals.gross).not.toBeNull();
	expect(item.raw).toEqual({ data: JSON.parse(JSON.stringify(data)) });
});

it('differs from the webhook with an envelope in the event alone', async () => {
	const [event] = invoiced(paged, 1);
	const [item] = invoicesIn(await list());
	const webhook = itemOf(JSON.parse(JSON.stringify(event)));
	expect(webhook.event.key).toMatch(new RegExp(`^betterez:${event.id}:[\\da-f]{32}$`));
	expect(item.event.key).not.toBe(webhook.event.key);
	const { event: _a, raw: _b, references: found, ...rest } = item;
	const { event: _c, raw: _d, references, ...same } = webhook;
	expect(rest).toEqual(same);
	expect(references).toMatchObject(found);
});

it('recognizes an update by its time', async () => {
	const moments = {
		createdAt: { value: '2026-03-01T00:00:00Z' },
		updatedAt: { value: '2026-03-02T00:00:00Z' },
	};
	paged.addInvoice({ data: { transactionId: TRANSACTION, ...moments } });
	const [{ event }] = invoicesIn(await list());
	expect(event).toMatchObject({ type: 'invoice.updated', occurredAt: '2026-03-02T00:00:00.000Z' });
	expect(keysOf(await list())).toEqual([event.key.replace(/:[\da-f]{32}$/, '')]);
});

it.each([
	[{ returnAll: true }, 5, 3],
	[{}, 5, 3],
	[{ limit: 2 }, 2, 1],
	[{ limit: 3 }, 3, 2],
	[{ limit: 1 }, 1, 1],
])('%j gives %i of 5 with %i pages of 2', async (parameters, count, pages) => {
	const ids = invoiced(paged, 5).map(({ data }) => data._id);
	paged.addInvoice();
	expect(await idsIn(list(parameters))).toEqual(ids.slice(0, count));
	const asked = server.requestsTo(LIST).map(({ query }) => Object.fromEntries(query));
	expect(asked).toEqual(
		[{}, { page: '2' }, { page: '3' }]
			.slice(0, pages)
			.map((page) => ({ transactionId: TRANSACTION, ...page })),
	);
});

it('asks once where all come at once, or no total is told', async () => {
	const ids = invoiced(whole, 5).map(({ data }) => data._id);
	expect(await idsIn(list({}, account(servers[1].url)))).toEqual(ids);
	expect(servers[1].requestsTo(LIST)).toHaveLength(1);
	const [{ data }] = invoiced(paged, 1);
	server.fail(LIST, { body: { invoices: [data] } });
	expect(await idsIn(list())).toEqual([data._id]);
	expect(server.requestsTo(LIST)).toHaveLength(1);
});

it('stops where the API does not know pages and repeats the first', async () => {
	const [{ data }] = invoiced(paged, 1);
	server.fail(LIST, { body: { invoices: [data], total: 9, page: 1 } }, 20);
	expect(await idsIn(list({ returnAll: true }))).toEqual([data._id]);
	expect(server.requestsTo(LIST)).toHaveLength(2);
});

it('gives nothing for a transaction without invoices', async () => {
	expect(await list()).toEqual([]);
});

it('lets no key of Betterez into the item', async () => {
	paged.addInvoice({ data: { transactionId: TRANSACTION, apiKey: 'secret-of-betterez' } });
	const items = await list();
	expect(items).toHaveLength(1);
	expect(JSON.stringify(items)).not.toContain('secret-of-betterez');
});

it('says it when the document cannot be read', async () => {
	paged.addInvoice({ document: null, data: { transactionId: TRANSACTION } });
	expect(invoicesIn(await list()).flatMap(codes)).toEqual(['amounts-unknown totals']);
});

it('says what is missing, and what is wrong', async () => {
	await expect(list({ betterezTransactionId: ' ' })).rejects.toMatchObject({
		message: 'No Transaction ID is given',
		context: { itemIndex: 0 },
	});
	await expect(list({}, account(''))).rejects.toMatchObject({
		message: 'The base URL in the Betterez credential is not an https:// address',
	});
	expect(server.requests).toEqual([]);
	await expect(list({ betterezTransactionId: '1' })).rejects.toMatchObject({
		message: 'Betterez rejected the request (HTTP 400)',
	});
	server.fail(LIST, { body: { invoices: [{ number: '1' }] } });
	await expect(list()).rejects.toMatchObject({ message: expect.stringContaining('invoices.0._id') });
});
