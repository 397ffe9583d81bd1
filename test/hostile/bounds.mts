/** What a file may cost, whoever sent it: the same for every case. */
export const BOUNDS = {
	/** Milliseconds of processor time in which nothing else in n8n gets a turn. */
	block: 500,
	/** Milliseconds of processor time altogether. */
	processor: 5000,
	/** Megabytes by which the process grows. */
	growth: 300,
};

/** Megabytes of heap that each process gets. */
export const HEAP = 512;

/** Milliseconds until a process is ended: many, because a busy machine takes longer for the same processor time. */
export const TIME = 120_000;

/** The same work takes more processor time where others fill its cache: a file is over the bounds if it is so each time. */
export const ATTEMPTS = 3;

export interface Cost {
	/** Kilobytes of the file. */
	file: number;
	block: number;
	processor: number;
	growth: number;
	/** The outcome. */
	said: string;
}

export const isOver = (cost: Cost): string[] =>
	(Object.keys(BOUNDS) as Array<keyof typeof BOUNDS>).filter((bound) => cost[bound] > BOUNDS[bound]);

/** A file that a stranger could send, made when it is needed. */
export type Cases = Record<string, () => Buffer>;
