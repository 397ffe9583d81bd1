import { sleep } from 'n8n-workflow';

/** The package's only source of time; tests replace it, so that none of them waits or measures. */
export const clock = {
	/** Wall-clock time, for items and for comparison with the time stamps of senders. */
	date: (): Date => new Date(),
	/** Milliseconds since an arbitrary moment. Monotonic, and therefore the clock for durations. */
	now: (): number => performance.now(),
	sleep: async (milliseconds: number): Promise<void> => await sleep(milliseconds),
	/** A signal that fires after so many milliseconds. */
	signalAfter: (milliseconds: number): AbortSignal => AbortSignal.timeout(milliseconds),
};
