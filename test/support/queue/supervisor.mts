import { setTimeout as sleep } from 'node:timers/promises';
import type { QueueMode } from '../../n8n/queue.mts';

/** A part of a queue mode that can be killed. */
export type Part = 'main' | 'webhook processor' | 'worker' | 'Redis' | 'PostgreSQL';

export interface Supervisor {
	/** Kills a part (SIGKILL). The supervisor starts it again. */
	kill(part: Part): Promise<void>;
	/** Which parts were started again, in order: the killed ones, and those that ended by themselves. */
	readonly restarts: string[];
	/** Resolves when every part runs. */
	allRun(): Promise<void>;
	stop(): Promise<void>;
}

/** Starts a part again a while after it has ended, as systemd, Docker or Kubernetes do. */
export function supervise(queue: QueueMode, pauseMs = 2000): Supervisor {
	const named = [
		['Redis', queue.redis],
		['PostgreSQL', queue.postgres],
		['main', queue.main],
		...queue.webhooks.map((part) => ['webhook processor', part] as const),
		...queue.workers.map((part) => ['worker', part] as const),
	] as const;
	const restarts: string[] = [];
	let stopped = false;

	const watch = async ([name, part]: (typeof named)[number]) => {
		while (!stopped) {
			await sleep(100);
			if (part.running) continue;
			await sleep(pauseMs);
			if (stopped) return;
			restarts.push(name);
			// It may end again while its database is down; then it gets another start.
			await ('restart' in part ? part.restart() : part.start()).catch(() => undefined);
		}
	};
	const watching = Promise.all(named.map(watch));

	return {
		restarts,
		async kill(part) {
			await named.find(([name]) => name === part)![1].kill();
		},
		async allRun() {
			while (!named.every(([, part]) => part.running)) await sleep(100);
		},
		async stop() {
			stopped = true;
			await watching;
		},
	};
}
