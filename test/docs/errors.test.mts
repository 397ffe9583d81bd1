/** `docs/errors.md` lists every message in the source, and no others. */
import { readFileSync } from 'node:fs';
import { errorTexts } from '../support/errorTexts.mts';

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

/** n8n repeats an error's title in a toast. Messages shown without further text are not in these sections. */
const WITH_DESCRIPTION = /^(An event that does not fit|Document|Choosing an invoice)/;

test('every message that has advice below it is a short title', () => {
	const sections = page.split(/^## /m).filter((section) => WITH_DESCRIPTION.test(section));
	expect(sections.length).toBeGreaterThan(4);
	const titles = sections.flatMap((section) =>
		[...section.matchAll(/^\| `([^`]+)`/gm)].map(([, title]) => title),
	);
	expect(titles.length).toBeGreaterThan(80);
	expect(titles.filter((title) => title.length > 120)).toEqual([]);
});
