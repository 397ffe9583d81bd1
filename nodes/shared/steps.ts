import { clock } from './clock';

/**
 * Work in steps: a generator that yields wherever other workflows may run in between. {@link runInSteps} runs it inside
 * n8n, {@link finish} where nothing else waits. The number of steps is also what tests count in place of time.
 */
export type Steps<T> = Generator<void, T, void>;

/** Milliseconds of work before a pause: a pause after each step would take as long as many of the steps. */
const STRETCH = 10;

/** The last pause, of any work: many small items in a row are as much work as a large one. */
let since = 0;

/** Runs the steps, pausing between them for other work in this process. */
export async function runInSteps<T>(steps: Steps<T>): Promise<T> {
	for (;;) {
		if (clock.now() - since >= STRETCH) {
			await clock.sleep(0);
			since = clock.now();
		}
		const { done, value } = steps.next();
		if (done) return value;
	}
}

/** Runs the steps without a pause: for small inputs only. */
export function finish<T>(steps: Steps<T>): T {
	for (;;) {
		const { done, value } = steps.next();
		if (done) return value;
	}
}

/** The work of a step, in entries of lists. */
export const ENTRIES_PER_STEP = 500;

/**
 * `list.map(map)` in steps, for lists that a file can make long.
 * @param sizeOf the number of entries in an entry, itself included, where a file can make that large, too
 */
export function* mapInSteps<T, U>(
	list: readonly T[],
	map: (entry: T, index: number) => U,
	sizeOf: (entry: T, index: number) => number = () => 1,
): Steps<U[]> {
	const mapped: U[] = [];
	while (mapped.length < list.length) {
		if (mapped.length > 0) yield;
		mapStepOnto(mapped, list, map, sizeOf);
	}
	return mapped;
}

/** Apart from the generator, because V8 optimizes the loops of generators late or not at all. */
function mapStepOnto<T, U>(
	mapped: U[],
	list: readonly T[],
	map: (entry: T, index: number) => U,
	sizeOf: (entry: T, index: number) => number,
): void {
	let size = 0;
	for (let index = mapped.length; index < list.length && size < ENTRIES_PER_STEP; index++) {
		const entry = list[index]!;
		size += sizeOf(entry, index);
		mapped.push(map(entry, index));
	}
}
