import { differences } from '../../../bench/results/differences.mts';
import { row, type Row } from '../../../bench/results/results.mts';

const AIM = '≤ 1.15';
const run = (ratios: Record<string, number | null>, aim: string | null = null): Row[] =>
	Object.entries(ratios).map(([name, ratio]) => row(`part/${name}/other`, 's', { ours: 1, ratio, aim }));

test('a difference is the larger ratio ÷ the smaller one, whichever run has it', () => {
	const found = differences(run({ a: 1.1, b: 1, c: 1, d: 1 }), run({ a: 1, b: 1.2, c: 2, d: 1 }));
	expect(found).toMatchObject({ ratios: 4, half: '10 %', most: '100 %', all: '100 %' });
});

test('half, nine of ten and all of the ratios stay within a difference', () => {
	const ratios = Array.from({ length: 10 }, (_, index) => [`row ${index}`, 1 + index / 100]);
	const found = differences(
		run(Object.fromEntries(ratios) as Record<string, number>),
		run(Object.fromEntries(ratios.map(([name]) => [name, 1])) as Record<string, number>),
	);
	expect(found).toMatchObject({ ratios: 10, half: '4 %', most: '8 %', all: '9 %' });
});

test('what only one run has, or has no ratio, does not count', () => {
	expect(differences(run({ a: 1, b: null, c: 3 }), run({ b: null, c: null, d: 1 }))).toEqual({
		...{ ratios: 0, half: '', most: '', all: '' },
		...{ judged: 0, otherwise: 0 },
	});
});

test.each([
	['both met', 1.1, 1, 0],
	['both missed', 1.3, 1.2, 0],
	['met, then missed', 1, 1.2, 1],
	['missed, then met', 1.2, 1, 1],
])('an aim that is %s', (_, before, now, otherwise) => {
	expect(differences(run({ a: now }, AIM), run({ a: before }, AIM))).toMatchObject({ judged: 1, otherwise });
});

test('an aim that only one run had is not judged otherwise', () => {
	const [aimed, free] = [run({ a: 1 }, AIM), run({ a: 1 })];
	expect(differences(aimed, free)).toMatchObject({ judged: 0, otherwise: 0 });
	expect(differences(free, aimed)).toMatchObject({ judged: 0, otherwise: 0 });
});
