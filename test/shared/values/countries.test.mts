import fc from 'fast-check';
import iso from 'i18n-iso-countries';
import { alpha2 } from '../../../nodes/shared/values/countries';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const pairs = letters.flatMap((a) => letters.map((b) => a + b));
/** Only in the code lists of EN 16931. */
const OF_THE_NORM = { XI: 'XI', AN: 'AN', ANT: 'AN' };
const kosovo = { XK: 'XK', XKX: 'XK', XKK: 'XK' };

test('the table is that of i18n-iso-countries, and nothing else', () => {
	expect(Object.keys(iso.getAlpha2Codes()).length).toBe(250);
	const expected = { ...iso.getAlpha3Codes(), ...kosovo, ...OF_THE_NORM } as Record<string, string>;
	for (const code of Object.keys(iso.getAlpha2Codes())) expected[code] = code;

	const triples = pairs.flatMap((pair) => letters.map((letter) => pair + letter));
	const known = [...pairs, ...triples].filter((code) => alpha2(code) !== null);
	expect(Object.fromEntries(known.map((code) => [code, alpha2(code)]))).toEqual(expected);
});

test.each([
	['de', 'DE'],
	['DEU', 'DE'],
	['aut', 'AT'],
	['GBR', 'GB'],
	['AUS', 'AU'],
	['CHE', 'CH'],
	['XKX', 'XK'],
	['1A', 'XK'],
	['xi', 'XI'],
	['UK', null],
	['EL', null],
	['GER', null],
	['276', null],
	['', null],
	['D', null],
	['DE ', null],
	['DE\n', null],
	['ſe', null],
	['Germany', null],
	['toString', null],
])('%j is %p', (code, expected) => {
	expect(alpha2(code)).toBe(expected);
});

test('any text is a country of two letters or none, and a country is itself', () => {
	fc.assert(
		fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 3 })), (text) => {
			const country = alpha2(text);
			expect(country === null || (/^[A-Z]{2}$/.test(country) && alpha2(country) === country)).toBe(true);
		}),
	);
});
