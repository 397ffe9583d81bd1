import { isGreekNumber } from '../../../../values/checkDigits';
import { normalizeSpace } from '../../../xpath/cast';
import type { Node } from '../../../xpath/node';
import { contextWhen, fatal, warning, type Pattern, type Rule } from '../../../rule';
import { customerCountry, ownSupplierCountry, supplierCountry } from '../parties';
import {
	COUNTRY,
	CUSTOMER,
	isNumeric,
	numbersOf,
	single,
	SUPPLIER,
	vatSchemes,
	vatSchemesNormalized,
} from '../shapes';

const isGreek = (country: string): boolean => country === 'GR' || country === 'EL';
const isGreekSender = (at: Node): boolean => isGreek(supplierCountry(at));
const isGreekBoth = (at: Node): boolean => isGreekSender(at) && isGreek(customerCountry(at));
/** The country is GR in addresses, whereas VAT numbers begin with EL. */
const hasGreekAddress = (at: Node): boolean =>
	isGreekSender(at) && at.document.root.equals(`${SUPPLIER}/${COUNTRY}`, 'GR');

const DATE = /^(0?[1-9]|[12][0-9]|3[01])[-\\/ ]?(0?[1-9]|1[0-2])[-\\/ ]?(19|20)[0-9]{2}/;
const DOCUMENT_TYPES = ['1.1', '1.6', '2.1', '2.4', '5.1', '5.2'];

/** The number of a Greek invoice has segments: tax number|date|branch|type|series|number. */
const segment = (at: Node, index: number): string => at.value.split('|')[index] ?? '';

function isTaxNumberOfSeller(at: Node): boolean {
	const number = segment(at, 0);
	const { root } = at.document;
	const parties = [...root.all(SUPPLIER), ...root.all('cac:TaxRepresentativeParty')];
	return (
		normalizeSpace(number).length === 9 &&
		isGreekNumber(number) &&
		parties.flatMap(vatSchemes).some((scheme) => scheme.text('cbc:CompanyID').slice(2, 11) === number)
	);
}

function isIssueDate(at: Node): boolean {
	const written = segment(at, 1);
	const [day, month, year] = written.split('/');
	const issued = at.document.root.text('cbc:IssueDate').split('-');
	return (
		normalizeSpace(written) !== '' &&
		DATE.test(written) &&
		day === issued[2] &&
		month === issued[1] &&
		year === issued[0]
	);
}

function isWholeNumber(at: Node): boolean {
	const text = segment(at, 2);
	if (normalizeSpace(text) === '' || !isNumeric(text)) return false;
	// A number with a fraction cannot be cast to `xs:integer`.
	if (!/^[ \t\r\n]*[+-]?[0-9]+[ \t\r\n]*$/.test(text)) at.document.stop('FORG0001', at);
	return Number(text) >= 0;
}

const documents = (at: Node, description: string): number =>
	at
		.all('cac:AdditionalDocumentReference')
		.filter((node) => node.equals('cbc:DocumentDescription', description)).length;
const MARK = '##M.AR.K##';
const URL = '##INVOICE|URL##';

/** Whether a party has exactly one VAT number, a Greek one. */
function hasGreekVatNumber(party: Node): boolean {
	const numbers = numbersOf(vatSchemesNormalized(party));
	return numbers.length === 1 && numbers.every(isGreekVatNumber);
}

const isGreekVatNumber = (number: string): boolean =>
	number.startsWith('EL') && isGreekNumber(number.slice(2));

const hasName = (at: Node): boolean => single(at, at.values('cac:PartyName/cbc:Name')) !== '';
const isGreekAddress = (at: Node): boolean => at.attribute('schemeID') === '9933' && isGreekNumber(at.value);

const numberRules: Rule[] = [
	fatal('GR-R-001-1', (at) => at.value !== '' && at.value.split('|').length === 6),
	fatal('GR-R-001-2', isTaxNumberOfSeller),
	fatal('GR-R-001-3', isIssueDate),
	fatal('GR-R-001-4', isWholeNumber),
	fatal('GR-R-001-5', (at) => DOCUMENT_TYPES.includes(segment(at, 3))),
	fatal('GR-R-001-6', (at) => segment(at, 4) !== ''),
	fatal('GR-R-001-7', (at) => segment(at, 5) !== ''),
];

export const greekSender: Pattern = [
	contextWhen('/ubl:Invoice/cbc:ID | /cn:CreditNote/cbc:ID', isGreekSender, numberRules),
	contextWhen(SUPPLIER, isGreekSender, [
		fatal('GR-R-002', hasName),
		warning('GR-S-011', hasGreekVatNumber, 'cac:PartyTaxScheme/cbc:CompanyID'),
	]),
	contextWhen(
		`${SUPPLIER}/cac:PartyTaxScheme/cbc:CompanyID`,
		(at) => isGreekSender(at) && at.normal('../cac:TaxScheme/cbc:ID') === 'VAT',
		[fatal('GR-R-003', (at) => isGreekVatNumber(at.value))],
	),
	contextWhen('/ubl:Invoice | /cn:CreditNote', hasGreekAddress, [
		fatal('GR-R-004-1', (at) => documents(at, MARK) === 1),
		warning('GR-S-008-1', (at) => documents(at, URL) === 1),
		fatal('GR-R-008-2', (at) => documents(at, URL) <= 1),
	]),
	contextWhen(
		'cac:AdditionalDocumentReference/cbc:ID',
		(at) => hasGreekAddress(at) && at.equals('../cbc:DocumentDescription', MARK),
		[fatal('GR-R-004-2', (at) => /^[1-9]/.test(at.value))],
	),
	contextWhen(
		'cac:AdditionalDocumentReference',
		(at) => isGreekSender(at) && at.equals('cbc:DocumentDescription', URL),
		[fatal('GR-R-008-3', (at) => at.normal('cac:Attachment/cac:ExternalReference/cbc:URI') !== '')],
	),
	contextWhen(CUSTOMER, isGreekSender, [fatal('GR-R-005', hasName)]),
	contextWhen(`${SUPPLIER}/cbc:EndpointID`, (at) => isGreek(ownSupplierCountry(at)), [
		fatal('GR-R-009', isGreekAddress),
	]),
];

export const greekBoth: Pattern = [
	contextWhen(CUSTOMER, isGreekBoth, [
		fatal('GR-R-006', hasGreekVatNumber, 'cac:PartyTaxScheme/cbc:CompanyID'),
	]),
	contextWhen(`${CUSTOMER}/cbc:EndpointID`, isGreekBoth, [fatal('GR-R-010', isGreekAddress)]),
];
