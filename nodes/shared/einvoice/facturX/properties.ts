import type { XmlElement } from '../../xml/element';
import { foreignNamespaceOf, localName } from '../../xml/element';
import { parseXml } from '../../xml/parse';

export const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
export const EXTENSION = 'http://www.aiim.org/pdfa/ns/extension/';
export const SCHEMA = 'http://www.aiim.org/pdfa/ns/schema#';
export const FACTUR_X = 'urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#';

/** Namespaces whose properties need no description in PDF/A (XMP 2004). */
const KNOWN = new Set([
	'http://purl.org/dc/elements/1.1/',
	'http://ns.adobe.com/xap/1.0/',
	'http://ns.adobe.com/xap/1.0/rights/',
	'http://ns.adobe.com/xap/1.0/mm/',
	'http://ns.adobe.com/xap/1.0/bj/',
	'http://ns.adobe.com/xap/1.0/t/pg/',
	'http://ns.adobe.com/pdf/1.3/',
	'http://ns.adobe.com/photoshop/1.0/',
	'http://ns.adobe.com/tiff/1.0/',
	'http://ns.adobe.com/exif/1.0/',
]);

/** A property of a document, written as an element or as an attribute. */
export interface Property {
	namespace: string;
	name: string;
	value: XmlElement | string;
}

/** What the metadata of a file already contain. */
export interface KnownMetadata {
	properties: Property[];
	/** Entries of the list of extension schemas. */
	schemas: XmlElement[];
}

const is = ({ name }: XmlElement, namespace: string, local: string) => name === `{${namespace}}${local}`;
const children = (element: XmlElement | undefined, namespace: string, local: string) =>
	element?.children.filter((child) => is(child, namespace, local)) ?? [];

/** The namespace that an extension schema describes. */
const describedBy = (schema: XmlElement): string =>
	children(schema, SCHEMA, 'namespaceURI')[0]?.text.trim() ?? '';

/**
 * Reads XMP. Leaves out properties in namespaces that the file does not describe, as PDF/A requires. Unreadable
 * metadata count as absent; the earlier version of the file still has them.
 */
export async function knownMetadata(xmp: Buffer | null): Promise<KnownMetadata> {
	const root = xmp === null ? null : await parseXml(xmp);
	if (!root?.ok) return { properties: [], schemas: [] };
	const rdf = is(root.value, RDF, 'RDF') ? root.value : children(root.value, RDF, 'RDF')[0];
	const descriptions = children(rdf, RDF, 'Description');
	const schemas = descriptions
		.flatMap((description) => children(description, EXTENSION, 'schemas'))
		.flatMap((list) => list.children)
		.flatMap((bag) => bag.children)
		.filter((schema) => describedBy(schema) !== FACTUR_X);
	const described = new Set(schemas.map(describedBy));
	const properties = descriptions.flatMap((description): Property[] => [
		...[...description.attributes].map(([name, value]) => propertyOf(name, value)),
		...description.children.map((child) => propertyOf(child.name, child)),
	]);
	return {
		properties: properties.filter(({ namespace }) => KNOWN.has(namespace) || described.has(namespace)),
		schemas,
	};
}

const propertyOf = (name: string, value: XmlElement | string): Property => ({
	namespace: foreignNamespaceOf(name) ?? '',
	name: localName(name),
	value,
});
