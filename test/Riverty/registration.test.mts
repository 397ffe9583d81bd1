import type { IDataObject, WorkflowExecuteMode } from 'n8n-workflow';
import { RivertyApi } from '../../credentials/RivertyApi.credentials';
import { RivertyInvoiceTrigger } from '../../nodes/Riverty/RivertyInvoiceTrigger.node';
import { hookContext } from '../n8nCore/contexts.mts';
import { start } from '../simulator/harness.mts';
import { api, riverty as simulator, type ApiOptions } from '../simulator/providers/riverty.mts';
import { virtualClock } from '../support/virtualClock.mts';

virtualClock();

const KEY = 'the-subscription-key';
const TOKEN = simulator.secrets.urlToken!;
const CALLBACKS = '/administration/v1/notification-callbacks';
const INVOICE = 'accounting/invoiceCreated';
const DOCUMENT = 'accounting/documentCreated';
const ADDRESS = `http://127.0.0.1:5678/webhook/webhook-under-test/webhook?token=${TOKEN}`;

/** A node at Riverty over several activations: its static data persists, as in n8n's database. */
async function world(options: Partial<ApiOptions> = {}) {
	const state = api({ apiKey: KEY, ...options });
	const server = await start(state);
	const memory: { node?: IDataObject } = {};
	const logs: string[] = [];
	const node = {
		parameters: { registration: 'automatic', events: [INVOICE] } as IDataObject,
		credential: { environment: server.url, apiKey: KEY, urlTokens: TOKEN } as IDataObject,
		mode: 'trigger' as WorkflowExecuteMode,
	};
	const hook = async (name: 'checkExists' | 'create' | 'delete') => {
		const { context, workflow } = hookContext({
			node: new RivertyInvoiceTrigger(),
			parameters: node.parameters,
			credential: { type: new RivertyApi(), data: node.credential as never },
			mode: node.mode,
			staticData: structuredClone(
				memory.node ? { 'node:Riverty Invoice Trigger': memory.node } : {},
			) as never,
		});
		for (const level of ['warn', 'info'] as const) {
			jest.spyOn(context.logger, level).mockImplementation((...[text]) => {
				logs.push(text);
			});
		}
		const result = await new RivertyInvoiceTrigger().webhookMethods.default[name].call(context);
		memory.node = JSON.parse(
			JSON.stringify(workflow.getStaticData('node', workflow.nodes['Riverty Invoice Trigger'])),
		);
		return result;
	};
	/** Activates like n8n. */
	const activate = async () => {
		if (!(await hook('checkExists'))) await hook('create');
	};
	return { state, server, node, memory, logs, hook, activate, deactivate: async () => await hook('delete') };
}

describe('manual', () => {
	test('calls nothing, but wants a token', async () => {
		const { server, node, activate, deactivate } = await world();
		node.parameters.registration = 'manual';
		await activate();
		await deactivate();
		expect(server.requests).toEqual([]);
		node.credential.urlTokens = ' \n ';
		await expect(activate()).rejects.toThrow('URL Tokens');
	});
});

describe.each([404, 405, 501] as const)('where list and delete answer %s', (manage) => {
	test('registers once, also when the node is changed, and says what is left to do', async () => {
		const { state, server, activate, deactivate, hook, logs } = await world({ manage });
		await activate();
		expect(
			server.requestsTo(`POST ${CALLBACKS}`).map(({ body }) => JSON.parse(body.toString()) as unknown),
		).toEqual([{ callbackUrl: ADDRESS, notificationTypes: [INVOICE] }]);
		expect(logs.join('\n')).toContain('accounting team activate each of these types');
		expect(await hook('checkExists')).toBe(true);

		const [id] = state.callbacks.keys();
		logs.length = 0;
		await deactivate();
		expect(logs).toEqual([
			expect.stringMatching(`did not remove the callback ${id} .*still exists at Riverty`),
		]);

		await activate();
		expect(server.requestsTo(`POST ${CALLBACKS}`)).toHaveLength(1);
		// A conclusive status is not requested again.
		expect(server.requestsTo(`GET ${CALLBACKS}`).length).toBeLessThan(7);
	});

	test('registers what was not: another event, another token', async () => {
		const { state, node, activate, deactivate } = await world({ manage });
		await activate();
		await deactivate();
		node.parameters.events = [INVOICE, DOCUMENT];
		await activate();
		expect([...state.callbacks.values()].map(({ notificationTypes }) => notificationTypes)).toEqual([
			[INVOICE],
			[DOCUMENT],
		]);
		await deactivate();
		node.credential.urlTokens = `new-token\n${TOKEN}`;
		await activate();
		expect([...state.callbacks.values()].at(-1)).toMatchObject({
			callbackUrl: ADDRESS.replace(TOKEN, 'new-token'),
			notificationTypes: [INVOICE, DOCUMENT],
		});
	});
});

describe('where list and delete work', () => {
	test('removes what it made', async () => {
		const { state, activate, deactivate, logs, memory } = await world({ manage: 'works' });
		await activate();
		expect(state.callbacks.size).toBe(1);
		await activate();
		expect(state.callbacks.size).toBe(1);
		logs.length = 0;
		await deactivate();
		expect(state.callbacks.size).toBe(0);
		expect(logs).toEqual([]);
		expect(memory.node?.callbacks).toEqual([]);
		await activate();
		expect(state.callbacks.size).toBe(1);
	});

	test('registers again what somebody removed at Riverty, and takes a removed one for gone', async () => {
		const { state, activate, deactivate, logs } = await world({ manage: 'works' });
		await activate();
		state.callbacks.clear();
		await activate();
		expect(state.callbacks.size).toBe(1);
		state.callbacks.clear();
		logs.length = 0;
		await deactivate();
		expect(logs).toEqual(Array(2).fill(expect.stringContaining('is already gone')));
	});

	test('completes what somebody registered by hand, and leaves it there', async () => {
		const { state, node, activate, deactivate } = await world({ manage: 'works' });
		const byHand = {
			id: 'h',
			callbackUrl: ADDRESS,
			description: '',
			notificationTypes: ['Accounting/InvoiceCreated'],
		};
		state.callbacks.set('h', byHand);
		await activate();
		expect(state.callbacks.size).toBe(1);
		node.parameters.events = [INVOICE, DOCUMENT];
		await activate();
		expect([...state.callbacks.values()].at(-1)).toMatchObject({ notificationTypes: [DOCUMENT] });
		await deactivate();
		expect([...state.callbacks.keys()]).toEqual(['h']);
	});
});

describe('in any case', () => {
	test('what is remembered holds no secret', async () => {
		const { activate, deactivate, memory } = await world();
		await activate();
		await deactivate();
		const remembered = JSON.stringify(memory.node);
		expect(remembered).not.toContain(TOKEN);
		expect(remembered).not.toContain(KEY);
		expect(remembered).toMatch(/"digest":"[0-9a-f]{64}"/);
	});

	test('an answer without an id counts as registered', async () => {
		const { server, activate, deactivate } = await world({ withoutId: true });
		await activate();
		await deactivate();
		await activate();
		expect(server.requestsTo(`POST ${CALLBACKS}`)).toHaveLength(1);
	});

	test('another environment is another registration', async () => {
		const one = await world();
		const other = await world();
		await one.activate();
		other.memory.node = one.memory.node;
		await other.activate();
		expect(other.state.callbacks.size).toBe(1);
	});

	test('a test URL is not registered', async () => {
		const { state, node, activate, deactivate, logs } = await world();
		node.mode = 'manual';
		await activate();
		await deactivate();
		expect(state.callbacks.size).toBe(0);
		expect(logs.join('\n')).toContain('test URL is not registered');
	});

	test('a wrong key fails the activation, but not a registration that stands', async () => {
		const { node, activate, hook } = await world();
		node.credential.apiKey = 'wrong';
		await expect(activate()).rejects.toThrow('rejected the API key');
		node.credential.apiKey = KEY;
		await activate();
		node.credential.apiKey = 'wrong';
		expect(await hook('checkExists')).toBe(true);
	});

	test('a rejected registration fails, and nothing is remembered', async () => {
		const { server, activate, memory } = await world();
		server.fail(`POST ${CALLBACKS}`, { status: 400 });
		await expect(activate()).rejects.toThrow('HTTP 400');
		expect(memory.node?.callbacks).toBeUndefined();
	});

	test('no log shows the token', async () => {
		const { activate, deactivate, logs } = await world();
		await activate();
		await deactivate();
		await activate();
		expect(logs.join('\n')).not.toContain(TOKEN);
	});
});
