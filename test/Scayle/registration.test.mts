import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { withToken } from '../../nodes/shared/authenticate/urlToken';
import { scayle } from '../../nodes/Scayle/provider';
import { hookContext } from '../n8nCore/contexts.mts';
import { start } from '../simulator/harness.mts';
import { sampleJson } from '../simulator/samples.mts';
import { api, orderEvent, type Subscription } from '../simulator/providers/scayle.mts';
import { carries } from '../simulator/server.mts';
import { KEY, LOGIN, setup, TOKEN } from '../support/Scayle/contexts.mts';
import { virtualClock } from '../support/virtualClock.mts';

virtualClock();

const LIST = 'GET /webhooks/subscriptions';
const CREATE = 'POST /webhooks/subscriptions';
const CHANGE = 'PATCH /webhooks/subscriptions/:id';
const REMOVE = 'DELETE /webhooks/subscriptions/:id';
const BASE = 'https://n8n.example.com';

/** One node over several calls, with its static data kept in between, as n8n does. */
async function node(pageSize?: number) {
	const simulated = api({ apiKey: KEY, pageSize });
	const server = await start(simulated);
	const { webhookMethods } = setup('').node as unknown as {
		webhookMethods: {
			default: Record<'checkExists' | 'create' | 'delete', (this: IHookFunctions) => Promise<boolean>>;
		};
	};
	let staticData: IDataObject = {};
	const call = async (
		method: 'checkExists' | 'create' | 'delete',
		parameters: IDataObject = {},
		credential: IDataObject = {},
	) => {
		const { context, workflow } = hookContext({
			...setup(server.url, parameters, credential),
			webhookUrl: BASE,
			staticData,
		});
		try {
			return await webhookMethods.default[method].call(context);
		} finally {
			staticData = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
		}
	};
	const { context } = hookContext({ ...setup(server.url), webhookUrl: BASE });
	return {
		simulated,
		server,
		call,
		/** Like n8n when a workflow is published. */
		activate: async (parameters?: IDataObject, credential?: IDataObject) => {
			if (!(await call('checkExists', parameters, credential))) await call('create', parameters, credential);
		},
		memory: () => JSON.stringify(staticData),
		url: (context as unknown as IHookFunctions).getNodeWebhookUrl('default')!,
		subscriptions: () => [...simulated.subscriptions.values()],
	};
}

const [USER, PASSWORD] = LOGIN.split(':');
const withLogin = (url: string, login = `${USER}:${PASSWORD}`) => url.replace('://', `://${login}@`);

describe('automatic registration', () => {
	test('makes one subscription for each event, with the login in its URL', async () => {
		const { activate, subscriptions, server, url } = await node();
		await activate();
		expect(subscriptions().map(({ event, version, url: address }) => ({ event, version, address }))).toEqual(
			Object.keys(scayle.events).map((event) => ({ event, version: 1, address: withLogin(url) })),
		);
		const request = sampleJson<object>('scayle', 'api.webhook-subscription-create.request.json');
		const [body] = server.requestsTo(CREATE).map(({ body: sent }) => JSON.parse(sent.toString()) as object);
		expect(Object.keys(body)).toEqual(Object.keys(request));
		expect(server.requests.every(({ headers }) => headers['x-access-token'] === KEY)).toBe(true);
	});

	test('what then goes out for an event is accepted by the verifier', async () => {
		const { activate, simulated, url } = await node();
		const login = 'hook user:p@ss/w:rd%$&!é';
		await activate({}, { basicAuthSecrets: login });
		const [delivery] = simulated.deliveriesOf(orderEvent());
		expect(delivery.url).toBe(url);
		const verdict = scayle.schemes.basicAuth!.verify(
			{ rawBody: delivery.body, headers: delivery.headers, rawQuery: '', remoteAddress: '' },
			[login],
			{ now: new Date(), toleranceSeconds: 300 },
		);
		expect(verdict.ok).toBe(true);
	});

	test('takes the newest version that is not deprecated', async () => {
		const { activate, subscriptions, simulated } = await node();
		const event = 'order-invoiced';
		simulated.webhookEvents.push(
			{ event, version: 3, isDeprecated: false },
			{ event, version: 2, isDeprecated: false },
			{ event, version: 4, isDeprecated: true },
		);
		await activate({ events: [event] });
		expect(subscriptions()).toMatchObject([{ event, version: 3 }]);
	});

	test.each(['absent', 'deprecated'])('says when an event is %s, before anything is made', async (how) => {
		const { activate, subscriptions, simulated } = await node();
		const event = 'order-corrective-invoiced';
		simulated.webhookEvents = simulated.webhookEvents.filter((one) => one.event !== event);
		if (how === 'deprecated') simulated.webhookEvents.push({ event, version: 1, isDeprecated: true });
		await expect(activate()).rejects.toThrow(`does not offer the event ${event}`);
		expect(subscriptions()).toEqual([]);
	});

	test('finds what is there by event and address, and makes only the rest', async () => {
		const { activate, simulated, server, subscriptions, url } = await node(1);
		const add = (id: number, event: string, address: string): Subscription => {
			const made = { id, event, version: 1, url: address };
			simulated.subscriptions.set(String(id), made);
			return made;
		};
		add(41, 'order-invoiced', 'https://a:b@erp.example.net/hook');
		add(42, 'order-invoiced', withLogin(url, 'old:login'));
		add(43, 'order-invoiced', `${url}/other`);
		await activate();
		expect(
			subscriptions()
				.map(({ id, event, url: address }) => [id, event, address])
				.slice(0, 3),
		).toEqual([
			[41, 'order-invoiced', 'https://a:b@erp.example.net/hook'],
			[42, 'order-invoiced', withLogin(url)],
			[43, 'order-invoiced', `${url}/other`],
		]);
		expect(server.requestsTo(CREATE)).toHaveLength(2);
		expect(server.requestsTo(CHANGE)).toHaveLength(1);
		expect(server.requestsTo(LIST).length).toBeGreaterThan(3);
	});

	test('writes the login anew each time, since answers do not show it', async () => {
		const { activate, subscriptions, server, url } = await node();
		await activate();
		await activate({}, { basicAuthSecrets: 'new:secret\n' + LOGIN });
		expect(subscriptions().map((one) => one.url)).toEqual(Array(3).fill(withLogin(url, 'new:secret')));
		expect(server.requestsTo(CREATE)).toHaveLength(3);
		expect(server.requestsTo(CHANGE)).toHaveLength(3);
	});

	test('a token in the URL is visible: what has it is left alone', async () => {
		const { activate, call, subscriptions, server, url } = await node();
		const byToken = { authentication: 'urlToken' };
		await activate(byToken);
		expect(subscriptions().map((one) => one.url)).toEqual(Array(3).fill(withToken(url, TOKEN)));
		expect(await call('checkExists', byToken)).toBe(true);
		await activate(byToken, { urlTokens: 'next' });
		expect(subscriptions().map((one) => one.url)).toEqual(Array(3).fill(withToken(url, 'next')));
		expect(server.requestsTo(CREATE)).toHaveLength(3);
		// And back to Basic Auth.
		await activate();
		expect(subscriptions().map((one) => one.url)).toEqual(Array(3).fill(withLogin(url)));
	});

	test('removes what it made and nothing else, and remembers no secret', async () => {
		const { activate, call, simulated, server, subscriptions, memory, url } = await node();
		simulated.subscriptions.set('42', { id: 42, event: 'order-invoiced', version: 1, url: withLogin(url) });
		await activate();
		expect(memory()).not.toContain(PASSWORD);
		await call('delete');
		expect(subscriptions().map(({ id }) => id)).toEqual([42]);
		expect(server.requestsTo(REMOVE)).toHaveLength(2);
		await call('delete');
		expect(server.requestsTo(REMOVE)).toHaveLength(2);
	});

	test('a list of subscriptions that never ends is given up, before it fills the memory', async () => {
		const { call, server } = await node();
		for (let page = 1; page <= 20; page++) {
			const url = `https://n8n.example.com/${'x'.repeat(1024 * 1024)}`;
			const entities = [{ id: page, event: 'order-invoiced', version: 1, url }];
			server.fail('GET /webhooks/subscriptions', {
				status: 200,
				body: { entities, cursor: { next: String(page) } },
			});
		}
		await expect(call('create')).rejects.toThrow('The list has more than 16 MB');
		expect(server.requestsTo('GET /webhooks/subscriptions')).toHaveLength(16);
	});

	test('one that is gone already counts as removed', async () => {
		const { activate, call, simulated } = await node();
		await activate();
		simulated.subscriptions.clear();
		expect(await call('delete')).toBe(true);
	});

	test('what was made before a failure is remembered and can be removed', async () => {
		const { call, server, subscriptions, simulated, url } = await node();
		const made = { id: 7, event: 'order-invoiced', version: 1, url: withLogin(url) };
		server.fail(CREATE, { status: 200, body: made });
		server.fail(CREATE, { status: 422, body: sampleJson<object>('scayle', 'api.error.json') });
		await expect(call('create')).rejects.toMatchObject({
			description: expect.stringContaining('The given data was invalid.') as string,
		});
		simulated.subscriptions.set('7', made);
		await call('delete');
		expect(server.requestsTo(REMOVE).map(({ path }) => path)).toEqual(['/webhooks/subscriptions/7']);
		expect(subscriptions()).toEqual([]);
	});

	test('a passing fault of SCAYLE does not undo a registration', async () => {
		const { activate, call, server } = await node();
		await activate();
		server.fail('*', { status: 400 }, 9);
		expect(await call('checkExists')).toBe(true);
	});

	test('a wrong API key is reported, and no secret with it', async () => {
		const { call } = await node();
		const failure = await call('checkExists', {}, { accessToken: 'wrong' }).catch((error: unknown) => error);
		expect(String(failure)).toContain('rejected the API key');
		expect(JSON.stringify(failure)).not.toMatch(new RegExp(`wrong|${PASSWORD}`));
	});

	test('the secrets go only into the URL that is registered', async () => {
		const { activate, server } = await node();
		await activate();
		await activate();
		const routes = server.requests.filter((request) => carries(request, PASSWORD)).map(({ route }) => route);
		expect(new Set(routes)).toEqual(new Set([CREATE, CHANGE]));
	});

	test.each([
		['no login', { basicAuthSecrets: '' }, /fill in Basic Auth Logins/],
		['a first line that is no login', { basicAuthSecrets: `nonsense\n${LOGIN}` }, /first line/],
		['no tenant', { apiUrl: '', tenant: '' }, /Fill in Tenant/],
		['a tenant that is none', { apiUrl: '', tenant: 'evil.example/' }, /Fill in Tenant/],
	])('%s', async (_name, credential, message) => {
		const { call, server } = await node();
		await expect(call('create', {}, credential)).rejects.toThrow(message);
		expect(server.requestsTo(CREATE)).toEqual([]);
	});
});

test('manual registration calls nothing, and wants a secret all the same', async () => {
	const { call, server } = await node();
	for (const method of ['checkExists', 'create', 'delete'] as const) {
		expect(await call(method, { registration: 'manual' })).toBe(true);
	}
	expect(server.requests).toEqual([]);
	const none = call('checkExists', { registration: 'manual' }, { basicAuthSecrets: 'user' });
	await expect(none).rejects.toThrow(/Basic Auth Logins as user:password/);
});
