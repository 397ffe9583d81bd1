import { sleep } from 'n8n-workflow';

/** Longer than a second: requests that start a second apart can arrive closer together. */
const WINDOW = 1100;

/** The last starts by origin, in the order of time; only origins of providers come here, so it stays small. */
const starts = new Map<string, number[]>();

/** Waits, but not much longer than until the execution is cancelled: the next request then ends at once. */
export async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
	for (let left = milliseconds; left > 0 && !signal?.aborted; left -= 500) await sleep(Math.min(left, 500));
}

/**
 * Waits until a request to an origin may start, so that in this process not more than so many start in a second.
 * @param now milliseconds on a clock that is never set back
 */
export async function pace(
	origin: string,
	perSecond: number,
	signal: AbortSignal | undefined,
	now = performance.now(),
): Promise<void> {
	const known = starts.get(origin) ?? [];
	const oldest = known.length < perSecond ? undefined : known[known.length - perSecond];
	const start = oldest === undefined ? now : Math.max(now, oldest + WINDOW);
	// Taken before the wait: whoever comes meanwhile gets a later one.
	starts.set(origin, [...known, start].slice(-perSecond));
	await pause(start - now, signal);
}
