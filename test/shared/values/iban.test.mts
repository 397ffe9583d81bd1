import fc from 'fast-check';
import { hasCheckDigits, ibanOf, isIban } from '../../../nodes/shared/values/iban';

/** Samples that banks publish; the shortest (Norway) and the longest (Malta) country among them. */
const IBANS = [
	'DE89370400440532013000',
	'GB82WEST12345698765432',
	'NO9386011117947',
	'MT84MALT011000012345MTLCAST001S',
];

it.each(IBANS)('%s', (iban) => {
	expect([isIban(iban), ibanOf(iban)]).toEqual([true, iban]);
});

test('blanks and lower case, as people type them', () => {
	expect(ibanOf(' de89 3704 0044 0532\t0130\u00a000 ')).toBe(IBANS[0]);
});

test.each([
	['wrong check digits', 'DE88370400440532013000'],
	['no country', '89370400440532013000'],
	['another script', 'DE８9370400440532013000'],
	['nothing', ''],
	['text around it', 'IBAN DE89370400440532013000'],
	['no account', 'AA75'],
])('no IBAN: %s', (_what, text) => {
	expect(ibanOf(text)).toBeNull();
});

test('BR-DE-19 also allows no account, and lower case letters, which need other check digits', () => {
	const texts = ['AA75', 'GB82WEST12345698765432', 'GB82west12345698765432', 'GB53west12345698765432'];
	expect(texts.filter(isIban)).toEqual(['AA75', 'GB82WEST12345698765432', 'GB53west12345698765432']);
});

test('a creditor reference has the same check digits (ISO 11649)', () => {
	expect(hasCheckDigits('RF18539007547034')).toBe(true);
	expect(hasCheckDigits('RF19539007547034')).toBe(false);
});

test('another digit is noticed at any place', () => {
	fc.assert(
		fc.property(fc.constantFrom(...IBANS), fc.nat(40), fc.integer({ min: 1, max: 9 }), (iban, place, by) => {
			const at = place % iban.length;
			fc.pre(/[0-9]/.test(iban[at]!));
			const changed = `${iban.slice(0, at)}${(Number(iban[at]) + by) % 10}${iban.slice(at + 1)}`;
			expect([isIban(changed), ibanOf(changed)]).toEqual([false, null]);
		}),
	);
});

test('there is an answer for every text', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			expect(typeof isIban(text)).toBe('boolean');
			expect(ibanOf(text)).toBeNull();
		}),
	);
});
