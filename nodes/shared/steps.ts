import { sleep } from 'n8n-workflow';

/**
 * Work in steps: a generator that yields wherever other workflows may run in between. {@link runInSteps} runs it inside
 * n8n, {@link finish} where nothing else waits. The number of steps is also what tests count in place of time.
 */
export type Steps<T> = Generator<void, T, void>;

/** Runs the steps, pausing after each for other work in this process. */
export async function runInSteps<T>(steps: Steps<T>): Promise<T> {
	for (;;) {
		const { done, value } = steps.next();
		if (done) return value;
		await sleep(0);
	}
}

/** Runs the steps without a pause: for small inputs only. */
export function finish<T>(steps: Steps<T>): T {
	for (;;) {
		const { done, value } = steps.next();
		if (done) return value;
	}
}

const ENTRIES_PER_STEP = 500;

/** `list.map(map)` in steps, for lists that a file can make long. */
export function* mapInSteps<T, U>(list: readonly T[], map: (entry: T, index: number) => U): Steps<U[]> {
	const mapped: U[] = [];
	for (const [index, entry] of list.entries()) {
		if (index > 0 && index % ENTRIES_PER_STEP === 0) yield;
		mapped.push(map(entry, index));
	}
	return mapped;
}
