import type { IDataObject } from 'n8n-workflow';
import { StripeInvoiceApi } from '../../credentials/StripeInvoiceApi.credentials';
import { StripeInvoiceTrigger } from '../../nodes/Stripe/StripeInvoiceTrigger.node';
import { hookContext, webhookContext } from '../n8nCore/contexts.mts';
import { listen, type SimulatorServer } from '../simulator/server.mts';
import { api, failure, stripeEvent, type Endpoint, type StripeApi } from '../simulator/providers/stripe.mts';
import { virtualClock } from '../support/virtualClock.mts';

virtualClock();

const KEY = 'rk_test_of_the_registration';
const TOKEN = 'Zk3vQ9_bT1-Lw7xR0sYd5aHc2nGe8uPf';
const URL = 'http://127.0.0.1:5678/webhook/webhook-under-test/webhook';
const EVENTS = ['invoice.finalized', 'credit_note.created'];

const trigger = new StripeInvoiceTrigger();
const { checkExists, create, delete: remove } = trigger.webhookMethods.default;

let server: SimulatorServer;
let state: StripeApi;
beforeEach(async () => {
	state = api({ apiKey: KEY });
	server = await listen(state);
});
afterEach(async () => {
	jest.restoreAllMocks();
	await server.close();
});

/** A node with its static data, over several hooks. */
function node(parameters: IDataObject = {}, credential: IDataObject = {}) {
	let staticData: IDataObject = {};
	const logged: string[] = [];
	const setup = (more: IDataObject) => ({
		node: trigger,
		parameters: {
			authentication: 'signature',
			registration: 'automatic',
			events: EVENTS,
			options: {},
			...parameters,
			...more,
		},
		credential: {
			type: new StripeInvoiceApi(),
			data: { apiKey: KEY, apiUrl: server.url, urlTokens: TOKEN, ...credential } as never,
		},
		staticData,
	});
	return {
		logged,
		stored: () => JSON.stringify(staticData),
		async hook(method: typeof create, more: IDataObject = {}) {
			const { context } = hookContext(setup(more));
			for (const level of ['warn', 'info'] as const) {
				jest.spyOn(context.logger, level).mockImplementation((...texts: unknown[]) => {
					logged.push(JSON.stringify(texts));
				});
			}
			try {
				return await method.call(context);
			} finally {
				staticData = JSON.parse(JSON.stringify(staticData)) as IDataObject;
			}
		},
		async post(request: { body: Buffer; headers: Record<string, string> }) {
			const { context, answered } = webhookContext(setup({}), request);
			jest.spyOn(context.logger, 'warn').mockReturnValue();
			const { workflowData } = await trigger.webhook.call(context);
			return { status: answered.status, items: workflowData?.[0]?.length ?? 0 };
		},
	};
}

/** What n8n does on activation. */
async function activate({ hook }: ReturnType<typeof node>, more: IDataObject = {}) {
	if (!(await hook(checkExists, more))) await hook(create, more);
}
const endpoints = () => [...state.webhooks.values()];
const byHand = (more: Partial<Endpoint> = {}) => {
	const endpoint: Endpoint = {
		...{ id: 'we_by_hand', url: URL, enabled_events: EVENTS, status: 'enabled' },
		...{ api_version: null, description: null, metadata: {}, ...more },
	};
	state.webhooks.set(endpoint.id, endpoint);
	state.secrets.set(endpoint.id, 'whsec_by_hand');
};

describe('with signature', () => {
	it('makes one endpoint, and accepts what Stripe then signs', async () => {
		const subject = node();
		await activate(subject);
		await activate(subject);
		expect(endpoints()).toEqual([
			expect.objectContaining({
				url: URL,
				enabled_events: EVENTS,
				// That of the account, in which its list of events is.
				api_version: null,
				metadata: { made_by: 'n8n-nodes-invoices' },
			}),
		]);
		const [delivery] = state.deliveriesOf(stripeEvent('invoice.finalized'));
		expect(await subject.post(delivery!)).toEqual({ status: null, items: 1 });
		const forged = { ...delivery!, body: Buffer.from(delivery!.body.toString().replace('27425', '27426')) };
		expect(await subject.post(forged)).toEqual({ status: 401, items: 0 });
	});

	it('keeps the secret sealed, and says it nowhere', async () => {
		const subject = node();
		await activate(subject);
		const [secret] = state.secrets.values();
		expect(subject.stored()).toContain('"secrets"');
		for (const text of [subject.stored(), ...subject.logged]) {
			expect(text).not.toContain(secret);
			expect(text).not.toContain(KEY);
		}
	});

	it('removes the endpoint, and with the next activation there is another secret', async () => {
		const subject = node();
		await activate(subject);
		const [before] = state.secrets.values();
		await subject.hook(remove);
		expect(endpoints()).toEqual([]);
		expect(subject.stored()).not.toContain('secrets');
		await activate(subject);
		expect([...state.secrets.values()]).not.toContain(before);
		const [delivery] = state.deliveriesOf(stripeEvent());
		expect(await subject.post(delivery!)).toMatchObject({ items: 1 });
	});

	it('changes the events of its endpoint, which keeps its secret', async () => {
		const subject = node();
		await activate(subject);
		await activate(subject, { events: ['invoice.paid'] });
		expect(endpoints()).toEqual([expect.objectContaining({ enabled_events: ['invoice.paid'] })]);
		const [delivery] = state.deliveriesOf(stripeEvent('invoice.paid'));
		expect((await subject.post(delivery!)).status).toBeNull();
	});

	it('makes it anew where it was switched off, or where its secret is lost', async () => {
		const subject = node();
		await activate(subject);
		endpoints()[0]!.status = 'disabled';
		await activate(subject);
		expect(endpoints()).toEqual([expect.objectContaining({ status: 'enabled' })]);
		// For example after importing the workflow into another n8n at the same address.
		const imported = node();
		await activate(imported);
		expect(endpoints()).toHaveLength(1);
		const [delivery] = state.deliveriesOf(stripeEvent());
		expect((await imported.post(delivery!)).status).toBeNull();
		expect((await subject.post(delivery!)).status).toBe(401);
	});

	it('does not register beside an endpoint that was made by hand, and leaves that alone', async () => {
		byHand();
		const subject = node();
		await expect(activate(subject)).rejects.toThrow(
			/manually created webhook for this URL \(we_by_hand\)\. Delete it/,
		);
		await subject.hook(remove);
		expect(endpoints()).toHaveLength(1);
	});

	it('does beside one that is off, or leads elsewhere', async () => {
		byHand({ status: 'disabled' });
		byHand({ id: 'we_2', url: `${URL}/other` });
		await activate(node());
		expect(endpoints()).toHaveLength(3);
	});

	it('fails where Stripe does not say the secret, and leaves nothing behind', async () => {
		state.routes['POST /v1/webhook_endpoints'] = () => {
			byHand({ id: 'we_mute', metadata: { made_by: 'n8n-nodes-invoices' } });
			return { body: endpoints()[0]! };
		};
		await server.close();
		server = await listen(state);
		const subject = node();
		await expect(activate(subject)).rejects.toThrow('did not return its signing secret');
		await subject.hook(remove);
		expect(endpoints()).toEqual([]);
	});

	it('says what Stripe says', async () => {
		server.fail('POST /v1/webhook_endpoints', {
			...failure(400, 'You have reached the maximum of 16 test webhook endpoints.'),
		} as never);
		await expect(activate(node())).rejects.toMatchObject({
			message: expect.stringContaining('Stripe rejected the request (HTTP 400)') as unknown,
			description: expect.stringContaining('maximum of 16') as unknown,
		});
	});

	it('finds its endpoint behind more than a page of others', async () => {
		for (let index = 0; index < 150; index++)
			byHand({ id: `we_${index}`, url: `https://other.example/${index}` });
		const subject = node();
		await activate(subject);
		await activate(subject);
		expect(server.requestsTo('POST /v1/webhook_endpoints')).toHaveLength(1);
		await subject.hook(remove);
		expect(endpoints()).toHaveLength(150);
	});
});

describe('with a URL token', () => {
	const parameters = { authentication: 'urlToken' };

	it('registers the address with the token, and keeps no secret', async () => {
		const subject = node(parameters);
		await activate(subject);
		expect(endpoints()).toEqual([expect.objectContaining({ url: `${URL}?token=${TOKEN}` })]);
		expect(subject.stored()).not.toContain('secrets');
		await subject.hook(remove);
		expect(endpoints()).toEqual([]);
	});

	it('completes an endpoint that was made by hand, which stays', async () => {
		byHand({ url: `${URL}?token=old`, enabled_events: ['invoice.paid'], status: 'disabled' });
		const subject = node(parameters);
		await activate(subject);
		expect(endpoints()).toEqual([
			expect.objectContaining({ url: `${URL}?token=${TOKEN}`, enabled_events: EVENTS, status: 'enabled' }),
		]);
		await subject.hook(remove);
		expect(endpoints()).toHaveLength(1);
	});
});

it('an endpoint for all events has those that are wanted', async () => {
	byHand({ url: `${URL}?token=${TOKEN}`, enabled_events: ['*'] });
	expect(await node({ authentication: 'urlToken' }).hook(checkExists)).toBe(true);
});

it('without an https address nothing is asked', async () => {
	await expect(node({}, { apiUrl: 'http://api.example' }).hook(checkExists)).rejects.toThrow(
		'is not an https:// address',
	);
});
