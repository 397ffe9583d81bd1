import { normalizeSpace } from '../../../xpath/cast';
import { perDocument } from '../../../document';
import type { Node } from '../../../xpath/node';
import { context, fatal, type Explanation, type Pattern, type Rule } from '../../../rule';
import { atMostOne, absent } from '../../../tests';
import { explainBy, withValues, type Entry } from '../explain/entry';
import { STRUCTURE_OF_CII } from '../explain/structureOfCii';
import { typeContexts, UNUSED_DATA } from './dataTypes';
import { AGREEMENT, SETTLEMENT, TRANSACTION } from './paths';

const LINE = `${TRANSACTION}/ram:IncludedSupplyChainTradeLineItem`;
const MEANS = 'ram:SpecifiedTradeSettlementPaymentMeans';

const once = (id: string, path: string): Rule => fatal(id, atMostOne(path), path);
const exactlyOnce = (id: string, path: string): Rule => fatal(id, (at) => at.count(path) === 1, path);

/** What must be identical in all payment instructions. */
const ALIKE: ReadonlyMap<string, string> = new Map([
	['CII-SR-467', `//${MEANS}/ram:TypeCode`],
	['CII-SR-468', `//${MEANS}/ram:Information`],
]);
const isAlike = (at: Node, path: string) => new Set(at.values(path).map(normalizeSpace)).size <= 1;

/** What the totals may have only once, in the order of the rule numbers. */
const TOTALS = `LineTotalAmount ChargeTotalAmount AllowanceTotalAmount TaxBasisTotalAmount RoundingAmount
	GrandTotalAmount InformationAmount TotalPrepaidAmount TotalDiscountAmount TotalAllowanceChargeAmount DuePayableAmount
	RetailValueExcludingTaxInformationAmount TotalDepositFeeInformationAmount
	ProductValueExcludingTobaccoTaxInformationAmount TotalRetailValueInformationAmount GrossLineTotalAmount
	NetLineTotalAmount NetIncludingTaxesLineTotalAmount`.split(/\s+/);
const FIRST_TOTAL = 477;

const areDueDatesAlike = perDocument(
	({ root }) => new Set(root.values('//ram:ApplicableTradeTax/ram:DueDateTypeCode')).size <= 1,
);

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
		fatal('CII-SR-462', areDueDatesAlike, 'ram:ApplicableTradeTax/ram:DueDateTypeCode'),
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
		...[...ALIKE].map(([id, path]) => fatal(id, (at) => isAlike(at, path), path)),
		once('CII-SR-469', '//ram:ApplicableHeaderTradeSettlement/ram:PaymentReference'),
		fatal('CII-DT-013', absent('@languageID')),
		fatal('CII-DT-014', absent('@languageLocaleID')),
	]),
];

export const structurePatterns: readonly Pattern[] = [partContexts, typeContexts];

const explainTable = explainBy([
	...Object.entries(STRUCTURE_OF_CII),
	...UNUSED_DATA,
	...TOTALS.map((name, index): [string, Entry] => [
		`CII-SR-${FIRST_TOTAL + index}`,
		[`${name} is there more than once among the totals (BG-22): keep only one`, 'totals'],
	]),
]);

/** The meaning of a rule on the structure; null for any other rule. */
export const explainStructure = (rule: string, at: Node): Explanation | null =>
	withValues(explainTable(rule), at, ALIKE.get(rule));
