import { ScayleApi } from '../../credentials/ScayleApi.credentials';
import { comparable, getMany, invoicesIn, keysOf, type Account } from '../support/Invoice/listing.mts';
import { cleanUp, initialize } from '../n8nCore/contexts.mts';
import { sampleJson } from '../simulator/samples.mts';
import { api, orderEvent, type OrderEvent, type ScayleApi as Api } from '../simulator/providers/scayle.mts';
import { carries, listen, type SimulatorServer } from '../simulator/server.mts';
import { codes, normalize } from '../support/Scayle/events.mts';
import { virtualClock } from '../support/virtualClock.mts';

virtualClock();

const KEY = 'access-token-of-the-list';
const ORDER = 'GET /shops/:shop/countries/:country/orders/:order';
const INVOICES = `${ORDER}/invoices`;

let state: Api;
let server: SimulatorServer;
let account: Account;

beforeAll(async () => {
	await initialize();
	state = api({ apiKey: KEY, pageSize: 3 });
	server = await listen(state);
	account = { provider: 'scayle', type: new ScayleApi(), data: { apiUrl: server.url, accessToken: KEY } };
});
afterEach(() => server.reset());
afterAll(async () => {
	await server.close();
	cleanUp();
});

const shopOf = ({ payload }: OrderEvent) => {
	const { shopKey, countryCode } = payload.shopCountry as Record<string, string>;
	return { scayleShopKey: shopKey, scayleCountryCode: countryCode, scayleOrder: String(payload.id) };
};
/** An order with the given number of invoices. */
function invoiced(count: number, type = 'invoice') {
	const event = orderEvent();
	const documents = Array.from({ length: count }, () => state.addDocument(event, { type }));
	return { event, documents, parameters: shopOf(event) };
}

it('gives the invoice as the webhook does, with its number and its document', async () => {
	const { event, documents, parameters } = invoiced(1);
	const [{ id, createdAt, invoice }] = documents;
	const [item] = invoicesIn(await getMany(account, parameters));
	expect(item.event).toMatchObject({
		id: null,
		key: `scayle:order-invoiced:${event.payload.id}:${id}:${createdAt}`,
		type: 'invoice.created',
		providerType: 'order-invoiced',
		occurredAt: new Date(createdAt).toISOString(),
		authentication: 'api',
	});
	const prefix = `/shops/${parameters.scayleShopKey}/countries/${parameters.scayleCountryCode}`;
	expect(item).toMatchObject({
		id: String(id),
		number: invoice.fullNumber,
		kind: 'invoice',
		document: {
			id: String(id),
			url: `${server.url}${prefix}/orders/${event.payload.id}/invoices/${id}`,
			fileName: `${invoice.fullNumber}.pdf`,
			source: 'api',
		},
		references: { invoiceType: 'invoice' },
	});
	expect(codes(item)).toContain('amounts-may-cover-whole-order');
	expect(codes(item)).not.toContain('number-missing');

	const webhook = normalize(event);
	if (!webhook.ok) throw new Error(webhook.error.message);
	const both = ['event', 'id', 'number', 'document', 'references', 'issues', 'raw'];
	const figures = (one: object) =>
		Object.fromEntries(Object.entries(one).filter(([name]) => !both.includes(name)));
	expect(figures(comparable(item))).toEqual(figures(comparable(webhook.value[0])));
	expect(item.raw).toEqual({
		order: event.payload,
		invoice: { id, createdAt, type: 'invoice', invoice, available: true },
	});
});

it('distinguishes the kinds of invoices, and leaves out what is none', async () => {
	const event = orderEvent();
	for (const type of [
		'invoice',
		'merchant_partial_invoice',
		'return_corrective_invoice',
		'praz',
		'shipment_return_document',
		'historical_corrective_invoice',
	]) {
		state.addDocument(event, { type });
	}
	const items = invoicesIn(await getMany(account, shopOf(event)));
	expect(items.map(({ kind, event: { type, providerType } }) => [kind, type, providerType])).toEqual([
		['invoice', 'invoice.created', 'order-invoiced'],
		['invoice', 'invoice.created', 'order-partially-invoiced'],
		['corrective', 'invoice.corrected', 'order-corrective-invoiced'],
	]);
	for (const item of items) {
		expect(codes(item).filter((code) => code === 'amounts-may-cover-whole-order')).toHaveLength(1);
	}
});

it.each([
	[{ returnAll: true }, 7, 3],
	[{ limit: 3 }, 3, 1],
	[{ limit: 4 }, 4, 2],
	[{ limit: 2 }, 2, 1],
	[{}, 7, 3],
])('%j gives %i of 7 with %i pages of 3, and asks once for the order', async (more, count, pages) => {
	const { documents, parameters } = invoiced(7);
	const items = invoicesIn(await getMany(account, { ...parameters, ...more }));
	expect(items.map(({ id }) => id)).toEqual(documents.slice(0, count).map(({ id }) => String(id)));
	expect(server.requestsTo(INVOICES)).toHaveLength(pages);
	expect(server.requestsTo(ORDER)).toHaveLength(1);
});

it('takes the order from the item before it, by mapping, each its own', async () => {
	const orders = [invoiced(1), invoiced(2)];
	const input = orders.map(({ parameters }) => parameters);
	const mapped = Object.fromEntries(Object.keys(input[0]).map((name) => [name, `={{ $json.${name} }}`]));
	const items = await getMany(account, mapped, input);
	expect(invoicesIn(items).map(({ id }) => id)).toEqual(
		orders.flatMap(({ documents }) => documents.map(({ id }) => String(id))),
	);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 1 }]);
});

it('has the same key when it is listed again, also by the reference key', async () => {
	const { event, parameters } = invoiced(2);
	const keys = keysOf(await getMany(account, parameters));
	expect(new Set(keys).size).toBe(2);
	const scayleOrder = String(event.payload.referenceKey);
	expect(keysOf(await getMany(account, { ...parameters, scayleOrder }))).toEqual(keys);
});

it('stops when a cursor leads in a circle', async () => {
	const { parameters } = invoiced(1);
	const entities = [{ id: 1, type: 'invoice' }];
	server.fail(INVOICES, { body: { entities, cursor: { next: 'a' } } }, 20);
	const [item, ...others] = invoicesIn(await getMany(account, { ...parameters, returnAll: true }));
	expect(others).toEqual([]);
	expect(server.requestsTo(INVOICES)).toHaveLength(2);
	// Its number and time are unknown.
	expect(item).toMatchObject({ id: '1', number: null, event: { occurredAt: null } });
	expect(codes(item)).toEqual(expect.arrayContaining(['number-missing', 'date-unknown']));
});

it('says what is missing', async () => {
	const { parameters } = invoiced(1);
	for (const field of Object.keys(parameters)) {
		await expect(getMany(account, { ...parameters, [field]: ' ' })).rejects.toMatchObject({
			message: 'Shop Key, Country Code and Order are needed to find an invoice in SCAYLE',
			context: { itemIndex: 0 },
		});
	}
	await expect(getMany({ ...account, data: { accessToken: KEY } }, parameters)).rejects.toMatchObject({
		message: 'The SCAYLE credential does not say where the Admin API is',
	});
	expect(server.requests).toEqual([]);
	await expect(getMany(account, { ...parameters, scayleOrder: '1' })).rejects.toMatchObject({
		message: 'SCAYLE could not find what was requested (HTTP 404)',
	});
});

it('names the field of an order that does not fit', async () => {
	const { event, parameters } = invoiced(1);
	const { id: _, ...order } = event.payload;
	server.fail(ORDER, { body: order });
	await expect(getMany(account, parameters)).rejects.toMatchObject({
		message: expect.stringContaining('payload.id'),
	});
});

it('reads the documented answer of the API', async () => {
	const event = sampleJson<OrderEvent>('scayle', 'order-invoiced-admin-webhook.json');
	const { entities } = sampleJson<{ entities: Array<{ id: number; type: string }> }>(
		'scayle',
		'api.order-invoices.870231.json',
	);
	const items = invoicesIn(await getMany(account, shopOf(event)));
	const invoices = entities.filter(({ type }) => type.endsWith('invoice') && !type.startsWith('historical'));
	expect(invoices).not.toEqual([]);
	expect(items.map(({ id }) => id)).toEqual(invoices.map(({ id }) => String(id)));
});

it('sends the token in its header alone', async () => {
	const { parameters } = invoiced(1);
	await getMany(account, parameters);
	expect(server.requests).toHaveLength(2);
	for (const request of server.requests) {
		expect(carries(request, KEY)).toBe(true);
		expect(request.url).not.toContain(KEY);
	}
});
