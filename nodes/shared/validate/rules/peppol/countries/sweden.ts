import { isSwedishNumber } from '../../../../values/checkDigits';
import { normalizeSpace } from '../../../xpath/cast';
import type { Node } from '../../../xpath/node';
import { contextWhen, fatal, warning, type Context, type Pattern } from '../../../rule';
import { hasSwedishBuyer, hasSwedishSeller, hasSwedishTaxpayer, isSwedish } from '../parties';
import { COUNTRY, isNumeric, never, numbersOf, single, SUPPLIER, numberOrNaN, vatSchemes } from '../shapes';

const RATES = [25, 12, 6];
const LEGAL_ENTITY = `${SUPPLIER}/cac:PartyLegalEntity`;

const vatNumber = (party: Node): string => single(party, numbersOf(vatSchemes(party)));

/** A non-VAT tax registration of a Swedish seller with an organization number. */
const isOtherTax = (at: Node): boolean => {
	const { parent: scheme } = at;
	const party = scheme?.parent ?? null;
	if (scheme === null || party === null) return false;
	return (
		party.equals(COUNTRY, 'SE') &&
		party.has('cac:PartyLegalEntity/cbc:CompanyID') &&
		scheme.normal('cac:TaxScheme/cbc:ID').toUpperCase() !== 'VAT'
	);
};

/** A context for accounts of one of the two Swedish clearing systems. */
const accounts = (branch: string, rules: Context['rules']): Context =>
	contextWhen(
		'cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID',
		(at) =>
			hasSwedishSeller(at) &&
			at.normal('../../cbc:PaymentMeansCode') === '30' &&
			at.normal('../../cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID') === branch,
		rules,
	);

const isNumericAccount = (at: Node): boolean => isNumeric(normalizeSpace(at.value));
const hasLength = (min: number, max: number) => (at: Node) => {
	const { length } = normalizeSpace(at.value);
	return length >= min && length <= max;
};

export const sweden: Pattern = [
	contextWhen(SUPPLIER, isSwedish, [
		fatal(
			'SE-R-001',
			(at) => normalizeSpace(vatNumber(at)).length === 14,
			'cac:PartyTaxScheme/cbc:CompanyID',
		),
		fatal('SE-R-002', (at) => isNumeric(vatNumber(at).slice(2, 14)), 'cac:PartyTaxScheme/cbc:CompanyID'),
	]),
	contextWhen(LEGAL_ENTITY, (at) => at.equals(`../${COUNTRY}`, 'SE') && at.has('cbc:CompanyID'), [
		fatal('SE-R-003', (at) => isNumeric(at.text('cbc:CompanyID')), 'cbc:CompanyID'),
		fatal('SE-R-004', (at) => at.normal('cbc:CompanyID').length === 10, 'cbc:CompanyID'),
		fatal('SE-R-013', (at) => isSwedishNumber(at.normal('cbc:CompanyID')), 'cbc:CompanyID'),
	]),
	contextWhen(`${SUPPLIER}/cac:PartyTaxScheme/cbc:CompanyID`, isOtherTax, [
		fatal('SE-R-005', (at) => normalizeSpace(at.value.toUpperCase()) === 'GODKÄND FÖR F-SKATT'),
	]),
	contextWhen(
		'cac:TaxCategory | cac:ClassifiedTaxCategory',
		(at) => at.equals('cbc:ID', 'S') && hasSwedishTaxpayer(at),
		[fatal('SE-R-006', (at) => RATES.includes(numberOrNaN(at.text('cbc:Percent'))), 'cbc:Percent')],
	),
	accounts('SE:PLUSGIRO', [warning('SE-R-007', isNumericAccount), warning('SE-R-010', hasLength(2, 8))]),
	accounts('SE:BANKGIRO', [warning('SE-R-008', isNumericAccount), warning('SE-R-009', hasLength(7, 8))]),
	never(
		'cac:PaymentMeans',
		(at) => hasSwedishSeller(at) && at.equals('cbc:PaymentMeansCode', '50', '56'),
		(test) => warning('SE-R-011', test, 'cbc:PaymentMeansCode'),
	),
	never(
		'cac:PaymentMeans',
		(at) => hasSwedishSeller(at) && hasSwedishBuyer(at) && at.equals('cbc:PaymentMeansCode', '31'),
		(test) => warning('SE-R-012', test, 'cbc:PaymentMeansCode'),
	),
];
