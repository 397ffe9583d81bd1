import { codesOf } from '../../../../values/codeLists/codeList';
import {
	CREDIT_NOTE_TYPES,
	INVOICE_TYPES,
	NOTE_SUBJECTS,
	TAX_POINT_CODES_UBL,
} from '../../../../values/codeLists/lists';
import type { Node } from '../../../xpath/node';
import { context, contextWhen, fatal, type Pattern } from '../../../rule';
import {
	coded,
	codeRule,
	codeRuleOf,
	countryRules,
	exemptionReason,
	fileType,
	isInside,
	reasonsOfItems,
} from '../norm/codes';

const AMOUNTS = `Amount BaseAmount PriceAmount TaxAmount TaxableAmount LineExtensionAmount TaxExclusiveAmount
	TaxInclusiveAmount AllowanceTotalAmount ChargeTotalAmount PrepaidAmount PayableRoundingAmount PayableAmount`
	.split(/\s+/)
	.map((name) => `cbc:${name}`)
	.join(' | ');

const isObjectId = (at: Node) => at.equals('../cbc:DocumentTypeCode', '130');
const isOfSellerOrPayee = isInside('cac:AccountingSupplierParty', 'cac:PayeeParty');

/** BT-90, the creditor of SEPA direct debits, has its own scheme. */
const isCreditor = (at: Node) => at.normal('@schemeID') === 'SEPA' && isOfSellerOrPayee(at);
const partyScheme = codeRule('BR-CL-10', '@schemeID');

/** Order matters: the first matching context applies. */
const listed: Pattern = [
	context('cbc:InvoiceTypeCode', [codeRuleOf('BR-CL-01', [INVOICE_TYPES])]),
	context('cbc:CreditNoteTypeCode', [codeRuleOf('BR-CL-01', [CREDIT_NOTE_TYPES])]),
	// Applies to an amount without a currency, too.
	context(AMOUNTS, [codeRule('BR-CL-03', '@currencyID')]),
	coded('BR-CL-04', 'cbc:DocumentCurrencyCode'),
	coded('BR-CL-05', 'cbc:TaxCurrencyCode'),
	context('cac:InvoicePeriod/cbc:DescriptionCode', [codeRuleOf('BR-CL-06', [TAX_POINT_CODES_UBL])]),
	coded(
		'BR-CL-07',
		'cac:AdditionalDocumentReference/cbc:ID | cac:DocumentReference/cbc:ID',
		'@schemeID',
		isObjectId,
	),
	contextWhen('cac:PartyIdentification/cbc:ID', (at) => at.has('@schemeID'), [
		{ ...partyScheme, test: (at) => partyScheme.test(at) || isCreditor(at) },
	]),
	coded('BR-CL-11', 'cac:PartyLegalEntity/cbc:CompanyID', '@schemeID'),
	coded('BR-CL-13', 'cac:CommodityClassification/cbc:ItemClassificationCode', '@listID'),
	...countryRules('SS', 'cac:Country/cbc:IdentificationCode', 'cac:OriginCountry/cbc:IdentificationCode'),
	coded('BR-CL-16', 'cac:PaymentMeans/cbc:PaymentMeansCode'),
	coded('BR-CL-17', 'cac:TaxCategory/cbc:ID'),
	coded('BR-CL-18', 'cac:ClassifiedTaxCategory/cbc:ID'),
	...reasonsOfItems('cac:AllowanceCharge/cbc:AllowanceChargeReasonCode', 'cbc:ChargeIndicator'),
	coded('BR-CL-21', 'cac:StandardItemIdentification/cbc:ID', '@schemeID'),
	exemptionReason('cbc:TaxExemptionReasonCode'),
	coded('BR-CL-23', 'cbc:InvoicedQuantity | cbc:BaseQuantity | cbc:CreditedQuantity', '@unitCode'),
	fileType('cbc:EmbeddedDocumentBinaryObject'),
	coded('BR-CL-25', 'cbc:EndpointID', '@schemeID'),
	coded('BR-CL-26', 'cac:DeliveryLocation/cbc:ID', '@schemeID'),
];

const SUBJECTS = codesOf(NOTE_SUBJECTS);
/** A note may begin with its subject (BT-21) between number signs; only three characters make a subject. */
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
