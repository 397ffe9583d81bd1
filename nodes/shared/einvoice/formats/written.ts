import type { Steps } from '../../steps';
import type { XmlElement } from '../../xml/element';
import { excessOf } from '../../xml/excess';
import { printXml, type Namespaces } from '../../xml/write';

/** A written document. */
export interface WrittenXml {
	xml: string;
	/** The root element, in the form that reading the document returns. */
	root: XmlElement;
	/** The limit for reading that the document exceeds, as the end of "The file …"; null when it exceeds none. */
	excess: string | null;
}

export function* writtenXml(root: XmlElement, namespaces: Namespaces): Steps<WrittenXml> {
	const xml = yield* printXml(root, namespaces);
	return { xml, root, excess: yield* excessOf(root, xml) };
}
