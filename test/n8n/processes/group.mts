import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { guard, unguard } from './guard.mts';

/** A process and everything that it starts. */
export interface Group {
	readonly pid: number;
	/** Resolves when the process has ended and the rest of its group is killed. */
	readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
	readonly running: boolean;
	/** Asks the process to end, and kills the group after `graceMs`. */
	end(graceMs: number): Promise<void>;
	/** Kills the group immediately. */
	kill(): Promise<void>;
}

/**
 * Starts a process as the leader of its own group, with output appended to `logFile`. It neither keeps this process
 * alive nor outlives it.
 */
export async function startGroup(
	command: string,
	args: string[],
	options: { cwd: string; env: NodeJS.ProcessEnv; logFile: string },
): Promise<Group> {
	const log = openSync(options.logFile, 'a');
	const child = spawn(command, args, {
		cwd: options.cwd,
		env: options.env,
		detached: true,
		stdio: ['ignore', log, log],
	});
	closeSync(log);
	await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
	const pid = child.pid!;
	guard('group', pid);
	child.unref();

	const group = {
		pid,
		running: true,
		exited: new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
			child.once('exit', (code, signal) => {
				group.running = false;
				signalTo(-pid, 'SIGKILL');
				unguard('group', pid);
				resolve({ code, signal });
			});
		}),
		async end(graceMs: number) {
			signalTo(pid, 'SIGTERM');
			if (await ends(graceMs)) return;
			await group.kill();
		},
		async kill() {
			if (group.running) signalTo(-pid, 'SIGKILL');
			if (!(await ends(5_000))) throw new Error(`Process ${pid} cannot be killed`);
		},
	};
	return group;

	async function ends(withinMs: number): Promise<boolean> {
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<boolean>((resolve) => {
			timer = setTimeout(() => resolve(false), withinMs);
		});
		const inTime = await Promise.race([group.exited.then(() => true), late]);
		clearTimeout(timer);
		return inTime;
	}
}

/** The last lines of a log file, for error messages. */
export function logTail(logFile: string, lines = 40): string {
	try {
		return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
	} catch {
		return '(no log)';
	}
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(pid, signal);
	} catch {
		// Already ended.
	}
}
