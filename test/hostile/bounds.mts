/** The most that a file may cost, whoever sent it: the same for every case. */
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

/**
 * A file exceeds the bounds only if it does so in every attempt: other processes that fill the cache increase processor
 * time.
 */
export const ATTEMPTS = 3;

export interface Cost {
	/** Size of the file in kilobytes. */
	file: number;
	block: number;
	processor: number;
	growth: number;
	/** The outcome. */
	said: string;
}

export const isOver = (cost: Cost): string[] =>
	(Object.keys(BOUNDS) as Array<keyof typeof BOUNDS>).filter((bound) => cost[bound] > BOUNDS[bound]);

/** Files that a stranger could send, created on demand. */
export type Cases = Record<string, () => Buffer>;
