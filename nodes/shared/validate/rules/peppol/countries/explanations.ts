type Entry = readonly [message: string, field?: string];

const SELLER_TAX_ID = 'seller.taxId';
/** BT-32 */
const SELLER_TAX_NUMBER = 'references.sellerTaxNumber';
const SELLER_ADDRESS = 'seller.address';
const GREEK_NUMBER = 'The number of a Greek invoice has six parts: tax number|date|branch|type|series|number';

/** The national rules, except the German ones that mean the same as XRechnung's. */
export const COUNTRY_EXPLANATIONS: Readonly<Record<string, Entry>> = {
	'DE-R-028': [
		"The email address of the seller's contact (BT-43) is not one that Peppol accepts: it needs one @, a domain and no accented letters or apostrophes",
		'seller.email',
	],
	'DK-R-002': ['A Danish seller needs its CVR number as legal registration (BT-30)', 'seller.registrationId'],
	'DK-R-003': ['A UNSPSC code (TST) must name the version 19.05.01 or 26.08.01', 'lines[].description'],
	'DK-R-004': [
		'A tax other than VAT (reason ZZZ) needs as reason its Danish tax number of four digits, or a text with a # inside',
	],
	'DK-R-005': [
		'The kind of payment (BT-81) is not one that Denmark uses: 1, 10, 31, 42, 48, 49, 50, 58, 59, 93 or 97',
		'payment',
	],
	'DK-R-006': [
		'Payment is by transfer (31 or 42): give the account (BT-84) and the registration number of the bank (BT-86)',
		'payment',
	],
	'DK-R-007': [
		'Payment is by direct debit (49): give the mandate (BT-89) and the account to be debited (BT-91)',
		'payment',
	],
	'DK-R-008': [
		'Payment is by giro (50): the reference (BT-83) begins with 01#, 04# or 15#, and the account (BT-84) has seven or eight digits',
		'payment',
	],
	'DK-R-009': [
		'Payment is by giro card 04 or 15: the reference (BT-83) has 16 characters after 04# or 15#',
		'payment.reference',
	],
	'DK-R-010': [
		'Payment is by FIK (93): the reference (BT-83) begins with 71#, 73# or 75#, and the account (BT-84) has eight characters',
		'payment',
	],
	'DK-R-011': [
		'Payment is by FIK card 71 or 75: the reference (BT-83) has 15 or 16 characters after 71# or 75#',
		'payment.reference',
	],
	'DK-R-013': ['An identifier of a party within Denmark needs its scheme'],
	'DK-R-014': ['The CVR number of a Danish seller (BT-30) needs the scheme 0184', 'seller.registrationId'],
	'DK-R-016': ['A credit note within Denmark must not have a negative total: send an invoice', 'totals.due'],

	'NO-R-001': [
		'A Norwegian VAT number (BT-31) is NO, nine digits with a correct check digit, and MVA',
		SELLER_TAX_ID,
	],
	'NO-R-002': [
		'A Norwegian company should write Foretaksregisteret as tax registration (BT-32)',
		SELLER_TAX_NUMBER,
	],

	'IT-R-001': [
		'The tax registration (BT-32) of an Italian seller has 11 to 16 capital letters or digits',
		SELLER_TAX_NUMBER,
	],
	'IT-R-002': ["The street of the Italian seller's address (BT-35) is missing", `${SELLER_ADDRESS}.street`],
	'IT-R-003': ["The city of the Italian seller's address (BT-37) is missing", `${SELLER_ADDRESS}.city`],
	'IT-R-004': [
		"The post code of the Italian seller's address (BT-38) is missing",
		`${SELLER_ADDRESS}.postalCode`,
	],

	'SE-R-001': ['The VAT number of a Swedish seller (BT-31) has 14 characters', SELLER_TAX_ID],
	'SE-R-002': ['The VAT number of a Swedish seller (BT-31) is SE and twelve digits', SELLER_TAX_ID],
	'SE-R-003': [
		'The organisation number of a Swedish seller (BT-30) has digits only',
		'seller.registrationId',
	],
	'SE-R-004': ['The organisation number of a Swedish seller (BT-30) has ten digits', 'seller.registrationId'],
	'SE-R-005': [
		'The tax registration (BT-32) of a Swedish seller must say Godkänd för F-skatt',
		SELLER_TAX_NUMBER,
	],
	'SE-R-006': ['A Swedish seller charges VAT of 25, 12 or 6 percent'],
	'SE-R-007': ['The number of a Plusgiro account (BT-84) should have digits only', 'payment.accountNumber'],
	'SE-R-008': ['The number of a Bankgiro account (BT-84) should have digits only', 'payment.accountNumber'],
	'SE-R-009': [
		'The number of a Bankgiro account (BT-84) should have seven or eight digits',
		'payment.accountNumber',
	],
	'SE-R-010': [
		'The number of a Plusgiro account (BT-84) should have two to eight digits',
		'payment.accountNumber',
	],
	'SE-R-011': [
		'For Plusgiro and Bankgiro write the kind of payment 30 with SE:PLUSGIRO or SE:BANKGIRO, not 50 or 56',
		'payment',
	],
	'SE-R-012': ['For a transfer within Sweden write the kind of payment 30, not 31', 'payment'],
	'SE-R-013': [
		'The check digit of the organisation number (BT-30) of the Swedish seller is wrong',
		'seller.registrationId',
	],

	'GR-R-001-1': [GREEK_NUMBER, 'number'],
	'GR-R-001-2': [
		`${GREEK_NUMBER}; the first is the tax number of the seller or its representative`,
		'number',
	],
	'GR-R-001-3': [`${GREEK_NUMBER}; the second is the date of the invoice as DD/MM/YYYY`, 'number'],
	'GR-R-001-4': [`${GREEK_NUMBER}; the third is a whole number, 0 for the head office`, 'number'],
	'GR-R-001-5': [`${GREEK_NUMBER}; the fourth is 1.1, 1.6, 2.1, 2.4, 5.1 or 5.2`, 'number'],
	'GR-R-001-6': [`${GREEK_NUMBER}; the fifth must not be empty`, 'number'],
	'GR-R-001-7': [`${GREEK_NUMBER}; the sixth must not be empty`, 'number'],
	'GR-R-002': ['The name of the Greek seller (BT-28) is missing', 'references.sellerTradingName'],
	'GR-R-003': [
		"The seller's tax number must be EL and a Greek number with a correct check digit",
		SELLER_TAX_ID,
	],
	'GR-R-004-1': [
		'A Greek invoice needs its number at the tax office (##M.AR.K##) as supporting document (BG-24), once',
		'references.supportingDocuments',
	],
	'GR-R-004-2': [
		'The number at the Greek tax office (##M.AR.K##) must be a positive number',
		'references.supportingDocuments',
	],
	'GR-R-005': [
		"The buyer's name (BT-45) is missing, which a Greek invoice needs",
		'references.buyerTradingName',
	],
	'GR-R-006': [
		'The VAT number of a Greek buyer (BT-48) must be EL and a number with a correct check digit',
		'buyer.taxId',
	],
	'GR-S-008-1': [
		'A Greek invoice should have the link for its check (##INVOICE|URL##) as supporting document (BG-24)',
		'references.supportingDocuments',
	],
	'GR-R-008-2': [
		'The link for the check of a Greek invoice (##INVOICE|URL##) is there more than once',
		'references.supportingDocuments',
	],
	'GR-R-008-3': [
		'The link for the check of a Greek invoice (##INVOICE|URL##) has no address (BT-124)',
		'references.supportingDocumentLinks',
	],
	'GR-R-009': [
		'The electronic address of a Greek seller (BT-34) is its tax number with the scheme 9933',
		'references.sellerElectronicAddress',
	],
	'GR-R-010': [
		'The electronic address of a Greek buyer (BT-49) is its tax number with the scheme 9933',
		'references.buyerElectronicAddress',
	],
	'GR-S-011': [
		'The VAT number of a Greek seller (BT-31) should be EL and a number with a correct check digit',
		SELLER_TAX_ID,
	],

	'IS-R-001': ['Iceland has only the kinds of document 380 and 381', 'kind'],
	'IS-R-002': [
		'An Icelandic seller needs its kennitala as legal registration (BT-30) with the scheme 0196',
		'seller.registrationId',
	],
	'IS-R-003': ["The Icelandic seller's address needs street (BT-35) and post code (BT-38)", SELLER_ADDRESS],
	'IS-R-004': [
		'An Icelandic buyer needs its kennitala as legal registration (BT-47) with the scheme 0196',
		'buyer.registrationId',
	],
	'IS-R-005': ["The Icelandic buyer's address needs street (BT-50) and post code (BT-53)", 'buyer.address'],
	'IS-R-006': [
		'Payment is by 9 (Icelandic claim): the account (BT-84) has twelve digits',
		'payment.accountNumber',
	],
	'IS-R-007': [
		'Payment is by 42 (account in Iceland): the account (BT-84) has twelve digits',
		'payment.accountNumber',
	],
	'IS-R-008': ['The last day of payment (EINDAGI, BT-122) is not in the form YYYY-MM-DD', 'dueDate'],
	'IS-R-009': ['The last day of payment (EINDAGI) needs the due date (BT-9), too', 'dueDate'],
	'IS-R-010': ['The last day of payment (EINDAGI) is before the due date (BT-9)', 'dueDate'],

	'NL-R-001': [
		'A Dutch credit note must name the invoice that it corrects (BT-25)',
		'precedingInvoiceNumber',
	],
	'NL-R-002': [
		"The Dutch seller's address needs street (BT-35), city (BT-37) and post code (BT-38)",
		SELLER_ADDRESS,
	],
	'NL-R-003': [
		'A Dutch seller needs its KVK or OIN number (BT-30) with the scheme 0106 or 0190',
		'seller.registrationId',
	],
	'NL-R-004': [
		"The Dutch buyer's address needs street (BT-50), city (BT-52) and post code (BT-53)",
		'buyer.address',
	],
	'NL-R-005': [
		'A Dutch buyer needs its KVK or OIN number (BT-47) with the scheme 0106 or 0190',
		'buyer.registrationId',
	],
	'NL-R-006': [
		'The address of a Dutch tax representative needs street (BT-64), city (BT-66) and post code (BT-67)',
		'references.taxRepresentativeAddress',
	],
	'NL-R-007': ['A Dutch seller is owed money, but it does not say how to pay (BG-16)', 'payment'],
	'NL-R-008': [
		'The kind of payment (BT-81) is not one for payments within the Netherlands: 30, 48, 49, 57, 58 or 59',
		'payment',
	],
	'NL-R-009': [
		'A line names a line of the order (BT-132), but the order itself (BT-13) is missing',
		'orderReference',
	],
};
