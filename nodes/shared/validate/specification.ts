import { childrenOf, type XmlElement } from '../xml/element';

const CONTEXT = 'rsm:ExchangedDocumentContext';
const GUIDELINE = 'ram:GuidelineSpecifiedDocumentContextParameter';

/** What a document says that it is: BT-24; null where it says nothing. */
export function specificationOf(root: XmlElement): string | null {
	const guidelines = childrenOf(root, CONTEXT).flatMap((context) => childrenOf(context, GUIDELINE));
	const [first] = [root, ...guidelines].flatMap((element) =>
		childrenOf(element, element === root ? 'cbc:CustomizationID' : 'ram:ID'),
	);
	return first?.text.trim() || null;
}
