import { foreignNamespaceOf, localName, type XmlElement } from '../../xml/element';
import { finish } from '../../steps';
import { attributes, group, groupOf, printXml, text, withoutForbidden } from '../../xml/write';
import type { Profile } from './profile';
import { EXTENSION, FACTUR_X, RDF, SCHEMA, type KnownMetadata, type Property } from './properties';

const DC = 'http://purl.org/dc/elements/1.1/';
const XMP = 'http://ns.adobe.com/xap/1.0/';
const PDF = 'http://ns.adobe.com/pdf/1.3/';
const PDFA = 'http://www.aiim.org/pdfa/ns/id/';
const PROPERTY = 'http://www.aiim.org/pdfa/ns/property#';

const PREFIXES: Record<string, string> = {
	[RDF]: 'rdf',
	[DC]: 'dc',
	[XMP]: 'xmp',
	[PDF]: 'pdf',
	[PDFA]: 'pdfaid',
	[FACTUR_X]: 'fx',
	[EXTENSION]: 'pdfaExtension',
	[SCHEMA]: 'pdfaSchema',
	[PROPERTY]: 'pdfaProperty',
	'adobe:ns:meta/': 'x',
};

/** The entries of the information dictionary, which the metadata must repeat (ISO 19005-3, 6.6.3). */
export interface DocumentInformation {
	title?: string;
	author?: string;
	subject?: string;
	keywords?: string;
	creator?: string;
	producer?: string;
	created?: string;
	/** ISO 8601, like all of these dates. */
	modified: string;
}

/** The prefixes of one document: those of the PDF/A specification, and generated ones for other namespaces. */
class Namespaces {
	private readonly prefixes = new Map(Object.entries(PREFIXES));

	name(namespace: string, local: string): string {
		if (namespace === '') return local;
		let prefix = this.prefixes.get(namespace);
		if (prefix === undefined) this.prefixes.set(namespace, (prefix = `ns${this.prefixes.size}`));
		return `${prefix}:${local}`;
	}

	/** The name of an element or attribute that was read, with its prefix here. */
	ofRead(name: string): string {
		const namespace = foreignNamespaceOf(name);
		return namespace === null ? name : this.name(namespace, localName(name));
	}

	/** Namespace declarations by prefix. */
	get declarations(): Record<string, string> {
		return Object.fromEntries([...this.prefixes].map(([uri, prefix]) => [prefix, uri]));
	}
}

/** An element that was read, with the prefixes of this document. */
const renamed = (element: XmlElement, names: Namespaces): XmlElement => ({
	...element,
	name: names.ofRead(element.name),
	attributes: new Map([...element.attributes].map(([name, value]) => [names.ofRead(name), value])),
	children: element.children.map((child) => renamed(child, names)),
});

const withAttributes = (element: XmlElement | null, values: Record<string, string>): XmlElement | null =>
	element && { ...element, attributes: new Map(Object.entries(values)) };

/**
 * The metadata of a hybrid invoice (Factur-X 1.0, 6.2; ISO 19005-3, 6.6): the existing metadata, the information
 * dictionary, and the invoice with the description of its properties.
 * @param claimsArchival whether the file may claim to be PDF/A-3
 */
export function writeXmp(
	known: KnownMetadata,
	information: DocumentInformation,
	profile: Profile,
	claimsArchival: boolean,
): Buffer {
	const names = new Namespaces();
	const own = ownProperties(information);
	const replaced = new Set(own.map(({ name }) => name));
	const kept = known.properties
		.map((property) => propertyOf(property, names))
		.filter(({ name }) => !replaced.has(name));
	const description = (children: ReadonlyArray<XmlElement | null>) =>
		withAttributes(group('rdf:Description', children), { 'rdf:about': '' });
	const descriptions = [
		description([...kept, ...own]),
		claimsArchival ? description([text('pdfaid:part', '3'), text('pdfaid:conformance', 'B')]) : null,
		description([
			text('fx:DocumentType', 'INVOICE'),
			text('fx:DocumentFileName', profile.fileName),
			text('fx:Version', profile.version),
			text('fx:ConformanceLevel', profile.level),
		]),
		description([
			group('pdfaExtension:schemas', [
				group('rdf:Bag', [...known.schemas.map((schema) => renamed(schema, names)), facturXSchema()]),
			]),
		]),
	].filter((element) => element !== null);
	const root = groupOf('x:xmpmeta', [groupOf('rdf:RDF', descriptions)]);
	const [, ...lines] = finish(printXml(root, names.declarations)).xml.split('\n');
	return Buffer.from(
		`<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n${lines.join('\n')}<?xpacket end="w"?>`,
		'utf8',
	);
}

/** Writes a property as an element, whichever form it had. */
const propertyOf = ({ namespace, name, value }: Property, names: Namespaces): XmlElement =>
	typeof value === 'string'
		? { ...groupOf(names.name(namespace, name), []), text: withoutForbidden(value) }
		: renamed(value, names);

function ownProperties(information: DocumentInformation): XmlElement[] {
	const list = (kind: 'Alt' | 'Seq', value: string | undefined) => {
		const language = attributes(kind === 'Alt' ? { 'xml:lang': 'x-default' } : {});
		return [group(`rdf:${kind}`, [text('rdf:li', value, language)])];
	};
	const properties = [
		group('dc:title', list('Alt', information.title)),
		group('dc:creator', list('Seq', information.author)),
		group('dc:description', list('Alt', information.subject)),
		text('pdf:Keywords', information.keywords),
		text('pdf:Producer', information.producer),
		text('xmp:CreatorTool', information.creator),
		text('xmp:CreateDate', information.created),
		text('xmp:ModifyDate', information.modified),
		text('xmp:MetadataDate', information.modified),
	];
	return properties.filter((property) => property !== null);
}

const PROPERTIES: ReadonlyArray<readonly [name: string, description: string]> = [
	['DocumentFileName', 'The name of the embedded XML document'],
	['DocumentType', 'The type of the hybrid document in capital letters, e.g. INVOICE or ORDER'],
	['Version', 'The actual version of the standard applying to the embedded XML document'],
	['ConformanceLevel', 'The conformance level of the embedded XML document'],
];

function facturXSchema(): XmlElement | null {
	const resource = (children: ReadonlyArray<XmlElement | null>) =>
		withAttributes(group('rdf:li', children), { 'rdf:parseType': 'Resource' });
	const described = PROPERTIES.map(([name, description]) =>
		resource([
			text('pdfaProperty:name', name),
			text('pdfaProperty:valueType', 'Text'),
			text('pdfaProperty:category', 'external'),
			text('pdfaProperty:description', description),
		]),
	);
	return resource([
		text('pdfaSchema:schema', 'Factur-X PDFA Extension Schema'),
		text('pdfaSchema:namespaceURI', FACTUR_X),
		text('pdfaSchema:prefix', 'fx'),
		group('pdfaSchema:property', [group('rdf:Seq', described)]),
	]);
}
