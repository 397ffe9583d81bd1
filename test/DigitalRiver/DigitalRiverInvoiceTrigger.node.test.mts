import type { IDataObject, INodeExecutionData, INodeProperties, WorkflowExecuteMode } from 'n8n-workflow';
import { DigitalRiverApi } from '../../credentials/DigitalRiverApi.credentials';
import { DigitalRiverInvoiceTrigger } from '../../nodes/DigitalRiver/DigitalRiverInvoiceTrigger.node';
import { digitalRiver } from '../../nodes/DigitalRiver/provider';
import { clock } from '../../nodes/shared/clock';
import type { AuthenticationMethod, Invoice } from '../../nodes/shared/invoice/schema';
import {
	bytesOf,
	cleanUp,
	executeContext,
	forget,
	initialize,
	store,
	webhookContext,
	type FakeRequest,
	type Setup,
} from '../n8nCore/contexts.mts';
import {
	api,
	digitalRiver as simulator,
	invoiceEvent,
	type DigitalRiverApi as Api,
	type DigitalRiverEvent,
} from '../simulator/providers/digitalRiver.mts';
import { listen, type SimulatorServer } from '../simulator/server.mts';
import { received } from '../support/DigitalRiver/events.mts';
import { virtualClock } from '../support/virtualClock.mts';

const KEY = 'sk_test_1';
const EVENTS = ['order.invoice.created', 'order.credit_memo.created'];
const PATH = '/webhook/webhook-under-test/webhook';

const trigger = new DigitalRiverInvoiceTrigger();
const secrets = simulator.secrets as Record<AuthenticationMethod, string>;

virtualClock();
let server: SimulatorServer;
let state: Api;

beforeAll(async () => {
	await initialize();
	state = api({ apiKey: KEY });
	server = await listen(state);
});
beforeEach(() => {
	forget();
	server.reset();
});
afterAll(async () => {
	await server.close();
	cleanUp();
});

function setup(parameters: IDataObject = {}, credential: IDataObject = {}): Setup {
	return {
		node: trigger,
		parameters: { authentication: 'signature', events: EVENTS, options: {}, ...parameters },
		credential: {
			type: new DigitalRiverApi(),
			data: {
				product: 'digitalRiver',
				apiKey: KEY,
				apiUrl: server.url,
				signingSecrets: secrets.signature,
				basicAuthSecrets: secrets.basicAuth,
				urlTokens: secrets.urlToken,
				...credential,
			},
		},
	};
}

describe('webhook()', () => {
	/** Calls the webhook as the provider does, and returns the outcome. */
	async function call(
		body: Buffer | object = invoiceEvent(),
		{
			method = 'signature',
			by,
			parameters,
			credential,
			with: more = {},
			withoutCredential = false,
		}: {
			/** The authentication method, and the secret to use; null: none. */
			method?: AuthenticationMethod;
			by?: string | null;
			parameters?: IDataObject;
			credential?: IDataObject;
			with?: Partial<FakeRequest>;
			withoutCredential?: boolean;
		} = {},
	) {
		const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
		const plain = { url: `http://n8n.example${PATH}`, headers: {}, body: bytes };
		const sent =
			by === null ? plain : simulator.authenticators[method]!(plain, by ?? secrets[method], new Date());
		const { credential: stored, ...rest } = setup({ authentication: method, ...parameters }, credential);
		const { context, answered } = webhookContext(withoutCredential ? rest : { ...rest, credential: stored }, {
			body: sent.body,
			url: sent.url.replace('http://n8n.example', ''),
			...more,
			headers: { 'content-type': 'application/json', ...sent.headers, ...more.headers },
		});
		const warn = jest.spyOn(context.logger, 'warn').mockReturnValue();
		const error = jest.spyOn(context.logger, 'error').mockReturnValue();
		const result = await trigger.webhook.call(context);
		const log = [...warn.mock.calls, ...error.mock.calls].map(([message]) => String(message));
		warn.mockRestore();
		error.mockRestore();
		return { result, answered, log, sent };
	}
	const rejected = (status: number, body: string) => ({
		result: { noWebhookResponse: true },
		answered: { status, body, ended: true },
	});
	const ACCEPTED = { webhookResponse: { status: 'accepted' } };

	it.each(['signature', 'basicAuth', 'urlToken'] as const)(
		'takes an event authenticated by %s',
		async (method) => {
			const event = invoiceEvent();
			const { result, answered, log } = await call(event, { method });
			expect(result.webhookResponse).toEqual({ status: 'accepted' });
			// n8n then answers, after storing the items.
			expect(answered).toEqual({ status: null, body: undefined, ended: false });
			const [[{ json }], ...others] = result.workflowData!;
			expect(others).toEqual([]);
			expect(json).toEqual({
				providerType: 'order.invoice.created',
				payload: event,
				receivedAt: clock.date().toISOString(),
				authentication: method,
				delivery: expect.stringMatching(/^[0-9a-f-]{36}$/),
				environment: {
					apiUrl: expect.any(String) as string,
					product: expect.any(String) as string,
					live: null,
				},
			});
			expect(log).toEqual([]);
		},
	);

	it.each(['signature', 'basicAuth', 'urlToken'] as const)(
		'passes on nothing of what authenticated it by %s',
		async (method) => {
			const { result, sent } = await call(invoiceEvent(), {
				method,
				with: { headers: { cookie: 'n8n-auth=abc', 'x-forwarded-for': '203.0.113.7' } },
			});
			const handed = JSON.stringify(result.workflowData);
			for (const text of [...Object.values(sent.headers), secrets[method], 'n8n-auth', '203.0.113.7']) {
				expect(handed).not.toContain(text);
			}
			expect(handed.toLowerCase()).not.toMatch(/signature:|authorization|token=|cookie/);
			expect(Object.keys(result.workflowData![0][0])).toEqual(['json']);
		},
	);

	it.each(['signature', 'basicAuth', 'urlToken'] as const)(
		'takes the older one of two %s secrets',
		async (method) => {
			const field = digitalRiver.schemes[method]!.field;
			const lines = `another:secret\r\n\n  ${secrets[method]}  \n`;
			expect((await call(undefined, { method, credential: { [field]: lines } })).result).toMatchObject(
				ACCEPTED,
			);
		},
	);

	it.each<[string, Parameters<typeof call>[1], RegExp]>([
		['no secret', { by: null }, /the header that authenticates the sender is missing \(missing-header\)/],
		['no login', { method: 'basicAuth', by: null }, /missing-header/],
		[
			'no token',
			{ method: 'urlToken', by: null },
			/register the URL with \?token=… at its end \(missing-token\)/,
		],
		['another secret', { by: 'whk_another' }, /check the secret in the credential \(signature-mismatch\)/],
		['another login', { method: 'basicAuth', by: 'a:b' }, /credentials-mismatch/],
		['another token', { method: 'urlToken', by: 'another' }, /token-mismatch/],
		['a signature of another body', { with: { body: Buffer.from('{}') } }, /signature-mismatch/],
		['a second token', { method: 'urlToken', with: { url: `${PATH}?token=a&token=b` } }, /duplicate-token/],
		[
			'a bearer',
			{ method: 'basicAuth', with: { headers: { authorization: 'Bearer x' } } },
			/unsupported-scheme/,
		],
		[
			'a signature where a login is asked for',
			{ parameters: { authentication: 'basicAuth' } },
			/missing-header/,
		],
		['a method that the provider has not', { parameters: { authentication: 'none' } }, /unsupported-scheme/],
		['a credential without a secret', { credential: { signingSecrets: ' \n' } }, /no-secret/],
	])('rejects %s with 401, and says why in the log only', async (_name, options, reason) => {
		const { log, ...outcome } = await call(undefined, options);
		expect(outcome).toMatchObject(rejected(401, 'Unauthorized'));
		expect(log).toEqual([expect.stringMatching(reason)]);
		expect(log[0]).toMatch(/^Digital River: rejected a request: /);
		for (const secret of Object.values(secrets)) expect(log[0]).not.toContain(secret);
	});

	it('judges the time by its tolerance', async () => {
		const body = Buffer.from(JSON.stringify(invoiceEvent()));
		const signedAt = (seconds: number) => {
			const plain = { url: '', headers: {}, body };
			const now = new Date(clock.date().getTime() + seconds * 1000);
			return {
				with: { headers: simulator.authenticators.signature!(plain, secrets.signature, now).headers },
			};
		};
		for (const [seconds, timestampTolerance, status] of [
			[-301, undefined, 401],
			[301, undefined, 401],
			[-299, undefined, null],
			[299, undefined, null],
			[-310, 320, null],
			[-50, 40, 401],
		] as const) {
			const parameters = { options: timestampTolerance === undefined ? {} : { timestampTolerance } };
			const { answered, log } = await call(body, { ...signedAt(seconds), parameters });
			expect([seconds, answered.status]).toEqual([seconds, status]);
			if (status === 401) expect(log[0]).toMatch(seconds < 0 ? /stale-timestamp/ : /future-timestamp/);
		}
	});

	it.each([
		['10.0.0.0/8, 203.0.113.7', '203.0.113.7', null],
		['203.0.113.7', '::ffff:203.0.113.7', null],
		['', '198.51.100.1', null],
		['203.0.113.7', '203.0.113.8', 401],
		['not an address', '203.0.113.7', 401],
	])('with the IP allow list %j takes %s: %s', async (ipAllowList, ip, status) => {
		const { answered, log } = await call(undefined, {
			parameters: { options: { ipAllowList } },
			with: { ip },
		});
		expect(answered.status).toBe(status);
		if (status === 401) expect(log[0]).toContain(`the sender address is not in the IP allow list: ${ip}`);
	});

	it('an address in the list does not replace the authentication', async () => {
		const { answered } = await call(undefined, {
			by: null,
			parameters: { options: { ipAllowList: '203.0.113.7' } },
			with: { ip: '203.0.113.7' },
		});
		expect(answered.status).toBe(401);
	});

	it('answers 503 where the credential cannot be read, and throws nothing', async () => {
		const { log, ...outcome } = await call(undefined, { withoutCredential: true });
		expect(outcome).toMatchObject(rejected(503, 'Service Unavailable'));
		expect(log).toHaveLength(2);
		expect(log).toContainEqual(expect.stringMatching(/the credential could not be read/));
	});

	it.each(['multipart/form-data; boundary=x', 'multipart/mixed'])('answers 415 to %s', async (type) => {
		const { log, ...outcome } = await call(undefined, { with: { headers: { 'content-type': type } } });
		expect(outcome).toMatchObject(rejected(415, 'Unsupported Media Type'));
	});

	it.each([
		['application/json; charset=utf-8', true],
		['application/octet-stream', false],
		['application/vnd.digitalriver+json', false],
		['text/plain', true],
		['', false],
	])('takes the type %j, whether n8n has parsed it or not', async (type, parsed) => {
		const { result } = await call(undefined, { with: { headers: { 'content-type': type }, parsed } });
		expect(result).toMatchObject(ACCEPTED);
	});

	it.each([
		['', 'The body is empty'],
		['{"id":', 'The body is not valid JSON'],
		['<order/>', 'The body is not valid JSON'],
		[Buffer.from([0x7b, 0xff, 0x7d]), 'The body is not valid UTF-8'],
		['[]', 'the body is not a Digital River event'],
		['{"id":"1","type":"order.invoice.created"}', 'the body is not a Digital River event'],
	])('answers 400 to the authenticated body %j, without showing it', async (body, message) => {
		const bytes = Buffer.from(body as string);
		const { log, ...outcome } = await call(bytes);
		expect(outcome).toMatchObject(rejected(400, expect.stringMatching(`^Bad Request: ${message}`) as never));
		expect(log).toEqual([expect.stringContaining(`rejected a verified request: ${message}`)]);
		// The body of an unverified request is not even parsed.
		expect(await call(bytes, { by: null })).toMatchObject(rejected(401, 'Unauthorized'));
	});

	it.each(['invoice.paid', 'order.complete', 'toString'])(
		'ignores %s where nobody asked for it',
		async (type) => {
			const { result, answered, log } = await call({ ...invoiceEvent(), type });
			expect(result).toEqual({ webhookResponse: { status: 'ignored' } });
			expect([answered.status, log]).toEqual([null, []]);
		},
	);

	it('passes on every digit that was sent', async () => {
		const text = JSON.stringify(invoiceEvent({ type: 'invoice.paid' })).replace(
			'26.94',
			'12345678901234567.89',
		);
		const { result } = await call(Buffer.from(text), { parameters: { events: ['invoice.paid'] } });
		expect(JSON.stringify(result.workflowData)).toContain('"totalAmount":"12345678901234567.89"');
	});
});

describe('execute()', () => {
	/** The output of webhook() for a delivery. */
	const eventItem = (event: DigitalRiverEvent, delivery: string): INodeExecutionData => ({
		json: JSON.parse(JSON.stringify({ ...received(event, event.type), delivery })) as IDataObject,
	});

	let executions = 0;
	async function run(
		events: DigitalRiverEvent | DigitalRiverEvent[],
		{
			options = {},
			executionId = String(++executions),
			delivery = `delivery ${executionId}`,
			mode = 'webhook',
			credential,
		}: {
			options?: IDataObject;
			executionId?: string;
			delivery?: string;
			mode?: WorkflowExecuteMode;
			credential?: IDataObject;
		} = {},
	) {
		const context = executeContext(
			{ ...setup({ options }, credential), executionId, mode },
			[events].flat().map((event) => eventItem(event, delivery)),
		);
		const outputs = await trigger.execute.call(context);
		expect(outputs).toHaveLength(1);
		return outputs[0];
	}
	const invoiceIn = ({ json }: INodeExecutionData) => json as unknown as Invoice;

	describe('emits', () => {
		it('one item for an event, with raw last and nothing else', async () => {
			const { event } = state.addInvoice();
			const [item, ...others] = await run(event);
			expect(others).toEqual([]);
			expect(Object.keys(item)).toEqual(['json', 'pairedItem']);
			expect(item.pairedItem).toEqual({ item: 0 });
			expect(item.json).toMatchObject({
				provider: 'digitalRiver',
				event: { id: event.id, authentication: 'signature' },
				document: { id: event.data.object.fileId },
				raw: event,
			});
			expect(Object.keys(item.json).at(-1)).toBe('raw');
			expect(server.requests).toEqual([]);
		});

		it('without raw where it is switched off', async () => {
			const [{ json }] = await run(invoiceEvent(), { options: { includeRaw: false } });
			expect(json).not.toHaveProperty('raw');
			expect(json).toHaveProperty('number', null);
		});

		it('several events, each with the item that it comes from', async () => {
			const events = [invoiceEvent(), invoiceEvent({ type: 'order.credit_memo.created' }), invoiceEvent()];
			const items = await run(events);
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
			expect(items.map((item) => invoiceIn(item).event?.id)).toEqual(events.map(({ id }) => id));
		});

		it('details where they are asked for', async () => {
			const { event, file } = state.addInvoice();
			const [{ json }] = await run(event, { options: { fetchDetails: true } });
			expect(json).toMatchObject({
				totals: { gross: 376 },
				document: { fileName: file.fileName },
				raw: event,
			});
		});

		it('the document where it is asked for, under the name in the details', async () => {
			const { event, file } = state.addInvoice();
			const [plain] = await run(event, { options: { attachDocument: true } });
			expect(plain.binary?.data).toMatchObject({ fileName: `${file.id}.pdf`, mimeType: 'application/pdf' });
			expect(await bytesOf(plain.binary!.data)).toEqual(file.content);

			forget();
			const [named] = await run(event, { options: { attachDocument: true, fetchDetails: true } });
			expect(named.binary?.data.fileName).toBe(file.fileName);
		});

		it('no document where none belongs to the event', async () => {
			const [item] = await run(invoiceEvent({ type: 'invoice.paid' }), { options: { attachDocument: true } });
			expect(item).not.toHaveProperty('binary');
			expect(server.requests).toEqual([]);
		});

		it('nothing of a document that is too large', async () => {
			const { event } = state.addInvoice();
			server.fail('GET /files/:id/content', { size: 2_000_000 });
			await expect(run(event, { options: { attachDocument: true, maxDocumentSize: 1 } })).rejects.toThrow(
				'The document from Digital River is larger than 1 MB',
			);
		});
	});

	describe('fails', () => {
		it('for an event that does not fit, and names event, item and field', async () => {
			const odd = invoiceEvent({ object: { fileId: null, id: null } });
			const failed = run([invoiceEvent(), odd]);
			await expect(failed).rejects.toMatchObject({
				message: expect.stringContaining('data.object.fileId: '),
				description: expect.stringContaining('then retry the execution'),
				context: { itemIndex: 1 },
			});
		});

		it.each(['order.complete', 'valueOf'])('for %s, which is no event of its own', async (type) => {
			await expect(run({ ...invoiceEvent(), type })).rejects.toMatchObject({
				message: `Digital River has no event ${type}`,
				description: expect.stringContaining('Start the workflow with an event'),
			});
		});
	});

	describe('drops repetitions', () => {
		const event = invoiceEvent();
		const ran = async (...settings: Parameters<typeof run>) => (await run(...settings)).length;

		it('new key: emits; known key in another execution: emits nothing', async () => {
			expect(await ran(event)).toBe(1);
			expect(await ran(event)).toBe(0);
			expect(await ran(invoiceEvent())).toBe(1);
		});

		it('known key in the same execution, as Retry On Fail runs it: emits', async () => {
			for (const _time of [1, 2, 3]) expect(await ran(event, { executionId: 'again' })).toBe(1);
			expect(await ran(event)).toBe(0);
		});

		it('a retry by the user emits what its own delivery has claimed, and is remembered', async () => {
			expect(await ran(event, { delivery: 'x' })).toBe(1);
			expect(await ran(event, { delivery: 'x', mode: 'retry' })).toBe(1);
			expect(await ran(event, { delivery: 'y', mode: 'retry' })).toBe(0);
			forget();
			expect(await ran(event, { delivery: 'y', mode: 'retry' })).toBe(1);
			expect(await ran(event)).toBe(0);
		});

		it('a test in the editor emits whatever is known, and leaves no trace', async () => {
			expect(await ran(event, { mode: 'manual' })).toBe(1);
			expect(await ran(event)).toBe(1);
			expect(await ran(event, { mode: 'manual' })).toBe(1);
		});

		it('not where it is switched off, and then leaves no trace', async () => {
			const off = { options: { deduplicate: false } };
			expect(await ran([event, event], off)).toBe(2);
			expect(await ran(event, off)).toBe(1);
			expect(await ran(event)).toBe(1);
		});

		it('within one execution, keeping the first', async () => {
			const [other, known] = [invoiceEvent(), invoiceEvent()];
			await run(known);
			const items = await run([event, known, other, event]);
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		});

		it('as many as it is told to remember', async () => {
			const two = { options: { rememberEvents: 2 } };
			const [a, b, c] = [invoiceEvent(), invoiceEvent(), invoiceEvent()];
			for (const one of [a, b, c]) expect(await ran(one, two)).toBe(1);
			for (const one of [b, c]) expect(await ran(one, two)).toBe(0);
			expect(await ran(a, two)).toBe(1);
		});

		it('1,000 at first, and as many as a workflow of an older version has stored', async () => {
			const check = jest.spyOn(
				store as unknown as { checkProcessedAndRecord(...call: unknown[]): unknown },
				'checkProcessedAndRecord',
			);
			const most = async (options?: IDataObject) => {
				await run(invoiceEvent(), { options });
				return check.mock.lastCall!.at(-1);
			};
			// Two values per event, and room for that of a dropped one.
			expect(await most()).toMatchObject({ maxEntries: 2001 });
			expect(await most({ rememberEvents: 100_000 })).toMatchObject({ maxEntries: 200_001 });
			check.mockRestore();
		});

		it('one of a hundred at the same moment', async () => {
			const counts = await Promise.all(Array.from({ length: 100 }, async () => await ran(event)));
			expect(counts.filter((count) => count === 1)).toHaveLength(1);
			expect(counts.filter((count) => count === 0)).toHaveLength(99);
		});

		it('and forgets an event whose work failed, so that it comes through later', async () => {
			const { event: sent } = state.addInvoice();
			const details = { options: { fetchDetails: true } };
			server.fail('GET /orders/:id', { status: 403 }, 3);
			await expect(run(sent, { ...details, executionId: 'fails' })).rejects.toThrow('HTTP 403');
			// A failing run with Retry On Fail, a failing redelivery, and the redelivery that succeeds.
			await expect(run(sent, { ...details, executionId: 'fails' })).rejects.toThrow('HTTP 403');
			await expect(run(sent, details)).rejects.toThrow('HTTP 403');
			expect(await ran(sent, details)).toBe(1);
			expect(await ran(sent, details)).toBe(0);
		});

		it('and forgets all of an execution, not what others have emitted', async () => {
			const [done, { event: sent }] = [invoiceEvent(), state.addInvoice()];
			await run(done);
			server.fail('GET /orders/:id', { status: 403 });
			const other = state.addInvoice().event;
			await expect(run([done, other, sent], { options: { fetchDetails: true } })).rejects.toThrow('HTTP 403');
			expect(await ran([done, other, sent])).toBe(2);
		});

		it('but an event that does not fit was never remembered', async () => {
			const odd = invoiceEvent({ object: { fileId: null, id: null } });
			await expect(run([event, odd])).rejects.toThrow('fileId');
			expect(await ran(event)).toBe(1);
		});
	});
});

describe('description', () => {
	const { description } = trigger;
	const property = (name: string) => description.properties.find((one) => one.name === name)!;
	const values = ({ options }: INodeProperties) =>
		options!.map((option) => ('value' in option ? option.value : option.name));

	it('has the names that workflows depend on', () => {
		expect(description).toMatchObject({
			name: 'digitalRiverInvoiceTrigger',
			displayName: 'Digital River Invoice Trigger',
			group: ['trigger'],
			version: [1, 2],
			defaultVersion: 2,
			inputs: [],
			outputs: ['main'],
			credentials: [{ name: 'digitalRiverApi', required: true }],
		});
		expect(new DigitalRiverApi().name).toBe(digitalRiver.credential);
		const parameters = description.properties.filter(({ type }) => type !== 'notice');
		expect(parameters.map(({ name }) => name).sort()).toEqual([
			'authentication',
			'events',
			'options',
			'registration',
		]);
		expect(values(property('options')).sort()).toEqual([
			'attachDocument',
			'deduplicate',
			'fetchDetails',
			'includeRaw',
			'ipAllowList',
			'maxDocumentSize',
			'rememberEvents',
			'timestampTolerance',
		]);
	});

	it('offers every event of the provider, the two with a document by default', () => {
		expect([...values(property('events'))].sort()).toEqual(Object.keys(digitalRiver.events).sort());
		expect(property('events').default).toEqual(EVENTS);
	});

	it('offers every way of proving, the signature by default', () => {
		expect([...values(property('authentication'))].sort()).toEqual(Object.keys(digitalRiver.schemes).sort());
		expect(property('authentication').default).toBe('signature');
		expect(values(property('registration'))).toEqual(['automatic', 'manual']);
		expect(property('registration')).toMatchObject({
			default: 'manual',
			displayOptions: { show: { authentication: digitalRiver.registration!.methods } },
		});
	});

	it('is no tool of an AI', () => {
		expect(description).not.toHaveProperty('usableAsTool');
	});
});
