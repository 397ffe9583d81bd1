import { extentOf, isAnyInOrder } from '../../../nodes/shared/validate/tests';

test.each([
	[['2026-01-02'], ['2026-01-01'], false],
	[['2026-01-02'], ['2026-01-02'], true],
	[['2026-01-09', '2026-01-02'], ['2026-01-01', '2026-01-03'], true],
	[['2026-01-09', '2026-01-08'], ['2026-01-01', '2026-01-03'], false],
	[[], ['2026-01-01'], false],
	[['2026-01-01'], [], false],
	[[''], [''], true],
])('one of %j is not after one of %j: %s', (some, others, expected) => {
	expect(isAnyInOrder(extentOf(some), extentOf(others))).toBe(expected);
	expect(some.some((one) => others.some((other) => one <= other))).toBe(expected);
});
