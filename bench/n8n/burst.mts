/** Many events at once, as after an outage of n8n or of the provider: what is refused, lost or doubled, and how long it takes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { missingServers } from '../../test/n8n/queue/servers.mts';
import { send } from '../../test/simulator/sender.mts';
import type { Published } from '../published.mts';
import { against, percentile } from '../results/ratios.mts';
import { row, type Row } from '../results/results.mts';
import { leaveOut, leavesOut, sized } from '../sizes.mts';
import { arrived, type Arrived } from './arrived.mts';
import { ISOLATES, ON_DEMAND, queue, sqlite, type Deployment, type Start } from './deployments.mts';
import { doNothingPackage } from './doNothing.mts';
import { nextOf, warmUp } from './load.mts';
import { ID, idOf, workflowsIn, type Service, type Workflows } from './workflows.mts';

const EVENTS = sized(1000, 20);
const WARM_UP = sized(20, 2);
/** Longer than any provider waits, so that the slowest answer is measured, too. */
const TIMEOUT_MS = 300_000;
/** What Digital River waits for an answer, the least patient of the providers. */
const PATIENCE_MS = 3000;
/** On two slow processors, executions with a Code node were still running after 25 minutes, and n8n did nothing. */
const HANGING_MS = 120_000;

/** What n8n calls its pool of connections to PostgreSQL. By default, it has two, and waits 20 s for one. */
const POOL = { DB_POSTGRESDB_POOL_SIZE: '10' };

interface Case {
	where: string;
	start: Start;
	servers: boolean;
	env?: Record<string, string>;
}

const PLACES: Case[] = [
	{ where: 'one process', start: sqlite, servers: false },
	{ where: 'queue, 1 worker', start: queue(1), servers: true },
	{ where: 'queue, 2 workers', start: queue(2), servers: true },
	{ where: 'queue, 4 workers', start: queue(4), servers: true },
];
const LARGER_POOL: Case = {
	where: `queue, 2 workers${ON_DEMAND}, pool of 10`,
	start: queue(2),
	servers: true,
	env: { ...ISOLATES[ON_DEMAND], ...POOL },
};
/** What takes longest comes last. */
const CASES = sized(
	[
		...PLACES.map(({ where, ...one }) => ({ ...one, where: where + ON_DEMAND, env: ISOLATES[ON_DEMAND] })),
		LARGER_POOL,
		...PLACES,
	],
	[PLACES[0]!, LARGER_POOL],
);

/** Each has an n8n of its own, so that nobody runs in what another one has left behind. */
const CONTESTANTS = {
	ours: async (create) => await create.ours(),
	'do-nothing trigger': async (create) => await create.doNothing(),
	recipe: async (create) => await create.recipe(),
} satisfies Record<string, (create: Workflows) => Promise<Service>>;

interface Burst extends Arrived {
	/** Accepted within `PATIENCE_MS`. */
	inTime: number;
	p50: number;
	p99: number;
	/** Until the last item got to the end. */
	seconds: number;
}

export async function burst({ directory }: Published): Promise<Row[]> {
	const packages = [directory, doNothingPackage()];
	const rows: Row[] = [];
	const missing = missingServers();
	if (missing) leaveOut(`${missing}. Only one process is measured.`);
	for (const { where, start, servers, env = {} } of CASES) {
		if ((servers && missing) || leavesOut(`a burst with ${where}`)) continue;
		const found: Record<string, Burst> = {};
		for (const [name, create] of Object.entries(CONTESTANTS)) {
			const deployment = await start({ packages, env });
			try {
				found[name] = await measure(deployment, await create(await workflowsIn(deployment)));
			} finally {
				await deployment.remove();
			}
		}
		rows.push(...rowsOf(where, found));
		console.log(`a burst with ${where}: done`);
	}
	return rows;
}

async function measure(deployment: Deployment, service: Service): Promise<Burst> {
	await warmUp(deployment.api, service, WARM_UP);
	const requests = nextOf(service, EVENTS);
	const started = Date.now();
	const answers = await Promise.all(
		requests.map(async (request) => {
			const id = idOf(request);
			try {
				const { status, ms } = await send(request.url, { ...request, timeoutMs: TIMEOUT_MS });
				return { id, status, ms };
			} catch {
				return { id, status: null, ms: Date.now() - started };
			}
		}),
	);
	await ended(deployment, service);
	const times = answers.map(({ ms }) => ms);
	const { ids, lastEnd } = completed(deployment, service);
	return {
		...arrived({
			answers: new Map(answers.map(({ id, status }) => [id, status])),
			completed: ids,
			unfinished: unfinished(deployment, service),
		}),
		inTime: answers.filter(({ status, ms }) => status === 200 && ms <= PATIENCE_MS).length,
		p50: percentile(times, 0.5),
		p99: percentile(times, 0.99),
		seconds: (lastEnd - started) / 1000,
	};
}

/** Waits until n8n has nothing left to do, or does nothing any more. */
async function ended({ database }: Deployment, { workflowId }: Service): Promise<void> {
	const count = `SELECT count(*) FROM execution_entity WHERE "workflowId" = '${workflowId}' AND "stoppedAt" IS NULL`;
	let [left, since] = [Infinity, Date.now()];
	while (left > 0 && Date.now() - since < HANGING_MS) {
		await sleep(1000);
		const now = Number(database.query(count));
		if (now !== left) [left, since] = [now, Date.now()];
	}
}

/** A query of the executions of a workflow, with what n8n has stored of their items. */
const fromExecutions = (what: string, workflowId: string) =>
	`SELECT ${what} FROM execution_entity e JOIN execution_data d ON d."executionId" = e.id WHERE e."workflowId" = '${workflowId}'`;

/** The events of the executions in which an item got to the last node, and when the last of these ended. */
function completed({ database }: Deployment, { workflowId }: Service): { ids: string[]; lastEnd: number } {
	const sql = (what: string) =>
		`${fromExecutions(what, workflowId)} AND e.status = 'success' AND d.data LIKE '%"End"%'`;
	return {
		ids: database.column(sql(database.from('d.data', ID.start, ID.length))),
		lastEnd: Number(database.query(sql(database.milliseconds('max(e."stoppedAt")')))),
	};
}

/** The events of the executions that have not ended. */
function unfinished({ database }: Deployment, { workflowId }: Service): Set<string> {
	const id = database.from('d.data', ID.start, ID.length);
	return new Set(database.column(`${fromExecutions(id, workflowId)} AND e."stoppedAt" IS NULL`));
}

function rowsOf(where: string, { ours, ...others }: Record<string, Burst>): Row[] {
	const rows = (name: string, unit: string, found: (theirs: Burst) => Partial<Row> & { ours: number }) =>
		Object.entries(others).map(([reference, theirs]) =>
			row(`burst/${where}/${name}/${reference}`, unit, found(theirs)),
		);
	const compared = (what: 'p50' | 'p99' | 'seconds', name: string, unit: string) =>
		rows(name, unit, (theirs) => against(ours![what], theirs[what]));
	const counted = (name: string, count: (burst: Burst) => number, aim?: string) =>
		rows(name, '', (theirs) => ({ ours: count(ours!), reference: count(theirs), aim: aim ?? null }));
	const statuses = [ours!, ...Object.values(others)].flatMap(({ refused }) => [...refused.keys()]);
	return [
		...counted('refused', ({ refused }) => [...refused.values()].reduce((sum, one) => sum + one, 0), '≤ 0'),
		...[...new Set(statuses)]
			.sort()
			.flatMap((status) =>
				counted(
					`refused ${status ? `with ${status}` : 'without an answer'}`,
					({ refused }) => refused.get(status) ?? 0,
				),
			),
		...counted('lost', ({ lost }) => lost, '≤ 0'),
		...counted('doubled', ({ doubled }) => doubled, '≤ 0'),
		...counted('unfinished', (burst) => burst.unfinished, '≤ 0'),
		...counted(`answered within ${PATIENCE_MS / 1000} s`, ({ inTime }) => inTime),
		...compared('p50', 'acknowledgement, median', 'ms'),
		...compared('p99', 'acknowledgement, 99 %', 'ms'),
		...compared('seconds', 'time until the last item', 's'),
	];
}
