import { lookUp } from '../../../nodes/shared/values/lookUp';

const table = { paid: 1, none: 0 };

test.each([
	['paid', 1],
	['none', 0],
	['unpaid', null],
	['', null],
	[null, null],
	[undefined, null],
	...Object.getOwnPropertyNames(Object.prototype).map((name) => [name, null] as const),
])('%s', (word, entry) => expect(lookUp(table, word)).toBe(entry));
