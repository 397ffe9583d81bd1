import { readFileSync } from 'node:fs';
import currencyCodes from 'currency-codes';
import fc from 'fast-check';
import { currencyCode, currencyDigits } from '../../../nodes/shared/values/currencies';

/** The standard's own table (SIX, list one), as the package ships it. */
const listOne = new Map(
	readFileSync(require.resolve('currency-codes/iso-4217-list-one.xml'), 'utf8')
		.split('<CcyNtry>')
		.flatMap((entry) => {
			const code = /<Ccy>(\w{3})<\/Ccy>/.exec(entry)?.[1];
			const digits = /<CcyMnrUnts>(.+)<\/CcyMnrUnts>/.exec(entry)?.[1];
			return code && digits ? [[code, digits === 'N.A.' ? null : Number(digits)] as const] : [];
		}),
);
const newerOrWithdrawn = { XAD: 2, XCG: 2, HRK: 2, SLL: 2, ZWL: 2, CNH: 2, STD: 2 };

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const everyCode = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c)));

test('the table is list one of ISO 4217 and what is named beside it, and nothing else', () => {
	expect(listOne.size).toBeGreaterThan(170);
	const expected = new Map<string, number | null>([...listOne, ...Object.entries(newerOrWithdrawn)]);
	expect(
		Object.fromEntries(everyCode.filter(currencyCode).map((code) => [code, currencyDigits(code)])),
	).toEqual(Object.fromEntries(expected));
});

test('the package reads its list as we do, but for the units without digits', () => {
	for (const code of currencyCodes.codes()) {
		expect(currencyDigits(code) ?? 0).toBe(currencyCodes.code(code)?.digits);
	}
});

// Taken from the standard by hand: currencies that Intl and common tables get wrong.
test.each([
	['EUR', 2],
	['JPY', 0],
	['KRW', 0],
	['CLP', 0],
	['ISK', 0],
	['UGX', 0],
	['HUF', 2],
	['COP', 2],
	['IDR', 2],
	['TWD', 2],
	['IQD', 3],
	['KWD', 3],
	['BHD', 3],
	['TND', 3],
	['CLF', 4],
	['UYW', 4],
	['BGN', 2],
	['HRK', 2],
	['XCG', 2],
	['XAU', null],
	['XXX', null],
	['ZZZ', null],
	['', null],
])('%s has %p digits', (code, digits) => {
	expect(currencyDigits(code)).toBe(digits);
});

test('case does not matter, everything else does', () => {
	expect(currencyCode('eUr')).toBe('EUR');
	expect(currencyDigits('kwd')).toBe(3);
	for (const text of [
		'',
		'EU',
		'EURO',
		' EUR',
		'EUR ',
		'EUR\n',
		'uſd',
		'€',
		'978',
		'toString',
		'__proto__',
		'ZZZ',
	]) {
		expect(currencyCode(text)).toBeNull();
		expect(currencyDigits(text)).toBeNull();
	}
});

test('any text has a code of three letters or none', () => {
	fc.assert(
		fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 3 })), (text) => {
			const code = currencyCode(text);
			expect(code === null || (code === text.toUpperCase() && /^[A-Z]{3}$/.test(code))).toBe(true);
		}),
	);
});
