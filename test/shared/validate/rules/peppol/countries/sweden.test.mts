import { PEPPOL_UBL } from '../../../../../../nodes/shared/validate/rules/peppol/set';
import { brokenBy, ubl, wrap } from '../../../../../support/validate/snippets.mts';

const address = (country: string) => wrap('cac:PostalAddress/cac:Country/cbc:IdentificationCode', country);
const scheme = (number: string, tax = 'VAT') =>
	wrap('cac:PartyTaxScheme', `<cbc:CompanyID>${number}</cbc:CompanyID>${wrap('cac:TaxScheme/cbc:ID', tax)}`);
const entity = (number: string) => wrap('cac:PartyLegalEntity/cbc:CompanyID', number);
const SE = address('SE');
const VAT = scheme('SE556012579001');
const seller = (inner: string) => wrap('cac:AccountingSupplierParty/cac:Party', inner);
const buyer = (country: string) => wrap('cac:AccountingCustomerParty/cac:Party', address(country));

const swedish = async (body: string) =>
	(await brokenBy(PEPPOL_UBL, ubl(body))).filter((rule) => rule.startsWith('SE-R-'));

test.each([
	[SE + VAT, []],
	[SE + scheme('SE55601257900'), ['SE-R-001']],
	[SE + scheme('SE55601257900A'), ['SE-R-002']],
	[SE + scheme('SE5560'), ['SE-R-001']],
	[SE + scheme('DE1'), []],
	[address('NO') + scheme('SE5560'), []],
	[SE + entity('5560125790'), []],
	[SE + entity('5560125791'), ['SE-R-013']],
	[SE + entity('556012579'), ['SE-R-004', 'SE-R-013']],
	[SE + entity('556012-5790'), ['SE-R-003', 'SE-R-004', 'SE-R-013']],
	// The tenth digit is right; the eleventh is one too many.
	[SE + entity('55601257900'), ['SE-R-004']],
	[address('NO') + entity('1'), []],
	[SE + entity('5560125790') + scheme('Godkänd för F-skatt', 'TAX'), []],
	[SE + entity('5560125790') + scheme(' GODKÄND  FÖR F-SKATT ', 'TAX'), []],
	[SE + entity('5560125790') + scheme('F-skatt', 'TAX'), ['SE-R-005']],
	[SE + scheme('F-skatt', 'TAX'), []],
	[SE + entity('5560125790') + scheme('1', 'vat'), []],
])('The seller %#', async (inner, expected) => {
	expect(await swedish(seller(inner))).toEqual(expected);
});

test.each([
	['S', '25', []],
	['S', '12.00', []],
	['S', ' 6 ', []],
	['S', '19', ['SE-R-006']],
	['S', '', ['SE-R-006']],
	['E', '19', []],
])('The rate of %s: %j', async (category, rate, expected) => {
	const inner = `<cbc:ID>${category}</cbc:ID>${rate && wrap('cbc:Percent', rate)}`;
	for (const place of [
		'cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory',
		'cac:InvoiceLine/cac:Item/cac:ClassifiedTaxCategory',
	]) {
		expect(await swedish(seller(SE + VAT) + wrap(place, inner))).toEqual(expected);
		expect(await swedish(seller(SE) + wrap(place, inner))).toEqual([]);
	}
});

const means = (code: string, account = '', branch = '') =>
	wrap(
		'cac:PaymentMeans',
		`<cbc:PaymentMeansCode>${code}</cbc:PaymentMeansCode>` +
			wrap(
				'cac:PayeeFinancialAccount',
				wrap('cbc:ID', account) + wrap('cac:FinancialInstitutionBranch/cbc:ID', branch),
			),
	);
test.each([
	[means('30', '12', 'SE:PLUSGIRO'), []],
	[means('30', '12345678', ' SE:PLUSGIRO '), []],
	[means('30', '1', 'SE:PLUSGIRO'), ['SE-R-010']],
	[means('30', '123456789', 'SE:PLUSGIRO'), ['SE-R-010']],
	[means('30', '123-45', 'SE:PLUSGIRO'), ['SE-R-007']],
	[means('30', '1234567', 'SE:BANKGIRO'), []],
	[means('30', '123456', 'SE:BANKGIRO'), ['SE-R-009']],
	[means('30', '123-4567', 'SE:BANKGIRO'), ['SE-R-008']],
	[means('30', '1', 'NDEASESS'), []],
	[means('50', '1', 'SE:BANKGIRO'), ['SE-R-011']],
	[means('56'), ['SE-R-011']],
	[means('31'), ['SE-R-012']],
])('The payment %#', async (payment, expected) => {
	expect(await swedish(seller(SE) + buyer('SE') + payment)).toEqual(expected);
	const isDomestic = (rule: string) => rule === 'SE-R-012';
	expect(await swedish(seller(SE) + buyer('NO') + payment)).toEqual(
		expected.filter((rule) => !isDomestic(rule)),
	);
	expect(await swedish(seller(address('NO')) + buyer('SE') + payment)).toEqual([]);
});
