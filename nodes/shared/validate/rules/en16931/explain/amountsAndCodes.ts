import type { Entry } from './entry';

const decimals = (what: string, field: string): Entry => [
	`${what} has more than two digits after the point: round it to cents`,
	field,
];

/** BR-DEC: amounts in cents. */
export const DECIMALS: Readonly<Record<string, Entry>> = {
	'BR-DEC-01': decimals('The amount of the allowance (BT-92)', 'totals.discount'),
	'BR-DEC-02': decimals('The base amount of the allowance (BT-93)', 'totals.discount'),
	'BR-DEC-05': decimals('The amount of the charge (BT-99)', 'totals.charges'),
	'BR-DEC-06': decimals('The base amount of the charge (BT-100)', 'totals.charges'),
	'BR-DEC-09': decimals('The sum of the line amounts (BT-106)', 'totals.lines'),
	'BR-DEC-10': decimals('The total of allowances (BT-107)', 'totals.discount'),
	'BR-DEC-11': decimals('The total of charges (BT-108)', 'totals.charges'),
	'BR-DEC-12': decimals('The total without VAT (BT-109)', 'totals.net'),
	'BR-DEC-13': decimals('The total VAT (BT-110)', 'totals.tax'),
	'BR-DEC-14': decimals('The total with VAT (BT-112)', 'totals.gross'),
	'BR-DEC-15': decimals(
		'The total VAT in the accounting currency (BT-111)',
		'references.taxTotalInTaxCurrency',
	),
	'BR-DEC-16': decimals('The amount paid (BT-113)', 'totals.paid'),
	'BR-DEC-17': decimals('The rounding (BT-114)', 'totals.rounding'),
	'BR-DEC-18': decimals('The amount due (BT-115)', 'totals.due'),
	'BR-DEC-19': decimals('The taxable amount of the VAT category (BT-116)', 'taxes[].taxableAmount'),
	'BR-DEC-20': decimals('The VAT of the category (BT-117)', 'taxes[].taxAmount'),
	'BR-DEC-23': decimals('The amount of the line without VAT (BT-131)', 'lines[].net'),
	'BR-DEC-24': decimals('The amount of the allowance on the line (BT-136)', 'lines[].discount'),
	'BR-DEC-25': decimals('The base amount of the allowance on the line (BT-137)', 'lines[].discount'),
	'BR-DEC-27': decimals('The amount of the charge on the line (BT-141)', 'lines[].discount'),
	'BR-DEC-28': decimals('The base amount of the charge on the line (BT-142)', 'lines[].discount'),
};

const code = (what: string, list: string, field?: string): Entry => [
	`${what} is not one of the allowed codes: ${list}`,
	field,
];

const CURRENCIES = 'those of ISO 4217, such as EUR';
const COUNTRIES = 'those of ISO 3166-1, such as DE';
const IDENTIFIERS = 'those of ISO/IEC 6523, such as 0088 for a GLN';
const CATEGORIES = 'AE, B, E, G, K, L, M, O, S and Z (UNTDID 5305)';

/** BR-CL: codes. Without a field here, it is the one of the element, which may be in a line or in the header. */
export const CODES: Readonly<Record<string, Entry>> = {
	'BR-CL-01': code(
		'The type of the document (BT-3)',
		'those of UNTDID 1001 for invoices and credit notes, such as 380 and 381',
		'kind',
	),
	'BR-CL-03': code('The currency of the amount', CURRENCIES, 'currency'),
	'BR-CL-04': code('The currency of the invoice (BT-5)', CURRENCIES, 'currency'),
	'BR-CL-05': code('The accounting currency (BT-6)', CURRENCIES, 'references.taxCurrency'),
	'BR-CL-06': code(
		'The code of the date on which VAT becomes due (BT-8)',
		'3, 35 and 432 in UBL, 5, 29 and 72 in CII',
		'references.taxPointDateCode',
	),
	'BR-CL-07': code('The scheme of the invoiced object (BT-18, BT-128)', 'those of UNTDID 1153'),
	'BR-CL-08': code('The subject of the note (BT-21)', 'those of UNTDID 4451'),
	'BR-CL-10': code('The scheme of the identifier', IDENTIFIERS),
	'BR-CL-11': code('The scheme of the registration number', IDENTIFIERS),
	'BR-CL-13': code('The list of the classification of the item (BT-158)', 'those of UNTDID 7143'),
	'BR-CL-14': code('The country of the address', COUNTRIES),
	'BR-CL-15': code('The country that the item comes from (BT-159)', COUNTRIES),
	'BR-CL-16': code('The kind of payment (BT-81)', 'those of UNTDID 4461, such as 58', 'payment.method'),
	'BR-CL-17': code('The VAT category of the breakdown, an allowance or a charge', CATEGORIES),
	'BR-CL-18': code('The VAT category of a line or of the breakdown', CATEGORIES),
	'BR-CL-19': code('The reason of the allowance (BT-98, BT-140)', 'those of UNTDID 5189, such as 95'),
	'BR-CL-20': code('The reason of the charge (BT-105, BT-145)', 'those of UNTDID 7161, such as FC'),
	'BR-CL-21': code('The scheme of the standard identifier of the item (BT-157)', IDENTIFIERS),
	'BR-CL-22': code('The reason for an exemption from VAT (BT-121)', 'the VATEX codes, such as VATEX-EU-AE'),
	'BR-CL-23': code(
		'The unit of the quantity (BT-130, BT-150)',
		'those of UN/ECE Recommendations 20 and 21, such as C62 for pieces and HUR for hours',
		'lines[].unit',
	),
	'BR-CL-24': code(
		'The type of the attached file (BT-125)',
		'PDF, PNG, JPEG, CSV and the spreadsheets of Excel and OpenDocument',
		'references.supportingDocuments',
	),
	'BR-CL-25': code(
		'The scheme of the electronic address (BT-34, BT-49)',
		'the EAS codes, such as 0088 for a GLN and EM for an email address',
	),
	'BR-CL-26': code('The scheme of the place of delivery (BT-71)', IDENTIFIERS),
};
