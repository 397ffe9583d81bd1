/**
 * The most that a file may cost, whoever sent it: the same for every case. Those in milliseconds hold on a machine like
 * the one that they were chosen on; `yardstick.mts` says how much slower another one is. Memory depends on the machine by
 * some 20 %, because V8 collects garbage at other times.
 */
export const BOUNDS = {
	/** Milliseconds of processor time without a pause for the rest of n8n. */
	block: 500,
	/** Milliseconds of processor time in total. */
	processor: 5000,
	/** Megabytes of growth of the process. */
	growth: 300,
};

/** Megabytes of heap for each process. */
export const HEAP = 512;

/**
 * Milliseconds until a process is killed: generous, because a busy machine takes longer for the same processor time.
 */
export const TIME = 120_000;

/** A file exceeds the bounds only if it does so twice: the time at which V8 collects garbage differs between runs. */
export const ATTEMPTS = 2;

export interface Cost {
	/** Size of the file in kilobytes. */
	file: number;
	block: number;
	processor: number;
	growth: number;
	/** The outcome. */
	said: string;
}

/**
 * The bounds that a file exceeds.
 * @param slowness how many times slower this machine is than the one that the bounds were chosen on
 */
export const isOver = (cost: Cost, slowness: number): string[] =>
	(Object.keys(BOUNDS) as Array<keyof typeof BOUNDS>).filter(
		(bound) => cost[bound] > BOUNDS[bound] * (bound === 'growth' ? 1 : slowness),
	);

/** Files that a stranger could send, created on demand. */
export type Cases = Record<string, () => Buffer>;
