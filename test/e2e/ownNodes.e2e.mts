/** Converts the output of n8n's own nodes for a provider into the normal form, with the real nodes in a real n8n. */
import { createRequire } from 'node:module';
import path from 'node:path';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { packedPackage } from '../../scripts/pack.mts';
import type { NewNode } from '../n8n/api/workflows.mts';
import { errorOf, outputOf, type Execution } from '../n8n/api/executions.mts';
import { installedN8n } from '../n8n/install/install.mts';
import { startN8n, type N8n } from '../n8n/start.mts';
import { send } from '../simulator/sender.mts';
import { listen, type Api, type SimulatorServer } from '../simulator/server.mts';
import { sign } from '../simulator/providers/stripe.mts';
import type { Scenario } from '../support/e2e/scenario.mts';
import { scenarios } from '../support/e2e/scenarios.mts';
import { API_KEY, TRIGGER } from '../support/e2e/trigger.mts';
import { credentialTypeOf } from '../support/providers.mts';

const scenarioOf = (name: string) => scenarios.find(({ simulator }) => simulator.name === name)!;

let n8n: N8n;
let server: SimulatorServer | undefined;
beforeAll(async () => {
	const { directory } = await packedPackage();
	n8n = await startN8n({ packages: [directory] });
});
afterEach(async () => await server?.close());
afterAll(async () => await n8n.remove());

/** The nodes that may follow, with only the required settings. */
const BEHIND: Record<string, IDataObject> = {
	Get: { resource: 'invoice', operation: 'get', provider: 'item' },
	Download: { resource: 'document', operation: 'download', provider: 'item' },
	Create: { resource: 'document', operation: 'create', ifMissing: 'write' },
	Show: { resource: 'document', operation: 'show' },
};

/** A workflow of a trigger followed by each of these nodes. Only two of them have a credential. */
async function workflowBehind(
	scenario: Scenario,
	apiUrl: string,
	trigger: NewNode,
	pinned?: INodeExecutionData[],
) {
	const type = credentialTypeOf(scenario.simulator.name);
	const data = scenario.credential(apiUrl, API_KEY);
	const id = await n8n.api.createCredential({ name: type, type, data });
	const nodes = Object.entries(BEHIND).map(([name, parameters]): NewNode => ({
		name,
		type: 'n8n-nodes-invoices.invoice',
		typeVersion: 2,
		parameters: parameters as never,
		...('provider' in parameters && { credentials: { [type]: { id, name: type } } }),
	}));
	return await n8n.api.createWorkflow({
		name: `Behind n8n's own node for ${scenario.displayName}`,
		nodes: [trigger, ...nodes],
		connections: {
			[TRIGGER]: { main: [nodes.map(({ name }) => ({ node: name, type: 'main' as const, index: 0 }))] },
		},
		...(pinned && { pinData: { [TRIGGER]: pinned } }),
	} as never);
}

/** Creates an invoice at the provider, and returns what it sends. */
async function issued(scenario: Scenario) {
	const api: Api = scenario.simulator.api!({ apiKey: API_KEY });
	server = await listen(api);
	const { notification, document } = scenario.issue(api, server.url);
	return {
		url: server.url,
		notification,
		document,
		event: JSON.parse(notification.body.toString()) as IDataObject,
	};
}

async function check(execution: Execution, scenario: Scenario, document: Buffer) {
	expect(errorOf(execution)).toBeUndefined();
	const [passedOn] = outputOf(execution, TRIGGER);
	const item = (name: string) => {
		const [one, ...others] = outputOf(execution, name);
		expect(others).toEqual([]);
		return one!;
	};
	const got = item('Get').json;
	expect(got).toMatchObject({
		provider: scenario.simulator.name,
		number: expect.any(String) as string,
		totals: { gross: expect.any(Number) as number },
		event: { authentication: 'item' },
	});
	expect(await n8n.api.download(item('Download').binary!.data!)).toEqual(document);
	const created = item('Create');
	expect(created.json).toMatchObject({ number: got.number, raw: passedOn!.json });
	const xml = (await n8n.api.download(created.binary!.data!)).toString();
	expect(xml).toContain(`<cbc:ID>${String(got.number)}</cbc:ID>`);
	expect(item('Show').json).toMatchObject({
		number: got.number,
		text: expect.stringContaining(String(got.number)) as string,
	});
}

it("the item of n8n's Chargebee Trigger", async () => {
	const scenario = scenarioOf('chargebee');
	const { url, notification, document } = await issued(scenario);
	const id = await workflowBehind(scenario, url, {
		name: TRIGGER,
		type: 'n8n-nodes-base.chargebeeTrigger',
		parameters: { events: ['*'] },
	});
	await n8n.api.activate(id);
	const request = { ...notification, url: await n8n.api.webhookUrl(id, TRIGGER) };
	expect((await send(request.url, request)).status).toBe(200);
	const [{ id: execution }] = await n8n.api.waitForExecutions({ workflowId: id });
	await check(await n8n.api.execution(execution), scenario, document);
});

/** Activating this trigger calls the real Stripe. So its own code produces the item here, and n8n runs with that. */
it("the item of n8n's Stripe Trigger", async () => {
	const scenario = scenarioOf('stripe');
	const { url, notification, document, event } = await issued(scenario);
	const folder = await installedN8n(() => undefined);
	const { StripeTrigger } = createRequire(path.join(folder, 'package.json'))(
		'n8n-nodes-base/dist/nodes/Stripe/StripeTrigger.node.js',
	) as { StripeTrigger: new () => { webhook(): Promise<{ workflowData: INodeExecutionData[][] }> } };
	const secret = 'whsec_of_the_trigger';
	const headers = sign(notification.body, [secret], new Date());
	const request = {
		body: event,
		rawBody: notification.body,
		header: (name: string) => (name === 'stripe-signature' ? headers['Stripe-Signature'] : undefined),
	};
	const { workflowData } = await new StripeTrigger().webhook.call({
		getBodyData: () => event,
		getRequestObject: () => request,
		getNodeParameter: () => ['*'],
		getWorkflowStaticData: () => ({ webhookSecret: secret }),
		helpers: { returnJsonArray: (json: IDataObject) => [{ json }] },
	} as never);
	const id = await workflowBehind(
		scenario,
		url,
		{ name: TRIGGER, type: 'n8n-nodes-base.stripeTrigger', parameters: { events: ['*'] } },
		workflowData[0],
	);
	await n8n.api.rest.post(`workflows/${id}/run`, { triggerToStartFrom: { name: TRIGGER } });
	const [{ id: execution }] = await n8n.api.waitForExecutions({ workflowId: id });
	await check(await n8n.api.execution(execution), scenario, document);
});
