import { sleep } from 'n8n-workflow';

/** Longer than a second: requests that start a second apart can arrive closer together. */
const WINDOW = 1200;

/** By origin, the last starts once all who came before have theirs; only origins of providers come here. */
const queues = new Map<string, Promise<number[]>>();

/** Waits, but not much longer than until the execution is cancelled: the next request then ends at once. */
export async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
	for (let left = milliseconds; left > 0 && !signal?.aborted; left -= 500) await sleep(Math.min(left, 500));
}

/** Waits until a request to an origin may start, so that in this process not more than so many start in a second. */
export async function pace(
	origin: string,
	perSecond: number,
	signal: AbortSignal | undefined,
): Promise<void> {
	const turn = (queues.get(origin) ?? Promise.resolve([])).then(async (starts) => {
		const oldest = starts.length < perSecond ? undefined : starts[0];
		if (oldest !== undefined) await pause(oldest + WINDOW - performance.now(), signal);
		return [...starts, performance.now()].slice(-perSecond);
	});
	queues.set(origin, turn);
	await turn;
}
