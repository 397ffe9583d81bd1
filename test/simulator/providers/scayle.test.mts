import { get, jsonOf, start } from '../harness.mts';
import { sampleJson } from '../samples.mts';
import { api, EVENT_TYPES, orderEvent, type Subscription } from './scayle.mts';
import { send } from '../sender.mts';

const KEY = { 'x-access-token': 'key' };
const PREFIX = '/shops/ms/countries/DE/orders';

async function scayle(options: { pageSize?: number } = {}) {
	const simulated = api({ apiKey: 'key', ...options });
	const { url } = await start(simulated);
	const call = async (method: string, path: string, body: object = {}) =>
		await send(`${url}${path}`, { method, headers: KEY, body: Buffer.from(JSON.stringify(body)) });
	return { simulated, url, call };
}

it('wants the access token', async () => {
	const { url } = await scayle();
	expect((await get(`${url}/webhooks/events`, { 'x-access-token': 'other' })).status).toBe(401);
	expect((await get(`${url}/webhooks/events`, { authorization: 'Bearer key' })).status).toBe(401);
	expect((await get(`${url}/nowhere`, KEY)).status).toBe(404);
	expect(jsonOf(await get(`${url}/webhooks/events`, KEY))).toEqual(
		sampleJson<object>('scayle', 'api.webhook-events.json'),
	);
});

it('keeps the login of a subscription and never shows it', async () => {
	const { call, simulated } = await scayle();
	const request = sampleJson<{ url: string }>('scayle', 'api.webhook-subscription-create.request.json');
	const answer = sampleJson<Subscription>('scayle', 'api.webhook-subscription-create.response.json');
	const made = await call('POST', '/webhooks/subscriptions', request);
	const { id } = jsonOf<Subscription>(made);
	expect([made.status, jsonOf(made)]).toEqual([201, { ...answer, id }]);
	expect(simulated.subscriptions.get(String(id))?.url).toBe(request.url);

	const path = `/webhooks/subscriptions/${id}`;
	const changed = await call('PATCH', path, { url: 'https://a:b@other.example/x' });
	expect(jsonOf(changed)).toMatchObject({ id, url: 'https://***:***@other.example/x' });
	expect(jsonOf(await call('GET', path))).toEqual(jsonOf(changed));
	expect([(await call('DELETE', path)).status, (await call('DELETE', path)).status]).toEqual([204, 404]);
});

it('rejects a subscription of an event that is not there or deprecated, and one without a URL', async () => {
	const { call } = await scayle();
	const url = 'https://a:b@n8n.example/x';
	for (const body of [
		{ event: 'order-cancelled', version: 1, url },
		{ event: 'order-invoiced', version: 2, url },
		{ event: 'order-invoiced', version: 1 },
	]) {
		expect((await call('POST', '/webhooks/subscriptions', body)).status).toBe(422);
	}
});

it('delivers to the subscriptions of an event, with their login as Basic', async () => {
	const { call, simulated } = await scayle();
	const url = 'https://hook-user:p%40ss@n8n.example/x?a=b';
	await call('POST', '/webhooks/subscriptions', { event: 'order-invoiced', version: 1, url });
	const event = orderEvent();
	expect(simulated.deliveriesOf(event)).toEqual([
		{
			url: 'https://n8n.example/x?a=b',
			body: Buffer.from(JSON.stringify(event)),
			headers: { 'content-type': 'application/json', authorization: `Basic ${btoa('hook-user:p@ss')}` },
		},
	]);
	expect(simulated.deliveriesOf(orderEvent({ type: 'order-partially-invoiced' }))).toEqual([]);
});

it('serves orders by id and by reference key, their documents in pages, and the PDF once it is there', async () => {
	const { call, simulated } = await scayle({ pageSize: 1 });
	const { event, document } = simulated.addInvoice({}, { available: false });
	const { id, referenceKey } = event.payload;
	expect(jsonOf(await call('GET', `${PREFIX}/${id}`))).toEqual(event.payload);
	expect(jsonOf(await call('GET', `${PREFIX}/key=${String(referenceKey)}`))).toEqual(event.payload);
	expect((await call('GET', `/shops/ms/countries/AT/orders/${id}`)).status).toBe(404);

	const sample = sampleJson<{ entities: object[] }>('scayle', 'api.order-invoices.870231.json');
	const first = jsonOf<{ entities: object[]; cursor: { next: string } }>(
		await call('GET', `${PREFIX}/870231/invoices`),
	);
	const second = jsonOf<{ entities: object[] }>(
		await call('GET', `${PREFIX}/870231/invoices?cursor=${first.cursor.next}`),
	);
	expect([...first.entities, ...second.entities]).toEqual(sample.entities);
	expect(second).not.toHaveProperty('cursor');

	const file = `${PREFIX}/${id}/invoices/${document.id}`;
	expect((await call('GET', file)).status).toBe(404);
	document.available = true;
	expect((await call('GET', file)).body).toEqual(document.content);
});

it.each(EVENT_TYPES)('makes %s in both envelopes', (type) => {
	expect(orderEvent({ type })).toMatchObject({ type, meta: { xRequestId: expect.any(String) as string } });
	const older = orderEvent({ type, older: true });
	expect(Object.keys(older)).toEqual(['key', 'locale', 'occurredAt', 'payload']);
});
