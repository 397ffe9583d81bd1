import { sleep } from 'n8n-workflow';

/**
 * About 2 s of one processor, spread over steps that n8n's other work runs between. The unit is one byte looked at; what
 * costs more time or memory than that has a price below.
 */
const UNITS = 300_000_000;

/** Reserved during the walk through a file, so that the attachments it finds can still be read. */
const RESERVE = 80_000_000;

/** Units between two pauses for other workflows: about 50 ms. */
const UNITS_PER_PAUSE = 4_000_000;

/** Prices, by time and by the memory that stays occupied. */
export const PRICE = {
	/** A byte that a filter puts out: computed, and kept. */
	output: 3,
	/** A value of an object that is parsed. */
	value: 10,
	/** An entry of a list that is kept for the whole file: where an object lies, whether it was visited. */
	entry: 200,
	/** An attempt to find an object, a section or a filter, successful or not. */
	attempt: 100,
	/** Starting to inflate, for which the library allocates its tables. */
	inflate: 3000,
} as const;

/**
 * What reading one file may cost. Every part of the parser pays here before it works, so that no file can lead it in
 * circles, over the same bytes again, or into memory without end. Once it is spent, every text ends and every list is empty.
 */
export class Budget {
	private spent = 0;
	private lastPause = 0;
	/** Whether something was left out because it would have cost too much. */
	isExceeded = false;

	constructor(private readonly units = UNITS) {}

	get left(): number {
		return Math.max(0, this.units - this.spent);
	}

	/** Units paid so far: what tests count instead of time. */
	get used(): number {
		return this.spent;
	}

	/** Pays. @returns whether there was enough for it */
	spend(units: number): boolean {
		this.spent += units;
		if (this.spent > this.units) this.isExceeded = true;
		return this.spent <= this.units;
	}

	/** Whether the walk through the file may go on. */
	hasMoreThanReserve(): boolean {
		if (this.left > Math.min(RESERVE, this.units / 4)) return true;
		this.isExceeded = true;
		return false;
	}

	/** Lets n8n do other work when it is time for that. */
	async pause(): Promise<void> {
		if (this.spent - this.lastPause < UNITS_PER_PAUSE) return;
		this.lastPause = this.spent;
		await sleep(0);
	}
}
