import { arrived } from '../../../bench/n8n/arrived.mts';

const accepted = (...ids: string[]) => ids.map((id): [string, number] => [id, 200]);

test('one that was lost and one that was doubled do not cancel each other', () => {
	const found = arrived({
		answers: new Map(accepted('a', 'b')),
		completed: ['a', 'a'],
		unfinished: new Set(),
	});
	expect(found).toMatchObject({ lost: 1, doubled: 1 });
});

test('what is in an execution that has not ended is not lost', () => {
	const found = arrived({
		answers: new Map(accepted('a', 'b')),
		completed: ['a'],
		unfinished: new Set(['a', 'b']),
	});
	expect(found).toMatchObject({ lost: 0, unfinished: 1 });
});

test('what n8n refused is counted by its answer, and cannot be lost', () => {
	const answers = new Map<string, number | null>([
		['a', 500],
		['b', 500],
		['c', 503],
		['d', null],
		...accepted('e'),
	]);
	const { refused, lost, doubled } = arrived({ answers, completed: ['e', 'a'], unfinished: new Set(['b']) });
	expect([...refused]).toEqual([
		[500, 2],
		[503, 1],
		[null, 1],
	]);
	expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
});

test('events before the burst do not count', () => {
	const found = arrived({
		answers: new Map(accepted('a')),
		completed: ['warm', 'warm', 'a'],
		unfinished: new Set(['w']),
	});
	expect(found).toMatchObject({ lost: 0, doubled: 0, unfinished: 0 });
});
