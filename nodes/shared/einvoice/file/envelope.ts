import { childOf, localName, textOf, type XmlElement } from '../../xml/element';

/** The content of an envelope: an element of the same document, or a document as text. */
export type Enclosed = { element: XmlElement } | { xml: Buffer };

/**
 * The content of an envelope: the business document of an SBDH, in which Peppol transmits documents, or the invoice
 * that Colombia's AttachedDocument contains as text next to the tax authority's response. Null for other documents and
 * for an empty envelope.
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

/** The text was decoded with the envelope, so its own encoding declaration no longer applies. */
const withoutEncoding = (text: string): string => text.replace(/^\s*<\?xml\s[^>]{0,200}\?>/, '');
