/**
 * Ensures that none of our processes and temporary folders outlive this process, whether it ends normally, by Ctrl-C,
 * by an uncaught error or by `kill -9`. Exit handlers would not work: jest gives tests a copy of `process` whose events
 * never fire. Instead a guardian process holds the other end of a pipe and cleans up when it closes.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import path from 'node:path';
import { nodeBinary } from '../install/nodeBinary.mts';

type Kind = 'group' | 'folder';

const listed = new Set<string>();
let guardian: ChildProcess | undefined;

/** From now on, ends this process group or deletes this folder when this process ends. */
export function guard(kind: Kind, value: number | string): void {
	guardian ??= startGuardian();
	listed.add(`${kind} ${value}`);
	guardian.stdin!.write(`${JSON.stringify(['add', kind, value])}\n`);
}

/** The process group has ended, or the folder is deleted or kept: no clean-up is needed. */
export function unguard(kind: Kind, value: number | string): void {
	if (!listed.delete(`${kind} ${value}`) || !guardian) return;
	guardian.stdin!.write(`${JSON.stringify(['drop', kind, value])}\n`);
	if (listed.size > 0) return;
	guardian.stdin!.end();
	guardian = undefined;
}

function startGuardian(): ChildProcess {
	const script = path.resolve('test/n8n/processes/guardian.mts');
	const child = spawn(nodeBinary(), [script], { detached: true, stdio: ['pipe', 'ignore', 'inherit'] });
	child.stdin!.on('error', () => {});
	child.unref();
	(child.stdin as Socket).unref();
	return child;
}
