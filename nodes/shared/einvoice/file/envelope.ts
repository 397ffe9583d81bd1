import { childrenOf, localName, type XmlElement } from '../../xml/element';

/** The content of an envelope: an element of the same document, a document as text, or several documents. */
export type Enclosed = { element: XmlElement } | { xml: Buffer } | { isSeveral: true };

/** What may stand beside the document in an SBDH. */
const BESIDE: ReadonlySet<string> = new Set(['StandardBusinessDocumentHeader', 'Signature']);

/** The response of the tax authority. */
const RESPONSE = /^\s*(?:<\?xml\s[^>]{0,200}\?>\s*)?<(?:\w{1,20}:)?ApplicationResponse[\s>]/;

const SEVERAL: Enclosed = { isSeveral: true };

/**
 * The content of an envelope: the business document of an SBDH, in which Peppol transmits documents, or the invoice
 * that Colombia's AttachedDocument contains as text next to the tax authority's response. Null for other documents and
 * for an empty envelope.
 */
export function enclosedIn(root: XmlElement): Enclosed | null {
	switch (localName(root.name)) {
		case 'StandardBusinessDocument': {
			const [element, second] = root.children.filter(({ name }) => !BESIDE.has(localName(name)));
			if (second !== undefined) return SEVERAL;
			return element === undefined ? null : { element };
		}
		case 'AttachedDocument': {
			const texts = attachedTexts(root);
			const documents = texts.filter((text) => text.trimStart().startsWith('<'));
			const invoices = documents.filter((text) => !RESPONSE.test(text));
			const [document, second] = invoices.length > 0 ? invoices : documents;
			if (second !== undefined) return SEVERAL;
			const text = document ?? texts[0];
			return text === undefined ? null : { xml: Buffer.from(withoutEncoding(text), 'utf8') };
		}
		default:
			return null;
	}
}

/** What an AttachedDocument contains as text; UBL allows several descriptions of one attachment. */
const attachedTexts = (root: XmlElement): string[] =>
	childrenOf(root, 'cac:Attachment')
		.flatMap((attachment) => childrenOf(attachment, 'cac:ExternalReference'))
		.flatMap((reference) => childrenOf(reference, 'cbc:Description'))
		.map(({ text }) => text)
		.filter((text) => text.trim() !== '');

/** The text was decoded with the envelope, so its own encoding declaration no longer applies. */
const withoutEncoding = (text: string): string => text.replace(/^\s*<\?xml\s[^>]{0,200}\?>/, '');
