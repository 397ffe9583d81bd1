import type { Explanation } from '../../rule';

type Entry = readonly [message: string, field?: string];

const IBAN = 'is not an IBAN: country, check digits or length do not fit';

/** The rules of XRechnung by number; Peppol has most of them for invoices within Germany. */
const GERMAN: Readonly<Record<string, Entry>> = {
	'BR-DE-1': ['It does not say how to pay: give at least one payment instruction (BG-16)', 'payment'],
	'BR-DE-2': ['The contact of the seller (BG-6) is missing: give name, phone and email', 'seller'],
	'BR-DE-3': ["The city of the seller's address (BT-37) is missing", 'seller.address.city'],
	'BR-DE-4': ["The post code of the seller's address (BT-38) is missing", 'seller.address.postalCode'],
	'BR-DE-5': ["The name of the seller's contact (BT-41) is missing", 'references.sellerContact'],
	'BR-DE-6': ["The phone number of the seller's contact (BT-42) is missing", 'seller.phone'],
	'BR-DE-7': ["The email address of the seller's contact (BT-43) is missing", 'seller.email'],
	'BR-DE-8': ["The city of the buyer's address (BT-52) is missing", 'buyer.address.city'],
	'BR-DE-9': ["The post code of the buyer's address (BT-53) is missing", 'buyer.address.postalCode'],
	'BR-DE-10': ['The city of the delivery address (BT-77) is missing', 'shipTo.address.city'],
	'BR-DE-11': ['The post code of the delivery address (BT-78) is missing', 'shipTo.address.postalCode'],
	'BR-DE-14': [
		'A line of the VAT breakdown has no rate (BT-119): give it, 0 where none is charged',
		'taxes[].rate',
	],
	'BR-DE-15': [
		'The reference of the buyer (BT-10), the Leitweg-ID for public offices, is missing',
		'references.buyerReference',
	],
	'BR-DE-16': [
		'VAT is charged or exempt, but there is no VAT number (BT-31), tax number (BT-32) or tax representative (BG-11) of the seller',
		'seller.taxId',
	],
	'BR-DE-17': [
		'The kind of document (BT-3) is not one that Germany uses: 326, 380, 381, 384, 389, 875, 876 or 877',
		'kind',
	],
	'BR-DE-18': [
		'A discount for early payment (BT-20) is not in the form #SKONTO#TAGE=14#PROZENT=2.00# with a line break after it',
		'payment.terms',
	],
	'BR-DE-19': [`The account to pay into (BT-84) ${IBAN}`, 'payment.iban'],
	'BR-DE-20': [`The account to be debited (BT-91) ${IBAN}`, 'references.debitedAccount'],
	'BR-DE-21': [
		'The specification (BT-24) is not the one of the current XRechnung: the rules of XRechnung may not be meant for it',
		'references.specification',
	],
	'BR-DE-22': ['Two attached files have the same name: each needs its own', 'references.supportingDocuments'],
	'BR-DE-23-a': ['Payment is by transfer, but the account to pay to (BG-17) is missing', 'payment.iban'],
	'BR-DE-23-b': [
		'Payment is by transfer: leave out the card (BG-18) and the direct debit (BG-19)',
		'payment',
	],
	'BR-DE-24-a': ['Payment is by card, but the card (BG-18) is missing', 'references.cardNumber'],
	'BR-DE-24-b': [
		'Payment is by card: leave out the transfer (BG-17) and the direct debit (BG-19)',
		'payment',
	],
	'BR-DE-25-a': ['Payment is by direct debit, but its details (BG-19) are missing', 'payment'],
	'BR-DE-25-b': [
		'Payment is by direct debit: leave out the transfer (BG-17) and the card (BG-18)',
		'payment',
	],
	'BR-DE-26': [
		'This corrects an invoice (384), but does not name that invoice (BG-3)',
		'precedingInvoiceNumber',
	],
	'BR-DE-27': [
		"The phone number of the seller's contact (BT-42) has fewer than three digits",
		'seller.phone',
	],
	'BR-DE-28': [
		"The email address of the seller's contact (BT-43) is not valid: it needs one @ and a domain",
		'seller.email',
	],
	'BR-DE-30': [
		'Payment is by direct debit, but the creditor identifier of the seller (BT-90) is missing',
		'references.creditorId',
	],
	'BR-DE-31': [
		'Payment is by direct debit, but the account to be debited (BT-91) is missing',
		'references.debitedAccount',
	],
	'BR-DE-TMP-32': [
		'It does not say when goods or services were delivered: give a date (BT-72) or a period (BG-14, or BG-26 in each line)',
		'deliveryDate',
	],
	'BR-TMP-2': [
		'The link to a document (BT-124) is no whole address: begin it with https:// or the like',
		'references.supportingDocumentLinks',
	],
	'BR-TMP-3': [
		'The base quantities of net and gross price (BT-149, BT-150) differ: write the same in both',
		'lines[].unitPrice',
	],
};

/** The meaning of a German rule; null for any other rule. */
export function explainGerman(rule: string): Explanation | null {
	const entry = GERMAN[rule];
	if (entry === undefined) return null;
	const [message, field] = entry;
	return field === undefined ? { message } : { message, field };
}
