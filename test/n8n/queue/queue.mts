/**
 * n8n's queue mode with all parts on this machine: a main process (editor, schedules), webhook processors, workers, a
 * real Redis and a real PostgreSQL. Each n8n process has its own user folder, as on separate machines.
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Api } from '../api/api.mts';
import { cached, fingerprint, type Log } from '../install/cache.mts';
import { installationName, installedN8n } from '../install/install.mts';
import { encryptionKey } from '../launch.mts';
import { freePorts } from '../processes/ports.mts';
import { owner } from '../api/rest.mts';
import { startPostgres, startRedis, type Postgres, type Server } from './servers.mts';
import { startN8n, type N8n } from '../start.mts';

export interface QueueModeOptions {
	/** Absolute folders of unpacked packages whose nodes every process loads. */
	packages?: string[];
	/** For every n8n process, in addition to what queue mode needs. */
	env?: Record<string, string>;
	/** Two if absent. */
	workers?: number;
	/** One if absent. */
	webhooks?: number;
	/** Concurrent executions per worker; five if absent. */
	concurrency?: number;
	log?: Log;
}

export interface QueueMode {
	/** The main process' API. */
	readonly api: Api;
	readonly main: N8n;
	readonly webhooks: readonly N8n[];
	readonly workers: readonly N8n[];
	readonly redis: Server;
	readonly postgres: Postgres;
	/** The production URL of a webhook node, by default at the first webhook processor. */
	webhookUrl(workflowId: string, nodeName: string, processor?: N8n): Promise<string>;
	/** Kills everything and deletes its data. */
	remove(): Promise<void>;
}

export async function startQueueMode({
	packages = [],
	env: given = {},
	workers: workerCount = 2,
	webhooks: webhookCount = 1,
	concurrency = 5,
	log = () => {},
}: QueueModeOptions): Promise<QueueMode> {
	const template = await migratedPostgres(log);
	const removals: Array<() => Promise<void>> = [];
	const remove = async () => {
		// End the n8n processes before the servers.
		for (const removal of removals.splice(0).reverse()) await removal();
	};
	const kept = <T extends { remove(): Promise<void> }>(part: T): T => {
		removals.push(async () => await part.remove());
		return part;
	};
	try {
		const [redis, postgres, ports] = await Promise.all([
			startRedis().then(kept),
			startPostgres(template).then(kept),
			freePorts(webhookCount),
		]);
		const env = { ...queueEnvironment(redis, postgres, ports[0]!), ...given };
		const start = async (command: 'start' | 'webhook' | 'worker', args: string[] = [], port?: number) =>
			kept(await startN8n({ packages, env, command, args, port, log }));
		const [main, webhooks, workers] = await settled(
			start('start'),
			settled(...ports.map(async (port) => await start('webhook', [], port))),
			settled(
				...Array.from({ length: workerCount }, async () => start('worker', [`--concurrency=${concurrency}`])),
			),
		);
		const { api } = main;
		return {
			api,
			main,
			webhooks,
			workers,
			redis,
			postgres,
			async webhookUrl(workflowId, nodeName, processor = webhooks[0]!) {
				return (await api.webhookUrl(workflowId, nodeName)).replace(main.url, processor.url);
			},
			remove,
		};
	} catch (error) {
		await remove();
		throw error;
	}
}

/** Like `Promise.all`, but after a failure still waits for the others. */
async function settled<T extends readonly unknown[]>(
	...promises: { [K in keyof T]: Promise<T[K]> }
): Promise<T> {
	await Promise.allSettled(promises);
	return (await Promise.all(promises)) as unknown as T;
}

function queueEnvironment(redis: Server, postgres: Server, webhookPort: number): Record<string, string> {
	return {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		N8N_WEBHOOK_URL: `http://127.0.0.1:${webhookPort}/`,
		...postgresEnvironment(postgres),
	};
}

/** Makes an n8n store everything in this PostgreSQL. */
export function postgresEnvironment({ port }: Pick<Server, 'port'>): Record<string, string> {
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: 'postgres',
	};
}

/** A PostgreSQL data folder with n8n's tables and owner, cached per machine because migrations take long. */
export async function migratedPostgres(log: Log): Promise<string> {
	await installedN8n(log);
	const version = execFileSync('ls', ['/usr/lib/postgresql'], { encoding: 'utf8' });
	const name = `postgres-${fingerprint(installationName(), JSON.stringify(owner), encryptionKey, version)}`;
	const folder = await cached(
		name,
		async (target) => {
			log('preparing a PostgreSQL database for n8n, once per machine');
			const postgres = await startPostgres();
			try {
				const n8n = await startN8n({ env: postgresEnvironment(postgres), log });
				await n8n.stop();
				await n8n.remove();
				await postgres.stop();
				execFileSync('cp', ['-R', postgres.dataFolder, path.join(target, 'data')]);
			} finally {
				await postgres.remove();
			}
		},
		log,
	);
	return path.join(folder, 'data');
}
