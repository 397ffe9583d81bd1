/** Caches expensive things that are made once per machine and survive the checkout. */
import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { guard, unguard } from '../processes/guard.mts';

export type Log = (line: string) => void;

const heartbeatMs = 5_000;
const staleMs = 60_000;

/** The cache folder of this project; `N8N_NODES_INVOICES_CACHE` overrides it. */
export function cacheFolder(): string {
	const { N8N_NODES_INVOICES_CACHE, XDG_CACHE_HOME } = process.env;
	const base = N8N_NODES_INVOICES_CACHE || XDG_CACHE_HOME || path.join(homedir(), '.cache');
	return path.resolve(base, 'n8n-nodes-invoices');
}

/** A short name derived from everything that determines the content. */
export function fingerprint(...facts: string[]): string {
	return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 12);
}

/**
 * The cache folder `name`, filled by `make` if it does not exist yet. `make` writes to a temporary folder beside it,
 * which is renamed only when complete. If several processes need it, one makes it while the others wait.
 */
export async function cached(
	name: string,
	make: (folder: string) => Promise<void>,
	log: Log,
): Promise<string> {
	const target = path.join(cacheFolder(), name);
	if (existsSync(target)) return target;
	mkdirSync(cacheFolder(), { recursive: true });

	const unlock = await lock(target, log);
	if (!unlock) return target;
	const unfinished = `${target}.unfinished-${process.pid}`;
	try {
		removeLeftovers(target);
		mkdirSync(unfinished);
		guard('folder', unfinished);
		await make(unfinished);
		renameSync(unfinished, target);
	} catch (error) {
		// Another process may have considered our lock abandoned and finished first.
		if (!existsSync(target)) throw error;
	} finally {
		rmSync(unfinished, { recursive: true, force: true, maxRetries: 5 });
		unguard('folder', unfinished);
		unlock();
	}
	return target;
}

/**
 * Waits until this process holds the lock (returns a function to release it) or the target exists (returns undefined).
 */
async function lock(target: string, log: Log): Promise<(() => void) | undefined> {
	const folder = `${target}.lock`;
	for (let told = false; !existsSync(target);) {
		if (tryLock(folder)) {
			const heartbeat = setInterval(() => touch(folder), heartbeatMs);
			heartbeat.unref();
			return () => {
				clearInterval(heartbeat);
				rmSync(folder, { recursive: true, force: true });
			};
		}
		if (isStale(folder)) {
			log(`removing the abandoned lock ${folder}`);
			rmSync(folder, { recursive: true, force: true });
			continue;
		}
		if (!told) log(`waiting for another process that prepares ${path.basename(target)}`);
		told = true;
		await sleep(500);
	}
	return undefined;
}

function tryLock(folder: string): boolean {
	try {
		mkdirSync(folder);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	}
	writeFileSync(path.join(folder, 'pid'), String(process.pid));
	return true;
}

/** A lock is abandoned if its process is gone or, on another machine or container, if its heartbeat stopped. */
function isStale(folder: string): boolean {
	try {
		if (Date.now() - statSync(folder).mtimeMs > staleMs) return true;
		const pid = Number(readFileSync(path.join(folder, 'pid'), 'utf8'));
		return pid > 0 && !isRunning(pid);
	} catch {
		return false;
	}
}

function isRunning(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

function touch(folder: string): void {
	try {
		utimesSync(folder, new Date(), new Date());
	} catch {
		// Another process took our lock; whoever finishes first wins.
	}
}

/** Removes the remains of interrupted attempts; only the lock holder may do so. */
function removeLeftovers(target: string): void {
	const prefix = `${path.basename(target)}.unfinished-`;
	for (const entry of readdirSync(path.dirname(target))) {
		if (!entry.startsWith(prefix)) continue;
		rmSync(path.join(path.dirname(target), entry), { recursive: true, force: true, maxRetries: 5 });
	}
}
