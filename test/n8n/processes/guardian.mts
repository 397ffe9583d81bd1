/**
 * A small process that outlives its owner just long enough to clean up. It runs in its own session, so that Ctrl-C does
 * not reach it, and reads commands (one JSON array per line) from standard input: `["add" | "drop", "group" | "folder",
 * value]`. When the input ends, the owner is gone for whatever reason: the process groups still listed are ended, then
 * the folders still listed are deleted.
 *
 * Started only by `guard.mts`.
 */
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

const graceMs = 10_000;
const groups = new Set<number>();
const folders = new Set<string>();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

const input = createInterface({ input: process.stdin });
input.on('line', (line) => {
	const [order, kind, value] = JSON.parse(line) as ['add' | 'drop', 'group' | 'folder', never];
	const listed: Set<unknown> = kind === 'group' ? groups : folders;
	if (order === 'add') listed.add(value);
	else listed.delete(value);
});
input.on('close', () => void cleanUp());

async function cleanUp(): Promise<void> {
	for (const group of groups) signalTo(group, 'SIGTERM');
	const deadline = Date.now() + graceMs;
	while (Date.now() < deadline && [...groups].some((group) => signalTo(group, 0))) {
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	for (const group of groups) signalTo(group, 'SIGKILL');
	for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Sends a signal to a process group; false if the group is gone. */
function signalTo(group: number, signal: NodeJS.Signals | 0): boolean {
	try {
		return process.kill(-group, signal);
	} catch {
		return false;
	}
}
