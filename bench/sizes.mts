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
let complete = true;

/** Bounds the current part, so that a slow machine does not take hours. */
export function boundTo(minutes: number): void {
	end = performance.now() + minutes * 60_000;
	complete = true;
}

/** Notes that the current part leaves out something, and says why. */
export function leaveOut(message: string): void {
	console.log(message);
	complete = false;
}

/** Whether the current part has left out nothing. */
export const isComplete = (): boolean => complete;

/** Whether the part is over its bound, so that this measurement is left out. */
export function leavesOut(measurement: string): boolean {
	if (performance.now() < end) return false;
	leaveOut(`Out of time: ${measurement} is left out`);
	return true;
}
