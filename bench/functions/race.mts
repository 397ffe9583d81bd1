/** Times functions against each other in several processes, because V8 optimizes and collects garbage differently in each. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Published } from '../published.mts';
import type { Times } from '../results/ratios.mts';
import { sized } from '../sizes.mts';

const PROCESSES = sized(3, 1);
/**
 * V8 pretenures objects that it predicts to be long-lived. If the prediction is wrong, everything they refer to
 * survives garbage collection, and the same code takes two to four times as long: by chance, in one process and not
 * in the next.
 */
const OPTIONS = ['--no-allocation-site-pretenuring'];

/**
 * Races the functions that a module exports as `contestants(published, ...args)`, in one process after another.
 *
 * @param module a file of this folder
 * @param options more of V8's
 * @returns by name, the milliseconds of one call in each process
 */
export async function race(
	module: string,
	{ directory }: Published,
	args: readonly string[],
	options: readonly string[] = [],
): Promise<Record<string, Times>> {
	const env = { ...process.env, N8N_NODES_INVOICES_PACKED: path.dirname(directory) };
	const times: Record<string, Times> = {};
	for (let count = 0; count < PROCESSES; count++) {
		const child = fork('bench/functions/contest.mts', [module, ...args], {
			env,
			execArgv: [...OPTIONS, ...options],
		});
		let found: Record<string, number> | undefined;
		child.once('message', (message) => (found = message as Record<string, number>));
		await Promise.all([once(child, 'disconnect'), once(child, 'exit')]);
		if (!found) throw new Error(`${module} ${args.join(' ')} gave no times`);
		for (const [name, time] of Object.entries(found)) (times[name] ??= []).push(time);
	}
	return times;
}
