import type { Explanation } from '../../rule';
import { COUNTRY_EXPLANATIONS } from './countries/explanations';

type Entry = readonly [message: string, field?: string];

const FOR_ALLOWANCES = 'of an allowance or charge';

/** Without a field here, it is the one of the element: an allowance may be of the invoice or of a line. */
const GENERAL: Readonly<Record<string, Entry>> = {
	R001: [
		'The business process (BT-23) is missing: Peppol needs urn:fdc:peppol.eu:2017:poacc:billing:01:1.0',
		'references.process',
	],
	R002: [
		'There is more than one note (BT-22): put them into one, unless seller and buyer are German',
		'note',
	],
	R003: [
		'The reference of the buyer (BT-10) or the number of the order (BT-13) is missing',
		'orderReference',
	],
	R004: [
		"The specification (BT-24) does not begin as Peppol's does: urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0",
		'references.specification',
	],
	R005: [
		'The currency of VAT accounting (BT-6) is the currency of the invoice: leave it out',
		'references.taxCurrency',
	],
	R007: [
		'The business process (BT-23) is not in the form urn:fdc:peppol.eu:2017:poacc:billing:NN:1.0',
		'references.process',
	],
	R008: ['There is an empty element: fill it or leave it out'],
	R010: ['The electronic address of the buyer (BT-49) is missing', 'references.buyerElectronicAddress'],
	R020: ['The electronic address of the seller (BT-34) is missing', 'references.sellerElectronicAddress'],
	R040: [`The amount ${FOR_ALLOWANCES} is not its base × percentage ÷ 100`],
	R041: [`The base amount ${FOR_ALLOWANCES} is missing, though there is a percentage`],
	R042: [`The percentage ${FOR_ALLOWANCES} is missing, though there is a base amount`],
	R043: ['Whether it is a charge must be written true or false'],
	R044: ['The price has a charge: only a discount is allowed there', 'lines[].unitPrice'],
	R046: [
		'The net price (BT-146) is not the gross price (BT-148) − the discount (BT-147)',
		'lines[].unitPrice',
	],
	R051: [
		'An amount is not in the currency of the invoice (BT-5); only the total VAT in accounting currency may be',
		'currency',
	],
	R053: ['The total VAT with its breakdown must be given once', 'totals.tax'],
	R054: [
		'The total VAT in accounting currency (BT-111) must be there if that currency (BT-6) is given, and only then',
		'references.taxTotalInTaxCurrency',
	],
	R055: [
		'The total VAT in accounting currency (BT-111) does not have the same sign as the total VAT (BT-110)',
		'references.taxTotalInTaxCurrency',
	],
	R061: [
		'Payment is by direct debit, but the reference of the mandate (BT-89) is missing',
		'references.mandate',
	],
	R080: ['A credit note names more than one project (document type 50): keep only one', 'references.project'],
	R100: ['A line names more than one object (BT-128): keep only one', 'lines[].description'],
	R101: [
		'A document that a line names must be of type 130, the object invoiced (BT-128)',
		'lines[].description',
	],
	R110: ['The period of a line begins before the period of the invoice', 'lines[].periodStart'],
	R111: ['The period of a line ends after the period of the invoice', 'lines[].periodEnd'],
	R120: [
		'The net amount of a line (BT-131) is not quantity × net price ÷ base quantity + charges − allowances',
		'lines[].net',
	],
	R121: ['The base quantity of the price (BT-149) must be more than 0', 'lines[].unitPrice'],
	R130: [
		'The unit of the base quantity (BT-150) differs from the unit of the quantity (BT-130)',
		'lines[].unit',
	],
	F001: ['A date is not in the form YYYY-MM-DD'],
	CL001: [
		'The type of an attached file is not one that Peppol accepts: PDF, PNG, JPEG, CSV, XLSX or ODS',
		'references.supportingDocuments',
	],
	CL002: ['The reason of an allowance is not a code of UNTDID 5189'],
	CL003: ['The reason of a charge is not a code of UNTDID 7161'],
	CL006: [
		'The date that VAT is due by (BT-8) is not a code of UNTDID 2005: 3, 35 or 432',
		'references.taxPointDateCode',
	],
	CL007: ['A currency is not a code of ISO 4217', 'currency'],
	CL008: [
		'The scheme before an electronic address (BT-34, BT-49) is not one that Peppol accepts, such as 0088 for a GLN or 9930 for a German VAT number: an email address (EM) is not',
	],
	P0100: ['Peppol does not allow this kind of invoice (BT-3)', 'kind'],
	P0101: ['Peppol does not allow this kind of credit note (BT-3)', 'kind'],
	P0104: ['The reason VATEX-EU-G needs the VAT category G (export)', 'taxes[].category'],
	P0105: ['The reason VATEX-EU-O needs the VAT category O (not subject to VAT)', 'taxes[].category'],
	P0106: ['The reason VATEX-EU-IC needs the VAT category K (within the EU)', 'taxes[].category'],
	P0107: ['The reason VATEX-EU-AE needs the VAT category AE (reverse charge)', 'taxes[].category'],
	P0108: ['The reason VATEX-EU-D needs the VAT category E (exempt)', 'taxes[].category'],
	P0109: ['The reason VATEX-EU-F needs the VAT category E (exempt)', 'taxes[].category'],
	P0110: ['The reason VATEX-EU-I needs the VAT category E (exempt)', 'taxes[].category'],
	P0111: ['The reason VATEX-EU-J needs the VAT category E (exempt)', 'taxes[].category'],
	P0112: ['The kinds of invoice 326 and 384 are only for invoices from Germany to Germany', 'kind'],
};

const IDENTIFIERS: Readonly<Record<string, Entry>> = {
	R040: ['A GLN (scheme 0088) has a wrong check digit'],
	R041: [
		'A Norwegian organisation number (scheme 0192) does not have nine digits, or has a wrong check digit',
	],
	R042: ['A Danish CVR number (scheme 0184) does not have eight digits, with or without DK before them'],
	R043: ['A Belgian enterprise number (scheme 0208) does not have ten digits, or has wrong check digits'],
	R044: ['The code of an Italian public office (scheme 0201) does not have six letters or digits'],
	R045: [
		'An Italian tax code (scheme 0210) has neither the form of a person (16 characters) nor of a company (11 digits)',
	],
	R046: [
		'An Italian tax code (scheme 9907) has neither the form of a person (16 characters) nor of a company (11 digits)',
	],
	R047: ['An Italian VAT number (scheme 0211) is not IT and 11 digits, or has a wrong check digit'],
	R049: ['A Swedish organisation number (scheme 0007) does not have ten digits, or has a wrong check digit'],
	R050: [
		'An Australian business number (scheme 0151) does not have eleven digits, or has wrong check digits',
	],
};

/** The meaning of a rule of Peppol, except for the German ones; null for any other rule. */
export function explainPeppol(rule: string): Explanation | null {
	const entry = rule.startsWith('PEPPOL-EN16931-')
		? GENERAL[rule.slice('PEPPOL-EN16931-'.length).replace(/^(R043)-[12]$/, '$1')]
		: rule.startsWith('PEPPOL-COMMON-')
			? IDENTIFIERS[rule.slice('PEPPOL-COMMON-'.length)]
			: COUNTRY_EXPLANATIONS[rule];
	if (entry === undefined) return null;
	const [message, field] = entry;
	return field === undefined ? { message } : { message, field };
}
