import { groupedBy } from '../../../nodes/shared/values/groups';

test('groups stand in the order of their first entries, and no entry is lost', () => {
	const groups = groupedBy([3, 10, 1, 20, 30], (number) => number < 10);
	expect([...groups]).toEqual([
		[true, [3, 1]],
		[false, [10, 20, 30]],
	]);
	expect(groupedBy([], String).size).toBe(0);
});
