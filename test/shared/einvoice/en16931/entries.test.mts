import fc from 'fast-check';
import { finish } from '../../../../nodes/shared/steps';
import {
	entriesByLine,
	entriesOfText,
	lineKeys,
	textOfEntries,
} from '../../../../nodes/shared/einvoice/en16931/entries';

const text = fc.string({ unit: fc.constantFrom('a', ':', ' ', '\n', '\t', '#', '1') });

test('whatever the entries are, they come back', () => {
	fc.assert(
		fc.property(fc.array(text, { minLength: 1 }), (entries) => {
			fc.pre(textOfEntries(entries) !== '');
			// Only the first line of an entry separates it from the one before.
			fc.pre(entries.every((entry) => !entry.startsWith('\t')));
			expect(entriesOfText(textOfEntries(entries))).toEqual(entries);
		}),
	);
});

test('whatever the numbers of lines are, each value comes back to its line', () => {
	fc.assert(
		fc.property(fc.array(fc.tuple(fc.option(text), fc.array(text)), { minLength: 1 }), (lines) => {
			const keys = lineKeys(lines.map(([id]) => ({ id })));
			expect(new Set(keys).size).toBe(lines.length);
			const entries = lines.flatMap(([, values], index) => values.map((value) => `${keys[index]}: ${value}`));
			const { values: known } = finish(entriesByLine(textOfEntries(entries)));
			lines.forEach(([, values], index) => expect(known.get(keys[index] ?? '') ?? []).toEqual(values));
		}),
	);
});

test.each([
	[
		['1', '2'],
		['1', '2'],
	],
	[
		['1', '1'],
		['#1', '#2'],
	],
	[
		[null, '#1', 'a b', 'a:b', 'x'],
		['#1', '#2', '#3', '#4', 'x'],
	],
	[
		['x'.repeat(30), 'x'.repeat(31)],
		['x'.repeat(30), '#2'],
	],
])('the lines %j are named %j', (ids, keys) => {
	expect(lineKeys(ids.map((id) => ({ id })))).toEqual(keys);
});

test('what has not the form of an entry is none', () => {
	expect(finish(entriesByLine('red\n\tblue\n1 red\n: x\n2: green'))).toEqual({
		values: new Map([['2', ['green']]]),
		formless: ['red\nblue', '1 red', ': x'],
	});
	expect(finish(entriesByLine(undefined))).toEqual({ values: new Map(), formless: [] });
});
