import fc from 'fast-check';
import { LocalFormat } from '../../../../../nodes/shared/einvoice/show/languages/localFormat';
import { LANGUAGES, languageOf } from '../../../../../nodes/shared/einvoice/show/languages/languages';
import { ENGLISH } from '../../../../../nodes/shared/einvoice/show/languages/english';
import { Font } from '../../../../../nodes/shared/pdf/write/font';
import { REGULAR } from '../../../../../nodes/shared/pdf/write/fonts/regular';

/** Words that are the same in several languages. */
const INTERNATIONAL = [
	'IBAN',
	'BIC',
	'E-Mail',
	'E-mail',
	'Date',
	'Description',
	'Notes',
	'Contract',
	'Project',
	'Taxes',
	'Bank',
	'Cheque',
];

const wordsOf = ({ labels, kinds, methods }: (typeof LANGUAGES)[number]) => [
	...Object.entries(labels),
	...Object.entries(kinds),
	...Object.entries(methods),
];

test('there are six, found by their codes; any other code is English', () => {
	expect(LANGUAGES.map(({ code }) => code)).toEqual(['nl', 'en', 'fr', 'de', 'it', 'es']);
	for (const language of LANGUAGES) expect(languageOf(language.code)).toBe(language);
	expect(languageOf('tlh')).toBe(ENGLISH);
	expect(languageOf(undefined)).toBe(ENGLISH);
});

describe.each(LANGUAGES.map((language) => [language.code, language] as const))('%s', (code, language) => {
	test('has a word of its own for everything, which the font of the drawn PDF can show', () => {
		const english = new Map(wordsOf(ENGLISH));
		const font = new Font(REGULAR);
		const words = wordsOf(language);
		expect(words.map(([name]) => name)).toEqual([...english.keys()]);
		for (const [name, word] of words) {
			expect(word).toMatch(/^\S.*\S$/);
			expect([...word].filter((character) => !font.has(character))).toEqual([]);
			if (code !== 'en' && !INTERNATIONAL.includes(word))
				expect(`${name} ${word}`).not.toBe(`${name} ${english.get(name)}`);
		}
		expect(font.has(language.thousands)).toBe(true);
	});

	test('writes amounts as the platform does, to the last digit', () => {
		const format = new Intl.NumberFormat(code, {
			minimumFractionDigits: 2,
			maximumFractionDigits: 20,
			useGrouping: 'always' as never,
		});
		const local = new LocalFormat(language, 'EUR');
		fc.assert(
			fc.property(fc.integer({ min: -1e15, max: 1e15 }), fc.constantFrom(0, 1, 2, 3), (digits, scale) => {
				const value = Number(`${digits}e-${scale}`);
				const expected = format.format(String(value) as never).replace(/\u202f/g, '\u00a0');
				expect(local.amount(value)).toBe(value === 0 ? expected.replace('-', '') : expected);
			}),
		);
	});

	test('writes dates as the platform does', () => {
		const platform = new Intl.DateTimeFormat(code === 'en' ? 'sv' : code, {
			...({ day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' } as const),
		});
		fc.assert(
			fc.property(
				fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
				(date) => {
					const written = new LocalFormat(language, null).date(date.toISOString().slice(0, 10));
					expect(written).toBe(platform.format(date));
				},
			),
		);
	});
});
