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
	TAX_POINT_CODES_CII,
	UNITS,
	VAT_CATEGORIES,
} from '../../../../values/codeLists/lists';
import { codesOf } from '../../../../values/codeLists/codeList';
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

const COUNTRIES = countries('AN');
const TYPES = new Set([...codesOf(INVOICE_TYPES), ...codesOf(CREDIT_NOTE_TYPES)]);
const hasScheme = hasAttribute('schemeID');
const isOfList = isIn(ICD, '@schemeID');
const isOfProductOrPlace = isInside('ram:SpecifiedTradeProduct', 'ram:ShipToTradeParty');
const isOfTax = isInside('ram:SpecifiedTaxRegistration');
const reasonOf = (isCharge: boolean) => (at: Node) =>
	at.parent?.isFlag('ram:ChargeIndicator/udt:Indicator', isCharge) === true;

export const codePatterns: readonly Pattern[] = [
	[
		context('rsm:ExchangedDocument/ram:TypeCode', [fatal('BR-CL-01', isOneOf(TYPES))]),
		contextWhen('ram:TaxTotalAmount', hasAttribute('currencyID'), [
			fatal('BR-CL-03', isIn(CURRENCIES, '@currencyID')),
		]),
		context('ram:InvoiceCurrencyCode', [fatal('BR-CL-04', isIn(CURRENCIES))]),
		context('ram:TaxCurrencyCode', [fatal('BR-CL-05', isIn(CURRENCIES))]),
		context('ram:DueDateTypeCode', [fatal('BR-CL-06', isIn(TAX_POINT_CODES_CII))]),
		context('ram:ReferenceTypeCode', [fatal('BR-CL-07', isIn(REFERENCE_QUALIFIERS))]),
		context('ram:SubjectCode', [fatal('BR-CL-08', isIn(NOTE_SUBJECTS))]),
		contextWhen('ram:GlobalID', (at) => hasScheme(at) && !isOfProductOrPlace(at), [
			fatal('BR-CL-10', isOfList),
		]),
		contextWhen('ram:ID', (at) => hasScheme(at) && !isOfTax(at), [fatal('BR-CL-11', isOfList)]),
		contextWhen('ram:ClassCode', hasAttribute('listID'), [
			fatal('BR-CL-13', isIn(ITEM_CLASSIFICATIONS, '@listID')),
		]),
		context('ram:CountryID', [fatal('BR-CL-14', isOneOf(COUNTRIES))]),
		context('ram:OriginTradeCountry/ram:ID', [fatal('BR-CL-15', isOneOf(COUNTRIES))]),
		context('ram:SpecifiedTradeSettlementPaymentMeans/ram:TypeCode', [
			fatal('BR-CL-16', isIn(PAYMENT_MEANS)),
		]),
		context('ram:CategoryTradeTax/ram:CategoryCode', [fatal('BR-CL-17', isIn(VAT_CATEGORIES))]),
		context('ram:ApplicableTradeTax/ram:CategoryCode', [fatal('BR-CL-18', isIn(VAT_CATEGORIES))]),
		contextWhen('ram:SpecifiedTradeAllowanceCharge/ram:ReasonCode', reasonOf(false), [
			fatal('BR-CL-19', isIn(ALLOWANCE_REASONS)),
		]),
		contextWhen('ram:SpecifiedTradeAllowanceCharge/ram:ReasonCode', reasonOf(true), [
			fatal('BR-CL-20', isIn(CHARGE_REASONS)),
		]),
		contextWhen('ram:SpecifiedTradeProduct/ram:GlobalID', hasScheme, [fatal('BR-CL-21', isOfList)]),
		context('ram:ExemptionReasonCode', [fatal('BR-CL-22', isUpperCaseIn(EXEMPTION_REASONS))]),
		contextWhen('ram:BasisQuantity | ram:BilledQuantity', hasAttribute('unitCode'), [
			fatal('BR-CL-23', isIn(UNITS, '@unitCode')),
		]),
		contextWhen('ram:AttachmentBinaryObject', hasAttribute('mimeCode'), [
			fatal('BR-CL-24', hasMimeType(MIME_TYPES)),
		]),
		contextWhen('ram:URIUniversalCommunication/ram:URIID', hasScheme, [
			fatal('BR-CL-25', isIn(ADDRESS_SCHEMES, '@schemeID')),
		]),
		contextWhen('ram:ApplicableHeaderTradeDelivery/ram:ShipToTradeParty/ram:GlobalID', hasScheme, [
			fatal('BR-CL-26', isOfList),
		]),
	],
];
