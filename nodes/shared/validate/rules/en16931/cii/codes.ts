import { DOCUMENT_TYPES_CII, TAX_POINT_CODES_CII } from '../../../../values/codeLists/lists';
import type { Node } from '../../../xpath/node';
import { context, type Pattern } from '../../../rule';
import {
	coded,
	codeRuleOf,
	countryRules,
	exemptionReason,
	fileType,
	isInside,
	reasonsOfItems,
} from '../norm/codes';

const isOfProductOrPlace = isInside('ram:SpecifiedTradeProduct', 'ram:ShipToTradeParty');
const isOfTax = isInside('ram:SpecifiedTaxRegistration');

/** Order matters: the first matching context applies. */
export const codePatterns: readonly Pattern[] = [
	[
		context('rsm:ExchangedDocument/ram:TypeCode', [codeRuleOf('BR-CL-01', [DOCUMENT_TYPES_CII])]),
		coded('BR-CL-03', 'ram:TaxTotalAmount', '@currencyID'),
		coded('BR-CL-04', 'ram:InvoiceCurrencyCode'),
		coded('BR-CL-05', 'ram:TaxCurrencyCode'),
		context('ram:DueDateTypeCode', [codeRuleOf('BR-CL-06', [TAX_POINT_CODES_CII])]),
		coded('BR-CL-07', 'ram:ReferenceTypeCode'),
		coded('BR-CL-08', 'ram:SubjectCode'),
		coded('BR-CL-10', 'ram:GlobalID', '@schemeID', (at: Node) => !isOfProductOrPlace(at)),
		coded('BR-CL-11', 'ram:ID', '@schemeID', (at: Node) => !isOfTax(at)),
		coded('BR-CL-13', 'ram:ClassCode', '@listID'),
		...countryRules('AN', 'ram:CountryID', 'ram:OriginTradeCountry/ram:ID'),
		coded('BR-CL-16', 'ram:SpecifiedTradeSettlementPaymentMeans/ram:TypeCode'),
		coded('BR-CL-17', 'ram:CategoryTradeTax/ram:CategoryCode'),
		coded('BR-CL-18', 'ram:ApplicableTradeTax/ram:CategoryCode'),
		...reasonsOfItems(
			'ram:SpecifiedTradeAllowanceCharge/ram:ReasonCode',
			'ram:ChargeIndicator/udt:Indicator',
		),
		coded('BR-CL-21', 'ram:SpecifiedTradeProduct/ram:GlobalID', '@schemeID'),
		exemptionReason('ram:ExemptionReasonCode'),
		coded('BR-CL-23', 'ram:BasisQuantity | ram:BilledQuantity', '@unitCode'),
		fileType('ram:AttachmentBinaryObject'),
		coded('BR-CL-25', 'ram:URIUniversalCommunication/ram:URIID', '@schemeID'),
		coded('BR-CL-26', 'ram:ApplicableHeaderTradeDelivery/ram:ShipToTradeParty/ram:GlobalID', '@schemeID'),
	],
];
