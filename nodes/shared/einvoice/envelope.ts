import { childOf, localName, textOf, type XmlElement } from '../xml/element';

/** What an envelope holds: an element of the same document, or a document written as text. */
export type Enclosed = { element: XmlElement } | { xml: Buffer };

/**
 * What is inside an envelope: the business document of an SBDH, with which Peppol travels, or the invoice that Colombia's
 * AttachedDocument holds as text beside the answer of the tax authority. Null for all else, and for an empty envelope.
 */
export function enclosedIn(root: XmlElement): Enclosed | null {
	switch (localName(root.name)) {
		case 'StandardBusinessDocument': {
			const element = root.children.find(({ name }) => localName(name) !== 'StandardBusinessDocumentHeader');
			return element === undefined ? null : { element };
		}
		case 'AttachedDocument': {
			const text = textOf(childOf(root, 'cac:Attachment', 'cac:ExternalReference'), 'cbc:Description');
			return text === null ? null : { xml: Buffer.from(withoutEncoding(text), 'utf8') };
		}
		default:
			return null;
	}
}

/** The text was decoded with the envelope, whatever its own declaration says. */
const withoutEncoding = (text: string): string => text.replace(/^\s*<\?xml\s[^>]{0,200}\?>/, '');
