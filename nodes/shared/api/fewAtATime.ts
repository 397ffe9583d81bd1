/**
 * Runs `work` for every index below `count`, at most `most` at a time, and returns the results in order. After a
 * failure no new work starts; the error is thrown once the running work has ended.
 */
export async function fewAtATime<T>(
	count: number,
	most: number,
	work: (index: number) => Promise<T>,
): Promise<T[]> {
	const results: T[] = [];
	let next = 0;
	const worker = async () => {
		while (next < count) {
			const index = next++;
			let done = false;
			try {
				results[index] = await work(index);
				done = true;
			} finally {
				if (!done) next = count;
			}
		}
	};
	const workers = Array.from({ length: Math.min(most, count) }, worker);
	await Promise.allSettled(workers);
	await Promise.all(workers);
	return results;
}
