import type { Entry } from './entry';

const once = (what: string, field?: string): Entry => [
	`${what} is given more than once: keep only one`,
	field,
];

const otherPayee = (what: string): Entry => [
	`The payee (BG-10) has more than one ${what}: keep only one`,
	'references.payeeName',
];

/** UBL-SR, and UBL-DT of severity error: number and form of elements. */
export const STRUCTURE_OF_UBL: Readonly<Record<string, Entry>> = {
	'UBL-SR-01': once('The contract (BT-12)'),
	'UBL-SR-02': once('The receiving advice (BT-15)'),
	'UBL-SR-03': once('The despatch advice (BT-16)'),
	'UBL-SR-04': once('The invoiced object (BT-18)'),
	'UBL-SR-05': once('The text of the payment terms (BT-20)', 'payment.terms'),
	'UBL-SR-06': once('The preceding invoice in a reference (BT-25)', 'precedingInvoiceNumber'),
	'UBL-SR-07': [
		'A preceding invoice (BG-3) is referred to without its number (BT-25)',
		'precedingInvoiceNumber',
	],
	'UBL-SR-08': once('The period of the invoice (BG-14)', 'references.periodStart'),
	'UBL-SR-09': once('The name of the seller (BT-27)', 'seller.name'),
	'UBL-SR-10': once('The trading name of the seller (BT-28)', 'seller.name'),
	'UBL-SR-11': once('The registration number of the seller (BT-30)', 'seller.registrationId'),
	'UBL-SR-12': once('The VAT number of the seller (BT-31)', 'seller.taxId'),
	'UBL-SR-13': once('The tax number of the seller (BT-32)', 'references.sellerTaxNumber'),
	'UBL-SR-14': once('Additional legal information on the seller (BT-33)'),
	'UBL-SR-15': once('The name of the buyer (BT-44)', 'buyer.name'),
	'UBL-SR-16': once('The identifier of the buyer (BT-46)', 'customerNumber'),
	'UBL-SR-17': once('The registration number of the buyer (BT-47)', 'buyer.registrationId'),
	'UBL-SR-18': once('The VAT number of the buyer (BT-48)', 'buyer.taxId'),
	'UBL-SR-19': otherPayee('name (BT-59)'),
	'UBL-SR-20': otherPayee('identifier (BT-60)'),
	'UBL-SR-21': otherPayee('registration number (BT-61)'),
	'UBL-SR-22': once('The name of the tax representative (BT-62)', 'references.taxRepresentativeName'),
	'UBL-SR-23': once('The VAT number of the tax representative (BT-63)', 'references.taxRepresentativeTaxId'),
	'UBL-SR-24': once('The delivery (BG-13)', 'shipTo'),
	'UBL-SR-25': once('The name of the place of delivery (BT-70)', 'shipTo.name'),
	'UBL-SR-26': once('The reference of the payment (BT-83)', 'payment.reference'),
	'UBL-SR-27': once('The kind of a payment (BT-81)', 'payment.method'),
	'UBL-SR-28': once('The mandate of a direct debit (BT-89)'),
	'UBL-SR-29': once('The creditor identifier of direct debits (BT-90)'),
	'UBL-SR-30': once('The reason of an allowance (BT-97, BT-139)'),
	'UBL-SR-31': once('The reason of a charge (BT-104, BT-144)'),
	'UBL-SR-32': once('The reason for an exemption from VAT (BT-120)', 'references.taxExemptionReason'),
	'UBL-SR-33': once('The description of a supporting document (BT-123)', 'references.supportingDocuments'),
	'UBL-SR-34': once('The note of the line (BT-127)', 'lines[].description'),
	'UBL-SR-35': once('The line of the order (BT-132)', 'lines[].id'),
	'UBL-SR-36': once('The period of the line (BG-26)', 'lines[].periodStart'),
	'UBL-SR-37': once('The discount of the price (BT-147)', 'lines[].unitPrice'),
	'UBL-SR-39': once('The project (BT-11)'),
	'UBL-SR-40': once('The trading name of the buyer (BT-45)', 'buyer.name'),
	'UBL-SR-42': [
		'The seller has more than two tax numbers: one for VAT (BT-31) and another one (BT-32) are allowed',
	],
	'UBL-SR-43': [
		'A supporting document has a type or a scheme: only the invoiced object (BT-18, type 130) has them, and the project of a credit note (type 50)',
		'references.supportingDocuments',
	],
	'UBL-SR-44': [
		'The payments have different references (BT-83), but all must have the same',
		'payment.reference',
	],
	'UBL-SR-45': once('The date that payment is due (BT-9)', 'dueDate'),
	'UBL-SR-46': once('The kind of payment in words (BT-82)', 'payment.method'),
	'UBL-SR-47': ['The payments are of different kinds (BT-81), but all must be of the same', 'payment.method'],
	'UBL-SR-48': ['The line must have exactly one VAT category (BT-151)', 'lines[].taxCategory'],
	'UBL-SR-49': once('The code of the date on which VAT becomes due (BT-8)', 'references.taxPointDateCode'),
	'UBL-SR-50': once('The description of the item (BT-154)', 'lines[].description'),
	'UBL-SR-51': once('The third line of an address (BT-162 to BT-165)'),
	'UBL-SR-52': once('The object that the line is about (BT-128)', 'lines[].description'),
	'UBL-SR-53': [
		'A tax number is there without the number or without the kind of tax, such as VAT',
		'seller.taxId',
	],
	'UBL-SR-54': once('The payment card (BG-18)', 'payment.method'),
	'UBL-SR-55': once('The direct debit (BG-19)', 'payment.method'),
	'UBL-SR-56': once('The tender or lot (BT-17)'),
	'UBL-DT-01': ['An amount has more than two digits after the point: round it to cents'],
	'UBL-DT-06': [
		'An attached file (BT-125) does not say of what type it is',
		'references.supportingDocuments',
	],
	'UBL-DT-07': ['An attached file (BT-125) has no name', 'references.supportingDocuments'],
};
