/** A fault is reported once, with the numbers of all rules that it breaks. */
import { faultsOf } from '../../../../nodes/shared/validate/findings/faults';
import { EN16931_UBL } from '../../../../nodes/shared/validate/rules/en16931/ubl/set';
import { STRUCTURE_UBL } from '../../../../nodes/shared/validate/structure/structure';
import { validate } from '../../../../nodes/shared/validate/validate';
import { parseXml } from '../../../../nodes/shared/xml/parse';
import { CII, errorsOf, judge, UBL } from '../../../support/validate/documents.mts';

const parsed = async (xml: string) => {
	const result = await parseXml(Buffer.from(xml));
	if (!result.ok) throw new Error(result.error.message);
	return result.value;
};

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

test.each([
	[
		'a breakdown without its rate',
		UBL.replace(/(<cac:TaxCategory><cbc:ID>S<\/cbc:ID>)<cbc:Percent>19<\/cbc:Percent>/, '$1'),
		['BR-48', 'BR-DE-14'],
	],
	[
		'wrong VAT in a breakdown of UBL',
		UBL.replace(/(<cac:TaxSubtotal>[^]*?<cbc:TaxAmount currencyID="EUR">)19.00/, '$129.00'),
		['BR-S-09', 'BR-CO-17'],
	],
	[
		'wrong VAT in a breakdown of CII',
		CII.replace('<ram:CalculatedAmount>19.00', '<ram:CalculatedAmount>29.00'),
		['BR-S-09', 'BR-CO-17'],
	],
	['a line without a price', UBL.replace(/<cbc:PriceAmount[^/]*\/cbc:PriceAmount>/, ''), ['BR-26', 'BR-27']],
	[
		'a line without a VAT category',
		UBL.replace(/<cac:ClassifiedTaxCategory>.*<\/cac:ClassifiedTaxCategory>/, ''),
		['BR-CO-04', 'UBL-SR-48'],
	],
	[
		'a line without a quantity',
		UBL.replace(/<cbc:InvoicedQuantity.*?<\/cbc:InvoicedQuantity>/, ''),
		['BR-22', 'BR-23'],
	],
	[
		'no currency',
		UBL.replace('<cbc:DocumentCurrencyCode>EUR', '<cbc:DocumentCurrencyCode>'),
		['BR-05', 'BR-CL-04'],
	],
	[
		'no specification in CII',
		CII.replace(/<ram:Guideline.*?<\/ram:Guideline\w+>/, ''),
		['BR-01', 'CII-SR-009', 'CII-SR-010'],
	],
	['no breakdown', UBL.replace(/<cac:TaxSubtotal>[^]*<\/cac:TaxSubtotal>/, ''), ['BR-CO-18', 'BR-S-01']],
])('%s is one fault', (_what, xml, rules) => {
	expect(errorsOf(xml, 'xrechnung')).toEqual(expect.arrayContaining(rules));
	const found = faultsOf(judge(xml, 'xrechnung')!.errors).filter(({ rule, also }) =>
		rules.some((one) => [rule, ...also].includes(one)),
	);
	expect(found).toHaveLength(1);
	expect(found[0]!.rule).toBe(rules[0]);
	expect([found[0]!.rule, ...found[0]!.also]).toEqual(expect.arrayContaining(rules));
});

test('a total that is missing is one fault, which says what it should be', () => {
	const xml = UBL.replace(/<cbc:TaxExclusiveAmount.*?<\/cbc:TaxExclusiveAmount>/, '');
	const [fault] = faultsOf(judge(xml)!.errors).filter(({ rule }) => rule === 'BR-13');
	expect(fault).toMatchObject({
		message: 'The total without VAT (BT-109) is missing: it should be 100.00',
		also: ['BR-CO-13'],
	});
});

test('what is given more than once is said once, in the words of the norm', async () => {
	const xml = UBL.replace('<cbc:CompanyID>DE123456789</cbc:CompanyID>', '$&$&');
	const { errors } = await validate(await parsed(xml), [STRUCTURE_UBL, EN16931_UBL]);
	const found = faultsOf(errors).filter(({ message }) => /more than once|only once/.test(message));
	expect(found).toMatchObject([{ rule: 'UBL-SR-12', also: expect.arrayContaining(['UBL-2.1']) }]);
});

test('what the schema requires and a rule names is said once, by the rule', async () => {
	const xml = UBL.replace(
		'<cac:AccountingSupplierParty>',
		'<cac:AdditionalDocumentReference><cbc:DocumentDescription>x</cbc:DocumentDescription></cac:AdditionalDocumentReference>$&',
	);
	const { errors } = await validate(await parsed(xml), [STRUCTURE_UBL, EN16931_UBL]);
	expect(faultsOf(errors).map(({ rule, also }) => [rule, ...also])).toEqual([['BR-52', 'UBL-2.1']]);
});

test('many faults at one place are compared in linear time', () => {
	const looksFor = (count: number): number => {
		const list = Array.from({ length: count }, (_, index) => ({
			...{ rule: `X-${index}`, severity: 'fatal' as const, path: `/a[${index}]`, field: null, value: null },
			message: `It is allowed only once (${index})`,
		}));
		const test = jest.spyOn(RegExp.prototype, 'test');
		try {
			expect(faultsOf(list)).toHaveLength(count);
			return test.mock.calls.length;
		} finally {
			test.mockRestore();
		}
	};
	expect(looksFor(400) / looksFor(200)).toBeLessThan(2.5);
});

test.each(['only once', 'more than once'])('a line named "%s" by the sender hides no fault', async (name) => {
	const QUANTITY = '<cbc:InvoicedQuantity unitCode="C62">1</cbc:InvoicedQuantity>';
	const faultsIn = async (id: string) => {
		const xml = UBL.replace(/(<cac:InvoiceLine>\s*<cbc:ID>)1/, `$1${id}`).replace(
			QUANTITY,
			QUANTITY.replace('C62', 'XX9') + QUANTITY,
		);
		const { errors } = await validate(await parsed(xml), [STRUCTURE_UBL, EN16931_UBL]);
		return faultsOf(errors).map(({ rule, also }) => [rule, ...also]);
	};
	const found = await faultsIn(name);
	expect(found).toEqual(await faultsIn('1'));
	expect(found).toEqual(expect.arrayContaining([['BR-CL-23'], ['UBL-2.1']]));
});

test('what the sender wrote is no cause and no amount', () => {
	const finding = (rule: string, message: string) => ({
		...{ rule, message, path: '/a', severity: 'fatal' as const, field: null, value: null },
	});
	const lacking = [finding('X-1', 'Line " lacks cbc:ID,": It is wrong'), finding('BR-52', 'It has none')];
	expect(faultsOf(lacking)).toHaveLength(2);
	const sum = 'Line ": it should be 1 €": The sum is wrong: it should be 5.00, but is missing';
	expect(faultsOf([finding('BR-13', 'The total is missing'), finding('BR-CO-13', sum)])).toMatchObject([
		{ message: 'The total is missing: it should be 5.00' },
	]);
});
