/**
 * `kill -9` of every part of n8n's queue mode in the middle of a stream of events, with the example that retries crashed
 * and failed executions: nothing that was acknowledged is lost.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { packedPackage } from '../../scripts/pack.mts';
import { scenarios } from '../e2e/scenarios.mts';
import { missingServers } from '../n8n/servers.mts';
import { createRedisCredential, exampleTo } from './exact.mts';
import { keyOf } from './keys.mts';
import { publishRetryExample } from './retry.mts';
import { RELIABLE, startStage, within, type Arrival, type Line, type Stage } from './stage.mts';
import { supervise, type Part, type Supervisor } from './supervisor.mts';

const PARTS: Part[] = (process.env.PARTS?.split(',') as Part[] | undefined) ?? [
	'worker',
	'webhook processor',
	'main',
	'Redis',
	'PostgreSQL',
];
/** Around each kill, one after another, from all providers in turn. */
const EVENTS = 30;
const EVERY_MS = 250;

(missingServers() ? describe.skip : describe)('after kill -9', () => {
	let stage: Stage;
	let lines: Line[];
	let supervisor: Supervisor;
	const acknowledged: string[] = [];
	const figures: string[] = [];

	beforeAll(async () => {
		const { directory } = await packedPackage();
		stage = await startStage({ packages: [directory], env: RELIABLE });
		stage.target.takesMs = 200;
		await createRedisCredential(stage.queue);
		lines = [];
		for (const scenario of scenarios) {
			const line = await stage.line(scenario, {
				workflow: (trigger) => exampleTo(stage.target, trigger),
			});
			lines.push(line);
			await line.deliver(line.issue().notification);
		}
		await publishRetryExample(stage.queue);
		supervisor = supervise(stage.queue);
	});
	afterAll(async () => {
		await supervisor?.stop();
		await stage?.remove();
		process.stdout.write(`${figures.join('\n')}\n`);
	});

	it.each(PARTS)('%s: every event is acknowledged in the end', async (part) => {
		const deliveries: Array<Promise<number>> = [];
		const failures = new Map<string, number>();
		const restartsBefore = supervisor.restarts.length;
		for (let number = 0; number < EVENTS; number++) {
			const line = lines[number % lines.length]!;
			const { notification } = line.issue();
			const key = keyOf(line.scenario, notification);
			deliveries.push(
				line.deliver(notification).then(({ delivered, attempts }) => {
					if (delivered) acknowledged.push(key);
					(globalThis as any).acks ??= [];
					(globalThis as any).acks.push([
						part,
						key,
						line.workflowId,
						new Date().toISOString(),
						JSON.stringify(attempts),
					]);
					for (const { status, error } of attempts.slice(0, -1)) {
						const why = String(status ?? error);
						failures.set(why, (failures.get(why) ?? 0) + 1);
					}
					return delivered ? attempts.length : -1;
				}),
			);
			if (number === EVENTS / 2) await supervisor.kill(part);
			await sleep(EVERY_MS);
		}
		const attempts = await Promise.all(deliveries);
		await supervisor.allRun();
		const restarted = supervisor.restarts.slice(restartsBefore).join(', ');
		const repeated = attempts.filter((count) => count > 1).length;
		figures.push(
			`${part} killed: ${EVENTS} events, ${repeated} sent more than once (${[...failures].map(([why, count]) => `${count} x ${why}`).join(', ')}); started again: ${restarted}`,
		);
		expect(attempts).not.toContain(-1);
	});

	it('no acknowledged event is lost, and none is doubled but where n8n lost sight of a run', async () => {
		const { api } = stage.queue;
		const arrived = () => new Set(stage.target.arrivals.map(({ key }) => key));
		await within(100_000, () => acknowledged.every((key) => arrived().has(key)));
		// What still runs may bring another one.
		const pending = async () => {
			const found = await Promise.all(
				lines.map(async ({ workflowId }) => await api.executions({ workflowId })),
			);
			return found.flat();
		};
		const settled = async () => {
			const executions = await pending();
			return executions.every(
				({ id, status, retrySuccessId }) =>
					status === 'success' ||
					retrySuccessId !== null ||
					executions.some(({ retryOf, status: retried }) => retryOf === id && retried === 'success') ||
					(status !== 'running' &&
						status !== 'new' &&
						executions.some((one) => one.id === id && one.retryOf)),
			);
		};
		await within(100_000, settled);

		const executions = await pending();
		const lost = acknowledged.filter((key) => !arrived().has(key));
		const byKey = Map.groupBy(stage.target.arrivals, ({ key }) => key);
		const doubled = [...byKey.values()].filter((arrivals) => arrivals.length > 1);
		/** The execution that a retry goes back to. */
		const origin = ({ execution }: Arrival) =>
			executions.find(({ id }) => id === execution)?.retryOf ?? execution;
		const byRetry = doubled.filter((arrivals) => new Set(arrivals.map(origin)).size === 1);
		const crashed = executions.filter(({ status, retryOf }) => status !== 'success' && retryOf === null);
		figures.push(
			`acknowledged ${acknowledged.length}, with an item ${arrived().size}, lost ${lost.length}`,
			`runs cut off or failed ${crashed.length}, retried ${executions.filter(({ mode }) => mode === 'retry').length}`,
			`doubled ${doubled.length}: ${byRetry.length} by a retry of a run that had reached the target before it was cut off, ${doubled.length - byRetry.length} otherwise`,
			...doubled.map((arrivals) => JSON.stringify(arrivals)),
		);
		for (const { id, status, workflowId } of executions.filter(
			(e) => e.status !== 'success' && !e.retrySuccessId,
		)) {
			console.log(
				id,
				status,
				workflowId,
				stage.queue.postgres.query(`select length(data) from execution_data where "executionId"=${id}`),
			);
		}
		for (const [n, q] of [
			['main', stage.queue.main],
			['webhook', stage.queue.webhooks[0]!],
			['w0', stage.queue.workers[0]!],
			['w1', stage.queue.workers[1]!],
		] as const)
			require('node:fs').writeFileSync(`/tmp/scratch/queue/crash-${n}.log`, q.logText());
		stage.queue.postgres.query(
			`copy (select e.id, e.status, e.mode, e."retryOf", e."retrySuccessId", e."workflowId", e."createdAt", e."startedAt", e."stoppedAt", length(d.data), d.data from execution_entity e left join execution_data d on d."executionId"=e.id order by e.id) to '/tmp/crash-executions.tsv'`,
		);
		require('node:fs').writeFileSync(
			'/tmp/scratch/queue/acks.json',
			JSON.stringify(
				(globalThis as any).acks.filter((a: any) => lost.includes(a[1]) || true),
				null,
				1,
			),
		);
		require('node:fs').copyFileSync(
			require('node:path').join(stage.queue.postgres.dataFolder, '../server.log'),
			'/tmp/scratch/queue/pg.log',
		);
		expect(lost).toEqual([]);
		expect(doubled.filter((arrivals) => !byRetry.includes(arrivals))).toEqual([]);
		expect(new Set(acknowledged).size).toBe(PARTS.length * EVENTS);
	}, 240_000);
});
