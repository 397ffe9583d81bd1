import type { Result } from '../../result';
import type { XmlElement } from '../../xml/element';

/** A document that was written. */
export interface WrittenXml {
	xml: string;
	/** The result of reading the document. */
	root: Result<XmlElement>;
}
