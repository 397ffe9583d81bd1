/** A fault is reported once, with the numbers of all rules that it breaks. */
import { faultsOf } from '../../../../nodes/shared/validate/findings/faults';
import { CII, judge, UBL } from '../../../support/validate/documents.mts';

const faults = (xml: string) => faultsOf(judge(xml)!.errors).map(({ rule, also }) => [rule, ...also]);

test('what is no number is one fault, and no finding is lost', () => {
	const xml = UBL.replace('EUR">119.00</cbc:PayableAmount>', 'EUR">1.19E2</cbc:PayableAmount>');
	const rules = judge(xml)!.errors.map(({ rule }) => rule);
	expect(rules.length).toBeGreaterThan(1);
	expect(faults(xml)).toEqual([rules]);
});

test.each([
	['UBL', UBL.replaceAll('>119.00<', '>119.005<')],
	['CII', CII.replaceAll('>119.00<', '>119.005<')],
])('a wrong sum that has too many digits is two faults in %s', (_syntax, xml) => {
	const found = faults(xml);
	expect(found.flat()).toEqual(expect.arrayContaining(['BR-CO-15', 'BR-DEC-14', 'BR-DEC-18']));
	expect(found.find((rules) => rules.includes('BR-CO-15'))).not.toContain('BR-DEC-14');
});

test('rules with the same sentence are one fault at one place, and two at two', () => {
	const item = `<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:Amount currencyID="EUR">0.00</cbc:Amount></cac:AllowanceCharge>`;
	const xml = UBL.replace('<cac:TaxTotal>', `${item}${item}<cac:TaxTotal>`);
	expect(faults(xml).filter((rules) => rules.includes('BR-33'))).toEqual([
		['BR-33', 'BR-CO-21'],
		['BR-33', 'BR-CO-21'],
	]);
});
