/** A wrongly declared namespace is one finding, whatever it contains. */
import { validateFile } from '../../../../nodes/shared/einvoice/validate';
import { CII, UBL } from '../../../support/validate/documents.mts';

const OLD_CAC = 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-1';
const CAC = 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2';
const CBC = 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2';
const RAM = 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100';
const OLD_RAM = RAM.replace(/100$/, '12');
const RSM = 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100';
const OLD_RSM = 'urn:ferd:CrossIndustryDocument:invoice:1p0';

async function errorsOf(xml: string) {
	const validated = await validateFile(Buffer.from(xml), 'claimed');
	if (!validated.ok) throw new Error(validated.error.message);
	expect(validated.value.validation.valid).toBe(false);
	return validated.value.validation.errors;
}

const sentence = (name: string, written: string, wanted: string) =>
	new RegExp(`^The element ${name} is in ${written}, .*: .* has it in "${wanted}"$`);

test.each([
	['all aggregates', UBL.replace(CAC, OLD_CAC), 'AccountingSupplierParty', `the namespace "${OLD_CAC}"`, CAC],
	['all texts', UBL.replace(CBC, 'urn:cbc'), 'CustomizationID', 'the namespace "urn:cbc"', CBC],
	[
		'one aggregate',
		UBL.replace('<cac:InvoiceLine>', '<cac:InvoiceLine xmlns:cac="urn:x">'),
		'InvoiceLine',
		'the namespace "urn:x"',
		CAC,
	],
	[
		'no namespace',
		UBL.replace('<cac:TaxTotal>', '<TaxTotal xmlns="">').replace('</cac:TaxTotal>', '</TaxTotal>'),
		'TaxTotal',
		'no namespace',
		CAC,
	],
	[
		'all of CII',
		CII.replace(RAM, `${RAM}1`),
		'GuidelineSpecifiedDocumentContextParameter',
		`the namespace "${RAM}1"`,
		RAM,
	],
	[
		'all of CII, in the namespace of ZUGFeRD 1.0',
		CII.replace(RAM, OLD_RAM),
		'GuidelineSpecifiedDocumentContextParameter',
		`the namespace "${OLD_RAM}"`,
		RAM,
	],
	[
		'the groups of CII, in the namespace of ZUGFeRD 1.0',
		CII.replaceAll(/(<\/?)rsm:(?!CrossIndustryInvoice)/g, '$1o:').replace(
			'xmlns:rsm',
			`xmlns:o="${OLD_RSM}" $&`,
		),
		'ExchangedDocumentContext',
		`the namespace "${OLD_RSM}"`,
		RSM,
	],
])('%s', async (_, xml, name, written, wanted) => {
	const errors = await errorsOf(xml);
	expect(errors).toHaveLength(1);
	expect(errors[0]?.message).toMatch(sentence(name, written, wanted));
});

test('an amount of CII in the namespace of ZUGFeRD 1.0 is an error, and replaces none', async () => {
	const foreign = `<o:GrandTotalAmount xmlns:o="${OLD_RAM}">1.00</o:GrandTotalAmount>`;
	const errors = await errorsOf(CII.replace('<ram:GrandTotalAmount>', `${foreign}$&`));
	expect(errors.map(({ rule }) => rule)).toEqual(['CII-D16B']);
	expect(errors[0]?.message).toMatch(sentence('GrandTotalAmount', `the namespace "${OLD_RAM}"`, RAM));
});

test('one text in another namespace leaves the rest to the rules', async () => {
	const xml = UBL.replace('<cbc:ID>INV-1</cbc:ID>', '<x:ID xmlns:x="urn:x">INV-1</x:ID>');
	const errors = await errorsOf(xml);
	expect(errors.map(({ rule }) => rule)).toEqual(['UBL-2.1', 'BR-02']);
});

test('an element that the schema does not have under any namespace is one of its own', async () => {
	const xml = UBL.replace('<cac:TaxTotal>', '<a xmlns="urn:x"/><b xmlns="urn:x"><c/></b><cac:TaxTotal>');
	const errors = await errorsOf(xml);
	expect(errors.map(({ path }) => path)).toEqual([
		"/ubl:Invoice/*[local-name()='a' and namespace-uri()='urn:x']",
		"/ubl:Invoice/*[local-name()='b' and namespace-uri()='urn:x']",
	]);
});
