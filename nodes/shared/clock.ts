import { sleep } from 'n8n-workflow';

/** All that this package knows of time; tests put another clock in its place, so that none of them waits or measures. */
export const clock = {
	/** What stands in items and is compared with the times that senders name. */
	date: (): Date => new Date(),
	/** Milliseconds from an arbitrary moment on. Nobody can set this clock back, so that spans are measured with it. */
	now: (): number => performance.now(),
	sleep: async (milliseconds: number): Promise<void> => await sleep(milliseconds),
	/** A signal that fires after so many milliseconds. */
	signalAfter: (milliseconds: number): AbortSignal => AbortSignal.timeout(milliseconds),
};
