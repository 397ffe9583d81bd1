/** `docs/errors.md` lists each message of the source, and none that is gone. */
import { readFileSync } from 'node:fs';
import { errorTexts } from './support/errorTexts.mts';

const page = readFileSync('docs/errors.md', 'utf8');
const rows = [...page.matchAll(/^\| `([^`]+)` +\| (.+?) +\| (.+?) +\|$/gm)];
const listed = rows.map(([, message]) => message);
const texts = errorTexts();

test('every message of the source has a row', () => {
	expect(texts.size).toBeGreaterThan(150);
	expect([...texts].filter(([text]) => !listed.includes(text))).toEqual([]);
});

test('every row is a message of the source, and stands there once', () => {
	expect(listed.filter((message) => !texts.has(message))).toEqual([]);
	expect(listed.filter((message, index) => listed.indexOf(message) !== index)).toEqual([]);
});

test('every row says what happened and what to do', () => {
	expect(rows.length).toBe(page.split('\n').filter((line) => line.startsWith('| `')).length);
	expect(rows.filter(([, , cause, cure]) => cause.trim() === '' || cure.trim() === '')).toEqual([]);
});
