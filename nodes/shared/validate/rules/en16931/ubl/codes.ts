import { codesOf } from '../../../../values/codeLists/codeList';
import {
	ADDRESS_SCHEMES,
	ALLOWANCE_REASONS,
	CHARGE_REASONS,
	CREDIT_NOTE_TYPES,
	CURRENCIES,
	EXEMPTION_REASONS,
	ICD,
	INVOICE_TYPES,
	ITEM_CLASSIFICATIONS,
	MIME_TYPES,
	NOTE_SUBJECTS,
	PAYMENT_MEANS,
	REFERENCE_QUALIFIERS,
	TAX_POINT_CODES_UBL,
	UNITS,
	VAT_CATEGORIES,
} from '../../../../values/codeLists/lists';
import type { Node } from '../../../node';
import { context, contextWhen, fatal, type Pattern } from '../../../rule';
import {
	countries,
	hasAttribute,
	hasMimeType,
	isIn,
	isInside,
	isOneOf,
	isUpperCaseIn,
} from '../norm/codeTests';

const AMOUNTS = `Amount BaseAmount PriceAmount TaxAmount TaxableAmount LineExtensionAmount TaxExclusiveAmount
	TaxInclusiveAmount AllowanceTotalAmount ChargeTotalAmount PrepaidAmount PayableRoundingAmount PayableAmount`
	.split(/\s+/)
	.map((name) => `cbc:${name}`)
	.join(' | ');

const COUNTRIES = countries('SS');
const hasScheme = hasAttribute('schemeID');
const isObjectId = (at: Node) => hasScheme(at) && at.equals('../cbc:DocumentTypeCode', '130');
const isOfSellerOrPayee = isInside('cac:AccountingSupplierParty', 'cac:PayeeParty');
const isOfList = isIn(ICD, '@schemeID');
const reasonOf = (isCharge: boolean) => (at: Node) =>
	at.parent?.isFlag('cbc:ChargeIndicator', isCharge) === true;

const listed: Pattern = [
	context('cbc:InvoiceTypeCode', [fatal('BR-CL-01', isIn(INVOICE_TYPES))]),
	context('cbc:CreditNoteTypeCode', [fatal('BR-CL-01', isIn(CREDIT_NOTE_TYPES))]),
	context(AMOUNTS, [fatal('BR-CL-03', isIn(CURRENCIES, '@currencyID'))]),
	context('cbc:DocumentCurrencyCode', [fatal('BR-CL-04', isIn(CURRENCIES))]),
	context('cbc:TaxCurrencyCode', [fatal('BR-CL-05', isIn(CURRENCIES))]),
	context('cac:InvoicePeriod/cbc:DescriptionCode', [fatal('BR-CL-06', isIn(TAX_POINT_CODES_UBL))]),
	contextWhen('cac:AdditionalDocumentReference/cbc:ID | cac:DocumentReference/cbc:ID', isObjectId, [
		fatal('BR-CL-07', isIn(REFERENCE_QUALIFIERS, '@schemeID')),
	]),
	contextWhen('cac:PartyIdentification/cbc:ID', hasScheme, [
		// BT-90, the creditor of SEPA direct debits, has this scheme.
		fatal('BR-CL-10', (at) => isOfList(at) || (at.normal('@schemeID') === 'SEPA' && isOfSellerOrPayee(at))),
	]),
	contextWhen('cac:PartyLegalEntity/cbc:CompanyID', hasScheme, [fatal('BR-CL-11', isOfList)]),
	contextWhen('cac:CommodityClassification/cbc:ItemClassificationCode', hasAttribute('listID'), [
		fatal('BR-CL-13', isIn(ITEM_CLASSIFICATIONS, '@listID')),
	]),
	context('cac:Country/cbc:IdentificationCode', [fatal('BR-CL-14', isOneOf(COUNTRIES))]),
	context('cac:OriginCountry/cbc:IdentificationCode', [fatal('BR-CL-15', isOneOf(COUNTRIES))]),
	context('cac:PaymentMeans/cbc:PaymentMeansCode', [fatal('BR-CL-16', isIn(PAYMENT_MEANS))]),
	context('cac:TaxCategory/cbc:ID', [fatal('BR-CL-17', isIn(VAT_CATEGORIES))]),
	context('cac:ClassifiedTaxCategory/cbc:ID', [fatal('BR-CL-18', isIn(VAT_CATEGORIES))]),
	contextWhen('cac:AllowanceCharge/cbc:AllowanceChargeReasonCode', reasonOf(false), [
		fatal('BR-CL-19', isIn(ALLOWANCE_REASONS)),
	]),
	contextWhen('cac:AllowanceCharge/cbc:AllowanceChargeReasonCode', reasonOf(true), [
		fatal('BR-CL-20', isIn(CHARGE_REASONS)),
	]),
	contextWhen('cac:StandardItemIdentification/cbc:ID', hasScheme, [fatal('BR-CL-21', isOfList)]),
	context('cbc:TaxExemptionReasonCode', [fatal('BR-CL-22', isUpperCaseIn(EXEMPTION_REASONS))]),
	contextWhen('cbc:InvoicedQuantity | cbc:BaseQuantity | cbc:CreditedQuantity', hasAttribute('unitCode'), [
		fatal('BR-CL-23', isIn(UNITS, '@unitCode')),
	]),
	contextWhen('cbc:EmbeddedDocumentBinaryObject', hasAttribute('mimeCode'), [
		fatal('BR-CL-24', hasMimeType(MIME_TYPES)),
	]),
	contextWhen('cbc:EndpointID', hasScheme, [fatal('BR-CL-25', isIn(ADDRESS_SCHEMES, '@schemeID'))]),
	contextWhen('cac:DeliveryLocation/cbc:ID', hasScheme, [fatal('BR-CL-26', isOfList)]),
];

const SUBJECTS = codesOf(NOTE_SUBJECTS);
/** A note may begin with its subject (BT-21) between number signs; what is not three letters is none. */
const SUBJECT = /^[^#]*#([^#]{3})#/u;

const notes: Pattern = [
	context('/ubl:Invoice/cbc:Note | /cn:CreditNote/cbc:Note', [
		fatal('BR-CL-08', (at) => {
			const subject = SUBJECT.exec(at.value)?.[1];
			return subject === undefined || SUBJECTS.has(subject);
		}),
	]),
];

export const codePatterns: readonly Pattern[] = [listed, notes];
