import { clock } from '../clock';

/** Milliseconds. Longer than a second: requests that start a second apart can arrive closer together. */
const WINDOW = 1200;

/** The latest starts by origin; each resolves once all earlier callers have theirs. Only providers' few origins are kept. */
const queues = new Map<string, Promise<number[]>>();

/** Waits, in steps, so that it ends soon after the execution is cancelled; the next request then fails at once. */
export async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
	for (let left = milliseconds; left > 0 && !signal?.aborted; left -= 500)
		await clock.sleep(Math.min(left, 500));
}

/** Waits until a request to an origin may start: in this process, no more than `perSecond` start in any second. */
export async function pace(
	origin: string,
	perSecond: number,
	signal: AbortSignal | undefined,
): Promise<void> {
	const turn = (queues.get(origin) ?? Promise.resolve([])).then(async (starts) => {
		const oldest = starts.length < perSecond ? undefined : starts[0];
		if (oldest !== undefined) await pause(oldest + WINDOW - clock.now(), signal);
		return [...starts, clock.now()].slice(-perSecond);
	});
	queues.set(origin, turn);
	await turn;
}
