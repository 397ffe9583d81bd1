/** The ways in which n8n runs in the benchmarks: one process or queue mode, with its database. */
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Api } from '../../test/n8n/api/api.mts';
import { ISOLATES_ON_DEMAND, spentBy, WITH_COUNTERS } from '../../test/n8n/isolates.mts';
import { migratedPostgres, postgresEnvironment, startQueueMode } from '../../test/n8n/queue/queue.mts';
import { missingServers, startPostgres, type Postgres } from '../../test/n8n/queue/servers.mts';
import { startN8n, type N8n } from '../../test/n8n/start.mts';
import type { Published } from '../published.mts';
import type { Row } from '../results/results.mts';
import { leaveOut, leavesOut } from '../sizes.mts';
import { doNothingPackage } from './doNothing.mts';
import { postgresDatabase, sqliteDatabase, type Database } from './database.mts';

/** A running n8n. */
export interface Deployment {
	api: Api;
	database: Database;
	webhookUrl(workflowId: string, node: string, path?: string): Promise<string>;
	/** If all of n8n is one process: its counters since its start. */
	spent?(): ReturnType<typeof spentBy>;
	/** If all of n8n is one process. */
	process?: N8n;
	remove(): Promise<void>;
}

export interface Settings {
	packages: string[];
	env: Record<string, string>;
}

export type Start = (settings: Settings) => Promise<Deployment>;

export const ON_DEMAND = ', isolates on demand';
export const ISOLATES: Record<string, Record<string, string>> = { '': {}, [ON_DEMAND]: ISOLATES_ON_DEMAND };

/** Those that are compared; the first needs no other server. */
export const DEPLOYMENTS: Record<string, Start> = {
	SQLite: async (settings) => await sqlite(settings),
	PostgreSQL: async (settings) => await postgres(settings),
	'queue, 1 worker': async (settings) => await queue(1)(settings),
};

/**
 * Measures in each deployment and, of those, with each of the given ways of starting isolates.
 *
 * @param what in messages, such as `full lists`
 */
export async function inEachDeployment(
	what: string,
	{ directory }: Published,
	isolates: readonly string[],
	measure: (deployment: Deployment, where: string, how: string) => Promise<Row[]>,
): Promise<Row[]> {
	const packages = [directory, doNothingPackage()];
	const rows: Row[] = [];
	const missing = missingServers();
	if (missing) leaveOut(`${missing}. Only SQLite is measured.`);
	for (const [where, start] of Object.entries(DEPLOYMENTS).slice(0, missing ? 1 : undefined)) {
		for (const how of isolates) {
			if (leavesOut(`${what} with ${where}${how}`)) continue;
			const deployment = await start({ packages, env: ISOLATES[how]! });
			try {
				rows.push(...(await measure(deployment, where, how)));
			} finally {
				await deployment.remove();
			}
			console.log(`${what} with ${where}${how}: done`);
		}
	}
	return rows;
}

/** One process and SQLite. */
export async function sqlite(settings: Settings): Promise<Deployment> {
	const n8n = await startOne(settings);
	const file = new DatabaseSync(path.join(n8n.userFolder, '.n8n/database.sqlite'), { timeout: 30_000 });
	return {
		...ofOne(n8n),
		database: sqliteDatabase(file),
		async remove() {
			file.close();
			await n8n.remove();
		},
	};
}

/** One process and PostgreSQL. */
async function postgres({ packages, env }: Settings): Promise<Deployment> {
	const server: Postgres = await startPostgres(await migratedPostgres(() => {}));
	const remove = async () => await server.remove();
	const n8n = await startOne({ packages, env: { ...env, ...postgresEnvironment(server) } }).catch(
		async (error: unknown) => {
			await remove();
			throw error;
		},
	);
	return {
		...ofOne(n8n),
		database: postgresDatabase(server),
		async remove() {
			await n8n.remove();
			await remove();
		},
	};
}

/** Queue mode with one webhook processor, Redis and PostgreSQL; without a concurrency, workers have n8n's default. */
export const queue =
	(workers: number, concurrency = 10): Start =>
	async ({ packages, env }) => {
		const mode = await startQueueMode({ packages, env, workers, concurrency });
		return {
			api: mode.api,
			database: postgresDatabase(mode.postgres),
			webhookUrl: async (id, node, path) =>
				(await mode.api.webhookUrl(id, node, { path })).replace(mode.main.url, mode.webhooks[0]!.url),
			remove: async () => await mode.remove(),
		};
	};

async function startOne({ packages, env }: Settings): Promise<N8n> {
	return await startN8n({ packages, env: { ...WITH_COUNTERS, ...env } });
}

const ofOne = (n8n: N8n) => ({
	api: n8n.api,
	process: n8n,
	webhookUrl: async (id: string, node: string, path?: string) => await n8n.api.webhookUrl(id, node, { path }),
	spent: async () => await spentBy(n8n),
});
