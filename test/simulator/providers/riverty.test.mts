import { get, jsonOf, start } from '../harness.mts';
import {
	api,
	creditEvent,
	documentEvent,
	invoiceEvent,
	newFileKey,
	riverty,
	together,
	type ApiOptions,
	type Callback,
} from './riverty.mts';
import { sampleJson, vectorsOf } from '../samples.mts';
import { send } from '../sender.mts';

const KEY = 'key';
const headers = { 'x-subscription-key': KEY };
const CALLBACKS = '/administration/v1/notification-callbacks';

async function served(options: Partial<ApiOptions> = {}) {
	const state = api({ apiKey: KEY, ...options });
	return { state, server: await start(state) };
}

const post = async (url: string, body: object) =>
	await send(url + CALLBACKS, { headers, body: Buffer.from(JSON.stringify(body)) });

describe('authentication', () => {
	const vector = vectorsOf('riverty').find(({ expect: verdict }) => verdict === 'accept')!;
	it('makes the URL of the vectors', () => {
		const url = String(vector.url);
		const body = Buffer.from(vector.body);
		const request = { url: url.split('?')[0], headers: {}, body };
		expect(riverty.authenticators.urlToken!(request, vector.secrets![0], new Date()).url).toBe(url);
	});
});

describe('events', () => {
	it('have the members of the documented ones', () => {
		const [sample] = sampleJson<ReturnType<typeof invoiceEvent>[]>('riverty', 'invoice-created-array.json');
		expect(Object.keys(invoiceEvent().parameters)).toEqual(Object.keys(sample.parameters));
		expect(invoiceEvent({ currency: 'PLN' }).parameters.currency).toBe('PLN');
		expect(creditEvent().parameters.totals).toEqual({ grossUnitPrice: -64.85, vatAmount: -10.35 });
		expect(documentEvent(['a', 'b']).parameters.documents).toMatchObject([{ urlKey: 'a' }, { urlKey: 'b' }]);
		expect(newFileKey()).toMatch(/^[0-9A-F]{36}$/);
		expect(JSON.parse(together(invoiceEvent(), creditEvent()).body.toString())).toHaveLength(2);
	});
});

describe('API', () => {
	it('rejects a wrong key everywhere', async () => {
		const { state, server } = await served({ manage: 'works' });
		for (const route of Object.keys(state.routes)) {
			const [method, path] = route.split(/ (.+)/);
			const url = server.url + path.replace(/:\w+/, 'x');
			const reply = await send(url, {
				method,
				headers: { 'x-subscription-key': 'no' },
				body: Buffer.alloc(0),
			});
			expect([route, reply.status]).toEqual([route, 401]);
		}
	});

	it('registers a callback as documented', async () => {
		const { state, server } = await served();
		const request = sampleJson<Callback>('riverty', 'api.notification-callback.request.json');
		const reply = await post(server.url, request);
		expect(reply.status).toBe(200);
		const answer = jsonOf<Callback>(reply);
		const documented = sampleJson<Callback>('riverty', 'api.notification-callback.response.json');
		expect(Object.keys(answer).sort()).toEqual(Object.keys(documented).sort());
		expect(answer).toMatchObject(request);
		expect(state.callbacks.get(answer.id)).toEqual(answer);
		for (const wrong of [{}, { ...request, callbackUrl: 'x' }, { ...request, notificationTypes: [] }]) {
			expect((await post(server.url, wrong)).status).toBe(400);
		}
	});

	it('offers list and delete only where it is told to', async () => {
		for (const manage of [404, 405, 501] as const) {
			const { server } = await served({ manage });
			expect((await get(server.url + CALLBACKS, headers)).status).toBe(manage);
		}
		const { state, server } = await served({ manage: 'works' });
		const { id } = jsonOf<Callback>(
			await post(server.url, { callbackUrl: 'http://127.0.0.1/x', notificationTypes: ['accounting/a'] }),
		);
		expect(jsonOf(await get(server.url + CALLBACKS, headers))).toEqual([...state.callbacks.values()]);
		const remove = async () =>
			(await send(`${server.url}${CALLBACKS}/${id}`, { method: 'DELETE', headers, body: Buffer.alloc(0) }))
				.status;
		expect([await remove(), await remove()]).toEqual([204, 404]);
	});

	it('delivers what was registered and activated', async () => {
		const { state, server } = await served();
		const event = invoiceEvent();
		await post(server.url, { callbackUrl: 'http://127.0.0.1/x?token=t', notificationTypes: [event.type] });
		expect(state.deliveriesOf(event)).toEqual([]);
		state.activated.add(event.type);
		expect(state.deliveriesOf(event)).toMatchObject([{ url: 'http://127.0.0.1/x?token=t' }]);
		expect(state.deliveriesOf(documentEvent())).toEqual([]);
	});

	it('serves documents under either form of address, ten a second', async () => {
		let now = 0;
		const { state, server } = await served({ now: () => now });
		const [stored, archived] = [state.addDocument(), state.addDocument({ key: newFileKey() })];
		const urls = [
			`${server.url}/documents/v1/S/${stored}`,
			`${server.url}/sap/opu/odata/sap/z_knox_extern_srv/FileSet('${archived}')/$value`,
		];
		const replies = await Promise.all(urls.map((url) => get(url, headers)));
		expect(replies.map(({ status, body }) => [status, body.subarray(0, 5).toString()])).toEqual([
			[200, '%PDF-'],
			[200, '%PDF-'],
		]);
		expect((await get(`${server.url}/documents/v1/S/none`, headers)).status).toBe(404);
		const many = await Promise.all(Array.from({ length: 20 }, () => get(urls[0], headers)));
		// Three of the ten have been used.
		expect(many.filter(({ status }) => status === 200)).toHaveLength(7);
		expect(many.filter(({ status }) => status === 429)).toHaveLength(13);
		now = 1000;
		expect((await get(urls[0], headers)).status).toBe(200);
	});
});
