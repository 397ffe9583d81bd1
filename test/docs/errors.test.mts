/** `docs/errors.md` lists every message in the source, and no others. */
import { readFileSync } from 'node:fs';
import { errorTexts } from '../support/errorTexts.mts';

const page = readFileSync('docs/errors.md', 'utf8');
const rows = [...page.matchAll(/^\| (?:<a id="([^"]+)"><\/a>)?`([^`]+)` +\| (.+?) +\| (.+?) +\|$/gm)];
const listed = rows.map(([, , message]) => message!);
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
	expect(rows.length).toBe(page.split('\n').filter((line) => /^\|[^|]*`/.test(line)).length);
	expect(rows.filter(([, , , cause, cure]) => cause.trim() === '' || cure.trim() === '')).toEqual([]);
});

/** The words of a message up to 60 characters. A further message with the same words gets its number. */
const anchorOf = (message: string, index: number): string => {
	const wordsOf = (text: string) => {
		const words = (
			text
				.toLowerCase()
				.replaceAll("'", '')
				.match(/[a-z0-9]+/g) ?? []
		).join('-');
		return words.length > 60 ? words.slice(0, words.lastIndexOf('-', 60)) : words;
	};
	const words = wordsOf(message);
	const number = listed.slice(0, index + 1).filter((other) => wordsOf(other) === words).length;
	return number > 1 ? `${words}-${number}` : words;
};

test('every row has an anchor of its words, so that a link can name it', () => {
	expect(rows.map(([, anchor]) => anchor)).toEqual(listed.map(anchorOf));
});

/** n8n repeats an error's title in a toast. Messages shown without further text are not in these sections. */
const WITH_DESCRIPTION = /^(An event that does not fit|Document|Choosing an invoice)/;

test('every message that has advice below it is a short title', () => {
	const sections = page.split(/^## /m).filter((section) => WITH_DESCRIPTION.test(section));
	expect(sections.length).toBeGreaterThan(4);
	const titles = sections.flatMap((section) =>
		[...section.matchAll(/^\| (?:<a \S+<\/a>)?`([^`]+)`/gm)].map(([, title]) => title),
	);
	expect(titles.length).toBeGreaterThan(80);
	expect(titles.filter((title) => title.length > 120)).toEqual([]);
});
