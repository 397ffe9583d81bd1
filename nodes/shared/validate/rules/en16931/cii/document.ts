import { normalizeSpace } from '../../../xpath/cast';
import type { Node } from '../../../xpath/node';
import { context, contextWhen, fatal, type Context, type Rule } from '../../../rule';
import { CREDIT_TRANSFERS, MAX_CARD_DIGITS } from '../norm/payment';
import { normRules } from '../norm/rules';
import { filled, filledIfPresent, present, ruleOn } from '../norm/terms';
import { BUYER, CURRENCY, DELIVERY, SELLER, SETTLEMENT } from './paths';
import { addsUpWithTax } from './totals';

const HEADER = 'rsm:ExchangedDocument';
const ISSUED = `${HEADER}/ram:IssueDateTime`;

/** Requirements for the document as a whole. */
export const documentRules: readonly Rule[] = [
	...normRules(
		{
			'BT-24': 'rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID',
			'BT-1': `${HEADER}/ram:ID`,
			'BT-3': `${HEADER}/ram:TypeCode`,
			'BT-5': CURRENCY,
			'BT-27': `${SELLER}/ram:Name`,
			'BT-44': `${BUYER}/ram:Name`,
			'BG-5': `${SELLER}/ram:PostalTradeAddress`,
			'BG-8': `${BUYER}/ram:PostalTradeAddress`,
			'BT-40': `${SELLER}/ram:PostalTradeAddress/ram:CountryID`,
			'BT-55': `${BUYER}/ram:PostalTradeAddress/ram:CountryID`,
			'BG-25': '//ram:IncludedSupplyChainTradeLineItem',
		},
		...(['BR-01', 'BR-02', 'BR-04', 'BR-05', 'BR-06', 'BR-07', 'BR-08', 'BR-09'] as const),
		...(['BR-10', 'BR-11', 'BR-16'] as const),
	),
	{
		...fatal('BR-03', (at) => dateText(at, `${ISSUED}/udt:DateTimeString`) !== '', ISSUED),
		why: (at) =>
			at.filled(`${ISSUED}/udt:DateTimeString`)
				? 'The date of the invoice (BT-2) is not in format 102: write it as 20251231, with the attribute format="102"'
				: null,
	},
	fatal('BR-62', hasAddressScheme(SELLER), SELLER),
	fatal('BR-63', hasAddressScheme(BUYER), BUYER),
	addsUpWithTax,
];

/** The single date in the form YYYYMMDD, as text. */
function dateText(at: Node, path: string): string {
	const dates = at.all(path).filter((date) => date.attribute('format') === '102');
	if (dates.length > 1) at.document.stop('XPTY0004', dates[1]!);
	return normalizeSpace(dates[0]?.value ?? '');
}

/** If there are several electronic addresses, the first one of the party counts. */
function hasAddressScheme(party: string): (at: Node) => boolean {
	return (at) => {
		const parties = at.all(party);
		if (!parties.some((node) => node.has('ram:URIUniversalCommunication'))) return true;
		const schemes = parties.flatMap(
			(node) => node.all('ram:URIUniversalCommunication')[0]?.values('ram:URIID/@schemeID') ?? [],
		);
		if (schemes.length > 1) at.document.stop('XPTY0004', parties[0]!);
		return normalizeSpace(schemes[0] ?? '') !== '';
	};
}

/** Supporting documents, cards and credit transfer accounts. */
export const firstContexts: readonly Context[] = [
	context('ram:DesignatedProductClassification', [
		ruleOn('BR-65', filledIfPresent('BT-158', 'BT-158-1'), {
			'BT-158': 'ram:ClassCode',
			'BT-158-1': 'ram:ClassCode/@listID',
		}),
	]),
	context('ram:AdditionalReferencedDocument', normRules({ 'BT-122': 'ram:IssuerAssignedID' }, 'BR-52')),
	context('ram:ApplicableTradeSettlementFinancialCard', [
		fatal('BR-51', (at) => at.text('ram:ID').length <= MAX_CARD_DIGITS, 'ram:ID'),
	]),
	contextWhen(
		'ram:SpecifiedTradeSettlementPaymentMeans/ram:PayeePartyCreditorFinancialAccount',
		(at) => at.equals('../ram:TypeCode', ...CREDIT_TRANSFERS),
		['BR-50', 'BR-61'].map((id) =>
			ruleOn(id, present('BT-84'), { 'BT-84': ['ram:IBANID', 'ram:ProprietaryID'] }),
		),
	),
	context(DELIVERY, [
		ruleOn('BR-57', filledIfPresent('BG-15', 'BT-80'), {
			'BG-15': 'ram:ShipToTradeParty/ram:PostalTradeAddress',
			'BT-80': 'ram:ShipToTradeParty/ram:PostalTradeAddress/ram:CountryID',
		}),
	]),
];

export const laterContexts: readonly Context[] = [
	context('ram:SpecifiedTradeSettlementPaymentMeans', normRules({ 'BT-81': 'ram:TypeCode' }, 'BR-49')),
	context(`${SETTLEMENT}/ram:InvoiceReferencedDocument`, [
		ruleOn('BR-55', filled('BT-25'), { 'BT-25': 'ram:IssuerAssignedID' }),
	]),
];
