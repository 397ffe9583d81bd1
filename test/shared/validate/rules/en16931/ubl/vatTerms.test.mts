/** With two tax schemes side by side, some official UBL rules fail to evaluate, so the document is not valid. */
import { judge, UBL } from '../../../../../support/validate/documents.mts';

const VAT = '<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>';
const OTHER = '<cac:TaxScheme><cbc:ID>LOC</cbc:ID></cac:TaxScheme>';

const at = (before: string, xml = UBL) => {
	const index = xml.indexOf(VAT, xml.indexOf(before));
	expect(index).toBeGreaterThan(0);
	return xml.slice(0, index) + OTHER + xml.slice(index);
};
/** The document with K instead of S. */
const ofK = UBL.replaceAll('<cbc:ID>S<', '<cbc:ID>K<').replaceAll('<cbc:Percent>19<', '<cbc:Percent>0<');
const representative = UBL.replace(
	'<cac:TaxTotal>',
	`<cac:TaxRepresentativeParty><cac:PartyName><cbc:Name>R</cbc:Name></cac:PartyName><cac:PostalAddress><cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode></cac:Country></cac:PostalAddress><cac:PartyTaxScheme><cbc:CompanyID>DE1</cbc:CompanyID>${VAT}</cac:PartyTaxScheme></cac:TaxRepresentativeParty><cac:TaxTotal>`,
);

test.each([
	['BR-CO-04', at('<cac:ClassifiedTaxCategory>')],
	['BR-56', at('<cac:TaxRepresentativeParty>', representative)],
	['BR-IC-02', at('DE987654321', ofK)],
	['BR-IC-02', at('DE123456789', ofK)],
])('%s has no answer', (rule, xml) => {
	const found = judge(xml)!;
	expect(found).toMatchObject({ valid: false, stopped: 'FORG0006' });
	expect(found.errors.map((error) => error.rule)).toContain(rule);
});

test('of the parties of an invoice with the standard rate, no rule asks that', () => {
	expect(judge(at('DE123456789'))).toMatchObject({ stopped: null });
	expect(judge(at('DE987654321'))).toMatchObject({ stopped: null });
});
