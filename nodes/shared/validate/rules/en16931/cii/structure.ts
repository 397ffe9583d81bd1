import { normalizeSpace } from '../../../cast';
import { perDocument } from '../../../document';
import type { Node } from '../../../node';
import { context, contextWhen, fatal, type Context, type Pattern, type Rule } from '../../../rule';
import { atMostOne, absent } from '../../../tests';
import { AGREEMENT, SETTLEMENT, TRANSACTION } from './paths';

const LINE = `${TRANSACTION}/ram:IncludedSupplyChainTradeLineItem`;
const MEANS = 'ram:SpecifiedTradeSettlementPaymentMeans';

const once = (id: string, path: string): Rule => fatal(id, atMostOne(path), path);
const exactlyOnce = (id: string, path: string): Rule => fatal(id, (at) => at.count(path) === 1, path);

/** Whether every value is that of the first; blanks around them do not count. */
const isAlike = (at: Node, path: string) => new Set(at.values(path).map(normalizeSpace)).size <= 1;

/** What the totals of a document may have once, in the order of the numbers of the rules. */
const TOTALS = `LineTotalAmount ChargeTotalAmount AllowanceTotalAmount TaxBasisTotalAmount RoundingAmount
	GrandTotalAmount InformationAmount TotalPrepaidAmount TotalDiscountAmount TotalAllowanceChargeAmount DuePayableAmount
	RetailValueExcludingTaxInformationAmount TotalDepositFeeInformationAmount
	ProductValueExcludingTobaccoTaxInformationAmount TotalRetailValueInformationAmount GrossLineTotalAmount
	NetLineTotalAmount NetIncludingTaxesLineTotalAmount`.split(/\s+/);
const FIRST_TOTAL = 477;

const isCreditTransfer = (means: Node) =>
	means.values('ram:TypeCode').some((code) => ['30', '58'].includes(normalizeSpace(code)));
const hasAccount = (means: Node) =>
	means.has('ram:PayeePartyCreditorFinancialAccount/ram:IBANID') ||
	means.has('ram:PayeePartyCreditorFinancialAccount/ram:ProprietaryID');

const partContexts: Pattern = [
	context('/rsm:CrossIndustryInvoice/rsm:ExchangedDocumentContext', [
		exactlyOnce('CII-SR-009', 'ram:GuidelineSpecifiedDocumentContextParameter'),
		exactlyOnce('CII-SR-010', 'ram:GuidelineSpecifiedDocumentContextParameter/ram:ID'),
	]),
	context('/rsm:CrossIndustryInvoice/rsm:ExchangedDocument', [exactlyOnce('CII-SR-014', 'ram:TypeCode')]),
	context(`${LINE}/ram:SpecifiedTradeProduct`, [
		fatal('CII-SR-046', (at) => !at.has('ram:GlobalID') || at.has('ram:GlobalID/@schemeID'), 'ram:GlobalID'),
		fatal(
			'CII-SR-090',
			(at) => !at.has('ram:OriginTradeCountry') || at.count('ram:OriginTradeCountry/ram:ID') === 1,
			'ram:OriginTradeCountry',
		),
	]),
	context(`${LINE}/ram:SpecifiedTradeProduct/ram:ApplicableProductCharacteristic`, [
		exactlyOnce('CII-SR-069', 'ram:Description'),
		exactlyOnce('CII-SR-072', 'ram:Value'),
	]),
	context(`${LINE}/ram:SpecifiedLineTradeAgreement`, [
		exactlyOnce('CII-SR-439', 'ram:NetPriceProductTradePrice/ram:ChargeAmount'),
		once('CII-SR-441', 'ram:NetPriceProductTradePrice/ram:ChargeAmount'),
	]),
	context('ram:GrossPriceProductTradePrice/ram:AppliedTradeAllowanceCharge', [
		once('CII-SR-440', 'ram:ActualAmount'),
	]),
	context(AGREEMENT, [
		once('CII-SR-455', 'ram:SellerTradeParty/ram:DefinedTradeContact'),
		once('CII-SR-456', 'ram:BuyerTradeParty/ram:DefinedTradeContact'),
		once('CII-SR-459', 'ram:SellerTradeParty/ram:URIUniversalCommunication'),
		once('CII-SR-460', 'ram:BuyerTradeParty/ram:URIUniversalCommunication'),
	]),
	context(SETTLEMENT, [
		once('CII-SR-461', 'ram:ApplicableTradeTax/ram:TaxPointDate'),
		fatal(
			'CII-SR-462',
			(at) => new Set(at.values('//ram:ApplicableTradeTax/ram:DueDateTypeCode')).size <= 1,
			'ram:ApplicableTradeTax/ram:DueDateTypeCode',
		),
		fatal(
			'CII-SR-470',
			(at) => !at.all(MEANS).some((means) => isCreditTransfer(means) && !hasAccount(means)),
			MEANS,
		),
	]),
	context('ram:SpecifiedTradeAllowanceCharge', [
		fatal('CII-SR-463', (at) => at.has('ram:ChargeIndicator')),
		once('CII-SR-471', 'ram:RateApplicablePercent'),
		once('CII-SR-472', 'ram:CategoryTradeTax'),
		once('CII-SR-473', 'ram:ActualAmount'),
	]),
	context(
		`${SETTLEMENT}/ram:SpecifiedTradeSettlementHeaderMonetarySummation`,
		TOTALS.map((name, index) => once(`CII-SR-${FIRST_TOTAL + index}`, `ram:${name}`)),
	),
	context('/rsm:CrossIndustryInvoice', [
		fatal('CII-SR-467', (at) => isAlike(at, `//${MEANS}/ram:TypeCode`)),
		fatal('CII-SR-468', (at) => isAlike(at, `//${MEANS}/ram:Information`)),
		once('CII-SR-469', '//ram:ApplicableHeaderTradeSettlement/ram:PaymentReference'),
		fatal('CII-DT-013', absent('@languageID')),
		fatal('CII-DT-014', absent('@languageLocaleID')),
	]),
];

/** Names of what is not used, in the order of the numbers of the rules from the first. */
const unused = (first: number, names: string): Rule[] =>
	names.split(/\s+/).map((path, index) => fatal(dataType(first + index), absent(path)));
const dataType = (number: number) => `CII-DT-${String(number).padStart(3, '0')}`;
const ram = (names: string): string =>
	names
		.split(/\s+/)
		.map((name) => `ram:${name}`)
		.join(' ');

const SCHEMES = '@schemeName @schemeAgencyName @schemeDataURI @schemeURI';
const ends = (ending: string, rules: readonly Rule[]): Context =>
	contextWhen('*', ({ name }) => name.startsWith('ram:') && name.endsWith(ending), rules);

const isSupporting = (at: Node, type: string) =>
	at.name === 'ram:AdditionalReferencedDocument' && at.equals('ram:TypeCode', type);
/** A part of a reference that only references of some kind may have. */
const onlyIf = (number: number, path: string, holds: (at: Node) => boolean): Rule =>
	fatal(dataType(number), (at) => !at.has(path) || holds(at), path);

const BILLED = `${LINE}/ram:SpecifiedLineTradeDelivery/ram:BilledQuantity/@unitCode`;
/** Years have four digits, months and days are possible ones; day 31 is taken of any month. */
const DATE = /^\s*\d{4}(?:1[0-2]|0[1-9])(?:3[01]|[12]\d|0[1-9])\s*$/;

/** Of the types of data: which attributes and parts they do not have. */
const typeContexts: Pattern = [
	context(
		[
			'/rsm:CrossIndustryInvoice/rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID',
			'/rsm:CrossIndustryInvoice/rsm:ExchangedDocument/ram:ID',
			`${LINE}/ram:AssociatedDocumentLineDocument/ram:LineID`,
			`${LINE}/ram:SpecifiedTradeProduct/ram:SellerAssignedID`,
		].join(' | '),
		unused(1, `${SCHEMES} @schemeID @schemeAgencyID @schemeVersionID`),
	),
	ends('ID', unused(101, SCHEMES)),
	context('ram:TypeCode', unused(8, '@name @listURI')),
	ends('ReferencedDocument', [
		onlyIf(15, 'ram:URIID', (at) => isSupporting(at, '916')),
		...unused(16, ram('StatusCode CopyIndicator')),
		onlyIf(18, 'ram:TypeCode', (at) => ['50', '130', '916'].some((type) => isSupporting(at, type))),
		...unused(19, ram('GlobalID RevisionID')),
		onlyIf(21, 'ram:Name', (at) => isSupporting(at, '916')),
		onlyIf(22, 'ram:AttachmentBinaryObject', (at) => isSupporting(at, '916')),
		...unused(23, 'ram:Information'),
		onlyIf(24, 'ram:ReferenceTypeCode', (at) => isSupporting(at, '130')),
		...unused(25, ram('SectionName PreviousRevisionID')),
		onlyIf(27, 'ram:FormattedIssueDateTime', (at) => at.name === 'ram:InvoiceReferencedDocument'),
		...unused(28, ram('EffectiveSpecifiedPeriod IssuerTradeParty AttachedSpecifiedBinaryFile')),
	]),
	contextWhen(
		'*',
		({ name }) => name.startsWith('ram:') && name.endsWith('Amount') && name !== 'ram:TaxTotalAmount',
		unused(31, '@currencyID @currencyCodeListVersionID'),
	),
	ends('Quantity', [
		// The unit of any line excuses all quantities.
		fatal('CII-DT-033', (at) => at.attribute('unitCode') === null || hasBilledUnit(at)),
		...unused(34, '@unitCodeListID @unitCodeListAgencyID @unitCodeListAgencyName'),
	]),
	ends('TradeTax', [
		fatal('CII-DT-037', (at) => !at.has('ram:TypeCode') || at.equals('ram:TypeCode', 'VAT'), 'ram:TypeCode'),
	]),
	context('ram:BillingSpecifiedPeriod', [
		...unused(68, 'ram:StartDateTime/udt:DateTime'),
		...unused(
			69,
			ram('DurationMeasure InclusiveIndicator Description EndDateTime/udt:DateTime CompleteDateTime'),
		),
		...unused(74, ram('OpenIndicator SeasonCode ID Name SequenceNumeric StartDateFlexibilityCode')),
		...unused(80, ram('ContinuousIndicator PurposeCode')),
	]),
	context('ram:PostalTradeAddress', [
		...unused(82, ram('ID PostOfficeBox BuildingName')),
		...unused(86, ram('LineFour LineFive StreetName CitySubDivisionName CountryName CountrySubDivisionID')),
		...unused(92, ram('AttentionOf CareOf BuildingNumber DepartmentName AdditionalStreetName')),
	]),
	contextWhen('udt:DateTimeString', (at) => at.attribute('format') === '102', [
		fatal('CII-DT-097', (at) => DATE.test(at.value)),
	]),
];

const hasBilledUnit = perDocument(({ root }) => root.has(BILLED));

export const structurePatterns: readonly Pattern[] = [partContexts, typeContexts];
