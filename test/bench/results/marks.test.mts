import { markOf, MET, MET_ONCE, MISSED } from '../../../bench/results/marks.mts';
import { row } from '../../../bench/results/results.mts';

const measured = (ratio: number, aim: string | null = '≤ 1') =>
	row('part/name/other', 's', { ours: 1, ratio, aim });

test.each([
	[[0.9], MET],
	[[1.1], MISSED],
	[[0.9, 0.8, 1], MET],
	[[1.1, 1.2, 1.3], MISSED],
	[[1.1, 0.9, 0.9], MET_ONCE],
	[[0.9, 0.9, 1.1], MET_ONCE],
])('the mark of %j is%s', (ratios, expected) => {
	const runs = ratios.map((ratio) => measured(ratio));
	expect(markOf(runs.at(-1)!, runs)).toBe(expected);
});

test('a run that had no aim does not count', () => {
	const runs = [measured(2, null), measured(0.9)];
	expect(markOf(runs[1]!, runs)).toBe(MET);
});

test('there is no mark without an aim in the last run', () => {
	const runs = [measured(0.9), measured(2, null)];
	expect(markOf(runs[1]!, runs)).toBe('');
});
