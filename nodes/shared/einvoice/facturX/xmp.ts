import { foreignNamespaceOf, localName, type XmlElement } from '../../xml/element';
import { finish } from '../../steps';
import { group, printXml, text, type RootTag, type Tag } from '../../xml/write';
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

/** What the information dictionary says, which the metadata have to repeat (ISO 19005-3, 6.6.3). */
export interface DocumentInformation {
	title?: string;
	author?: string;
	subject?: string;
	keywords?: string;
	creator?: string;
	producer?: string;
	created?: string;
	/** ISO 8601, as all of these moments. */
	modified: string;
}

/** Prefixes of one document: those of PDF/A's specification, and new ones for other namespaces. */
class Namespaces {
	private readonly prefixes = new Map(Object.entries(PREFIXES));

	name(namespace: string, local: string): string {
		if (namespace === '') return local;
		let prefix = this.prefixes.get(namespace);
		if (prefix === undefined) this.prefixes.set(namespace, (prefix = `ns${this.prefixes.size}`));
		return `${prefix}:${local}`;
	}

	/** The name of an element or attribute that was read. */
	ofRead(name: string): string {
		const namespace = foreignNamespaceOf(name);
		return namespace === null ? name : this.name(namespace, localName(name));
	}

	get declarations(): Record<string, string> {
		return Object.fromEntries([...this.prefixes].map(([uri, prefix]) => [`xmlns:${prefix}`, uri]));
	}
}

/** An element as it was read. */
function tagOf(element: XmlElement, names: Namespaces): Tag {
	return {
		name: names.ofRead(element.name),
		attributes: Object.fromEntries(
			[...element.attributes].map(([name, value]) => [names.ofRead(name), value]),
		),
		content:
			element.children.length > 0 ? element.children.map((child) => tagOf(child, names)) : element.text,
	};
}

/**
 * The metadata of a hybrid invoice (Factur-X 1.0, 6.2; ISO 19005-3, 6.6): what the file said already, its information
 * dictionary, and the invoice with the description of its properties.
 * @param claimsArchival whether the file may say that it is PDF/A-3
 */
export function writeXmp(
	known: KnownMetadata,
	information: DocumentInformation,
	profile: Profile,
	claimsArchival: boolean,
): Buffer {
	const names = new Namespaces();
	const own = ownTags(information);
	const replaced = new Set(own.map(({ name }) => name));
	const kept = known.properties
		.map((property) => propertyTag(property, names))
		.filter(({ name }) => !replaced.has(name));
	const about = { 'rdf:about': '' };
	const description = (children: ReadonlyArray<Tag | null>) => group('rdf:Description', children, {});
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
				group('rdf:Bag', [...known.schemas.map((schema) => tagOf(schema, names)), facturXSchema()]),
			]),
		]),
	].filter((tag) => tag !== null);
	const root: RootTag = {
		name: 'x:xmpmeta',
		attributes: names.declarations,
		content: [
			{
				name: 'rdf:RDF',
				attributes: {},
				content: descriptions.map((tag) => ({ ...tag, attributes: about })),
			},
		],
	};
	const [, ...lines] = finish(printXml(root)).split('\n');
	return Buffer.from(
		`<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n${lines.join('\n')}<?xpacket end="w"?>`,
		'utf8',
	);
}

/** A property is an element, whether it was one or an attribute. */
const propertyTag = ({ namespace, name, value }: Property, names: Namespaces): Tag =>
	typeof value === 'string'
		? { name: names.name(namespace, name), attributes: {}, content: value }
		: tagOf(value, names);

function ownTags(information: DocumentInformation): Tag[] {
	const list = (kind: 'Alt' | 'Seq', value: string | undefined) => {
		const language = kind === 'Alt' ? { 'xml:lang': 'x-default' } : {};
		return [group(`rdf:${kind}`, [text('rdf:li', value, language)])];
	};
	const tags = [
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
	return tags.filter((tag) => tag !== null);
}

const PROPERTIES: ReadonlyArray<readonly [name: string, description: string]> = [
	['DocumentFileName', 'The name of the embedded XML document'],
	['DocumentType', 'The type of the hybrid document in capital letters, e.g. INVOICE or ORDER'],
	['Version', 'The actual version of the standard applying to the embedded XML document'],
	['ConformanceLevel', 'The conformance level of the embedded XML document'],
];

function facturXSchema(): Tag | null {
	const resource = { 'rdf:parseType': 'Resource' };
	return group(
		'rdf:li',
		[
			text('pdfaSchema:schema', 'Factur-X PDFA Extension Schema'),
			text('pdfaSchema:namespaceURI', FACTUR_X),
			text('pdfaSchema:prefix', 'fx'),
			group('pdfaSchema:property', [
				group(
					'rdf:Seq',
					PROPERTIES.map(([name, description]) =>
						group(
							'rdf:li',
							[
								text('pdfaProperty:name', name),
								text('pdfaProperty:valueType', 'Text'),
								text('pdfaProperty:category', 'external'),
								text('pdfaProperty:description', description),
							],
							resource,
						),
					),
				),
			]),
		],
		resource,
	);
}
