import type { Steps } from '../../../steps';
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

/** Elements per step. */
const STRETCH = 10_000;

/** The document with the names of CII D16B. Text-only lines become informative lines. What is the same is not copied. */
export function* asCii(root: XmlElement): Steps<XmlElement> {
	// Without recursion, because a generator for each element would take far longer.
	const open: Level[] = [levelOf(root, '')];
	for (let step = 1; ; step++) {
		if (step % STRETCH === 0) yield;
		const level = open.at(-1)!;
		const { element, within, next, renamed } = level;
		const child = element.children[next];
		if (child === undefined) {
			open.pop();
			const done = withNames(element, within, renamed ?? element.children);
			const above = open.at(-1);
			if (above === undefined) return done;
			take(above, done);
		} else if (child.children.length > 0) {
			open.push(levelOf(child, element.name));
		} else {
			take(level, withNames(child, element.name, child.children));
		}
	}
}

/** An element of which the children before `next` have been renamed. */
interface Level {
	element: XmlElement;
	/** The name of its parent, as it is written. */
	within: string;
	next: number;
	/** The children so far; null while each is the same. */
	renamed: XmlElement[] | null;
}

const levelOf = (element: XmlElement, within: string): Level => ({ element, within, next: 0, renamed: null });

/** Adds the next child to a level. */
function take(level: Level, child: XmlElement): void {
	const { children } = level.element;
	if (level.renamed === null && child !== children[level.next]) level.renamed = children.slice(0, level.next);
	level.renamed?.push(child);
	level.next++;
}

function withNames(element: XmlElement, within: string, children: readonly XmlElement[]): XmlElement {
	const name = nameIn(element.name, within);
	const { attributes, line, column, document } = element;
	const isIntraCommunity = name === 'ram:CategoryCode' && element.text.trim() === INTRA_COMMUNITY;
	if (name === element.name && children === element.children && !isIntraCommunity) return element;
	const text = isIntraCommunity ? 'K' : element.text;
	// Written out: V8 gives an object that starts as a copy several times the memory.
	return { name, attributes, children, text, line, column, document };
}

function nameIn(name: string, within: string): string {
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
