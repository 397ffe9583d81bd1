import type { Entry } from './entry';

/** Mandatory terms and their form: BR-01 to BR-65. */
export const TERMS: Readonly<Record<string, Entry>> = {
	'BR-01': ['The specification (BT-24), which says by what rules the invoice was made, is missing'],
	'BR-02': ['The number of the invoice (BT-1) is missing', 'number'],
	'BR-03': ['The date of the invoice (BT-2) is missing', 'issueDate'],
	'BR-04': ['The type of the document (BT-3), such as 380 for an invoice, is missing', 'kind'],
	'BR-05': ['The currency of the invoice (BT-5), such as EUR, is missing', 'currency'],
	'BR-06': ['The name of the seller (BT-27) is missing', 'seller.name'],
	'BR-07': ['The name of the buyer (BT-44) is missing', 'buyer.name'],
	'BR-08': ['The address of the seller (BG-5) is missing', 'seller.address'],
	'BR-09': ['The country of the seller (BT-40), such as DE, is missing', 'seller.address.countryCode'],
	'BR-10': ['The address of the buyer (BG-8) is missing', 'buyer.address'],
	'BR-11': ['The country of the buyer (BT-55), such as DE, is missing', 'buyer.address.countryCode'],
	'BR-12': ['The sum of the line amounts (BT-106) is missing', 'totals.lines'],
	'BR-13': ['The total without VAT (BT-109) is missing', 'totals.net'],
	'BR-14': ['The total with VAT (BT-112) is missing', 'totals.gross'],
	'BR-15': ['The amount due (BT-115) is missing', 'totals.due'],
	'BR-16': ['The invoice has no line (BG-25)', 'lines'],
	'BR-17': [
		'The payee (BG-10) has no name (BT-59), or is the seller: a payee is only given if it is somebody else, with a name',
		'references.payeeName',
	],
	'BR-18': ['The name of the tax representative (BT-62) is missing', 'references.taxRepresentativeName'],
	'BR-19': [
		'The address of the tax representative (BG-12) is missing',
		'references.taxRepresentativeAddress',
	],
	'BR-20': [
		'The country of the tax representative (BT-69) is missing',
		'references.taxRepresentativeAddress',
	],
	'BR-21': ['The number of the line (BT-126) is missing', 'lines[].id'],
	'BR-22': ['The quantity of the line (BT-129) is missing', 'lines[].quantity'],
	'BR-23': ['The unit of the quantity (BT-130), such as C62 for pieces, is missing', 'lines[].unit'],
	'BR-24': ['The amount of the line without VAT (BT-131) is missing', 'lines[].net'],
	'BR-25': ['The name of what was sold (BT-153) is missing', 'lines[].description'],
	'BR-26': ['The net price (BT-146) is missing', 'lines[].unitPrice'],
	'BR-27': [
		'The net price (BT-146) is missing or negative: a negative line has a negative quantity, not a negative price',
		'lines[].unitPrice',
	],
	'BR-28': ['The gross price (BT-148) is negative', 'lines[].unitPrice'],
	'BR-29': ['The period of the invoice ends (BT-74) before it begins (BT-73)', 'references.periodEnd'],
	'BR-30': ['The period of the line ends (BT-135) before it begins (BT-134)', 'lines[].periodEnd'],
	'BR-31': ['The amount of the allowance (BT-92) is missing', 'totals.discount'],
	'BR-32': ['The VAT category of the allowance (BT-95), such as S, is missing', 'totals.discount'],
	'BR-33': ['The allowance has neither a reason (BT-97) nor a code for it (BT-98)', 'totals.discount'],
	'BR-36': ['The amount of the charge (BT-99) is missing', 'totals.charges'],
	'BR-37': ['The VAT category of the charge (BT-102), such as S, is missing', 'totals.charges'],
	'BR-38': ['The charge has neither a reason (BT-104) nor a code for it (BT-105)', 'totals.charges'],
	'BR-41': ['The amount of the allowance on the line (BT-136) is missing', 'lines[].discount'],
	'BR-42': [
		'The allowance on the line has neither a reason (BT-139) nor a code for it (BT-140)',
		'lines[].discount',
	],
	'BR-43': ['The amount of the charge on the line (BT-141) is missing', 'lines[].discount'],
	'BR-44': [
		'The charge on the line has neither a reason (BT-144) nor a code for it (BT-145)',
		'lines[].discount',
	],
	'BR-45': ['The taxable amount (BT-116) is missing', 'taxes[].taxableAmount'],
	'BR-46': ['The VAT of the category (BT-117) is missing', 'taxes[].taxAmount'],
	'BR-47': ['The code of the VAT category (BT-118), such as S, is missing', 'taxes[].category'],
	'BR-48': ['The rate of the VAT category (BT-119) is missing', 'taxes[].rate'],
	'BR-49': ['The kind of payment (BT-81), such as 58 for a SEPA transfer, is missing', 'payment.method'],
	'BR-50': ['The account to pay into (BT-84), such as an IBAN, is missing', 'payment.iban'],
	'BR-51': [
		'The number of the payment card (BT-87) has more than 10 digits: an invoice may show the first 6 and the last 4 at most',
		'references.cardNumber',
	],
	'BR-52': ['A supporting document (BG-24) has no reference (BT-122)', 'references.supportingDocuments'],
	'BR-53': [
		'The total VAT in the accounting currency (BT-111) is missing, though that currency (BT-6) is given',
		'references.taxTotalInTaxCurrency',
	],
	'BR-54': [
		'An attribute of the item (BG-32) has no name (BT-160) or no value (BT-161)',
		'lines[].description',
	],
	'BR-55': ['A preceding invoice (BG-3) is referred to without its number (BT-25)', 'precedingInvoiceNumber'],
	'BR-56': [
		'The VAT number of the tax representative (BT-63) is missing',
		'references.taxRepresentativeTaxId',
	],
	'BR-57': ['The country of the delivery (BT-80) is missing', 'shipTo.address.countryCode'],
	'BR-61': [
		'Payment is by credit transfer, but the account to pay to (BT-84), such as an IBAN, is missing',
		'payment.iban',
	],
	'BR-62': [
		'The electronic address of the seller (BT-34) has no scheme, such as EM for an email address',
		'references.sellerElectronicAddress',
	],
	'BR-63': [
		'The electronic address of the buyer (BT-49) has no scheme, such as EM for an email address',
		'references.buyerElectronicAddress',
	],
	'BR-64': [
		'The standard identifier of the item (BT-157) has no scheme, such as 0160 for a GTIN',
		'references.lineStandardIds',
	],
	'BR-65': [
		'The classification of the item (BT-158) does not say of which list it is',
		'references.lineClassifications',
	],
};

/** Conditions between terms: BR-CO. Without a field here, it is the one of the element. */
export const CONDITIONS: Readonly<Record<string, Entry>> = {
	'BR-CO-03': [
		'Both the date (BT-7) and the code of the date (BT-8) on which VAT becomes due are given: only one is allowed',
		'references.taxPointDate',
	],
	'BR-CO-04': ['The VAT category of the line (BT-151), such as S, is missing', 'lines[].taxCategory'],
	'BR-CO-09': [
		'The VAT number (BT-31, BT-48 or BT-63) does not begin with the code of a country, as in DE123456789; a tax number of another kind is BT-32',
	],
	'BR-CO-10': [
		'The sum of the line amounts (BT-106) is not what the amounts of the lines (BT-131) come to',
		'totals.lines',
	],
	'BR-CO-11': [
		'The total of allowances (BT-107) is not what the allowances of the invoice (BT-92) come to',
		'totals.discount',
	],
	'BR-CO-12': [
		'The total of charges (BT-108) is not what the charges of the invoice (BT-99) come to',
		'totals.charges',
	],
	'BR-CO-13': [
		'The total without VAT (BT-109) is not the sum of the lines (BT-106) − allowances (BT-107) + charges (BT-108)',
		'totals.net',
	],
	'BR-CO-14': ['The total VAT (BT-110) is not what the VAT of the categories (BT-117) comes to'],
	'BR-CO-15': [
		'The total with VAT (BT-112) is not the total without VAT (BT-109) + the total VAT (BT-110)',
		'totals.gross',
	],
	'BR-CO-16': [
		'The amount due (BT-115) is not the total with VAT (BT-112) − the amount paid (BT-113) + the rounding (BT-114)',
		'totals.due',
	],
	'BR-CO-17': [
		'The VAT of the category (BT-117) is not its taxable amount (BT-116) × its rate (BT-119) ÷ 100',
		'taxes[].taxAmount',
	],
	'BR-CO-18': ['The breakdown of VAT by category (BG-23) is missing', 'taxes'],
	'BR-CO-19': [
		'The period of the invoice (BG-14) has neither a first nor a last day',
		'references.periodStart',
	],
	'BR-CO-20': ['The period of the line (BG-26) has neither a first nor a last day', 'lines[].periodStart'],
	'BR-CO-21': ['The allowance has neither a reason (BT-97) nor a code for it (BT-98)', 'totals.discount'],
	'BR-CO-22': ['The charge has neither a reason (BT-104) nor a code for it (BT-105)', 'totals.charges'],
	'BR-CO-23': [
		'The allowance on the line has neither a reason (BT-139) nor a code for it (BT-140)',
		'lines[].discount',
	],
	'BR-CO-24': [
		'The charge on the line has neither a reason (BT-144) nor a code for it (BT-145)',
		'lines[].discount',
	],
	'BR-CO-26': [
		'The seller has no identifier (BT-29), no registration number (BT-30) and no VAT number (BT-31): one is needed',
		'seller.taxId',
	],
};
