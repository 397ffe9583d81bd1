import type { IDataObject } from 'n8n-workflow';
import { DigitalRiverApi } from '../../credentials/DigitalRiverApi.credentials';
import { DigitalRiverInvoiceTrigger } from '../../nodes/DigitalRiver/DigitalRiverInvoiceTrigger.node';
import { hookContext } from '../n8nCore/contexts.mts';
import { api, type ApiOptions, type DigitalRiverApi as Api } from '../simulator/providers/digitalRiver.mts';
import { carries, listen, listenElsewhere, type SimulatorServer } from '../simulator/server.mts';
import { virtualClock } from '../support/virtualClock.mts';

virtualClock();

const KEY = 'sk_test_1';
const TOKEN = 'Zk3vQ9_bT1-Lw7xR0sYd5aHc2nGe8uPf';
const URL = 'http://127.0.0.1:5678/webhook/webhook-under-test/webhook';
const EVENTS = ['order.invoice.created', 'order.credit_memo.created'];
const NOW = { 'retry-after': '0' };

const trigger = new DigitalRiverInvoiceTrigger();
const { checkExists, create, delete: remove } = trigger.webhookMethods.default;

let server: SimulatorServer;
let state: Api;

async function start(options: Partial<ApiOptions> = {}) {
	state = api({ apiKey: KEY, ...options });
	server = await listen(state);
}
afterEach(async () => await server?.close());

/** A node with its static data, over several hooks. */
function node(parameters: IDataObject = {}, credential: IDataObject = {}) {
	const staticData: IDataObject = {};
	return {
		staticData,
		context: (more: IDataObject = {}) =>
			hookContext({
				node: trigger,
				parameters: {
					authentication: 'urlToken',
					registration: 'automatic',
					events: EVENTS,
					options: {},
					...parameters,
					...more,
				},
				credential: {
					type: new DigitalRiverApi(),
					data: {
						product: 'digitalRiver',
						apiKey: KEY,
						apiUrl: server.url,
						urlTokens: TOKEN,
						basicAuthSecrets: 'hook-user:hook password',
						signingSecrets: 'whk_1',
						...credential,
					},
				},
				staticData,
			}).context,
	};
}

/** What n8n does on activation. */
async function activate({ context }: ReturnType<typeof node>, more: IDataObject = {}) {
	if (!(await checkExists.call(context(more)))) await create.call(context(more));
}

describe('automatic registration', () => {
	it('creates one webhook with events, address and token, and finds it again', async () => {
		await start();
		const subject = node();
		await activate(subject);
		await activate(subject);
		const [webhook, ...others] = state.webhooks.values();
		expect(others).toEqual([]);
		expect(webhook).toMatchObject({ types: EVENTS, address: `${URL}?token=${TOKEN}`, enabled: true });
		expect(server.requestsTo('POST /webhooks')).toHaveLength(1);
	});

	it('remembers ids and no secret', async () => {
		await start();
		const subject = node();
		await activate(subject);
		const [{ id }] = state.webhooks.values();
		expect(subject.staticData).toEqual({
			'node:Digital River Invoice Trigger': {
				created: [{ id, api: server.url, url: URL, maker: expect.any(String) as string }],
				complete: true,
			},
		});
	});

	it.each(['userName', 'username'] as const)(
		'gives user and password for Basic Auth (read as %s)',
		async (basicUser) => {
			await start({ basicUser });
			const subject = node({ authentication: 'basicAuth' });
			await activate(subject);
			const [webhook] = state.webhooks.values();
			expect(webhook).toMatchObject({
				address: URL,
				authentication: { [basicUser]: 'hook-user', password: 'hook password' },
			});
			expect(await checkExists.call(subject.context())).toBe(true);
		},
	);

	it('fails when user and password were not taken over, and leaves nothing behind', async () => {
		await start({ basicUser: 'none' });
		const subject = node({ authentication: 'basicAuth' });
		await expect(activate(subject)).rejects.toThrow(/did not accept the user and password/);
		await remove.call(subject.context());
		expect(state.webhooks.size).toBe(0);
	});

	it('mends a webhook that is off, has other events, or carries an older token', async () => {
		await start();
		const subject = node();
		await activate(subject);
		const [webhook] = state.webhooks.values();
		for (const fault of [
			{ enabled: false },
			{ types: ['order.complete'] },
			{ address: `${URL}?token=older` },
		]) {
			Object.assign(webhook, fault);
			await activate(subject);
			const [mended, ...others] = state.webhooks.values();
			expect(others).toEqual([]);
			expect(mended).toMatchObject({ types: EVENTS, address: `${URL}?token=${TOKEN}`, enabled: true });
		}
	});

	it('removes on deactivation what activation made, and only that', async () => {
		await start();
		const byHand = { id: 'by-hand', types: EVENTS, address: 'https://elsewhere.example/hook', enabled: true };
		state.webhooks.set('by-hand', byHand as never);
		const subject = node();
		await activate(subject);
		expect(state.webhooks.size).toBe(2);
		await remove.call(subject.context());
		expect([...state.webhooks.keys()]).toEqual(['by-hand']);
		expect(subject.staticData).toEqual({ 'node:Digital River Invoice Trigger': {} });
	});

	it('does not remove a webhook that somebody made by hand for the same address', async () => {
		await start();
		const address = `${URL}?token=${TOKEN}`;
		state.webhooks.set('by-hand', { id: 'by-hand', types: EVENTS, address, enabled: true } as never);
		const subject = node();
		await activate(subject);
		await remove.call(subject.context());
		expect([...state.webhooks.keys()]).toEqual(['by-hand']);
	});

	it('is done removing when the webhook is gone already, or was never made', async () => {
		await start();
		const subject = node();
		await remove.call(subject.context());
		await activate(subject);
		state.webhooks.clear();
		await remove.call(subject.context());
		expect(server.requestsTo('DELETE /webhooks/:id')).toEqual([]);
		expect(subject.staticData).toEqual({ 'node:Digital River Invoice Trigger': {} });
	});

	it('stays when the provider is down while n8n asks', async () => {
		await start();
		const subject = node();
		await activate(subject);
		server.fail('*', { status: 503, headers: NOW }, 99);
		expect(await checkExists.call(subject.context())).toBe(true);
		server.reset();
		expect(state.webhooks.size).toBe(1);
	});

	it('that was never complete is an error while the provider is down', async () => {
		await start();
		server.fail('*', { status: 503, headers: NOW }, 99);
		await expect(activate(node())).rejects.toThrow('Digital River has a fault (HTTP 503)');
	});

	it('with a wrong key says so', async () => {
		await start();
		await expect(activate(node({}, { apiKey: 'wrong' }))).rejects.toThrow(
			'Digital River rejected the API key (HTTP 401)',
		);
	});

	it('is rejected for the Commerce API, which takes none', async () => {
		await start();
		await expect(activate(node({}, { product: 'commerce' }))).rejects.toThrow(
			'choose Manual as Registration',
		);
	});

	it.each([301, 302, 303, 307, 308])(
		'sends its secret nowhere else when it is redirected (%d)',
		async (status) => {
			await start();
			const elsewhere = await listenElsewhere();
			server.fail('POST /webhooks', { redirect: `${elsewhere.url}/webhooks`, status }, 9);
			await expect(activate(node())).rejects.toThrow(/redirects to another address, which is not followed/);
			server.fail('POST /webhooks', { redirect: '/webhooks', status });
			await expect(activate(node())).rejects.toThrow(/redirects to another address, which is not followed/);
			expect(elsewhere.requests.filter((request) => carries(request, TOKEN))).toEqual([]);
			expect(elsewhere.connections).toBe(0);
			await elsewhere.close();
		},
	);

	it('goes to a test URL without touching the production webhook', async () => {
		await start();
		const production = node();
		await activate(production);
		state.webhooks.set('other', {
			...[...state.webhooks.values()][0],
			id: 'other',
			address: `${URL.replace('/webhook/', '/webhook-test/')}?token=${TOKEN}`,
		});
		await activate(production);
		expect(state.webhooks.size).toBe(2);
	});
});

describe('manual registration', () => {
	it('calls nobody', async () => {
		await start();
		const subject = node({ registration: 'manual' });
		await activate(subject);
		await remove.call(subject.context());
		expect(server.requests).toEqual([]);
	});
});

describe('activation is rejected', () => {
	it.each([
		['signature', 'signingSecrets', '', /fill in Signing Secrets: Dashboard > Webhooks > Reveal Secret/],
		['signature', 'signingSecrets', ' \n\t\n', /fill in Signing Secrets/],
		['basicAuth', 'basicAuthSecrets', 'no colon', /fill in Basic Auth Logins as user:password/],
		['basicAuth', 'basicAuthSecrets', ':password', /fill in Basic Auth Logins/],
		['urlToken', 'urlTokens', '', /fill in URL Tokens: make up a long random token/],
	])('%s with %s %j', async (authentication, field, value, message) => {
		await start();
		const subject = node({ authentication, registration: 'manual' }, { [field]: value });
		await expect(checkExists.call(subject.context())).rejects.toThrow(message);
		await expect(create.call(subject.context())).rejects.toThrow(message);
	});

	it('without an event, and with an address that is none', async () => {
		await start();
		await expect(activate(node({ events: [], registration: 'manual' }))).rejects.toThrow(
			'Select at least one event',
		);
		await expect(
			activate(node({ registration: 'manual', options: { ipAllowList: '10.0.0.1, 10.0.0.256' } })),
		).rejects.toThrow('10.0.0.256 is neither an IP address nor a range');
	});
});
