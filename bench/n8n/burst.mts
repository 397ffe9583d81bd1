/** Many events at once, as after an outage of n8n or of the provider: what is refused or lost, and how long it takes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { missingServers } from '../../test/n8n/queue/servers.mts';
import { send } from '../../test/simulator/sender.mts';
import type { Published } from '../published.mts';
import { row, type Row } from '../results/results.mts';
import { leavesOut, sized } from '../sizes.mts';
import { ISOLATES, ON_DEMAND, queue, sqlite, type Deployment, type Start } from './deployments.mts';
import { doNothingPackage } from './doNothing.mts';
import { lastEnd, warmUp } from './load.mts';
import { workflowsIn, type Service } from './workflows.mts';

const EVENTS = sized(1000, 20);
const WARM_UP = sized(20, 2);
/** Longer than any provider waits, so that the slowest answer is measured, too. */
const TIMEOUT_MS = 300_000;

/** On two slow processors, executions with a Code node were still running after 25 minutes, and n8n did nothing. */
const HANGING_MS = 120_000;

const WORKERS = [1, 2, 4];
/** What takes longest comes last. */
const CASES: Array<{ where: string; start: Start; how: string; servers: boolean }> = [ON_DEMAND, ''].flatMap(
	(how) => [
		{ where: 'one process', start: sqlite, how, servers: false },
		...WORKERS.map((workers) => ({
			where: `queue, ${workers} worker${workers === 1 ? '' : 's'}`,
			start: queue(workers),
			how,
			servers: true,
		})),
	],
);

interface Burst {
	refused: number;
	/** Accepted events that did not get to the end of their workflow exactly once. */
	lost: number;
	p50: number;
	p99: number;
	seconds: number;
}

export async function burst({ directory }: Published): Promise<Row[]> {
	const packages = [directory, doNothingPackage()];
	const rows: Row[] = [];
	const missing = missingServers();
	if (missing) console.log(`${missing}. Only one process is measured.`);
	for (const { where, start, how, servers } of CASES) {
		if ((servers && missing) || leavesOut(`a burst with ${where}${how}`)) continue;
		const deployment = await start({ packages, env: ISOLATES[how]! });
		try {
			const create = await workflowsIn(deployment);
			const ours = await measure(deployment, await create.ours());
			const doNothing = await measure(deployment, await create.doNothing());
			const recipe = await measure(deployment, await create.recipe());
			rows.push(...rowsOf(where + how, ours, { 'do-nothing trigger': doNothing, recipe }));
		} finally {
			await deployment.remove();
		}
		console.log(`a burst with ${where}${how}: done`);
	}
	return rows;
}

async function measure(deployment: Deployment, service: Service): Promise<Burst> {
	const { api } = deployment;
	await warmUp(api, service, WARM_UP);
	const before = completed(deployment, service);
	const requests = Array.from({ length: EVENTS }, () => service.next());
	const started = Date.now();
	const answers = await Promise.all(
		requests.map(async (request) => {
			try {
				const { status, ms } = await send(request.url, { ...request, timeoutMs: TIMEOUT_MS });
				return { accepted: status === 200, ms };
			} catch {
				return { accepted: false, ms: Date.now() - started };
			}
		}),
	);
	await ended(deployment, service);
	const seconds = ((await lastEnd(api, service.workflowId)) - started) / 1000;
	const accepted = answers.filter((answer) => answer.accepted).length;
	const times = answers.map(({ ms }) => ms).sort((a, b) => a - b);
	const percentile = (share: number) => times[Math.ceil(times.length * share) - 1]!;
	return {
		refused: EVENTS - accepted,
		lost: Math.abs(accepted - (completed(deployment, service) - before)),
		p50: percentile(0.5),
		p99: percentile(0.99),
		seconds,
	};
}

/** Waits until n8n has nothing left to do, or does nothing any more. */
async function ended({ database }: Deployment, { workflowId }: Service): Promise<void> {
	const unfinished = `SELECT count(*) FROM execution_entity WHERE "workflowId" = '${workflowId}' AND "stoppedAt" IS NULL`;
	let [left, since] = [Infinity, Date.now()];
	while (left > 0 && Date.now() - since < HANGING_MS) {
		await sleep(1000);
		const now = Number(database.query(unfinished));
		if (now !== left) [left, since] = [now, Date.now()];
	}
}

/** The executions in which an item got to the last node. */
function completed({ database }: Deployment, { workflowId }: Service): number {
	return Number(
		database.query(
			`SELECT count(*) FROM execution_entity e JOIN execution_data d ON d."executionId" = e.id WHERE e."workflowId" = '${workflowId}' AND e.status = 'success' AND d.data LIKE '%"End"%'`,
		),
	);
}

function rowsOf(where: string, ours: Burst, others: Record<string, Burst>): Row[] {
	const against = (what: keyof Burst, name: string, unit: string) =>
		Object.entries(others).map(([reference, theirs]) =>
			row(`burst/${where}/${name}/${reference}`, unit, {
				ours: ours[what],
				reference: theirs[what],
				ratio: ours[what] / theirs[what],
			}),
		);
	const wrong = (what: 'refused' | 'lost') =>
		Object.entries(others).map(([reference, theirs]) =>
			row(`burst/${where}/${what}/${reference}`, '', {
				ours: ours[what],
				reference: theirs[what],
				aim: '≤ 0',
			}),
		);
	return [
		...wrong('refused'),
		...wrong('lost'),
		...against('p50', 'acknowledgement, median', 'ms'),
		...against('p99', 'acknowledgement, 99 %', 'ms'),
		...against('seconds', 'time until the last item', 's'),
	];
}
