/**
 * Real Redis and PostgreSQL servers for tests: the programs of the Debian packages `redis-server` and `postgresql`, on
 * free ports of this machine, with their data in a temporary folder. They end with this process.
 */
import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { guard, unguard } from '../processes/guard.mts';
import { freePort } from '../processes/ports.mts';
import { logTail, startGroup, type Group } from '../processes/group.mts';

const readyWithinMs = 30_000;
const postgresVersions = '/usr/lib/postgresql';

/** A running server. */
export interface Server {
	readonly port: number;
	readonly running: boolean;
	/** Kills it with all its child processes (SIGKILL), like a crash. */
	kill(): Promise<void>;
	/** Starts it again after `kill`, with the same port and data. */
	start(): Promise<void>;
	/** Stops it like an administrator would; its data stays. */
	stop(): Promise<void>;
	/** Kills it and deletes its data. */
	remove(): Promise<void>;
}

export interface Postgres extends Server {
	/** The data folder; may be copied while the server is stopped. */
	readonly dataFolder: string;
	/** The first column of the first row of the result. */
	query(sql: string): string;
}

/** The server programs that are missing on this machine, as a sentence; undefined if none are. */
export function missingServers(): string | undefined {
	const missing = [
		...(redisProgram() ? [] : ['redis-server']),
		...(postgresPrograms() ? [] : ['postgresql']),
	];
	return missing.length === 0
		? undefined
		: `Not installed: ${missing.join(' and ')}. On Debian: apt-get install ${missing.join(' ')}`;
}

/** Starts a Redis that writes every command to its journal before it answers, as a queue requires. */
export async function startRedis(): Promise<Server> {
	const program = redisProgram();
	if (!program) throw new Error(missingServers());
	const folder = temporaryFolder('redis');
	const port = await freePort();
	const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
	args.push('--save', '', '--appendonly', 'yes', '--appendfsync', 'everysec');
	const answers = () => {
		const cli = path.join(path.dirname(program), 'redis-cli');
		return output(cli, ['-h', '127.0.0.1', '-p', String(port), 'ping'])?.trim() === 'PONG';
	};
	return await server({ name: 'Redis', folder, port, command: [program, ...args], answers });
}

/**
 * Starts a PostgreSQL without a password that accepts only local connections.
 * @param template a data folder to copy first
 */
export async function startPostgres(template?: string): Promise<Postgres> {
	const programs = postgresPrograms();
	if (!programs) throw new Error(missingServers());
	const folder = temporaryFolder('postgres');
	const owner = unprivileged();
	if (owner) chownSync(folder, owner.uid, owner.gid);
	const asOwner = (program: string, args: string[]) => [
		...(owner
			? ['setpriv', `--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups', '--inh-caps=-all']
			: []),
		path.join(programs, program),
		...args,
	];
	const dataFolder = path.join(folder, 'data');
	if (template) {
		execFileSync('cp', ['-R', template, dataFolder]);
		if (owner) execFileSync('chown', ['-R', `${owner.uid}:${owner.gid}`, dataFolder]);
		execFileSync('chmod', ['-R', 'u=rwX,go=', dataFolder]);
	} else {
		const [command, ...args] = asOwner('initdb', [
			...['-D', dataFolder, '-U', 'postgres', '--auth=trust'],
			...['-E', 'UTF8', '--locale=C', '--no-sync'],
		]);
		execFileSync(command!, args, { cwd: folder, stdio: 'pipe' });
	}
	const port = await freePort();
	const address = ['-h', '127.0.0.1', '-p', String(port)];
	// Without `fsync`, which protects from a crash of the machine, not of a process.
	const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'];
	const started = await server({
		name: 'PostgreSQL',
		folder,
		port,
		command: asOwner('postgres', ['-D', dataFolder, '-p', String(port), '-k', folder, ...settings]),
		answers: () => output(path.join(programs, 'pg_isready'), [...address, '-q']) !== undefined,
		stopSignal: 'SIGINT',
	});
	return Object.assign(started, {
		dataFolder,
		query: (sql: string) =>
			execFileSync(path.join(programs, 'psql'), [...address, '-U', 'postgres', '-Atqc', sql], {
				encoding: 'utf8',
			}).trim(),
	});
}

interface Program {
	name: string;
	folder: string;
	port: number;
	command: string[];
	answers(): boolean;
	/** The signal that ends it without waiting for clients, if SIGTERM would wait. */
	stopSignal?: NodeJS.Signals;
}

async function server({ name, folder, port, command, answers, stopSignal }: Program): Promise<Server> {
	const logFile = path.join(folder, 'server.log');
	let group: Group;
	const self: Server = {
		port,
		get running() {
			return group.running;
		},
		async kill() {
			// Child processes lead their own groups.
			const children = group.running ? childrenOf(group.pid) : [];
			await group.kill();
			for (const child of children) signalTo(child, 'SIGKILL');
			while (children.some((child) => signalTo(child, 0))) await sleep(20);
		},
		async start() {
			if (group?.running) throw new Error(`${name} runs already`);
			const [program, ...args] = command;
			group = await startGroup(program!, args, { cwd: folder, env: { PATH: process.env.PATH }, logFile });
			const deadline = Date.now() + readyWithinMs;
			while (!answers()) {
				if (group.running && Date.now() < deadline) {
					await sleep(50);
					continue;
				}
				await group.kill();
				throw new Error(`${name} did not start. The end of its log:\n${logTail(logFile)}`);
			}
		},
		async stop() {
			if (stopSignal && group.running) signalTo(group.pid, stopSignal);
			await group.end(15_000);
		},
		async remove() {
			await self.kill();
			rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
			unguard('folder', folder);
		},
	};
	await self.start();
	return self;
}

function temporaryFolder(name: string): string {
	const folder = mkdtempSync(path.join(tmpdir(), `n8n-nodes-invoices-${name}-`));
	guard('folder', folder);
	return folder;
}

function redisProgram(): string | undefined {
	return (process.env.PATH ?? '')
		.split(path.delimiter)
		.concat('/usr/bin')
		.map((folder) => path.join(folder, 'redis-server'))
		.find((file) => existsSync(file));
}

/** The folder with the programs of the latest PostgreSQL; Debian does not add it to PATH. */
function postgresPrograms(): string | undefined {
	if (!existsSync(postgresVersions)) return undefined;
	return readdirSync(postgresVersions)
		.sort((a, b) => Number(b) - Number(a))
		.map((version) => path.join(postgresVersions, version, 'bin'))
		.find((folder) => existsSync(path.join(folder, 'initdb')));
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const id = (which: string) =>
		Number(output('id', [which, 'postgres']) ?? execFileSync('id', [which, 'nobody'], { encoding: 'utf8' }));
	return { uid: id('-u'), gid: id('-g') };
}

function childrenOf(pid: number): number[] {
	try {
		const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
		return text.split(' ').filter(Boolean).map(Number);
	} catch {
		return [];
	}
}

/** The output of a program; undefined if it fails. */
function output(command: string, args: string[]): string | undefined {
	try {
		return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
	} catch {
		return undefined;
	}
}

function signalTo(pid: number, signal: NodeJS.Signals | 0): boolean {
	try {
		return process.kill(pid, signal);
	} catch {
		return false;
	}
}
