import { setTimeout as sleep } from 'node:timers/promises';
import type { QueueMode } from '../../n8n/queue/queue.mts';

/** A part of a queue mode that can be killed. */
export type Part = 'main' | 'webhook processor' | 'worker' | 'Redis' | 'PostgreSQL';

export interface Supervisor {
	/** Kills a part (SIGKILL). The supervisor restarts it. */
	kill(part: Part): Promise<void>;
	/** The restarted parts in order: those killed, and those that ended on their own. */
	readonly restarts: string[];
	/** Resolves when every part runs. */
	allRun(): Promise<void>;
	stop(): Promise<void>;
}

/** Restarts a part some time after it has ended, like systemd, Docker or Kubernetes. */
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
			// It may end again while its database is down, and is then restarted again.
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
