import { clock } from '../clock';

/** Milliseconds. More than a second, because requests that start a second apart may arrive closer together. */
const WINDOW = 1200;

/**
 * The latest start times by origin; each promise resolves once all earlier callers have theirs. Grows only with the few
 * origins of providers.
 */
const queues = new Map<string, Promise<number[]>>();

/** Waits in steps, so that it ends soon after the execution is cancelled; the next request then fails at once. */
export async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
	for (let left = milliseconds; left > 0 && !signal?.aborted; left -= 500)
		await clock.sleep(Math.min(left, 500));
}

/** Waits until a request to an origin may start: in this process, at most `perSecond` start in any second. */
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
