/**
 * The cost of our trigger, a trigger that does nothing, and a recipe of n8n's own nodes, in n8n with its database and
 * queue.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from '../../test/n8n/api/api.mts';
import { errorOf, ran, type ExecutionSummary } from '../../test/n8n/api/executions.mts';
import { ISOLATES_ON_DEMAND, spentBy, WITH_COUNTERS } from '../../test/n8n/isolates.mts';
import { migratedPostgres, postgresEnvironment, startQueueMode } from '../../test/n8n/queue/queue.mts';
import { missingServers, startPostgres } from '../../test/n8n/queue/servers.mts';
import { startN8n } from '../../test/n8n/start.mts';
import { send } from '../../test/simulator/sender.mts';
import type { Outgoing } from '../../test/simulator/authentication.mts';
import { doNothingPackage } from './doNothing.mts';
import type { Published } from '../published.mts';
import { median, ratioOf } from '../results/ratios.mts';
import { row, type Row } from '../results/results.mts';
import { startServices, type Contestant, type Service } from './workflows.mts';

/** Many short rounds: other load on the machine lasts for seconds. */
const ROUNDS = 9;
const WARM_UP = 40;
/** Sent one after the other, to time acknowledgements. */
const SINGLE = 10;
/** Sent at once, to count executions per second. */
const BURST = 40;
const AT_A_TIME = 10;

/** A running n8n. */
interface Deployment {
	api: Api;
	webhookUrl(workflowId: string, node: string, path?: string): Promise<string>;
	/** If all of n8n is one process: its counters since its start. */
	spent?(): ReturnType<typeof spentBy>;
	remove(): Promise<void>;
}

interface Settings {
	packages: string[];
	env: Record<string, string>;
}

const DEPLOYMENTS: Record<string, (settings: Settings) => Promise<Deployment>> = {
	SQLite: async (settings) => regular(settings),
	PostgreSQL: async ({ packages, env }) => {
		const postgres = await startPostgres(await migratedPostgres(() => {}));
		const deployment = await regular({ packages, env: { ...env, ...postgresEnvironment(postgres) } });
		return {
			...deployment,
			async remove() {
				await deployment.remove();
				await postgres.remove();
			},
		};
	},
	'queue, 1 worker': async (settings) => queue(settings, 1),
	'queue, 2 workers': async (settings) => queue(settings, 2),
};

const ISOLATES: Record<string, Record<string, string>> = {
	'': {},
	', isolates on demand': ISOLATES_ON_DEMAND,
};

async function regular({ packages, env }: Settings): Promise<Deployment> {
	const n8n = await startN8n({ packages, env: { ...WITH_COUNTERS, ...env } });
	return {
		api: n8n.api,
		webhookUrl: async (id, node, path) => await n8n.api.webhookUrl(id, node, { path }),
		spent: async () => await spentBy(n8n),
		remove: async () => await n8n.remove(),
	};
}

async function queue({ packages, env }: Settings, workers: number): Promise<Deployment> {
	const mode = await startQueueMode({ packages, env, workers });
	return {
		api: mode.api,
		webhookUrl: async (id, node, path) =>
			(await mode.api.webhookUrl(id, node, { path })).replace(mode.main.url, mode.webhooks[0]!.url),
		remove: async () => await mode.remove(),
	};
}

/** The cost of an event, by measure, contestant and round. */
type Measured = Record<What, Record<Contestant, number[]>>;
type What = 'perSecond' | 'latency' | 'processor' | 'isolates';

export async function triggers({ directory }: Published): Promise<Row[]> {
	const packages = [directory, doNothingPackage()];
	const rows: Row[] = [];
	const missing = missingServers();
	if (missing) console.log(`${missing}. Only SQLite is measured.`);
	for (const [where, start] of Object.entries(DEPLOYMENTS).slice(0, missing ? 1 : undefined)) {
		for (const [how, env] of Object.entries(ISOLATES)) {
			const deployment = await start({ packages, env });
			try {
				rows.push(...rowsOf(where + how, await measure(deployment)));
			} finally {
				await deployment.remove();
			}
			console.log(`n8n with ${where}${how}: done`);
		}
	}
	return rows;
}

async function measure({ api, webhookUrl, spent }: Deployment): Promise<Measured> {
	const services = await startServices(api, webhookUrl);
	const names = Object.keys(services) as Contestant[];
	const none = () => Object.fromEntries(names.map((name) => [name, [] as number[]])) as Measured[What];
	const measured: Measured = { perSecond: none(), latency: none(), processor: none(), isolates: none() };
	for (const name of names) {
		// Send the first event alone: n8n's deduplication rejects concurrent first claims until its row exists.
		await burst(api, services[name], 1);
		const [{ id }] = (await api.executions(services[name])) as [ExecutionSummary];
		if (!ran(await api.execution(id), 'End')) throw new Error(`${name} did not get to its end`);
		await burst(api, services[name], WARM_UP);
	}
	for (let round = 0; round < ROUNDS; round++) {
		for (let index = 0; index < names.length; index++) {
			const name = names[(index + round) % names.length]!;
			measured.latency[name].push(await acknowledgement(services[name]));
			await settled(api, services[name]);
			const before = await spent?.();
			measured.perSecond[name].push(await burst(api, services[name], BURST));
			const after = await spent?.();
			if (!before || !after) continue;
			measured.processor[name].push(((after.processor - before.processor) * 1000) / BURST);
			measured.isolates[name].push((after.isolates - before.isolates) / BURST);
		}
	}
	return measured;
}

async function acknowledged(request: Outgoing): Promise<number> {
	const { status, ms } = await send(request.url, request);
	if (status !== 200) throw new Error(`n8n answered ${status}`);
	return ms;
}

/** Milliseconds until an otherwise idle n8n answers. */
async function acknowledgement(service: Service): Promise<number> {
	const times: number[] = [];
	for (let count = 0; count < SINGLE; count++) times.push(await acknowledged(service.next()));
	return median(times);
}

/** Executions per second, from sending the first event to the end of the last execution. */
async function burst(api: Api, service: Service, count: number): Promise<number> {
	const requests = Array.from({ length: count }, () => service.next());
	const started = Date.now();
	const sender = async () => {
		for (let next = requests.pop(); next; next = requests.pop()) await acknowledged(next);
	};
	await Promise.all(Array.from({ length: AT_A_TIME }, sender));
	const ended = await settled(api, service);
	return (count * 1000) / (ended - started);
}

/**
 * Waits until all executions of a workflow have succeeded.
 * @returns when the last one ended
 */
async function settled(api: Api, { workflowId }: Service): Promise<number> {
	const found = async (status?: Array<ExecutionSummary['status']>, limit = 1) => {
		const filter = JSON.stringify({ workflowId, ...(status && { status }) });
		return (await api.rest.get<{ results: ExecutionSummary[] }>('executions', { filter, limit })).results;
	};
	while ((await found(['new', 'running', 'waiting', 'unknown'])).length > 0) await sleep(100);
	const [failed] = await found(['error', 'crashed', 'canceled']);
	if (failed) throw new Error(`An execution failed: ${errorOf(await api.execution(failed.id))?.message}`);
	const latest = await found(undefined, 50);
	return Math.max(...latest.map(({ stoppedAt }) => Date.parse(stoppedAt ?? '')));
}

function rowsOf(where: string, measured: Measured): Row[] {
	const compared = (what: What, ours: Contestant, theirs: Contestant, aim: string | null): Row[] => {
		const [mine, other] = [measured[what][ours], measured[what][theirs]];
		if (mine.length === 0) return [];
		return [
			row(`n8n/${where}/${NAMES[what]}, ${DEDUPLICATION[ours]}/${REFERENCE[theirs]}`, UNITS[what], {
				ours: median(mine),
				reference: median(other),
				ratio: ratioOf(mine, other),
				aim,
			}),
		];
	};
	const all = (what: What, aims: { off?: string; on?: string; recipe?: string }) => [
		...compared(what, 'ours', 'doNothing', aims.off ?? null),
		...compared(what, 'ours', 'credential', null),
		...compared(what, 'oursDeduplicating', 'doNothing', aims.on ?? null),
		...compared(what, 'oursDeduplicating', 'credential', null),
		...compared(what, 'oursDeduplicating', 'recipe', aims.recipe ?? null),
	];
	return [
		...all('perSecond', { off: '≥ 0.95', on: '≥ 0.9', recipe: '≥ 1.5' }),
		...all('latency', { off: '≤ 1.05', on: '≤ 1.11' }),
		...all('processor', {}),
		...all('isolates', {}),
	];
}

const NAMES: Record<What, string> = {
	perSecond: 'executions',
	latency: 'acknowledgement',
	processor: 'processor time of an event',
	isolates: 'isolates started for an event',
};
const UNITS: Record<What, string> = { perSecond: '1/s', latency: 'ms', processor: 'ms', isolates: '' };
const DEDUPLICATION: Partial<Record<Contestant, string>> = {
	ours: 'deduplication off',
	oursDeduplicating: 'deduplication on',
};
const REFERENCE: Partial<Record<Contestant, string>> = {
	doNothing: 'do-nothing trigger',
	credential: 'trigger that reads its credential',
	recipe: 'recipe',
};
