import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Api } from './api/api.mts';
import type { Log } from './install/cache.mts';
import { guard, unguard } from './processes/guard.mts';
import { installedN8n } from './install/install.mts';
import { launchN8n, logFileOf, type Launch } from './launch.mts';
import { freePorts } from './processes/ports.mts';
import type { Group } from './processes/group.mts';
import { prepareUserFolder } from './userFolder.mts';

export interface StartOptions {
	/** Absolute folders of unpacked packages whose nodes n8n loads. */
	packages?: string[];
	/** Environment variables that add to or replace those in `launch.mts`. */
	env?: Record<string, string>;
	/** A user folder to keep; without it, a temporary one that is deleted with this process. */
	userFolder?: string;
	/** `worker` and `webhook` are the other processes of n8n's queue mode. */
	command?: Launch['command'];
	args?: string[];
	/** A free port if absent. */
	port?: number;
	log?: Log;
}

/** A running n8n. It ends with this process, but does not keep it alive. */
export interface N8n {
	readonly url: string;
	readonly userFolder: string;
	/** Of the current process; changes with `restart`. */
	readonly pid: number;
	/** False after `stop` and `kill`, and if it ended on its own. */
	readonly running: boolean;
	/** Signed in as the owner (except for `worker` and `webhook`, which have no editor API). */
	readonly api: Api;
	/** Everything that n8n has logged so far, across restarts. */
	logText(): string;
	/** Stops n8n like an administrator would (SIGTERM), and kills it after 15 s. */
	stop(): Promise<void>;
	/** Kills n8n (SIGKILL), like a crash. */
	kill(): Promise<void>;
	/** Stops n8n if it runs and starts it again, with the same user folder and ports. */
	restart(): Promise<void>;
	/** Kills n8n if it runs and deletes its user folder. */
	remove(): Promise<void>;
}

/** Installs n8n if necessary and starts an instance with its own ports and user folder; resolves when it is ready. */
export async function startN8n({
	packages = [],
	env = {},
	userFolder: givenFolder,
	command = 'start',
	args = [],
	port: givenPort,
	log = () => {},
}: StartOptions): Promise<N8n> {
	const installation = await installedN8n(log);
	const userFolder = givenFolder ?? temporaryFolder();
	mkdirSync(userFolder, { recursive: true });
	if ((env.DB_TYPE ?? 'sqlite') === 'sqlite') await prepareUserFolder(userFolder, installation, log);
	for (const directory of packages) placePackage(directory, userFolder);

	const [freePort, brokerPort] = await freePorts(2);
	const port = givenPort ?? freePort!;
	const launch: Launch = {
		installation,
		userFolder,
		command,
		args,
		port,
		brokerPort: brokerPort!,
		env,
	};
	const url = `http://127.0.0.1:${port}`;
	const api = new Api(url);
	let group = await start().catch((error: unknown) => {
		if (!givenFolder) removeFolder(userFolder);
		throw error;
	});

	return {
		url,
		userFolder,
		api,
		get pid() {
			return group.pid;
		},
		get running() {
			return group.running;
		},
		logText: () => readFileSync(logFileOf(launch), 'utf8'),
		stop: async () => await group.end(15_000),
		async kill() {
			await group.kill();
			// The journal would only make the next start log "Last session crashed" and wait for 10 s.
			rmSync(path.join(userFolder, '.n8n/crash.journal'), { force: true });
		},
		async restart() {
			await group.end(15_000);
			group = await start();
		},
		async remove() {
			await group.kill();
			removeFolder(userFolder);
		},
	};

	async function start(): Promise<Group> {
		log(`starting n8n ${command} on ${url}`);
		const started = Date.now();
		const launched = await launchN8n(launch);
		if (command === 'start') {
			await api.rest.signIn().catch(async (error: unknown) => {
				await launched.kill();
				throw error;
			});
		}
		log(`n8n ${command} is ready after ${((Date.now() - started) / 1000).toFixed(1)} s`);
		return launched;
	}
}

function temporaryFolder(): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-invoices-'));
	guard('folder', folder);
	return folder;
}

function removeFolder(folder: string): void {
	rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	unguard('folder', folder);
}

/** Puts an unpacked package where n8n keeps installed community packages, replacing any earlier copy. */
function placePackage(directory: string, userFolder: string): void {
	const manifest = readFileSync(path.join(directory, 'package.json'), 'utf8');
	const { name } = JSON.parse(manifest) as { name: string };
	const target = path.join(userFolder, '.n8n/nodes/node_modules', name);
	rmSync(target, { recursive: true, force: true });
	cpSync(directory, target, { recursive: true });
}
