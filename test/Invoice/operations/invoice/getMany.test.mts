/** Get Many for all providers; the lists themselves are tested in the providers' folders. */
import { NodeHelpers, type IDataObject, type INodeProperties } from 'n8n-workflow';
import { DigitalRiverApi } from '../../../../credentials/DigitalRiverApi.credentials';
import { RivertyApi } from '../../../../credentials/RivertyApi.credentials';
import { Invoice } from '../../../../nodes/Invoice/Invoice.node';
import { providerNamed, providers } from '../../../../nodes/Invoice/providers';
import { cleanUp, initialize } from '../../../n8nCore/contexts.mts';
import {
	api,
	invoiceEvent,
	type DigitalRiverApi as Api,
} from '../../../simulator/providers/digitalRiver.mts';
import {
	carries,
	listen,
	listenElsewhere,
	type Fault,
	type SimulatorServer,
} from '../../../simulator/server.mts';
import { getMany, keysOf, type Account } from '../../../support/Invoice/listing.mts';
import { virtualClock } from '../../../support/virtualClock.mts';
import { messageIn } from '../../../support/Invoice/failed.mts';

const KEY = 'sk_test_that_stays_at_home';
const LIST = 'GET /events';
const NOW = { 'retry-after': '0' };

const time = virtualClock();
let state: Api;
let server: SimulatorServer;
let elsewhere: SimulatorServer;
let account: Account;
const { description } = new Invoice();

beforeAll(async () => {
	await initialize();
	state = api({ apiKey: KEY });
	server = await listen(state);
	elsewhere = await listenElsewhere({ answer: { body: { hasMore: false, data: [] } } });
	const data = { product: 'digitalRiver', apiKey: KEY, apiUrl: server.url };
	account = { provider: 'digitalRiver', type: new DigitalRiverApi(), data };
});
beforeEach(() => {
	state.events = Array.from({ length: 3 }, () => invoiceEvent());
});
afterEach(() => {
	server.reset();
	elsewhere.reset();
});
afterAll(async () => {
	await Promise.all([server.close(), elsewhere.close()]);
	cleanUp();
});

const keys = () => state.events.map(({ id }) => id);
const ONE_LIST = { digitalRiverEvents: ['order.invoice.created'] };
const list = async (more: Parameters<typeof getMany>[3] = {}, input?: IDataObject[]) =>
	await getMany(account, ONE_LIST, input, more);

describe('description', () => {
	const shown = (parameters: IDataObject) => (property: INodeProperties) =>
		NodeHelpers.displayParameter(parameters as never, property, { typeVersion: 1 } as never, description);
	const asked = (parameters: IDataObject) =>
		description.properties
			.filter(shown({ resource: 'invoice', operation: 'getMany', returnAll: false, ...parameters }))
			.map(({ name }) => name);

	it('offers the providers that can list, and no item', () => {
		const [from, ...others] = description.properties
			.filter(({ name }) => name === 'provider')
			.filter(shown({ resource: 'invoice', operation: 'getMany' }));
		expect(others).toEqual([]);
		const offered = from.options!.map((option) => ('value' in option ? String(option.value) : ''));
		const able = Object.entries(providers).filter(([, provider]) => provider?.list);
		expect(offered.sort()).toEqual(able.map(([name]) => name).sort());
		expect(offered).toContain(from.default);
		for (const operation of ['get', 'download']) {
			const resource = operation === 'get' ? 'invoice' : 'document';
			const [usual, ...more] = description.properties
				.filter(({ name }) => name === 'provider')
				.filter(shown({ resource, operation }));
			expect([usual.default, more]).toEqual(['item', []]);
		}
	});

	it.each([
		['betterez', ['betterezTransactionId']],
		['digitalRiver', ['digitalRiverEvents', 'digitalRiverCreatedSince']],
		['rillet', ['rilletUpdatedSince']],
		['scayle', ['scayleShopKey', 'scayleCountryCode', 'scayleOrder']],
	])('%s: asks for what it lists by, and shows the credential', (provider, fields) => {
		const common = ['resource', 'operation', 'provider', 'returnAll', 'limit'];
		expect(asked({ provider }).sort()).toEqual([...common, ...fields].sort());
		const parameters = { resource: 'invoice', operation: 'getMany', provider };
		const credentials = description.credentials!.filter((one) =>
			NodeHelpers.displayParameter(parameters, one, { typeVersion: 1 } as never, description),
		);
		expect(credentials.map(({ name }) => name)).toEqual([providerNamed(provider)!.credential]);
	});

	it('has Return All and Limit as n8n wants them', () => {
		expect(asked({ provider: 'rillet', returnAll: true })).not.toContain('limit');
		const byName = (wanted: string) => description.properties.find(({ name }) => name === wanted)!;
		expect(byName('returnAll')).toMatchObject({ type: 'boolean', default: false });
		expect(byName('limit')).toMatchObject({ type: 'number', default: 50, typeOptions: { minValue: 1 } });
	});
});

it('runs for each item, and pairs what it finds with it', async () => {
	const items = await list({}, [{}, {}]);
	expect(keysOf(items)).toEqual([...keys(), ...keys()]);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 0, 0, 1, 1, 1].map((item) => ({ item })));
});

it('gives an AI all that there is as JSON', async () => {
	const [{ json, binary }] = await list();
	expect(binary).toBeUndefined();
	expect(JSON.parse(JSON.stringify(json))).toEqual(json);
	expect(json).toMatchObject({ provider: 'digitalRiver', event: { authentication: 'api' } });
});

it.each([0, -5, 1.5])('a limit of %d gives one', async (limit) => {
	expect(await getMany(account, { ...ONE_LIST, limit })).toHaveLength(1);
	expect(server.requests[0].query.get('limit')).toBe('1');
});

describe('what goes wrong', () => {
	it.each<[string, Fault, string]>([
		[
			'a wrong key',
			{ status: 401, body: { message: 'no' } },
			'Digital River rejected the API key (HTTP 401)',
		],
		['403', { status: 403 }, 'Digital River does not allow this for the API key (HTTP 403)'],
		['404', { status: 404 }, 'Digital River could not find what was requested (HTTP 404)'],
		['429', { status: 429, headers: NOW }, 'Digital River received too many requests (HTTP 429)'],
		['500', { status: 500, headers: NOW }, 'Digital River has a fault (HTTP 500)'],
		['503', { status: 503, headers: NOW }, 'Digital River has a fault (HTTP 503)'],
		['a web page', { html: true }, 'Digital River sent an unexpected response'],
		['an empty answer', { empty: true }, 'Digital River sent an unexpected response'],
		['another form', { body: { events: [] } }, 'Digital River sent an unexpected response – data'],
	])('%s is an error in the words of the user', async (_name, fault, message) => {
		server.fail(LIST, fault, 99);
		await expect(list()).rejects.toMatchObject({
			message: expect.stringContaining(message),
			context: { itemIndex: 0 },
		});
		// n8n itself repeats a request after a 401, in case the credential can be renewed.
		const usual = fault.status === 401 ? 2 : 1;
		const attempts = fault.status === 429 || Number(fault.status) >= 500 ? 4 : usual;
		expect(server.requests).toHaveLength(attempts);
		expect(server.requests.every(({ path }) => path === '/events')).toBe(true);
	});

	it.each<[string, Fault]>([
		['429', { status: 429, headers: NOW }],
		['503', { status: 503, headers: NOW }],
		['a slow answer', { slow: 300 }],
		['an answer in pieces', { drip: { bytes: 400, ms: 5 } }],
	])('%s on the way is got over', async (_name, fault) => {
		state.events = Array.from({ length: 150 }, () => invoiceEvent());
		server.fail(LIST, {});
		server.fail(LIST, fault);
		expect(keysOf(await getMany(account, { ...ONE_LIST, returnAll: true }))).toEqual(keys());
	});

	it('gets over a lost connection', async () => {
		server.fail(LIST, { hangUp: true });
		expect(keysOf(await list())).toEqual(keys());
		expect(server.requests).toHaveLength(2);
	});

	it('takes the key to no other host', async () => {
		server.fail(LIST, { redirect: `${elsewhere.url}/events` });
		await expect(list()).rejects.toMatchObject({ message: expect.stringContaining('which is not allowed') });
		expect(elsewhere.requests).toEqual([]);
		server.fail(LIST, { redirect: `${server.url}/events?limit=50` });
		expect(keysOf(await list())).toEqual(keys());
		expect(server.requests.every((request) => carries(request, KEY))).toBe(true);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'is that item’s alone with %s',
		async (onError) => {
			server.fail(LIST, {});
			server.fail(LIST, { status: 404 });
			const items = await list({ onError }, [{}, {}, {}]);
			expect(items.map(({ json }) => messageIn(json) ?? 'ok')).toEqual([
				...['ok', 'ok', 'ok'],
				'Digital River could not find what was requested (HTTP 404)',
				...['ok', 'ok', 'ok'],
			]);
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
				[0, 0, 0, 1, 2, 2, 2].map((item) => ({ item })),
			);
			expect(Object.keys(items[3].json)).toEqual(['error']);
		},
	);

	it.each([
		['waits', { status: 429, headers: { 'retry-after': '60' } }, () => time.waiting === 1],
		['asks', { slow: Infinity }, () => server.requests.length === 1],
	])('ends soon when the execution is cancelled while it %s', async (_what, fault, itDoes) => {
		time.hold();
		server.fail(LIST, fault);
		const controller = new AbortController();
		const listed = getMany(account, ONE_LIST, [{}], {}, controller.signal);
		const cancelled = expect(listed).rejects.toThrow('the execution was cancelled');
		await time.until(itDoes);
		controller.abort();
		time.advance(500);
		await cancelled;
	});

	it('says so without a credential, without a provider, and for one that has no list', async () => {
		await expect(list({ credential: undefined })).rejects.toMatchObject({
			message: 'No Digital River credential is selected in this node',
		});
		await expect(getMany({ ...account, provider: 'item' })).rejects.toMatchObject({
			message: 'No provider is chosen',
			description: expect.stringContaining('the field Provider'),
			context: { itemIndex: 0 },
		});
		const riverty = { provider: 'riverty', type: new RivertyApi(), data: {} };
		await expect(getMany(riverty)).rejects.toMatchObject({
			message: 'Riverty has no API that lists invoices',
		});
		expect(server.requests).toEqual([]);
	});
});
