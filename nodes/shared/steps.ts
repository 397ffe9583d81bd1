import { clock } from './clock';

/**
 * Work in steps: a generator that yields wherever other workflows may run in between. {@link runInSteps} runs it inside
 * n8n, {@link finish} where nothing else waits. The number of steps is also what tests count in place of time.
 */
export type Steps<T> = Generator<void, T, void>;

/** Milliseconds of work before a pause: a pause after each step would take as long as many of the steps. */
const STRETCH = 10;

/** Runs the steps, pausing between them for other work in this process. */
export async function runInSteps<T>(steps: Steps<T>): Promise<T> {
	let since = clock.now();
	for (;;) {
		const { done, value } = steps.next();
		if (done) return value;
		if (clock.now() - since < STRETCH) continue;
		await clock.sleep(0);
		since = clock.now();
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
	for (let start = 0; start < list.length; start += ENTRIES_PER_STEP) {
		if (start > 0) yield;
		mapOnto(mapped, list, Math.min(start + ENTRIES_PER_STEP, list.length), map);
	}
	return mapped;
}

/** Apart from the generator, because V8 optimizes the loops of generators late or not at all. */
function mapOnto<T, U>(
	mapped: U[],
	list: readonly T[],
	end: number,
	map: (entry: T, index: number) => U,
): void {
	for (let index = mapped.length; index < end; index++) mapped.push(map(list[index]!, index));
}
