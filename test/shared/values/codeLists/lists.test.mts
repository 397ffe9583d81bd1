/** The code lists of EN 16931 contain no more codes than the reader recognizes or distinguishes. */
import { kindOf } from '../../../../nodes/shared/einvoice/en16931/documentKind';
import { Findings } from '../../../../nodes/shared/invoice/findings';
import { codesOf } from '../../../../nodes/shared/values/codeLists/codeList';
import {
	CHARGE_REASONS,
	COUNTRIES_OF_BOTH,
	CREDIT_NOTE_TYPES,
	CURRENCIES,
	INVOICE_TYPES,
	UNITS,
} from '../../../../nodes/shared/values/codeLists/lists';
import { alpha2, countryOfNorm } from '../../../../nodes/shared/values/countries';
import { currencyCode } from '../../../../nodes/shared/values/currencies';

test('countries, which are written as they were read', () => {
	// Besides the common ones, UBL's list and CII's have one more each.
	const countries = [...codesOf(COUNTRIES_OF_BOTH), 'SS', 'AN'];
	expect(countries.length).toBeGreaterThan(250);
	expect(countries.filter((code) => countryOfNorm(alpha2(code) ?? '') !== code)).toEqual([]);
});

test('currencies', () => {
	const currencies = [...codesOf(CURRENCIES)];
	expect(currencies.length).toBeGreaterThan(170);
	expect(currencies.filter((code) => currencyCode(code) !== code)).toEqual([]);
});

test.each([
	['invoice', INVOICE_TYPES],
	['creditNote', CREDIT_NOTE_TYPES],
] as const)('types of %s', (root, list) => {
	for (const code of codesOf(list)) {
		const findings = new Findings();
		expect([code, kindOf(code, root, findings), findings.issues]).toEqual([
			code,
			root === 'creditNote' ? 'creditNote' : expect.stringMatching(/^(invoice|corrective|proForma)$/),
			[],
		]);
	}
});

test.each([
	['charge reasons', CHARGE_REASONS, ['ADC', 'ADE', 'CAB', 'CAD'], ['ADD', 'CAC']],
	['units', UNITS, ['XON', 'XOP', 'XPL', 'XPN'], ['XOO', 'XPM']],
] as const)('gaps in runs of %s stay gaps', (_name, list, present, absent) => {
	const codes = codesOf(list);
	expect(present.filter((code) => !codes.has(code))).toEqual([]);
	expect(absent.filter((code) => codes.has(code))).toEqual([]);
});
