import { isNorwegianNumber } from '../../../../values/checkDigits';
import { normalizeSpace } from '../../../xpath/cast';
import type { Node } from '../../../xpath/node';
import { contextWhen, fatal, warning, type Pattern } from '../../../rule';
import { exists } from '../../../tests';
import { supplierCountry } from '../parties';
import { numbersOf, single, SUPPLIER, vatSchemesNormalized } from '../shapes';

const from = (country: string) => (at: Node) => supplierCountry(at) === country;

/** NO-R-001: a VAT number with the prefix NO contains a Norwegian organization number and ends with MVA. */
function isNorwegianVatNumber(party: Node): boolean {
	const schemes = vatSchemesNormalized(party);
	if (!schemes.some((scheme) => scheme.text('cbc:CompanyID').startsWith('NO'))) return true;
	const number = single(party, numbersOf(schemes));
	return /^[0-9]{9}MVA$/.test(number.slice(2)) && isNorwegianNumber(number.slice(2, 11));
}

export const norway: Pattern = [
	contextWhen(SUPPLIER, from('NO'), [
		warning('NO-R-002', (at) => {
			const schemes = at
				.all('cac:PartyTaxScheme')
				.filter((scheme) => scheme.normal('cac:TaxScheme/cbc:ID') === 'TAX');
			return normalizeSpace(single(at, numbersOf(schemes))) === 'Foretaksregisteret';
		}),
		fatal('NO-R-001', isNorwegianVatNumber, 'cac:PartyTaxScheme/cbc:CompanyID'),
	]),
];

export const italy: Pattern = [
	contextWhen(
		`${SUPPLIER}/cac:PartyTaxScheme`,
		(at) => from('IT')(at) && at.normal('cac:TaxScheme/cbc:ID') !== 'VAT',
		[fatal('IT-R-001', (at) => /^[A-Z0-9]{11,16}$/.test(at.normal('cbc:CompanyID')), 'cbc:CompanyID')],
	),
	contextWhen(SUPPLIER, from('IT'), [
		fatal('IT-R-002', exists('cac:PostalAddress/cbc:StreetName')),
		fatal('IT-R-003', exists('cac:PostalAddress/cbc:CityName')),
		fatal('IT-R-004', exists('cac:PostalAddress/cbc:PostalZone')),
	]),
];
