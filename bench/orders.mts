/**
 * Orders in which each of so many contestants directly follows each other one equally often, and has each place equally
 * often (E. J. Williams, 1949): what one leaves behind, such as garbage or a write-ahead log, slows down the next one.
 * They are as many as the contestants; of an odd number, twice as many, because each needs its reverse, too.
 */
export function orders(count: number): number[][] {
	// 0, 1, n − 1, 2, n − 2, …: no two steps are the same.
	const first = Array.from({ length: count }, (_, place) =>
		place % 2 === 1 ? (place + 1) / 2 : (count - place / 2) % count,
	);
	const all = first.map((by) => first.map((one) => (one + by) % count));
	return count % 2 === 0 ? all : all.flatMap((order) => [order, order.toReversed()]);
}

/** The contestants in the order of a round. Rounds are fair to all after as many as there are orders. */
export function inOrder<T>(contestants: readonly T[], round: number): T[] {
	const all = orders(contestants.length);
	return all[round % all.length]!.map((index) => contestants[index]!);
}
