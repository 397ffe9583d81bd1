/** What n8n does with a trigger that fails: its items if it continues, and its retries. */
import type { INodeExecutionData } from 'n8n-workflow';
import { packedPackage } from '../../scripts/pack.mts';
import { errorOf, outputOf } from '../n8n/api/executions.mts';
import type { NewNode } from '../n8n/api/workflows.mts';
import { ISOLATES_ON_DEMAND } from '../n8n/isolates.mts';
import { startN8n, type N8n } from '../n8n/start.mts';
import { send } from '../simulator/sender.mts';
import { listen, type SimulatorServer } from '../simulator/server.mts';
import { scenarios } from '../support/e2e/scenarios.mts';
import { activeTrigger, API_KEY, NEXT, TRIGGER } from '../support/e2e/trigger.mts';
import { publishRetryExample } from '../support/queue/retry.mts';
import { link, startTarget, targetNode, TARGET, within, type Target } from '../support/queue/stage.mts';

const scenario = scenarios.find(({ simulator }) => simulator.name === 'rillet')!;
const api = scenario.simulator.api!({ apiKey: API_KEY });

let n8n: N8n;
let server: SimulatorServer;
let target: Target;
beforeAll(async () => {
	const { directory } = await packedPackage();
	[n8n, server, target] = await Promise.all([
		startN8n({ packages: [directory], env: ISOLATES_ON_DEMAND }),
		listen(api),
		startTarget(),
	]);
});
afterAll(async () => {
	await n8n?.remove();
	await server?.close();
	await target?.close();
});

/** A trigger that fetches details, and the number of its next invoice. */
async function fetching(next?: () => NewNode) {
	const trigger = await activeTrigger(n8n.api, scenario, {
		apiUrl: server.url,
		options: { fetchDetails: true },
		...(next && { next }),
	});
	const { notification } = scenario.issue(api, server.url);
	return { ...trigger, send: async () => await send(trigger.url, trigger.request(notification)) };
}

/** Changes the workflow, and publishes the change. */
async function change(
	workflowId: string,
	by: (workflow: Awaited<ReturnType<typeof n8n.api.workflow>>) => object,
): Promise<void> {
	await n8n.api.deactivate(workflowId);
	await n8n.api.updateWorkflow(workflowId, by(await n8n.api.workflow(workflowId)) as never);
	await n8n.api.activate(workflowId);
}

test.each([
	['continueRegularOutput', 0],
	['continueErrorOutput', 1],
])('%s: an item keeps the invoice of which something failed', async (onError, output) => {
	const { workflowId, send: sendEvent } = await fetching();
	await change(workflowId, ({ nodes, connections }) => ({
		nodes: nodes.map((node) => (node.name === TRIGGER ? { ...node, onError } : node)),
		connections: {
			...connections,
			[TRIGGER]: { main: [[], []].map((_, index) => (index === output ? link(NEXT).main[0] : [])) },
		},
	}));
	server.fail('*', { status: 403 }, 1);
	expect(await sendEvent()).toMatchObject({ status: 200 });
	const [{ id }] = await n8n.api.waitForExecutions({ workflowId });
	const [item, ...others] = outputOf(await n8n.api.execution(id), NEXT) as INodeExecutionData[];
	expect(others).toEqual([]);
	expect(item!.json).toEqual({
		error: {
			message: expect.any(String) as unknown,
			description: expect.any(String) as unknown,
			item: expect.objectContaining({
				provider: 'rillet',
				event: expect.objectContaining({ key: expect.any(String) as unknown }) as unknown,
			}) as unknown,
		},
	});
});

test('the example that retries goes on where it failed last, and repeats nothing', async () => {
	// Between the trigger, which fails first, and a node that fails twice, the invoice is booked.
	const { workflowId, send: sendEvent } = await fetching(() => targetNode(target));
	const mail: NewNode = {
		name: 'Mail',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: { method: 'POST', url: `${server.url}/mail`, options: {} },
	};
	await change(workflowId, ({ nodes, connections }) => ({
		nodes: [...nodes, mail],
		connections: { ...connections, [TARGET]: link(mail.name) },
	}));
	server.fail('*', { status: 403 }, 1);
	expect(await sendEvent()).toMatchObject({ status: 200 });
	const [failed] = await n8n.api.waitForExecutions({ workflowId });
	expect(errorOf(await n8n.api.execution(failed.id))).toBeDefined();
	await publishRetryExample({ queue: { api: n8n.api, main: n8n } as never, target });
	const isTried = async () => (await n8n.api.executions({ workflowId })).length >= 4;
	expect(await within(120_000, isTried)).toBe(true);
	expect(target.arrivals).toHaveLength(1);
	const executions = await n8n.api.executions({ workflowId });
	const byAge = executions.toSorted((one, other) => Number(one.id) - Number(other.id)).slice(0, 4);
	expect(byAge.map(({ retryOf }) => retryOf && String(retryOf))).toEqual([
		null,
		...byAge.slice(0, 3).map(({ id }) => id),
	]);
}, 240_000);
