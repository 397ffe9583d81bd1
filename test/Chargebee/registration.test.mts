import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { chargebee } from '../../nodes/Chargebee/provider';
import { withToken } from '../../nodes/shared/authenticate/urlToken';
import { hookContext } from '../n8nCore/contexts.mts';
import { api, chargebeeEvent, EVENT_TYPES, type Endpoint } from '../simulator/providers/chargebee.mts';
import { start } from '../simulator/harness.mts';
import { carries } from '../simulator/server.mts';
import { KEY, LOGIN, setup, TOKEN } from '../support/Chargebee/contexts.mts';
import { virtualClock } from '../support/virtualClock.mts';

virtualClock();

// What survives a change of the credential: test/shared/trigger/registration/removal.test.mts.

const CREATE = 'POST /webhook_endpoints';
const CHANGE = 'POST /webhook_endpoints/:id';
const REMOVE = 'POST /webhook_endpoints/:id/delete';
const BASE = 'https://n8n.example.com';

type Hook = 'checkExists' | 'create' | 'delete';

/** One node over several calls, with its static data kept in between, as n8n does. */
async function node(pageSize?: number) {
	const simulated = api({ apiKey: KEY, pageSize });
	const server = await start(simulated);
	const { webhookMethods } = setup('').node as unknown as {
		webhookMethods: { default: Record<Hook, (this: IHookFunctions) => Promise<boolean>> };
	};
	let staticData: IDataObject = {};
	const call = async (method: Hook, parameters: IDataObject = {}, credential: IDataObject = {}) => {
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
	const endpoint = (id: string, url: string, more: Partial<Endpoint> = {}): Endpoint => {
		const made = {
			id,
			name: id,
			url,
			disabled: false,
			api_version: 'v2',
			enabled_events: [],
			login: null,
			...more,
		};
		simulated.webhooks.set(id, made);
		return made;
	};
	return {
		simulated,
		server,
		call,
		endpoint,
		/** Like n8n when a workflow is published. */
		activate: async (parameters?: IDataObject, credential?: IDataObject) => {
			if (!(await call('checkExists', parameters, credential))) await call('create', parameters, credential);
		},
		memory: () => JSON.stringify(staticData),
		url: (context as unknown as IHookFunctions).getNodeWebhookUrl('default')!,
		endpoints: () => [...simulated.webhooks.values()],
	};
}

const [USER, PASSWORD] = LOGIN.split(':');

test('makes one webhook for all events, with the login', async () => {
	const { activate, endpoints, server, url, memory } = await node();
	await activate();
	expect(endpoints()).toEqual([
		{
			id: endpoints()[0].id,
			name: expect.stringMatching(/^n8n /) as string,
			url,
			disabled: false,
			api_version: 'v2',
			enabled_events: EVENT_TYPES,
			login: { user: USER, password: PASSWORD },
		},
	]);
	expect(memory()).not.toContain(PASSWORD);
	const [request] = server.requestsTo(CREATE);
	expect(request.headers['content-type']).toBe('application/x-www-form-urlencoded');
	expect(request.url).not.toContain(PASSWORD);
});

test.each(['n8n:secret', 'hook user:p@ss/w:rd%$&!é+ =', '用户:пароль'])(
	'what then goes out with %s is accepted by the verifier',
	async (login) => {
		const { activate, simulated, url } = await node();
		await activate({}, { basicAuthSecrets: login });
		const [delivery] = simulated.deliveriesOf(chargebeeEvent());
		expect(delivery.url).toBe(url);
		const verdict = chargebee.schemes.basicAuth!.verify(
			{ rawBody: delivery.body, headers: delivery.headers, rawQuery: '', remoteAddress: '' },
			[login],
			{ now: new Date(), toleranceSeconds: 300 },
		);
		expect(verdict.ok).toBe(true);
	},
);

test('writes the login anew each time, since answers do not show it', async () => {
	const { activate, endpoints, server } = await node();
	await activate();
	await activate({}, { basicAuthSecrets: `new:secret\n${LOGIN}` });
	expect(endpoints().map(({ login }) => login)).toEqual([{ user: 'new', password: 'secret' }]);
	expect([CREATE, CHANGE].map((route) => server.requestsTo(route).length)).toEqual([1, 1]);
});

test('a token in the URL is visible: what has it and all events is left alone', async () => {
	const { activate, call, endpoints, server, url } = await node();
	const byToken = { authentication: 'urlToken', events: ['invoice_generated'] };
	await activate(byToken);
	expect(endpoints().map((one) => [one.url, one.login])).toEqual([[withToken(url, TOKEN), null]]);
	expect(await call('checkExists', byToken)).toBe(true);
	await activate(byToken);
	expect(server.requestsTo(CHANGE)).toEqual([]);
	await activate({ ...byToken, events: ['invoice_generated', 'invoice_updated'] });
	expect(endpoints().map((one) => one.enabled_events)).toEqual([['invoice_generated', 'invoice_updated']]);
});

test('one that was switched off is switched on again', async () => {
	const { activate, endpoints } = await node();
	const byToken = { authentication: 'urlToken' };
	await activate(byToken);
	endpoints()[0].disabled = true;
	await activate(byToken);
	expect(endpoints()).toMatchObject([{ disabled: false }]);
});

test('finds what is there by its address, on any page, and never removes it', async () => {
	const { activate, call, endpoint, endpoints, server, url } = await node(1);
	endpoint('we_other', 'https://erp.example.net/hook');
	endpoint('we_longer', `${url}/other`);
	endpoint('we_ours', `${url}?token=old`);
	await activate();
	expect(endpoints().map(({ id, url: address }) => [id, address])).toEqual([
		['we_other', 'https://erp.example.net/hook'],
		['we_longer', `${url}/other`],
		['we_ours', url],
	]);
	expect(server.requestsTo(CREATE)).toEqual([]);
	await call('delete');
	expect(server.requestsTo(REMOVE)).toEqual([]);
	expect(endpoints()).toHaveLength(3);
});

test('removes what it made, and nothing else', async () => {
	const { activate, call, endpoint, endpoints } = await node();
	endpoint('we_other', 'https://erp.example.net/hook');
	await activate();
	await call('delete');
	expect(endpoints().map(({ id }) => id)).toEqual(['we_other']);
	expect(await call('delete')).toBe(true);
});

test('says what Chargebee says: no more than five webhooks', async () => {
	const { activate, endpoint } = await node();
	for (let index = 0; index < 5; index++) endpoint(`we_${index}`, `https://erp.example.net/${index}`);
	await expect(activate()).rejects.toMatchObject({
		description: expect.stringContaining('up to 5 webhooks') as string,
	});
});

test('a first line that is no login is not registered', async () => {
	const { activate, endpoints } = await node();
	await expect(activate({}, { basicAuthSecrets: `nologin\n${LOGIN}` })).rejects.toThrow(
		'is not user:password',
	);
	expect(endpoints()).toEqual([]);
});

test('errors say neither login nor token nor key', async () => {
	const { activate, server } = await node();
	server.fail(CREATE, { status: 400, body: { message: 'url : is invalid' } }, 9);
	const error = await activate().then(
		() => null,
		(caught: Error & { description: string }) => caught,
	);
	expect(error?.description).toContain('url : is invalid');
	for (const secret of [PASSWORD, TOKEN, KEY]) expect(JSON.stringify(error)).not.toContain(secret);
	expect(server.requests.filter((request) => carries(request, TOKEN))).toEqual([]);
});
