import type { Steps } from '../../steps';
import type { XmlElement } from '../../xml/element';
import { excessOf } from '../../xml/excess';
import { printXml, type Namespaces } from '../../xml/write';

/** A document to be printed. */
export interface UnprintedXml {
	/** The root element, in the form that reading the document returns. */
	root: XmlElement;
	namespaces: Namespaces;
}

/** A written document. */
export interface WrittenXml {
	xml: string;
	root: UnprintedXml['root'];
	/** The limit for reading that the document exceeds, as the end of "The file …"; null when it exceeds none. */
	excess: string | null;
}

export function* printed({ root, namespaces }: UnprintedXml): Steps<WrittenXml> {
	const { xml, size } = yield* printXml(root, namespaces);
	return { xml, root, excess: yield* excessOf(root, size) };
}
