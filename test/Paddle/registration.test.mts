import type { IDataObject } from 'n8n-workflow';
import { PaddleInvoiceApi } from '../../credentials/PaddleInvoiceApi.credentials';
import { PaddleInvoiceTrigger } from '../../nodes/Paddle/PaddleInvoiceTrigger.node';
import { sealSecret } from '../../nodes/shared/authenticate/sealedSecret';
import { keptSecrets, type SecretMemory } from '../../nodes/shared/trigger/registration/madeSecrets';
import { paddle } from '../../nodes/Paddle/provider';
import { hookContext, webhookContext } from '../n8nCore/contexts.mts';
import { notification } from '../simulator/authentication.mts';
import {
	api,
	eventOf,
	failure,
	newSecret,
	sign,
	type ApiOptions,
	type PaddleApi as Api,
} from '../simulator/providers/paddle.mts';
import { listen, type SimulatorServer } from '../simulator/server.mts';
import { virtualClock } from '../support/virtualClock.mts';

virtualClock();

const KEY = 'pdl_sdbx_apikey_under_test';
const TOKEN = 'h4Tq8_zV2-mX6cK1rWyPn9LsBd3jEgUa';
const URL = 'http://127.0.0.1:5678/webhook/webhook-under-test/webhook';
const EVENTS = ['transaction.completed', 'adjustment.created'];
const CREATE = 'POST /notification-settings';

const trigger = new PaddleInvoiceTrigger();
const { checkExists, create, delete: remove } = trigger.webhookMethods.default;

let server: SimulatorServer;
let state: Api;
async function start(options: Partial<ApiOptions> = {}) {
	state = api({ apiKey: KEY, ...options });
	server = await listen(state);
}
afterEach(async () => await server?.close());

const credentialOf = (more: IDataObject = {}) => ({
	environment: 'live',
	apiKey: KEY,
	apiUrl: server.url,
	urlTokens: TOKEN,
	...more,
});

/** A node with its static data, over several hooks. */
function node(parameters: IDataObject = {}, credential: IDataObject = {}) {
	const staticData: IDataObject = {};
	const setup = (more: IDataObject = {}) => ({
		node: trigger,
		parameters: {
			authentication: 'signature',
			registration: 'automatic',
			events: EVENTS,
			options: {},
			...parameters,
			...more,
		},
		credential: { type: new PaddleInvoiceApi(), data: credentialOf(credential) as never },
		staticData,
	});
	return {
		staticData,
		setup,
		memory: () => Object.values(staticData)[0] as SecretMemory & { created?: object[] },
		context: (more: IDataObject = {}) => hookContext(setup(more)).context,
	};
}
type Subject = ReturnType<typeof node>;

/** What n8n does on activation. */
async function activate({ context }: Subject, more: IDataObject = {}) {
	if (!(await checkExists.call(context(more)))) await create.call(context(more));
}
const only = () => {
	expect(state.webhooks.size).toBe(1);
	return [...state.webhooks.values()][0]!;
};
const namesOf = ({ subscribed_events }: ReturnType<typeof only>) => subscribed_events.map(({ name }) => name);

/** The outcome of an event signed with a secret, received by a trigger with the node's static data. */
async function outcome(subject: Subject, secret: string): Promise<string> {
	const { body, headers } = notification(eventOf('transaction.completed'));
	const { context, answered } = webhookContext(subject.setup(), {
		body,
		headers: { ...headers, ...sign(body, secret) },
	});
	const response = await trigger.webhook.call(context);
	return response.workflowData ? 'accepted' : String(answered.status);
}

describe('automatic registration', () => {
	it('adds one destination, and finds it again', async () => {
		await start();
		const subject = node();
		await activate(subject);
		await activate(subject);
		expect(only()).toMatchObject({ type: 'url', destination: URL, active: true, api_version: 1 });
		expect(namesOf(only())).toEqual(EVENTS);
		expect(server.requestsTo(CREATE)).toHaveLength(1);
	});

	it('keeps the secret key that Paddle made, and only sealed', async () => {
		await start();
		const subject = node();
		await activate(subject);
		const { id, endpoint_secret_key: secret } = only();
		expect(keptSecrets(subject.memory(), paddle, credentialOf() as never)).toEqual(new Map([[id, secret]]));
		expect(JSON.stringify(subject.staticData)).not.toContain(secret);
		expect(subject.memory().created).toEqual([
			{ id, api: server.url, url: URL, maker: expect.any(String) as string },
		]);
	});

	it('verifies events with it, and rejects others', async () => {
		await start();
		const subject = node();
		await activate(subject);
		expect(await outcome(subject, only().endpoint_secret_key)).toBe('accepted');
		expect(await outcome(subject, newSecret())).toBe('401');
	});

	it('with a URL token registers the address with it, and keeps no secret', async () => {
		await start();
		const subject = node({ authentication: 'urlToken' });
		await activate(subject);
		await activate(subject);
		expect(only().destination).toBe(`${URL}?token=${TOKEN}`);
		expect(subject.memory()).not.toHaveProperty('secrets');
		expect(server.requestsTo(CREATE)).toHaveLength(1);
	});

	it.each([
		['live', 'platform'],
		['sandbox', 'all'],
	])('in the %s account subscribes to events of the %s', async (environment, source) => {
		await start();
		await activate(node({}, { environment }));
		expect(only().traffic_source).toBe(source);
	});

	it.each([
		['is off', { active: false }],
		['has other events', { subscribed_events: [{ name: 'subscription.created' }] }],
		['gets simulated events only', { traffic_source: 'simulation' }],
		['gets simulated events, too', { traffic_source: 'all' }],
		['leads here with a token', { destination: `${URL}?token=older` }],
	])('completes a destination that %s', async (_what, fault) => {
		await start();
		const subject = node();
		await activate(subject);
		Object.assign(only(), fault);
		await activate(subject);
		expect(only()).toMatchObject({ active: true, destination: URL, traffic_source: 'platform' });
		expect(namesOf(only())).toEqual(EVENTS);
		expect(await outcome(subject, only().endpoint_secret_key)).toBe('accepted');
	});

	it.each(['ntfset_0', 'ntfset_z'])(
		'leaves one alone that was switched off by hand, where there is another (%s)',
		async (id) => {
			await start();
			await activate(node());
			const active = only();
			state.webhooks.set(id, { ...active, id, active: false });
			active.traffic_source = 'all';
			await activate(node());
			expect([active, state.webhooks.get(id)]).toMatchObject([
				{ active: true, traffic_source: 'platform' },
				{ active: false },
			]);
		},
	);

	it('uses one that was made by hand, with the key that it has, and leaves it when it ends', async () => {
		await start();
		await activate(node());
		const subject = node();
		await activate(subject);
		expect(server.requestsTo(CREATE)).toHaveLength(1);
		expect(await outcome(subject, only().endpoint_secret_key)).toBe('accepted');
		await remove.call(subject.context());
		expect(state.webhooks.size).toBe(1);
	});

	it('removes what it added, and nothing else', async () => {
		await start();
		state.webhooks.set('ntfset_other', {
			...{ id: 'ntfset_other', type: 'url', destination: 'https://other.example/hook', active: true },
			...{ subscribed_events: [], endpoint_secret_key: newSecret() },
		});
		const subject = node();
		await activate(subject);
		expect(state.webhooks.size).toBe(2);
		await remove.call(subject.context());
		expect([...state.webhooks.keys()]).toEqual(['ntfset_other']);
		expect(subject.memory()).toEqual({});
	});

	it('gets the key anew after the API key was changed', async () => {
		await start();
		const subject = node();
		await activate(subject);
		const { id, endpoint_secret_key: secret } = only();
		subject.memory().secrets = { [id]: sealSecret(secret, 'the earlier key', id) };
		expect(await outcome(subject, only().endpoint_secret_key)).toBe('401');
		await activate(subject);
		expect(await outcome(subject, only().endpoint_secret_key)).toBe('accepted');
		expect(server.requestsTo(CREATE)).toHaveLength(1);
	});

	it('sees all destinations of an account that has many', async () => {
		await start();
		for (let index = 0; index < 250; index++) {
			const id = `ntfset_${String(index).padStart(26, '0')}`;
			state.webhooks.set(id, {
				...{ id, type: 'url', destination: `https://other.example/${index}`, active: false },
				...{ subscribed_events: [], endpoint_secret_key: newSecret() },
			});
		}
		const subject = node();
		await activate(subject);
		await activate(subject);
		expect(server.requestsTo(CREATE)).toHaveLength(1);
		expect(state.webhooks.size).toBe(251);
	});
});

describe('an error', () => {
	it('says what Paddle says, and the workflow is not in service', async () => {
		await start();
		const maximum = 'maximum number of active notification settings reached';
		server.fail(
			CREATE,
			failure(400, 'request_error', 'notification_maximum_active_settings_reached', maximum),
		);
		const error = (await activate(node()).catch((caught: unknown) => caught)) as Error & {
			description: string;
		};
		expect(`${error.message} ${error.description}`).toContain(maximum);
	});

	it('of a key without the permission leaves nothing behind', async () => {
		await start({ settingsForbidden: true });
		const subject = node();
		await expect(activate(subject)).rejects.toThrow(/HTTP 403/);
		expect(subject.memory()?.created).toBeUndefined();
	});

	it('of an answer without the secret key is one, and what was added is removed', async () => {
		await start();
		const subject = node();
		const id = 'ntfset_01k7q2w9xv5t3m8r0000000009';
		const made = { id, type: 'url', destination: URL, active: true, subscribed_events: [] };
		server.fail(CREATE, { status: 201, body: { data: made } });
		await expect(activate(subject)).rejects.toThrow(/did not return the secret key/);
		state.webhooks.set(id, { ...made, endpoint_secret_key: newSecret() });
		await remove.call(subject.context());
		expect(state.webhooks.size).toBe(0);
	});

	it('of the network while a registration stands keeps it', async () => {
		await start();
		const subject = node();
		await activate(subject);
		server.fail('*', { status: 503, body: {} }, 20);
		expect(await checkExists.call(subject.context())).toBe(true);
	});

	it('is a base URL that is not encrypted', async () => {
		await start();
		await expect(activate(node({}, { apiUrl: 'http://api.example' }))).rejects.toThrow(/not an https:/);
	});
});

it('without a secret, manual registration is an error', async () => {
	await start();
	await expect(activate(node({ registration: 'manual' }))).rejects.toThrow(/fill in Signing Secrets/);
	await activate(node({ registration: 'manual' }, { signingSecrets: newSecret() }));
	expect(server.requests).toEqual([]);
});
