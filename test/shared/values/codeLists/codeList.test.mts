import fc from 'fast-check';
import { codesOf, next, writeCodes } from '../../../../nodes/shared/values/codeLists/codeList';
import * as lists from '../../../../nodes/shared/values/codeLists/lists';

const read = (codes: string) => [...codesOf({ source: '', codes })];

describe('codesOf', () => {
	it.each([
		['B C', ['B', 'C']],
		['1..3 8', ['1', '2', '3', '8']],
		['A9..A11', ['A9', 'A10', 'A11']],
		['0098..0101', ['0098', '0099', '0100', '0101']],
		['XAA..XAC', ['XAA', 'XAB', 'XAC']],
		['V-1A..V-1C V-X', ['V-1A', 'V-1B', 'V-1C', 'V-X']],
	])('reads %s', (codes, expected) => {
		expect(read(codes)).toEqual(expected);
	});

	it('ends a run that never reaches its end', () => {
		expect(read('A9..A1').length).toBeLessThanOrEqual(1001);
	});

	it('reads what writeCodes writes', () => {
		const code = fc.stringMatching(/^[A-Z0-9-]{0,6}[A-Y0-9]$/);
		const run = fc.tuple(code, fc.nat(12)).map(([first, length]) => {
			const codes = [first];
			while (codes.length <= length) codes.push(next(codes.at(-1)!));
			return codes.filter((text) => /^[A-Z0-9-]+$/.test(text));
		});
		fc.assert(
			fc.property(fc.array(run, { minLength: 1 }), (all) => {
				const codes = [...new Set(all.flat())];
				expect(read(writeCodes(codes, 40))).toEqual(codes);
			}),
		);
	});
});

describe('The code lists', () => {
	// The number of codes in the published lists.
	it.each([
		['CURRENCIES', 178],
		['COUNTRIES_OF_BOTH', 250],
		['UNITS', 2162],
		['INVOICE_TYPES', 50],
		['CREDIT_NOTE_TYPES', 11],
		['DOCUMENT_TYPES_CII', 62],
		['REFERENCE_QUALIFIERS', 818],
		['NOTE_SUBJECTS', 401],
		['ITEM_CLASSIFICATIONS', 185],
		['VAT_CATEGORIES', 10],
		['EXEMPTION_REASONS', 88],
		['CHARGE_REASONS', 178],
		['ALLOWANCE_REASONS', 19],
		['ICD', 243],
		['ADDRESS_SCHEMES', 104],
		['MIME_TYPES', 6],
	] as const)('%s has %i codes', (name, count) => {
		expect(codesOf(lists[name]).size).toBe(count);
	});

	it.each(Object.entries(lists))('%s names its source and holds codes alone', (_, list) => {
		expect(list.source).toMatch(/1\.3\.16|3\.0\.19/);
		const codes = read(list.codes);
		expect(codes.filter((code) => !/^[A-Za-z0-9./-]+$/.test(code))).toEqual([]);
	});

	it('is written as the script that renews it writes', () => {
		for (const list of Object.values(lists)) {
			expect(read(writeCodes(read(list.codes)))).toEqual(read(list.codes));
		}
	});
});
