import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { RivertyApi } from '../../credentials/RivertyApi.credentials';
import { UAT_URL } from '../../nodes/Riverty/environment';
import { riverty } from '../../nodes/Riverty/provider';
import { RivertyInvoiceTrigger } from '../../nodes/Riverty/RivertyInvoiceTrigger.node';
import { isAllowedAddress } from '../../nodes/shared/authenticate/ipAllowList';
import type { WebhookRequest } from '../../nodes/shared/authenticate/verdict';
import {
	cleanUp,
	executeContext,
	forget,
	initialize,
	webhookContext,
	type Setup,
} from '../n8nCore/contexts.mts';
import {
	api,
	documentEvent,
	invoiceEvent,
	riverty as simulator,
	together,
} from '../simulator/providers/riverty.mts';
import { carries, listen } from '../simulator/server.mts';
import { notification } from '../simulator/authentication.mts';
import { sampleBytes, vectorsOf, webhookSamplesOf } from '../simulator/samples.mts';
import { RECEIVED_AT, SAMPLES } from '../support/Riverty/events.mts';
import { virtualClock } from '../support/virtualClock.mts';

virtualClock();

const TOKEN = simulator.secrets.urlToken!;
const ALL = Object.keys(riverty.events);
const URL_PATH = '/webhook/x/webhook';

beforeAll(async () => {
	await initialize();
});
afterEach(forget);
afterAll(cleanUp);

function setup(parameters: IDataObject = {}, credential: IDataObject = {}, more: Partial<Setup> = {}): Setup {
	return {
		node: new RivertyInvoiceTrigger(),
		parameters: { events: ALL, ...parameters },
		credential: {
			type: new RivertyApi(),
			data: { environment: UAT_URL, urlTokens: TOKEN, apiKey: 'key', ...credential } as never,
		},
		...more,
	};
}

/** The outcome of a call at the trigger: the response, the output, and the log. */
async function call(
	made: Setup,
	request: { body: Buffer; headers?: Record<string, string>; url?: string; ip?: string },
) {
	const { context, answered } = webhookContext(made, {
		headers: { 'content-type': 'application/json' },
		url: `${URL_PATH}?token=${TOKEN}`,
		...request,
	});
	const logs: string[] = [];
	jest.spyOn(context.logger, 'warn').mockImplementation((text) => void logs.push(text));
	const response = await new RivertyInvoiceTrigger().webhook.call(context);
	const items = response.workflowData?.[0].map(({ json }) => json) ?? [];
	return { answered, answer: response.webhookResponse as unknown, items, logs: logs.join('\n') };
}

async function run(items: IDataObject[], made = setup()) {
	const context = executeContext(
		made,
		items.map((json) => ({ json })),
	);
	const [emitted] = await new RivertyInvoiceTrigger().execute.call(context);
	return emitted.map(({ json }) => json);
}

describe('description', () => {
	const { description } = new RivertyInvoiceTrigger();
	const property = (name: string) => description.properties.find((one) => one.name === name);

	test('offers the events of the provider, and has the token as its only method', () => {
		const options = property('events')?.options?.map((option) => 'value' in option && option.value);
		expect(options?.sort()).toEqual(Object.keys(riverty.events).sort());
		expect(property('events')?.default).toEqual(['accounting/invoiceCreated']);
		expect(Object.keys(riverty.schemes)).toEqual(['urlToken']);
		expect(property('authentication')).toMatchObject({ type: 'hidden', default: 'urlToken' });
		const field = riverty.schemes.urlToken?.field;
		expect(new RivertyApi().properties.map(({ name }) => name)).toContain(field);
	});

	test('shows the published addresses', () => {
		const options = property('options')?.options as { name: string; placeholder?: string; hint?: string }[];
		const list = options.find(({ name }) => name === 'ipAllowList');
		for (const address of ['20.103.56.175', '4.180.187.249', '20.76.134.255', '4.210.170.174']) {
			expect(list?.placeholder).toContain(address);
			expect(list?.hint).toContain(address);
		}
		expect(options.map(({ name }) => name)).not.toContain('fetchDetails');
		expect(options.map(({ name }) => name)).not.toContain('timestampTolerance');
	});

	test('says with either registration that Riverty has to activate the types', () => {
		for (const name of ['manualNotice', 'automaticNotice']) {
			expect(property(name)?.displayName).toContain('accounting team activate');
		}
		expect(description.activationMessage).toContain('accounting team');
	});
});

describe('vectors, through the trigger', () => {
	test.each(vectorsOf('riverty').map((vector) => [vector.name, vector] as const))(
		'%s',
		async (_name, vector) => {
			const {
				secrets = [],
				allowedIps,
				remoteAddress,
				url,
			} = vector as typeof vector & Record<string, string[]>;
			const { answered, items, logs } = await call(
				setup({ options: { ipAllowList: allowedIps.join(',') } }, { urlTokens: secrets.join('\n') }),
				{
					body: Buffer.from(vector.body),
					headers: vector.headers,
					url: String(url).replace('https://n8n.example.com', ''),
					ip: String(remoteAddress),
				},
			);
			if (vector.expect === 'accept') {
				expect(answered.status).toBeNull();
				expect(items).toHaveLength(1);
				return;
			}
			expect(answered).toEqual({ status: 401, body: 'Unauthorized', ended: true });
			expect(items).toEqual([]);
			const shown =
				vector.reason === 'address-not-allowed' ? 'not in the IP allow list' : `(${vector.reason})`;
			expect(logs).toContain(shown);
			for (const secret of secrets.filter((one) => one !== '')) expect(logs).not.toContain(secret);
		},
	);
});

describe('signer and verifier', () => {
	const verify = (request: WebhookRequest, secrets: string[]) =>
		riverty.schemes.urlToken!.verify(request, secrets, { now: new Date(), toleranceSeconds: 300 });
	const outgoing = (body: Buffer, secret = TOKEN) => {
		const made = { url: `http://127.0.0.1${URL_PATH}`, headers: {}, body };
		const { url, headers } = simulator.authenticators.urlToken!(made, secret, new Date());
		return { rawBody: body, headers, rawQuery: new URL(url).search.slice(1), remoteAddress: '127.0.0.1' };
	};

	test.each(SAMPLES)('%s is accepted with its bytes', (file) => {
		const body = sampleBytes('riverty', file);
		expect(verify(outgoing(body), ['another', TOKEN])).toEqual({ ok: true, body, method: 'urlToken' });
		expect(verify(outgoing(body), ['another'])).toEqual({ ok: false, reason: 'token-mismatch' });
	});

	test('one changed bit of the token is rejected, on either side', () => {
		const body = Buffer.from('{}');
		for (let bit = 0; bit < TOKEN.length * 7; bit++) {
			const index = Math.floor(bit / 7);
			const other = String.fromCharCode(TOKEN.charCodeAt(index) ^ (1 << (bit % 7)));
			const flipped = TOKEN.slice(0, index) + other + TOKEN.slice(index + 1);
			expect(verify(outgoing(body, flipped), [TOKEN]).ok).toBe(false);
			expect(verify(outgoing(body), [flipped]).ok).toBe(false);
		}
	});

	test('a changed body is not noticed: the token authenticates the sender, not the body', () => {
		expect(verify(outgoing(Buffer.from('{"a":1}')), [TOKEN]).ok).toBe(true);
	});

	test('nothing that a caller writes makes it throw', () => {
		const headers = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.array(fc.string())));
		fc.assert(
			fc.property(
				headers,
				fc.string({ unit: 'binary' }),
				fc.string({ unit: 'binary' }),
				(any, rawQuery, remoteAddress) => {
					const request = { rawBody: Buffer.alloc(0), headers: any, rawQuery, remoteAddress };
					expect(verify(request, [TOKEN]).ok).toBe(false);
					expect(typeof isAllowedAddress(remoteAddress, ['20.103.56.175'])).toBe('boolean');
				},
			),
		);
	});
});

describe('receiving', () => {
	test.each(webhookSamplesOf('riverty').map(({ file, event }) => [file, event]))('%s', async (file, type) => {
		const { answer, items, answered } = await call(setup(), { body: sampleBytes('riverty', file) });
		expect(answered.status).toBeNull();
		expect(answer).toEqual({ status: ALL.includes(type) ? 'accepted' : 'ignored' });
		expect(items.map(({ providerType }) => providerType)).toEqual(items.map(() => type));
		expect(items.length > 0).toBe(ALL.includes(type));
	});

	test('an array: one execution with an item for each notification that was chosen', async () => {
		const body = together(invoiceEvent(), documentEvent(), {
			type: 'accounting/paymentReceived',
			parameters: {},
		}).body;
		const both = await call(setup(), { body });
		expect(both.items.map(({ providerType }) => providerType)).toEqual(ALL);
		const one = await call(setup({ events: [ALL[1]] }), { body });
		expect(one.items.map(({ providerType }) => providerType)).toEqual([ALL[1]]);
	});

	test('neither token nor headers are stored', async () => {
		const body = notification(invoiceEvent()).body;
		const headers = {
			'content-type': 'application/json',
			'riverty-signature': 't=1,v1=abc',
			authorization: 'Bearer x',
		};
		const { items } = await call(setup(), { body, headers });
		expect(Object.keys(items[0]).sort()).toEqual([
			'authentication',
			'delivery',
			'environment',
			'payload',
			'providerType',
			'receivedAt',
		]);
		expect(JSON.stringify(items)).not.toContain(TOKEN);
		expect(JSON.stringify(await run(items))).not.toContain(TOKEN);
	});
});

describe('emitting', () => {
	const received = (payload: object): IDataObject => ({
		providerType: (payload as { type: string }).type,
		payload: payload as IDataObject,
		receivedAt: RECEIVED_AT,
		authentication: 'urlToken',
	});

	test('a redelivery is dropped, each notification of an array by its own key', async () => {
		const [one, two, three] = [invoiceEvent(), invoiceEvent(), documentEvent()].map(received);
		const execution = (executionId: string) => setup({}, {}, { executionId });
		expect(await run([one, two], execution('1'))).toHaveLength(2);
		expect(await run([two, three], execution('2'))).toMatchObject([{ event: { type: 'document.created' } }]);
		expect(await run([one, two, three], execution('3'))).toEqual([]);
	});

	test('an unfit notification fails the execution, and names the field', async () => {
		const unfit = { type: 'accounting/invoiceCreated', parameters: { invoiceDate: '2026-01-01' } };
		await expect(run([received(unfit)])).rejects.toThrow('parameters.invoiceReference');
	});

	test('the document is attached; where its address is of no use, the execution says which field to fill', async () => {
		const state = api({ apiKey: 'key' });
		const server = await listen(state);
		try {
			const key = state.addDocument();
			const attach = setup({ options: { attachDocument: true } }, { environment: server.url });
			const at = (invoiceDocumentUrl: string) => received(invoiceEvent({ invoiceDocumentUrl }));
			const context = executeContext(attach, [{ json: at(`${server.url}/documents/v1/S/${key}`) }]);
			const [[item]] = await new RivertyInvoiceTrigger().execute.call(context);
			expect(item.binary?.data).toMatchObject({ mimeType: 'application/pdf' });
			expect(server.requests.every((request) => carries(request, 'key'))).toBe(true);

			server.reset();
			const partial = at("//z_knox_extern_srv/FileSet'4D364E4C33564739453638324F4B57393447'");
			const failure = await run([partial], attach).catch((error: { description?: string }) => error);
			expect(failure).toMatchObject({ description: expect.stringContaining('Document Base URL') });
			expect(server.requests).toEqual([]);
		} finally {
			await server.close();
		}
	});
});
