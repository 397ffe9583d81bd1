/** The example that deduplicates in Redis: simultaneous duplicates on different webhook processors and workers. */
import { packedPackage } from '../../scripts/pack.mts';
import { scenarios } from '../support/e2e/scenarios.mts';
import { missingServers } from '../n8n/queue/servers.mts';
import type { Notification } from '../simulator/authentication.mts';
import { send } from '../simulator/sender.mts';
import { createRedisCredential, exampleTo, exampleWith, YOURS } from '../support/queue/exact.mts';
import { adjust } from '../support/queue/examples.mts';
import { printTable } from '../support/queue/printTable.mts';
import { keyOf } from '../support/queue/keys.mts';
import { RELIABLE, startStage, type Line, type Stage } from '../support/queue/stage.mts';

const ROUNDS = 3;
/** Events per round. */
const EVENTS = 4;
/** Simultaneous copies of each event, alternating between both webhook processors. */
const COPIES = 4;

(missingServers() ? describe.skip : describe)('exact deduplication', () => {
	let stage: Stage;
	const figures: Array<Record<string, unknown>> = [];

	beforeAll(async () => {
		const { directory } = await packedPackage();
		stage = await startStage({ packages: [directory], env: RELIABLE, webhooks: 2 });
		await createRedisCredential(stage.queue);
	});
	afterAll(async () => {
		await stage?.remove();
		printTable('Simultaneous duplicates on two webhook processors and two workers', figures);
	});

	/**
	 * Sends new events in rounds, and each of them again at the end. Returns the outcomes and the workers that ran
	 * them.
	 */
	async function flood({ workflowId, scenario, issue, request }: Line) {
		const { webhooks, workers, api } = stage.queue;
		const keys: string[] = [];
		const all: Notification[] = [];
		let sent = 0;
		const sendAtOnce = async (notifications: Notification[], copies: number) => {
			const requests = notifications.flatMap((notification) =>
				Array.from({ length: copies }, (_, copy) => request(notification, webhooks[copy % webhooks.length])),
			);
			const answers = await Promise.all(requests.map(async (one) => await send(one.url, one)));
			expect(answers.map(({ status }) => status)).toEqual(Array<number>(requests.length).fill(200));
			sent += requests.length;
			const summaries = await api.waitForExecutions({ workflowId, count: sent, timeoutMs: 60_000 });
			expect(summaries.map(({ status }) => status)).toEqual(Array<string>(sent).fill('success'));
			const ids = new Set(summaries.map(({ id }) => id));
			const arrivals = stage.target.arrivals.filter(({ execution }) => ids.has(execution));
			return { arrivals: arrivals.map(({ key }) => key), ids };
		};
		for (let round = 0; round < ROUNDS; round++) {
			const notifications = Array.from({ length: EVENTS }, () => issue().notification);
			keys.push(...notifications.map((notification) => keyOf(scenario, notification)));
			all.push(...notifications);
			await sendAtOnce(notifications, COPIES);
		}
		const atOnce = (await sendAtOnce([], 0)).arrivals;
		const { arrivals, ids } = await sendAtOnce(all, 1);
		const used = workers.filter((worker) =>
			[...ids].some((id) => worker.logText().includes(`Worker finished execution ${id} (`)),
		);
		figures.push({
			provider: scenario.displayName,
			events: keys.length,
			'copies of each, at once': COPIES,
			workers: used.length,
			items: atOnce.length,
			'items after one more copy of each': arrivals.length,
		});
		return { keys, arrivals, used };
	}

	it.each(scenarios.map((scenario) => [scenario.displayName, scenario] as const))(
		'%s: each event goes on once',
		async (_name, scenario) => {
			const line = await stage.line(scenario, {
				workflow: (trigger) => exampleTo(stage.target, trigger),
			});
			const { keys, arrivals, used } = await flood(line);
			expect([...arrivals].sort()).toEqual([...keys].sort());
			expect(used).toHaveLength(2);
		},
	);

	it('a retry goes on: what stands first in the list is its own delivery', async () => {
		const { api } = stage.queue;
		const line = await stage.line(scenarios[0]!, {
			workflow(trigger) {
				const workflow = exampleWith(trigger);
				// Fails after the delivery was appended, as if Redis had gone away between the two nodes.
				adjust(workflow, 'Read List', (node) => (node.parameters.keyType = 'hash'));
				return workflow;
			},
		});
		const { notification } = line.issue();
		const post = async () => {
			const request = line.request(notification);
			expect((await send(request.url, request)).status).toBe(200);
		};
		const { workflowId } = line;
		await post();
		const [failed] = await api.waitForExecutions({ workflowId, count: 1 });
		expect(failed!.status).toBe('error');
		const { nodes } = await api.workflow(workflowId);
		await api.updateWorkflow(workflowId, {
			nodes: nodes.map((node) =>
				node.name === 'Read List' ? { ...node, parameters: { ...node.parameters, keyType: 'list' } } : node,
			),
		});
		await api.activate(workflowId);
		await post();
		await api.waitForExecutions({ workflowId, count: 2 });
		// n8n may never answer this: it misses the end of a run that ends at once.
		void api.retry(failed!.id, { loadWorkflow: true }).catch(() => undefined);
		const retried = (await api.waitForExecutions({ workflowId, count: 3 })).at(-1)!;
		const reached = [];
		for (const { id } of await api.executions({ workflowId })) {
			const { data } = await api.execution(id);
			if (data.resultData.runData[YOURS]) reached.push(id);
		}
		expect(reached).toEqual([retried.id]);
	});

	it('with the trigger alone, none is lost, but some pass twice: counted, not promised', async () => {
		const line = await stage.line(scenarios[0]!);
		const { keys, arrivals } = await flood(line);
		figures.at(-1)!.provider += ', the trigger alone';
		expect(new Set(arrivals)).toEqual(new Set(keys));
	});
});
