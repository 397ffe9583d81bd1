import { lookUp } from '../../../nodes/shared/values/lookUp';

const table = { paid: 1, none: 0 };

test.each<[string | null | undefined, number | null]>([
	['paid', 1],
	['none', 0],
	['unpaid', null],
	['', null],
	[null, null],
	[undefined, null],
	...Object.getOwnPropertyNames(Object.prototype).map((name) => [name, null] as [string, null]),
])('%s', (word, entry) => expect(lookUp(table, word)).toBe(entry));
