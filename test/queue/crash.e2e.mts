/**
 * `kill -9` on every part of n8n's queue mode during a stream of events, with two examples active: the one for exact
 * deduplication, and the one that retries crashed and failed executions. docs/reliability.md describes what is
 * guaranteed and what is not; the numbers are printed at the end.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { packedPackage } from '../../scripts/pack.mts';
import { scenarios } from '../support/e2e/scenarios.mts';
import type { ExecutionSummary } from '../n8n/api/executions.mts';
import { missingServers } from '../n8n/queue/servers.mts';
import { createRedisCredential, exampleTo } from '../support/queue/exact.mts';
import { printTable } from '../support/queue/printTable.mts';
import { isReady } from '../support/queue/front.mts';
import { keyOf } from '../support/queue/keys.mts';
import { publishRetryExample } from '../support/queue/retry.mts';
import {
	RELIABLE,
	startStage,
	within,
	type Arrival,
	type Line,
	type Stage,
} from '../support/queue/stage.mts';
import { supervise, type Part, type Supervisor } from '../support/queue/supervisor.mts';

const PARTS: Part[] = ['worker', 'webhook processor', 'main', 'Redis', 'PostgreSQL'];
/** Sent around each kill, one after another, from all providers in turn. */
const EVENTS = 30;
const EVERY_MS = 250;
/**
 * In minutes; shorter than recommended, to make the test fast. Only for tests: n8n may treat an execution as crashed if
 * it starts during this check (docs/reliability.md).
 */
const RECOVERY = { N8N_EXECUTIONS_QUEUE_RECOVERY_INTERVAL: '0.25' };

(missingServers() ? describe.skip : describe)('after kill -9', () => {
	let stage: Stage;
	let lines: Line[];
	let supervisor: Supervisor;
	const acknowledged: Array<{ key: string; workflowId: string }> = [];
	const kills: Array<Record<string, unknown>> = [];
	const sums: Array<Record<string, unknown>> = [];

	beforeAll(async () => {
		const { directory } = await packedPackage();
		stage = await startStage({ packages: [directory], env: { ...RELIABLE, ...RECOVERY } });
		await createRedisCredential(stage.queue);
		lines = [];
		for (const scenario of scenarios) {
			const line = await stage.line(scenario, {
				workflow: (trigger) => exampleTo(stage.target, trigger),
			});
			lines.push(line);
			await line.deliver(line.issue().notification);
		}
		await publishRetryExample(stage);
		supervisor = supervise(stage.queue);
		// Slow enough that a kill hits runs that have reached the target but not ended.
		stage.target.takesMs = 600;
	});
	afterAll(async () => {
		await supervisor?.stop();
		await stage?.remove();
		printTable('A stream of events, and kill -9 in its middle', kills);
		printTable('After all of them', sums);
	});

	/** Sends one event of a provider until it is acknowledged or given up; returns the failed attempts. */
	async function sendOne(line: Line): Promise<{ delivered: boolean; failures: string[] }> {
		const { notification } = line.issue();
		const key = keyOf(line.scenario, notification);
		const { delivered, attempts } = await line.deliver(notification);
		if (delivered) acknowledged.push({ key, workflowId: line.workflowId });
		const failures = attempts.slice(0, delivered ? -1 : undefined);
		return { delivered, failures: failures.map(({ status, error }) => String(status ?? error)) };
	}

	/** All executions of the invoice workflows. */
	const executions = async () =>
		(
			await Promise.all(lines.map(async ({ workflowId }) => await stage.queue.api.executions({ workflowId })))
		).flat();

	/**
	 * Executions that did not succeed and have no complete retry, except those whose event n8n did not store. n8n calls a
	 * complete retry of an execution that was stopped before its first node an error, because it keeps that of the stop.
	 */
	async function undone(): Promise<ExecutionSummary[]> {
		const all = await executions();
		const found = [];
		for (const one of all) {
			if (one.status === 'success' || one.retryOf !== null || one.retrySuccessId !== null) continue;
			const { executionData } = (await stage.queue.api.execution(one.id)).data;
			const isKept = executionData?.nodeExecutionStack.some(({ data }) =>
				data.main?.some((items) => items?.length),
			);
			if (isKept) found.push(one);
		}
		return found;
	}

	/**
	 * Without as many lost events of a workflow as the example has told a person that n8n has overwritten executions of it,
	 * with the event in them (docs/reliability.md). An execution whose item arrived excuses no other event.
	 */
	function silentlyLost(lost: typeof acknowledged): typeof acknowledged {
		const reached = new Set(stage.target.arrivals.map(({ execution }) => execution));
		const overwritten = stage.target.told.filter(
			({ reason, executionId }) =>
				reason.startsWith('n8n did not keep its event') && !reached.has(executionId),
		);
		const told = Map.groupBy(overwritten, ({ workflowId }) => workflowId);
		return lost.filter(({ workflowId }) => told.get(workflowId)?.pop() === undefined);
	}

	/** Lost events and the executions that did not succeed, so that a failure of this test shows its reason. */
	async function inDetail(lost: typeof acknowledged): Promise<unknown[]> {
		if (lost.length === 0) return [];
		const failed = (await executions()).filter(({ status, retryOf }) => status !== 'success' && !retryOf);
		const details = failed.map(async ({ id, status, startedAt, retrySuccessId }) => {
			const { executionData, resultData } = (await stage.queue.api.execution(id)).data;
			const events = executionData?.nodeExecutionStack ?? [];
			return [id, status, startedAt, retrySuccessId, events.length, resultData.error?.message].join(' ');
		});
		return [...lost, ...(await Promise.all(details))];
	}

	const arrived = () => new Set(stage.target.arrivals.map(({ key }) => key));
	const missing = () => {
		const keys = arrived();
		return acknowledged.filter(({ key }) => !keys.has(key));
	};

	it.each(PARTS)(
		'%s: every event is acknowledged in the end',
		async (part) => {
			const sent: Array<ReturnType<typeof sendOne>> = [];
			const before = supervisor.restarts.length;
			for (let number = 0; number < EVENTS; number++) {
				sent.push(sendOne(lines[number % lines.length]!));
				await sleep(EVERY_MS);
				if (number === EVENTS / 2) await supervisor.kill(part);
			}
			const results = await Promise.all(sent);
			await supervisor.allRun();

			const rejections = Object.groupBy(
				results.flatMap(({ failures }) => failures),
				String,
			);
			kills.push({
				killed: part,
				sent: results.length,
				acknowledged: results.filter(({ delivered }) => delivered).length,
				'sent more than once': results.filter(({ failures }) => failures.length > 0).length,
				because: Object.entries(rejections)
					.map(([why, all]) => `${all!.length} x ${why}`)
					.join(', '),
				'started again': supervisor.restarts.slice(before).join(', '),
			});
			expect(results.filter(({ delivered }) => !delivered)).toEqual([]);
		},
		300_000,
	);

	it('a worker that never comes back: its runs are ended and retried', async () => {
		// The main process may still be reconnecting to the database that was killed last.
		expect(await within(60_000, async () => await isReady(stage.queue.main))).toBe(true);
		await supervisor.stop();
		const [, worker] = stage.queue.workers;
		const earlier = new Set((await executions()).map(({ id }) => id));
		stage.target.takesMs = 5000;
		const results = await Promise.all([...lines, ...lines].map(sendOne));
		const runsHere = async () =>
			(await executions()).filter(
				({ id, status }) =>
					!earlier.has(id) &&
					status === 'running' &&
					worker!.logText().includes(`Worker started execution ${id} (`),
			);
		expect(await within(30_000, async () => (await runsHere()).length > 0)).toBe(true);
		const cutOff = await runsHere();
		await worker!.kill();
		stage.target.takesMs = 0;
		/**
		 * Without a run that ended well between the look at it and the kill. For a retry that was cut off, the execution that
		 * it retried: that one is retried again, and n8n notes the success there.
		 */
		const originals = new Set(cutOff.map(({ id, retryOf }) => retryOf ?? id));
		const unfinished = async () =>
			(await executions()).filter(({ id, status }) => status !== 'success' && originals.has(id));
		const pending = async () =>
			(await unfinished()).filter(
				({ status, retrySuccessId }) => status === 'running' || retrySuccessId === null,
			);
		await within(300_000, async () => (await pending()).length === 0);
		expect(await pending()).toEqual([]);
		const retried = await unfinished();
		expect(retried).not.toEqual([]);
		kills.push({
			killed: 'worker, for good',
			sent: 2 * lines.length,
			acknowledged: results.filter(({ delivered }) => delivered).length,
			'cut off, ended and retried': retried.length,
		});
	}, 400_000);

	it('no acknowledged event is lost without a word, and none is doubled but by a retry of a run that was cut off', async () => {
		// A busy machine may need several rounds of the example for one retry.
		await within(300_000, async () => silentlyLost(missing()).length === 0 && (await undone()).length === 0);
		const all = await executions();
		const lost = missing();
		const doubled = [...Map.groupBy(stage.target.arrivals, ({ key }) => key).values()].filter(
			(arrivals) => arrivals.length > 1,
		);
		/** The original execution of a retry, or the execution itself. */
		const origin = ({ execution }: Arrival) => all.find(({ id }) => id === execution)!.retryOf ?? execution;
		const byRetry = doubled.filter((arrivals) => new Set(arrivals.map(origin)).size === 1);
		const cutOff = all.filter(({ status, retryOf }) => status !== 'success' && retryOf === null);
		sums.push({
			acknowledged: acknowledged.length,
			'overwritten by n8n, and told': lost.length,
			'runs cut off or failed': cutOff.length,
			retries: all.filter(({ retryOf }) => retryOf !== null).length,
			'more than one item': doubled.length,
			'by a retry of a run that had reached the target': byRetry.length,
		});
		expect(await inDetail(silentlyLost(lost))).toEqual([]);
		expect(doubled.filter((arrivals) => !byRetry.includes(arrivals))).toEqual([]);
		expect(await undone()).toEqual([]);
	}, 400_000);
});
