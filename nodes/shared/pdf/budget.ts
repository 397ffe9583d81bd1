import { sleep } from 'n8n-workflow';

/**
 * About 2 s of one processor, in steps between which n8n does other work. A unit is one byte read; work that takes more
 * time or memory than that is priced below.
 */
const UNITS = 300_000_000;

/** Kept back while searching the file for attachments, so that the ones found can still be read. */
const RESERVE = 80_000_000;

/** Units between two pauses, in which other workflows run: about 50 ms. */
const UNITS_PER_PAUSE = 4_000_000;

/** Units per operation, by the time it takes and the memory it keeps. */
export const PRICE = {
	/** A byte that a filter outputs: computed and kept. */
	output: 3,
	/** A byte of packed data beyond what comes out: the tables of blocks that hold nothing. */
	nothing: 25,
	/** A value of an object, parsed. */
	value: 10,
	/** An entry of a list that is kept as long as the file: the place of an object, or that it was visited. */
	entry: 200,
	/** An attempt to find an object, a section or a filter, successful or not. */
	attempt: 100,
	/** Starting to inflate: the library allocates its tables. */
	inflate: 3000,
} as const;

/**
 * Limits what reading one file may cost. Every part of the parser pays before it works, so that no file can make it
 * loop, read the same bytes over and over, or fill the memory. Once the budget is spent, every text ends and every list
 * is empty.
 */
export class Budget {
	private spent = 0;
	private lastPause = 0;
	/** Whether something was left out for want of budget. */
	isExceeded = false;

	constructor(private readonly units = UNITS) {}

	get left(): number {
		return Math.max(0, this.units - this.spent);
	}

	/** Units spent so far. Tests count these instead of time. */
	get used(): number {
		return this.spent;
	}

	/** Spends units. @returns whether there were enough */
	spend(units: number): boolean {
		this.spent += units;
		if (this.spent > this.units) this.isExceeded = true;
		return this.spent <= this.units;
	}

	/** Whether the search through the file may continue. */
	hasMoreThanReserve(): boolean {
		if (this.left > Math.min(RESERVE, this.units / 4)) return true;
		this.isExceeded = true;
		return false;
	}

	/** Lets n8n do other work once enough units are spent. */
	async pause(): Promise<void> {
		if (this.spent - this.lastPause < UNITS_PER_PAUSE) return;
		this.lastPause = this.spent;
		await sleep(0);
	}
}
