import type { Steps } from '../../steps';
import type { XmlElement } from '../../xml/element';
import { excessOf } from '../../xml/excess';
import { printXml, type Namespaces } from '../../xml/write';

/** A document that was written. */
export interface WrittenXml {
	xml: string;
	/** As reading the document gives it. */
	root: XmlElement;
	/** The limit of reading that the document is beyond, as the end of "The file …"; null within all. */
	excess: string | null;
}

export function* writtenXml(root: XmlElement, namespaces: Namespaces): Steps<WrittenXml> {
	const xml = yield* printXml(root, namespaces);
	return { xml, root, excess: yield* excessOf(root, xml) };
}
