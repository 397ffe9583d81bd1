/** Registration, credential tests, the editor's test listener and the Invoice node, in a real n8n. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packedPackage } from '../../scripts/pack.mts';
import { errorOf, outputOf } from '../n8n/api/executions.mts';
import { installedN8n } from '../n8n/install/install.mts';
import { startN8n, type N8n } from '../n8n/start.mts';
import { listen, listenElsewhere, type Api, type SimulatorServer } from '../simulator/server.mts';
import { send } from '../simulator/sender.mts';
import { SECRET_FIELDS, type Scenario } from '../support/e2e/scenario.mts';
import { scenarios } from '../support/e2e/scenarios.mts';
import { credentialTypeOf } from '../support/providers.mts';

const KEY = 'api_key_of_the_end_to_end_tests';
const TRIGGER = 'Trigger';

let n8n: N8n;
beforeAll(async () => {
	const { directory } = await packedPackage();
	n8n = await startN8n({ packages: [directory] });
});
afterAll(async () => await n8n.remove());

type Method = keyof typeof SECRET_FIELDS;

async function credentialOf(scenario: Scenario, apiUrl: string, apiKey = KEY) {
	const { name, secrets } = scenario.simulator;
	const secretFields = Object.fromEntries(
		Object.entries(secrets).map(([method, secret]) => [SECRET_FIELDS[method as Method], secret]),
	);
	const type = credentialTypeOf(name);
	const data = { ...scenario.credential(apiUrl, apiKey), ...secretFields };
	const id = await n8n.api.createCredential({ name: type, type, data });
	return { id, type, use: { [type]: { id, name: type } } };
}

async function triggerOf(scenario: Scenario, apiUrl: string, parameters: Record<string, unknown> = {}) {
	const credential = await credentialOf(scenario, apiUrl);
	const id = await n8n.api.createWorkflow({
		name: `${scenario.displayName} ${expect.getState().currentTestName}`.slice(0, 120),
		nodes: [
			{
				name: TRIGGER,
				type: `n8n-nodes-invoices.${scenario.simulator.name}InvoiceTrigger`,
				parameters: { ...scenario.parameters, ...parameters } as never,
				credentials: credential.use,
			},
		],
	});
	return { id, credential };
}

it('no credential has the name of one of n8n, which tells them apart by name alone', async () => {
	const folder = await installedN8n(() => undefined);
	const known = path.join(folder, 'node_modules/n8n-nodes-base/dist/known/credentials.json');
	const theirs = Object.keys(JSON.parse(readFileSync(known, 'utf8')) as object);
	expect(theirs).toContain('stripeApi');
	const ours = scenarios.map(({ simulator }) => credentialTypeOf(simulator.name));
	expect(ours.filter((name) => theirs.includes(name))).toEqual([]);
});

describe.each(scenarios.map((scenario) => [scenario.displayName, scenario] as const))(
	'%s',
	(_name, scenario) => {
		const { simulator } = scenario;
		let api: Api;
		let server: SimulatorServer;
		beforeEach(async () => {
			api = (scenario.automatic?.api ?? simulator.api!)({ apiKey: KEY });
			server = await listen(api);
		});
		afterEach(async () => await server.close());

		it('tests its credential: green with the right key, red with a wrong one', async () => {
			const right = await credentialOf(scenario, server.url);
			expect(await n8n.api.testCredential(right.id)).toMatchObject({ status: 'OK' });
			const wrong = await credentialOf(scenario, server.url, 'a wrong key');
			const { status, message } = await n8n.api.testCredential(wrong.id);
			expect(status).toBe('Error');
			expect(message).toMatch(new RegExp(scenario.displayName));
			expect(message).not.toContain('a wrong key');
		});

		it('tests its credential: red where the API redirects, and the key stays home', async () => {
			const elsewhere = await listenElsewhere();
			try {
				const { id } = await credentialOf(scenario, server.url);
				server.fail('*', { redirect: `${elsewhere.url}/x` }, 99);
				const { status, message } = await n8n.api.testCredential(id);
				expect([status, message]).toEqual(['Error', expect.stringMatching(/redirect .*HTTP 302/)]);
				expect(server.requests).not.toEqual([]);
				expect(elsewhere.requests).toEqual([]);
			} finally {
				await elsewhere.close();
			}
		});

		it('tests its credential: red where it is empty or its base URL is not encrypted', async () => {
			const type = credentialTypeOf(simulator.name);
			const empty = await n8n.api.createCredential({ name: type, type, data: {} });
			expect(await n8n.api.testCredential(empty)).toEqual({
				status: 'Error',
				message: expect.stringMatching(/To receive invoices, fill in .+To download documents/) as string,
			});
			const { id } = await credentialOf(scenario, 'http://api.example');
			expect(await n8n.api.testCredential(id)).toEqual({
				status: 'Error',
				message: expect.stringMatching(/is not an https:\/\/ address/) as string,
			});
		});

		it('takes a test event from the editor, twice', async () => {
			const { id } = await triggerOf(scenario, server.url);
			const method = scenario.parameters.authentication as Method;
			const event = simulator.events[scenario.wanted]();
			const url = await n8n.api.webhookUrl(id, TRIGGER, { test: true });
			for (const time of [1, 2]) {
				await n8n.api.listenForTestEvent(id, TRIGGER);
				const forged = simulator.authenticators[method]!({ ...event, url }, 'forged:forged', new Date());
				expect((await send(forged.url, forged)).status).toBe(401);
				const honest = simulator.authenticators[method]!(
					{ ...event, url },
					simulator.secrets[method]!,
					new Date(),
				);
				expect((await send(honest.url, honest)).status).toBe(200);
				const executions = await n8n.api.waitForExecutions({ workflowId: id, count: time });
				const execution = await n8n.api.execution(executions.at(-1)!.id);
				expect(outputOf(execution, TRIGGER)).toHaveLength(1);
			}
		});

		it('downloads by the Invoice node from an item, and says what is wrong', async () => {
			const credential = await credentialOf(scenario, server.url);
			const { notification, document } = scenario.issue(api, server.url);
			const { id } = await (async () => {
				const trigger = await triggerOf(scenario, server.url);
				const workflow = await n8n.api.workflow(trigger.id);
				await n8n.api.updateWorkflow(trigger.id, {
					name: workflow.name,
					nodes: [
						...workflow.nodes,
						{
							name: 'Download',
							type: 'n8n-nodes-invoices.invoice',
							parameters: { resource: 'document', operation: 'download', provider: simulator.name },
							credentials: credential.use,
						},
					],
					connections: { [TRIGGER]: { main: [[{ node: 'Download', type: 'main', index: 0 }]] } },
				});
				return trigger;
			})();
			await n8n.api.activate(id);
			const url = await n8n.api.webhookUrl(id, TRIGGER);
			const method = scenario.parameters.authentication as Method;
			const request = simulator.authenticators[method]!(
				{ ...notification, url },
				simulator.secrets[method]!,
				new Date(),
			);
			await send(request.url, request);
			const [{ id: executionId }] = await n8n.api.waitForExecutions({ workflowId: id });
			const execution = await n8n.api.execution(executionId);
			expect(errorOf(execution)).toBeUndefined();
			const [item] = outputOf(execution, 'Download');
			expect(await n8n.api.download(item.binary!.data)).toEqual(document);
			expect(item.json).toMatchObject({
				provider: simulator.name,
				document: { fileName: item.binary!.data.fileName },
			});
		});
	},
);

/** One restart for all providers, because it takes longer than what is tested. */
describe('registers, keeps the registration over a restart, and removes it', () => {
	const AUTOMATIC = scenarios.filter(({ automatic }) => automatic);
	const registrations = new Map<Scenario, Registration>();
	interface Registration {
		api: Api;
		server: SimulatorServer;
		id: string;
		made: string[];
	}

	beforeAll(async () => {
		for (const scenario of AUTOMATIC) {
			const automatic = scenario.automatic!;
			const api = (automatic.api ?? scenario.simulator.api!)({ apiKey: KEY });
			const server = await listen(api);
			const { id } = await triggerOf(scenario, server.url, automatic.parameters);
			await n8n.api.activate(id);
			registrations.set(scenario, { api, server, id, made: automatic.registered(api) });
			// The provider is down while n8n starts, and the registration survives.
			server.fail('*', { status: 503, headers: { 'retry-after': '0' } }, 1000);
		}
		await n8n.restart();
	});
	afterAll(async () => {
		for (const { server } of registrations.values()) await server.close();
	});

	it.each(AUTOMATIC.map((scenario) => [scenario.displayName, scenario] as const))(
		'%s',
		async (_name, scenario) => {
			const { registered } = scenario.automatic!;
			const { api, server, id, made } = registrations.get(scenario)!;
			const url = (await n8n.api.webhookUrl(id, TRIGGER)).replace('http://', '');
			expect(made.length).toBeGreaterThan(0);
			for (const address of made) expect(address.replace(/\/\/.*@/, '//')).toContain(url);

			expect((await n8n.api.publicationStatus(id)).status).toBe('published');
			server.reset();
			expect(registered(api)).toEqual(made);

			await n8n.api.deactivate(id);
			expect(registered(api)).toEqual([]);
		},
	);
});
