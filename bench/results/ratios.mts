/** Times measured side by side, and their ratios. */

/** In milliseconds, by round or process; values at the same index were measured together. */
export type Times = number[];

export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The mean of rounds of the same size. */
export const mean = (values: readonly number[]): number =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

/** How far the mean of as many rounds is from the true one, in two of three runs. */
export function standardError(values: readonly number[]): number {
	const middle = mean(values);
	return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)) / (values.length - 1));
}

/** All events ÷ all the time, from the events per second of rounds of the same size. */
export const overall = (perSecond: readonly number[]): number => 1 / mean(perSecond.map((rate) => 1 / rate));

/** The value that this share of the values does not exceed. */
export const percentile = (values: readonly number[], share: number): number =>
	values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1]!;

/** Two figures and their quotient. */
export const against = (ours: number, reference: number) => ({ ours, reference, ratio: ours / reference });

/** The median over processes of ours ÷ theirs. */
export const ratioOf = (ours: Times, theirs: Times): number =>
	median(ours.map((time, round) => time / theirs[round]!));

/** Two functions timed against each other on input of this size. */
export interface Sized {
	size: number;
	ours: Times;
	theirs: Times;
}

/**
 * How much more a unit of size costs in the largest input than in the second largest: 1 is linear. The two sizes were
 * not measured together, so this compares ratios to the reference, which pays for caches and garbage collection as
 * well.
 */
export function growth(bySize: readonly Sized[]): { ours: number; reference: number; ratio: number } {
	const [small, large] = bySize.slice(-2) as [Sized, Sized];
	const perUnit = (of: 'ours' | 'theirs') =>
		median(large[of]) / large.size / (median(small[of]) / small.size);
	return {
		ours: perUnit('ours'),
		reference: perUnit('theirs'),
		ratio: ratioOf(large.ours, large.theirs) / ratioOf(small.ours, small.theirs),
	};
}
