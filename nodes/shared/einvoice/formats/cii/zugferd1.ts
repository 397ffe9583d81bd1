import { hasChild, type XmlElement } from '../../../xml/element';

/**
 * ZUGFeRD 1.0 (2014) is based on a draft of CII in which many elements have other names. They are renamed to those of
 * CII D16B, and the one VAT category with another code is translated, so that one reader serves both.
 */
const NAMES: ReadonlyMap<string, string> = new Map([
	['rsm:CrossIndustryDocument', 'rsm:CrossIndustryInvoice'],
	['rsm:SpecifiedExchangedDocumentContext', 'rsm:ExchangedDocumentContext'],
	['rsm:HeaderExchangedDocument', 'rsm:ExchangedDocument'],
	['rsm:SpecifiedSupplyChainTradeTransaction', 'rsm:SupplyChainTradeTransaction'],
	['ram:ApplicableSupplyChainTradeAgreement', 'ram:ApplicableHeaderTradeAgreement'],
	['ram:ApplicableSupplyChainTradeDelivery', 'ram:ApplicableHeaderTradeDelivery'],
	['ram:ApplicableSupplyChainTradeSettlement', 'ram:ApplicableHeaderTradeSettlement'],
	['ram:SpecifiedSupplyChainTradeAgreement', 'ram:SpecifiedLineTradeAgreement'],
	['ram:SpecifiedSupplyChainTradeDelivery', 'ram:SpecifiedLineTradeDelivery'],
	['ram:SpecifiedSupplyChainTradeSettlement', 'ram:SpecifiedLineTradeSettlement'],
	['ram:ApplicablePercent', 'ram:RateApplicablePercent'],
]);

/** The VAT category of intra-community supplies, which is K in EN 16931. The other categories have the same codes. */
const INTRA_COMMUNITY = 'IC';

const LINE = 'ram:IncludedSupplyChainTradeLineItem';
const SUMS = 'ram:SpecifiedTradeSettlementMonetarySummation';

/** The document with the names of CII D16B. Text-only lines become informative lines. */
export const asCii = (root: XmlElement): XmlElement => renamed(root, null);

function renamed(element: XmlElement, parent: XmlElement | null): XmlElement {
	const children = element.children.map((child) => renamed(child, element));
	const name = nameIn(element, parent);
	const isIntraCommunity = name === 'ram:CategoryCode' && element.text.trim() === INTRA_COMMUNITY;
	return { ...element, name, children, ...(isIntraCommunity ? { text: 'K' } : {}) };
}

function nameIn({ name }: XmlElement, parent: XmlElement | null): string {
	const within = parent?.name ?? '';
	if (name === SUMS) {
		return within === 'ram:SpecifiedSupplyChainTradeSettlement'
			? 'ram:SpecifiedTradeSettlementLineMonetarySummation'
			: 'ram:SpecifiedTradeSettlementHeaderMonetarySummation';
	}
	// Referenced documents have their number in `ID`.
	if (name === 'ram:ID' && within.endsWith('ReferencedDocument')) return 'ram:IssuerAssignedID';
	return NAMES.get(name) ?? name;
}

/** Whether a line has neither price nor amounts, only text. */
export const isTextLine = (line: XmlElement): boolean =>
	line.name === LINE &&
	!hasChild(line, 'ram:SpecifiedLineTradeAgreement') &&
	!hasChild(line, 'ram:SpecifiedLineTradeSettlement') &&
	!hasChild(line, 'ram:SpecifiedLineTradeDelivery');
