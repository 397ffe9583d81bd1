/**
 * The sizes of a run. `npm run bench -- --try <part>` measures as little as possible, to see that a part works, and
 * keeps nothing.
 */
const VARIABLE = 'N8N_NODES_INVOICES_BENCH_TRY';

// In the environment also for the processes that this one starts.
if (process.argv.includes('--try')) process.env[VARIABLE] = '1';

export const isTry = process.env[VARIABLE] !== undefined;

/** A size in a run, and in a try. */
export const sized = <T,>(full: T, tried: T): T => (isTry ? tried : full);

let end = Infinity;

/** Bounds the current part, so that a slow machine does not take hours. */
export function boundTo(minutes: number): void {
	end = performance.now() + minutes * 60_000;
}

/** Whether the part is over its bound, so that this measurement is left out. */
export function leavesOut(measurement: string): boolean {
	if (performance.now() < end) return false;
	console.log(`Out of time: ${measurement} is left out`);
	return true;
}
