import { PEPPOL_UBL } from '../../../../../../nodes/shared/validate/rules/peppol/set';
import { brokenBy, ubl, wrap } from '../../../../../support/validate/snippets.mts';

const scheme = (number: string, tax = 'VAT') =>
	wrap('cac:PartyTaxScheme', `<cbc:CompanyID>${number}</cbc:CompanyID>${wrap('cac:TaxScheme/cbc:ID', tax)}`);
const country = (code: string) => wrap('cac:Country/cbc:IdentificationCode', code);
const of = async (prefix: string, inner: string) => {
	const rules = await brokenBy(PEPPOL_UBL, ubl(wrap('cac:AccountingSupplierParty/cac:Party', inner)));
	return rules.filter((rule) => rule.startsWith(prefix));
};

const REGISTER = scheme('Foretaksregisteret', 'TAX');
test.each([
	[scheme('NO974760673MVA') + REGISTER, []],
	[scheme('NO974760673MVA'), ['NO-R-002']],
	[scheme('NO974760673MVA') + REGISTER.replace('F', ' F'), []],
	[scheme('NO974760673MVA') + REGISTER.replace('F', 'f'), ['NO-R-002']],
	[scheme('NO974760674MVA') + REGISTER, ['NO-R-001']],
	[scheme('NO974760673') + REGISTER, ['NO-R-001']],
	// From the prefix NO, which is compared as written; the country of the address does not count.
	[scheme('no974760673') + REGISTER, []],
	[wrap('cac:PostalAddress', country('NO')) + scheme('SE1'), []],
	[wrap('cac:PostalAddress', country('NO')), ['NO-R-002']],
])('A Norwegian seller %#', async (inner, expected) => {
	expect(await of('NO-R-', inner)).toEqual(expected);
});

const ADDRESS = '<cbc:StreetName/><cbc:CityName/><cbc:PostalZone/>';
const italian = (address: string, rest = '') => wrap('cac:PostalAddress', address + country('IT')) + rest;
test.each([
	[italian(ADDRESS), []],
	[italian(ADDRESS.replace('<cbc:StreetName/>', '')), ['IT-R-002']],
	[italian(ADDRESS.replace('<cbc:CityName/>', '')), ['IT-R-003']],
	[italian(ADDRESS.replace('<cbc:PostalZone/>', '')), ['IT-R-004']],
	[italian(ADDRESS, scheme('ABCDEFGHIJ1', 'TAX')), []],
	[italian(ADDRESS, scheme('RSSMRA85T10A562S', 'TAX')), []],
	[italian(ADDRESS, scheme('ABCDEFGHIJ', 'TAX')), ['IT-R-001']],
	[italian(ADDRESS, scheme('RSSMRA85T10A562SX', 'TAX')), ['IT-R-001']],
	[italian(ADDRESS, scheme('abcdefghij1', 'TAX')), ['IT-R-001']],
	[italian(ADDRESS, scheme('IT1')), []],
	[italian('', scheme('FR1')), []],
])('An Italian seller %#', async (inner, expected) => {
	expect(await of('IT-R-', inner)).toEqual(expected);
});
