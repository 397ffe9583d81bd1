import type { Entry } from './entry';

const once = (what: string, field?: string): Entry => [
	`${what} is given more than once: keep only one`,
	field,
];

const positive = (what: string, field?: string): Entry => [
	`${what} has the VAT category L (IGIC of the Canary Islands): the official rule for CII asks for a rate of more than 0`,
	field,
];

/** CII-SR and some of CII-DT: number and form of elements, and where the CII rules require more than the norm. */
export const STRUCTURE_OF_CII: Readonly<Record<string, Entry>> = {
	'BR-AF-05': positive('The line', 'lines[].taxRate'),
	'BR-AF-06': positive('The allowance'),
	'BR-AF-07': positive('The charge'),
	'CII-SR-009': ['The group with the specification (BT-24) must be given exactly once'],
	'CII-SR-010': ['The specification (BT-24) must be given exactly once'],
	'CII-SR-014': ['The type of the document (BT-3) must be given exactly once', 'kind'],
	'CII-SR-046': [
		'The standard identifier of an item (BT-157) has no scheme, such as 0160 for a GTIN',
		'references.lineStandardIds',
	],
	'CII-SR-069': [
		'An attribute of an item (BG-32) must have exactly one name (BT-160)',
		'lines[].description',
	],
	'CII-SR-072': [
		'An attribute of an item (BG-32) must have exactly one value (BT-161)',
		'lines[].description',
	],
	'CII-SR-090': [
		'The country that an item comes from (BT-159) must be given exactly once',
		'lines[].description',
	],
	'CII-SR-439': ['The net price (BT-146) must be given exactly once', 'lines[].unitPrice'],
	'CII-SR-440': once('The discount of the price (BT-147)', 'lines[].unitPrice'),
	'CII-SR-441': once('The net price (BT-146)', 'lines[].unitPrice'),
	'CII-SR-455': once('The contact of the seller (BG-6)', 'seller.email'),
	'CII-SR-456': once('The contact of the buyer (BG-9)', 'buyer.email'),
	'CII-SR-459': once('The electronic address of the seller (BT-34)', 'references.sellerElectronicAddress'),
	'CII-SR-460': once('The electronic address of the buyer (BT-49)', 'references.buyerElectronicAddress'),
	'CII-SR-461': once('The date on which VAT becomes due (BT-7)', 'references.taxPointDate'),
	'CII-SR-462': [
		'The breakdowns have different codes of the date on which VAT becomes due (BT-8), but all must have the same',
		'references.taxPointDateCode',
	],
	'CII-SR-463': ['It does not say whether it is an allowance or a charge (ChargeIndicator)'],
	'CII-SR-467': [
		'The payments are of different kinds (BT-81), but all must be of the same',
		'payment.method',
	],
	'CII-SR-468': [
		'The payments are of different kinds in words (BT-82), but all must be of the same',
		'payment.method',
	],
	'CII-SR-469': once('The reference of the payment (BT-83)', 'payment.reference'),
	'CII-SR-470': [
		'Payment is by credit transfer, but the account to pay to (BT-84), such as an IBAN, is missing',
		'payment.iban',
	],
	'CII-SR-471': once('The rate of the allowance or charge'),
	'CII-SR-472': once('The VAT category of the allowance or charge (BT-95, BT-102)'),
	'CII-SR-473': once('The amount of the allowance or charge (BT-92, BT-99, BT-136, BT-141)'),
	'CII-DT-013': ['The attribute languageID of the document is not used: leave it out'],
	'CII-DT-014': ['The attribute languageLocaleID of the document is not used: leave it out'],
	'CII-DT-015': ['Only a supporting document (type 916) may have the place of a file (BT-124)'],
	'CII-DT-018': [
		'Only supporting documents have a type: 50 for a tender or lot, 130 for the invoiced object, else 916',
		'references.supportingDocuments',
	],
	'CII-DT-021': ['Only a supporting document (type 916) may have a description (BT-123)'],
	'CII-DT-022': ['Only a supporting document (type 916) may have a file (BT-125)'],
	'CII-DT-024': ['Only the invoiced object (type 130) may have a scheme (BT-18)'],
	'CII-DT-027': ['Only a preceding invoice may have a date (BT-26)'],
	'CII-DT-033': ['A quantity has a unit, but the quantities of the lines have none (BT-130)', 'lines[].unit'],
	'CII-DT-037': ['The kind of tax is not VAT'],
	'CII-DT-097': ['A date is not in the form YYYYMMDD, such as 20251231, which its format 102 means'],
};
