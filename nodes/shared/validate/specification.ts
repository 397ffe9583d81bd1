import { childrenOf, type XmlElement } from '../xml/element';

const CONTEXT = 'rsm:ExchangedDocumentContext';
const GUIDELINE = 'ram:GuidelineSpecifiedDocumentContextParameter';

/** The specification that a document claims to follow (BT-24); null when it claims none. */
export function specificationOf(root: XmlElement): string | null {
	const guidelines = childrenOf(root, CONTEXT).flatMap((context) => childrenOf(context, GUIDELINE));
	const [first] = [root, ...guidelines].flatMap((element) =>
		childrenOf(element, element === root ? 'cbc:CustomizationID' : 'ram:ID'),
	);
	return first?.text.trim() || null;
}
