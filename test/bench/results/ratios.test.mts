import {
	against,
	growth,
	mean,
	median,
	overall,
	percentile,
	ratioOf,
	standardError,
} from '../../../bench/results/ratios.mts';

test.each([
	[[3], 3],
	[[9, 1, 2], 2],
	[[10, 1, 9, 2], 5.5],
])('the median of %j is %d', (values, expected) => {
	expect(median(values)).toBe(expected);
});

test.each([
	[0.5, 5],
	[0.91, 10],
	[0.99, 10],
	[0.1, 1],
])('a share of %d of ten values does not exceed %d', (share, expected) => {
	expect(percentile([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], share)).toBe(expected);
});

test('the mean, and how far it is from the true one', () => {
	expect(mean([1, 2, 6])).toBe(3);
	// √(((−2)² + (−1)² + 3²) ÷ 3 ÷ 2)
	expect(standardError([1, 2, 6])).toBeCloseTo(Math.sqrt(7 / 3));
});

test('overall is all events ÷ all the time, so that a slow round weighs more', () => {
	// 100 events in 10 s, and 100 in 1 s.
	expect(overall([10, 100])).toBeCloseTo(200 / 11);
});

test('a ratio is ours ÷ theirs', () => {
	expect(against(3, 12)).toEqual({ ours: 3, reference: 12, ratio: 0.25 });
});

test('of functions, it is the median of the ratios, not the ratio of the medians', () => {
	// 0.5, 2 and 5
	expect(ratioOf([1, 8, 10], [2, 4, 2])).toBe(2);
	expect(median([1, 8, 10]) / median([2, 4, 2])).toBe(4);
});

test('growth is that of a unit, from the second largest size to the largest', () => {
	const { ours, reference, ratio } = growth([
		{ size: 1, ours: [1000], theirs: [1] },
		{ size: 100, ours: [200], theirs: [100] },
		{ size: 1000, ours: [6000], theirs: [2000] },
	]);
	expect(ours).toBeCloseTo(3);
	expect(reference).toBeCloseTo(2);
	expect(ratio).toBeCloseTo(1.5);
});
