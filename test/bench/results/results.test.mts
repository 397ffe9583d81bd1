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

describe('an aim', () => {
	const met = (found: Partial<Row> & { ours: number }) => row('part/name/other', 's', found).met;

	test.each([
		['≤ 1.15', 1.14, true],
		['≤ 1.15', 1.15, true],
		['≤ 1.15', 1.16, false],
		['≥ 0.95', 0.96, true],
		['≥ 0.95', 0.95, true],
		['≥ 0.95', 0.94, false],
		['< 1', 0.99, true],
		['< 1', 1, false],
		['< 1', 1.01, false],
		['≤ 0', 0, true],
		['≤ 0', 1, false],
	])('of %s, with %d: %p', (aim, value, expected) => {
		expect(met({ ours: value, aim })).toBe(expected);
	});

	test('is for the ratio, if there is one', () => {
		expect(met({ ours: 100, reference: 110, ratio: 100 / 110, aim: '≤ 1' })).toBe(true);
		expect(met({ ours: 0.5, reference: 0.4, ratio: 1.25, aim: '≤ 1' })).toBe(false);
	});

	test('that is missing is neither met nor missed', () => {
		expect(met({ ours: 1 })).toBeNull();
	});

	test('that is no number is an error', () => {
		expect(() => met({ ours: 1, aim: '≤ little' })).toThrow('No aim: ≤ little');
	});
});
