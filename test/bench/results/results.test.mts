import { afterRun, row, type Row } from '../../../bench/results/results.mts';

const rows = (run: number, ...names: string[]): Row[] =>
	names.map((name) => row(`part/${name}/other`, 's', { ours: run }));
const shown = (all: Row[]) =>
	all.map(({ id, ours, old }) => [id.split('/')[1], ours, ...(old ? ['old'] : [])].join(' '));

test('a complete run replaces that before, with what is no longer measured', () => {
	const { now, before } = afterRun(rows(3, 'a', 'b'), rows(2, 'a', 'gone'), rows(1, 'a', 'gone'), true);
	expect(shown(now)).toEqual(['a 3', 'b 3']);
	expect(shown(before)).toEqual(['a 2']);
});

test('what a run left out stays, marked as old, in the place of its run', () => {
	const { now, before } = afterRun(rows(3, 'a'), rows(2, 'a', 'b'), rows(1, 'a', 'b'), false);
	expect(shown(now)).toEqual(['a 3', 'b 2 old']);
	expect(shown(before)).toEqual(['a 2', 'b 1']);
});

test('what is measured again is no longer old', () => {
	const { now, before } = afterRun(rows(3, 'a'), [{ ...rows(1, 'a')[0]!, old: true }], [], true);
	expect(shown(now)).toEqual(['a 3']);
	expect(shown(before)).toEqual(['a 1']);
});
