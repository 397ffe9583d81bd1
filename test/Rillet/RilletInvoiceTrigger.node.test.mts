import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { RilletApi } from '../../credentials/RilletApi.credentials';
import { rillet } from '../../nodes/Rillet/provider';
import { RilletInvoiceTrigger } from '../../nodes/Rillet/RilletInvoiceTrigger.node';
import { cleanUp, executeContext, forget, initialize, webhookContext } from '../n8nCore/contexts.mts';
import { eventHeaders, eventOf, rillet as simulator, sign } from '../simulator/providers/rillet.mts';
import { sampleBytes, webhookSamplesOf } from '../simulator/samples.mts';

const TOKEN = simulator.secrets.signature!;
const node = new RilletInvoiceTrigger();
const { description } = node;
const EVENTS = Object.keys(rillet.events);

function setup(parameters: IDataObject = {}, credential: IDataObject = {}) {
	return {
		node,
		parameters: {
			authentication: 'signature',
			signedText: 'guide',
			events: EVENTS,
			options: {},
			...parameters,
		},
		credential: {
			type: new RilletApi(),
			data: {
				environment: 'sandbox',
				signingSecrets: TOKEN,
				urlTokens: 'a-token',
				apiKey: '',
				apiUrl: '',
				...credential,
			},
		},
	};
}

async function receive(
	body: Buffer,
	headers: Record<string, string>,
	parameters: IDataObject = {},
	url?: string,
) {
	const { context, answered } = webhookContext(setup(parameters), {
		body,
		headers: { 'content-type': 'application/json', ...headers },
		url,
	});
	const response = await node.webhook.call(context);
	return { response, status: answered.status, items: response.workflowData?.[0] ?? null };
}

beforeAll(async () => {
	await initialize();
});
afterEach(forget);
afterAll(cleanUp);

describe('description', () => {
	const property = (name: string) => description.properties.find((one) => one.name === name)!;
	const values = ({ options }: INodeProperties) => (options as { value: string }[]).map(({ value }) => value);

	it('offers the events and the ways of authentication that there are', () => {
		expect(values(property('events')).sort()).toEqual([...EVENTS].sort());
		expect(property('events').default).toEqual(['invoice-created', 'credit-memo-created']);
		expect(values(property('authentication')).sort()).toEqual(Object.keys(rillet.schemes).sort());
		expect(property('authentication').default).toBe('signature');
		const signedText = property('options').options!.find(
			({ name }) => name === 'signedText',
		) as INodeProperties;
		expect(values(signedText)).toEqual(['guide', 'reference']);
		expect(signedText.default).toBe('guide');
		expect(property('signedText')).toMatchObject({ type: 'hidden', default: 'guide' });
		expect(Object.keys(simulator.events).sort()).toEqual([...EVENTS].sort());
	});

	it('explains how to register, for each method', () => {
		for (const { field } of Object.values(rillet.schemes)) {
			const shown = new RilletApi().properties.find(({ name }) => name === field)!.displayName;
			const notices = description.properties.filter(({ type }) => type === 'notice');
			expect(notices.filter((notice) => notice.displayName.includes(shown))).toHaveLength(1);
		}
	});
});

describe('webhook()', () => {
	const sent = (file: string) => {
		const sample = webhookSamplesOf('rillet').find((one) => one.file === file)!;
		const { 'X-Rillet-Entity': entity, 'X-Rillet-Event': event } = sample.headers!;
		const headers = eventHeaders(entity, event);
		const body = sampleBytes('rillet', file);
		return { body, headers, signature: sign(body, headers, TOKEN) };
	};

	it('passes on the event with what its headers say, and not the signature', async () => {
		const { body, headers, signature } = sent('invoice-payment-updated.lower-case.json');
		const { items, response } = await receive(body, { ...headers, ...signature });
		expect(response.webhookResponse).toEqual({ status: 'accepted' });
		expect(items).toHaveLength(1);
		expect(items![0].json).toEqual({
			providerType: 'invoice-payment-updated',
			payload: JSON.parse(body.toString('utf8')) as unknown,
			meta: {
				id: headers['X-Rillet-Id'],
				timestamp: headers['X-Rillet-Timestamp'],
				entity: 'invoice',
				event: 'payment-updated',
			},
			receivedAt: expect.any(String) as unknown,
			authentication: 'signature',
			delivery: expect.any(String) as unknown,
			environment: { apiUrl: expect.any(String) as unknown, live: false },
		});
		expect(JSON.stringify(items)).not.toContain(signature['X-Rillet-Signature']);
	});

	it('takes a body that is a bare JSON string', async () => {
		const { body, headers, signature } = sent('invoice-deleted.json');
		const { items } = await receive(body, { ...headers, ...signature });
		expect(items![0].json).toMatchObject({
			providerType: 'invoice-deleted',
			payload: '3fa85f64-5717-4562-b3fc-2c963f66afa6',
		});
	});

	it('acknowledges and drops an event of another entity', async () => {
		const { body, headers, signature } = sent('customer-created.json');
		const { items, response } = await receive(body, { ...headers, ...signature });
		expect(items).toBeNull();
		expect(response.webhookResponse).toEqual({ status: 'ignored' });
	});

	it('reads the text of the API reference only where it was chosen', async () => {
		const { body, headers } = sent('invoice-created.json');
		const signature = sign(body, headers, TOKEN, { key: 'decoded', signedText: 'reference' });
		expect((await receive(body, { ...headers, ...signature })).status).toBe(401);
		const chosen = { options: { signedText: 'reference' } };
		expect((await receive(body, { ...headers, ...signature }, chosen)).items).toHaveLength(1);
		// Workflows saved before it became an option have it as a parameter.
		const saved = { signedText: 'reference' };
		expect((await receive(body, { ...headers, ...signature }, saved)).items).toHaveLength(1);
		const changed = { ...saved, options: { signedText: 'guide' } };
		expect((await receive(body, { ...headers, ...signature }, changed)).status).toBe(401);
	});

	it('takes a token in the URL, but no event without its headers', async () => {
		const { body, headers } = sent('invoice-created.json');
		const urlToken = { authentication: 'urlToken' };
		const url = '/webhook/x/webhook?token=a-token';
		const { items } = await receive(body, { ...headers }, urlToken, url);
		expect(items![0].json).toMatchObject({ authentication: 'urlToken' });
		const { 'X-Rillet-Id': _, ...without } = headers;
		expect((await receive(body, without, urlToken, url)).status).toBe(400);
		expect((await receive(body, { ...headers }, urlToken)).status).toBe(401);
	});
});

describe('execute()', () => {
	const execute = async (input: INodeExecutionData[], executionId = '1') =>
		(await node.execute.call(executeContext({ ...setup(), executionId }, input)))[0];

	it.each(EVENTS)('%s, signed and received, gives one item', async (type) => {
		const notification = eventOf(type);
		const request = { url: '', ...notification };
		const { body, headers } = simulator.authenticators.signature!(request, TOKEN, new Date());
		const { items } = await receive(body, headers);
		const [item, ...more] = await execute(items!);
		expect(more).toEqual([]);
		expect(item.json).toMatchObject({
			provider: 'rillet',
			event: {
				providerType: type,
				liveMode: false,
				key: expect.stringMatching(`^${notification.headers['X-Rillet-Id']}(:[\\da-f]{32})?$`) as unknown,
			},
			issues: [],
		});
	});

	it('drops a redelivery, which has the same id', async () => {
		const { headers, body } = eventOf('invoice-created');
		const delivered = async () =>
			(await receive(body, { ...headers, ...sign(body, headers as never, TOKEN) })).items!;
		expect(await execute(await delivered())).toHaveLength(1);
		expect(await execute(await delivered(), '2')).toHaveLength(0);
	});

	it('fails with the name of the field where an event does not fit', async () => {
		const { headers, body } = eventOf('invoice-created', { id: 'x' });
		const { items } = await receive(body, { ...headers, ...sign(body, headers as never, TOKEN) });
		await expect(execute(items!)).rejects.toThrow(/items: .*; net_amount: /);
	});
});
