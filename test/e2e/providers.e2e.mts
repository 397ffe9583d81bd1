/** The guarantees of every provider's trigger, in a real n8n with the packed package. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { INodeExecutionData } from 'n8n-workflow';
import { packedPackage } from '../../scripts/pack.mts';
import { errorOf, outputOf, ran } from '../n8n/api/executions.mts';
import { ISOLATES_ON_DEMAND } from '../n8n/isolates.mts';
import { startN8n, type N8n } from '../n8n/start.mts';
import { listen, type SimulatorServer } from '../simulator/server.mts';
import { send } from '../simulator/sender.mts';
import type { Notification } from '../simulator/authentication.mts';
import { changed, SECRET_FIELDS, type Scenario } from '../support/e2e/scenario.mts';
import { scenarios } from '../support/e2e/scenarios.mts';
import { credentialTypeOf } from '../support/providers.mts';

const KEY = 'api_key_of_the_end_to_end_tests';
const TRIGGER = 'Trigger';
const NEXT = 'Next';

let directory: string;
let n8n: N8n;

beforeAll(async () => {
	({ directory } = await packedPackage());
	n8n = await startN8n({ packages: [directory], env: { N8N_LOG_LEVEL: 'debug' } });
});
afterAll(async () => await n8n.remove());

type Method = keyof typeof SECRET_FIELDS;

/** A provider trigger followed by a node, active unless `active` is false. */
async function workflowOf(
	scenario: Scenario,
	{
		options = {},
		parameters = {},
		credential = {},
		active = true,
		trigger = {},
	}: {
		options?: object;
		parameters?: Record<string, unknown>;
		credential?: Record<string, unknown>;
		active?: boolean;
		trigger?: object;
	} = {},
	apiUrl = 'http://127.0.0.1:9',
) {
	const { name, secrets } = scenario.simulator;
	const secretFields = Object.fromEntries(
		Object.entries(secrets).map(([method, secret]) => [SECRET_FIELDS[method as Method], secret]),
	);
	const type = credentialTypeOf(name);
	const credentialId = await n8n.api.createCredential({
		name: type,
		type,
		data: { ...scenario.credential(apiUrl, KEY), ...secretFields, ...credential },
	});
	const id = await n8n.api.createWorkflow({
		name: `${name} ${expect.getState().currentTestName}`.slice(0, 120),
		nodes: [
			{
				name: TRIGGER,
				type: `n8n-nodes-invoices.${name}InvoiceTrigger`,
				parameters: { ...scenario.parameters, ...parameters, options } as never,
				credentials: { [type]: { id: credentialId, name: type } },
				...trigger,
			},
			{ name: NEXT, type: 'n8n-nodes-base.noOp' },
		],
		connections: { [TRIGGER]: { main: [[{ node: NEXT, type: 'main', index: 0 }]] } },
	});
	if (active) await n8n.api.activate(id);
	return { id, credentialId, url: await n8n.api.webhookUrl(id, TRIGGER) };
}

/** Items that reached the node after the trigger, in all executions. */
async function emitted(workflowId: string, count: number): Promise<INodeExecutionData[]> {
	const summaries = await n8n.api.waitForExecutions({ workflowId, count, timeoutMs: 60_000 });
	const items = [];
	for (const { id } of summaries) {
		const execution = await n8n.api.execution(id);
		if (ran(execution, NEXT)) items.push(...outputOf(execution, NEXT));
	}
	return items;
}

const valid = (() => {
	let check: ReturnType<Ajv2020['compile']> | undefined;
	return (item: unknown) => {
		const ajv = new Ajv2020({ strict: false, allErrors: true });
		addFormats(ajv);
		check ??= ajv.compile(JSON.parse(readFileSync(path.join(directory, 'dist/invoice.schema.json'), 'utf8')));
		return check(item) ? [] : check.errors;
	};
})();

describe.each(scenarios.map((scenario) => [scenario.displayName, scenario] as const))(
	'%s',
	(_name, scenario) => {
		const { simulator } = scenario;
		const method = scenario.parameters.authentication as Method;
		const secret = simulator.secrets[method]!;
		const authenticate = (
			notification: Notification,
			url: string,
			now = new Date(),
			by = secret,
			how = method,
		) => simulator.authenticators[how]!({ ...notification, url }, by, now);
		const post = async (request: { url: string; body: Buffer; headers: Record<string, string> }) =>
			await send(request.url, { ...request, timeoutMs: 100_000 });
		const wanted = () => simulator.events[scenario.wanted]();

		it('emits one valid item with its document for a valid event, and none for a repeated one', async () => {
			const api = simulator.api!({ apiKey: KEY });
			const server: SimulatorServer = await listen(api);
			const { id, url } = await workflowOf(scenario, { options: { attachDocument: true } }, server.url);
			const { notification, document } = scenario.issue(api, server.url);

			const first = await post(authenticate(notification, url));
			expect([first.status, first.body.toString()]).toEqual([200, '{"status":"accepted"}']);
			const [item, ...others] = await emitted(id, 1);
			expect(others).toEqual([]);
			expect(valid(item.json)).toEqual([]);
			expect(item.json).toMatchObject({ provider: simulator.name, event: { authentication: method } });
			expect(await n8n.api.download(item.binary!.data)).toEqual(document);
			expect(item.pairedItem).toEqual({ item: 0 });

			const second = await post(authenticate(notification, url));
			expect(second.status).toBe(200);
			expect(await emitted(id, 2)).toHaveLength(1);
			expect((await n8n.api.executions({ workflowId: id })).map(({ status }) => status)).toEqual([
				'success',
				'success',
			]);
			await server.close();
		});

		it.each(Object.keys(simulator.authenticators) as Method[])(
			'accepts %s and rejects what is forged',
			async (how) => {
				const { id, url } = await workflowOf(scenario, { parameters: { authentication: how } });
				const right = simulator.secrets[how]!;
				const forged = [
					{ ...wanted(), url },
					authenticate(wanted(), url, new Date(), `x${right}`, how),
					authenticate(wanted(), url, new Date(), right.slice(1), how),
				];
				for (const other of Object.keys(simulator.authenticators) as Method[]) {
					if (other !== how)
						forged.push(authenticate(wanted(), url, new Date(), simulator.secrets[other], other));
				}
				if (how === 'signature') {
					const honest = authenticate(wanted(), url);
					forged.push({
						...honest,
						body: changed<{ forged?: true }>((event) => (event.forged = true))(honest.body),
					});
					for (const seconds of [-310, 310])
						forged.push(authenticate(wanted(), url, new Date(Date.now() + seconds * 1000)));
				}
				for (const request of forged) {
					const { status, body } = await post(request);
					expect([status, body.toString()]).toEqual([401, 'Unauthorized']);
				}
				expect(await n8n.api.executions({ workflowId: id })).toEqual([]);

				expect((await post(authenticate(wanted(), url, new Date(), right, how))).status).toBe(200);
				const [item] = await emitted(id, 1);
				expect(item.json.event).toMatchObject({ authentication: how });
			},
		);

		it('ignores an event that nobody asked for', async () => {
			const { id, url } = await workflowOf(scenario);
			const { status, body } = await post(authenticate(scenario.unwanted, url));
			expect([status, body.toString()]).toEqual([200, '{"status":"ignored"}']);
			expect(await n8n.api.executions({ workflowId: id })).toEqual([]);
		});

		it('rejects a body that is no JSON, or none at all', async () => {
			const { id, url } = await workflowOf(scenario);
			for (const [type, body] of [
				['application/json', '{"id":'],
				['text/plain', '{"id":'],
				['application/octet-stream', '\u0000'],
				['text/plain', ''],
				['multipart/form-data; boundary=x', '--x--'],
			]) {
				const { headers } = wanted();
				const notification = { headers: { ...headers, 'content-type': type }, body: Buffer.from(body) };
				const { status } = await post(authenticate(notification, url));
				expect(status).toBeGreaterThanOrEqual(400);
				expect(status).toBeLessThan(500);
			}
			expect(await n8n.api.executions({ workflowId: id })).toEqual([]);
		});

		it('takes an event whatever the content type says', async () => {
			const { id, url } = await workflowOf(scenario);
			const types = [
				'application/json; charset=utf-8',
				'text/plain',
				'application/octet-stream',
				'application/vnd.x+json',
			];
			for (const type of types) {
				const { headers, body } = wanted();
				const { status } = await post(
					authenticate({ headers: { ...headers, 'content-type': type }, body }, url),
				);
				expect([type, status]).toEqual([type, 200]);
			}
			expect(await emitted(id, types.length)).toHaveLength(types.length);
		});

		it('emits once although the document is missing at first, by Retry On Fail and by a redelivery', async () => {
			const api = simulator.api!({ apiKey: KEY });
			const server = await listen(api);
			const { id, url } = await workflowOf(
				scenario,
				{
					options: { attachDocument: true },
					trigger: { retryOnFail: true, maxTries: 2, waitBetweenTries: 100 },
				},
				server.url,
			);
			const { notification } = scenario.issue(api, server.url);
			server.fail('*', { status: 403 }, 1);
			expect((await post(authenticate(notification, url))).status).toBe(200);
			expect(await emitted(id, 1)).toHaveLength(1);
			server.reset();

			const late = scenario.issue(api, server.url).notification;
			server.fail('*', { status: 403 }, 2);
			await post(authenticate(late, url));
			await n8n.api.waitForExecutions({ workflowId: id, count: 2 });
			await post(authenticate(late, url));
			await post(authenticate(late, url));
			const items = await emitted(id, 4);
			expect(items).toHaveLength(2);
			await server.close();
		});

		it('takes every event that it offers', async () => {
			const types = Object.keys(simulator.events);
			const { id, url } = await workflowOf(scenario, { parameters: { events: types } });
			for (const type of types) {
				const { status, body } = await post(authenticate(simulator.events[type](), url));
				expect([type, status, body.toString()]).toEqual([type, 200, '{"status":"accepted"}']);
			}
			const items = await emitted(id, types.length);
			for (const { json } of items) expect(valid(json)).toEqual([]);
			const seen = new Set(items.map(({ json }) => (json.event as { providerType: string }).providerType));
			expect([...seen].sort()).toEqual([...types].sort());
		});

		it('tells no secret in log or executions', async () => {
			const log = n8n.logText();
			const { results } = await n8n.api.rest.get<{ results: Array<{ id: string }> }>('executions', {
				limit: 100,
				filter: '{}',
			});
			expect(results.length).toBeGreaterThan(0);
			const stored = [];
			for (const { id } of results) stored.push(JSON.stringify(await n8n.api.rest.get(`executions/${id}`)));
			for (const secret of [...Object.values(simulator.secrets), KEY]) {
				for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) {
					expect(log).not.toContain(form);
					expect(stored.filter((execution) => execution.includes(form))).toEqual([]);
				}
			}
			expect(log).toContain(`${scenario.displayName}: rejected a request`);
		});
	},
);

/** n8n tries to activate five times, with pauses of 15 s in all, so the triggers of all providers wait at once. */
describe('without a secret', () => {
	const outcomes = new Map<Scenario, unknown>();

	beforeAll(async () => {
		const activate = async (scenario: Scenario) => {
			const field = SECRET_FIELDS[scenario.parameters.authentication as Method];
			const { id } = await workflowOf(scenario, { active: false, credential: { [field]: ' \n ' } });
			outcomes.set(scenario, await n8n.api.activate(id).catch((error: unknown) => error));
		};
		await Promise.all(scenarios.map(activate));
	});

	it.each(scenarios.map((scenario) => [scenario.displayName, scenario] as const))(
		'%s does not activate, and says what to fill in',
		(displayName, scenario) => {
			expect(outcomes.get(scenario)).toBeInstanceOf(Error);
			expect(String(outcomes.get(scenario))).toContain(`In the ${displayName} credential, fill in `);
		},
	);
});

/** Starts take longer than what comes between them, so the events of all providers share them. */
describe('with another start of n8n', () => {
	const cases = scenarios.map((scenario) => [scenario.displayName, scenario] as const);
	const post = async ({ simulator, parameters }: Scenario, notification: Notification, url: string) => {
		const method = parameters.authentication as Method;
		const authenticator = simulator.authenticators[method]!;
		const request = authenticator({ ...notification, url }, simulator.secrets[method]!, new Date());
		return await send(request.url, { ...request, timeoutMs: 100_000 });
	};

	/** With its isolates ahead, n8n takes six events a second, and few of them meet. */
	describe('with isolates on demand', () => {
		let current: N8n;

		beforeAll(async () => {
			current = n8n;
			n8n = await startN8n({ packages: [directory], env: ISOLATES_ON_DEMAND });
		});
		afterAll(async () => {
			await n8n.remove();
			n8n = current;
		});

		it.each(cases)(
			'%s: emits 50 items for 50 events that each come twice at the same moment',
			async (_name, scenario) => {
				const { id, url } = await workflowOf(scenario);
				const events = Array.from({ length: 50 }, () => scenario.simulator.events[scenario.wanted]());
				const answers = await Promise.all(
					[...events, ...events].map(async (event) => await post(scenario, event, url)),
				);
				expect(answers.map(({ status }) => status)).toEqual(Array<number>(100).fill(200));
				const items = await emitted(id, 100);
				const keys = items.map(({ json }) => (json.event as { key: string }).key);
				expect(new Set(keys).size).toBe(50);
				expect(keys).toHaveLength(50);
			},
		);
	});

	describe('after a restart', () => {
		const sent = new Map<Scenario, { id: string; url: string; event: Notification }>();

		beforeAll(async () => {
			for (const scenario of scenarios) {
				const { id, url } = await workflowOf(scenario);
				const event = scenario.simulator.events[scenario.wanted]();
				await post(scenario, event, url);
				expect(await emitted(id, 1)).toHaveLength(1);
				sent.set(scenario, { id, url, event });
			}
			await n8n.restart();
		});

		it.each(cases)('%s: a redelivery emits nothing', async (_name, scenario) => {
			const { id, url, event } = sent.get(scenario)!;
			expect((await post(scenario, event, url)).status).toBe(200);
			expect(await emitted(id, 2)).toHaveLength(1);
		});
	});

	describe('after an update of the package', () => {
		const failed = new Map<Scenario, { id: string; url: string; event: Notification; execution: string }>();
		let folder: string;
		let current: N8n;

		beforeAll(async () => {
			folder = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-invoices-older-'));
			cpSync(directory, folder, { recursive: true });
			for (const { older } of scenarios) {
				const file = path.join(folder, older.file);
				const code = readFileSync(file, 'utf8');
				expect(code).toContain(older.now);
				writeFileSync(file, code.replace(older.now, older.before));
			}
			current = n8n;
			n8n = await startN8n({ packages: [folder] });
			for (const scenario of scenarios) {
				const { simulator, older, wanted } = scenario;
				const { id, url } = await workflowOf(scenario);
				const { headers, body } = simulator.events[wanted]();
				const event = { headers, body: older.change(body) };
				expect((await post(scenario, event, url)).status).toBe(200);
				const [{ id: execution }] = await n8n.api.waitForExecutions({ workflowId: id });
				failed.set(scenario, { id, url, event, execution });
			}
		});
		afterAll(async () => {
			const old = n8n;
			n8n = current;
			await old.remove();
			rmSync(folder, { recursive: true, force: true });
		});

		it.each(cases)(
			'%s: an event that did not fit has failed, and names the field',
			async (_name, scenario) => {
				const execution = await n8n.api.execution(failed.get(scenario)!.execution);
				expect(execution.status).toBe('error');
				const error = errorOf(execution)!;
				expect(error.message).toMatch(scenario.older.names);
				expect(error.description).toMatch(/retry the execution/);
			},
		);

		it('n8n starts with the update', async () => {
			const updated = path.join(n8n.userFolder, '.n8n/nodes/node_modules/n8n-nodes-invoices');
			rmSync(updated, { recursive: true });
			cpSync(directory, updated, { recursive: true });
			await n8n.restart();
		});

		it.each(cases)('%s: Retry emits the event once', async (_name, scenario) => {
			const { id, url, event, execution } = failed.get(scenario)!;
			const retried = await n8n.api.retry(execution);
			expect(retried.status).toBe('success');
			const [item, ...others] = outputOf(retried, NEXT);
			expect(others).toEqual([]);
			expect(valid(item.json)).toEqual([]);
			expect((await post(scenario, event, url)).status).toBe(200);
			expect(await emitted(id, 3)).toHaveLength(1);
		});
	});
});
