import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { fail, ok, type Result } from '../result';
import type { XmlElement } from './element';
import { decodeXml } from './encoding';

// The only module that imports fast-xml-parser: the build bundles the library into it, because n8n provides none.

const MAX_MEGABYTES = 25;
const MAX_DEPTH = 100;

const TEXT = '#text';
const CDATA = '#cdata';
const ATTRIBUTES = ':@';

/** XML 1.0, 2.2: no control characters but tab and line break; those from 0x7F on are allowed. */
const FORBIDDEN = /[^\t\n\r -\ufffd]/;

/** References are resolved here: the library would resolve those of CDATA and of a DOCTYPE, too. */
const parser = new XMLParser({
	preserveOrder: true,
	ignoreAttributes: false,
	attributeNamePrefix: '',
	parseTagValue: false,
	parseAttributeValue: false,
	trimValues: false,
	processEntities: false,
	ignoreDeclaration: true,
	ignorePiTags: true,
	cdataPropName: CDATA,
	// Else a text of the path is made for every element and text, for callbacks that there are none of.
	jPath: false,
});

/** An element as the library gives it: one key with the content, and perhaps the attributes. */
type Node = Record<string, Node[] | string | Record<string, string>>;

/** The first key: attributes come after the content. */
const nameOf = (node: Node): string => Object.keys(node)[0] ?? '';

/**
 * Parses an XML document into its root element. Total: never throws. Values stay the text that was written, so that
 * `007` and `1.50` are what they were. Refuses a DOCTYPE and every reference that does not name a character; bounds
 * size and depth.
 */
export function parseXml(bytes: Uint8Array): Result<XmlElement> {
	if (bytes.byteLength > MAX_MEGABYTES * 1024 * 1024) return unfit(`is larger than ${MAX_MEGABYTES} MB`);
	const decoded = decodeXml(bytes);
	if (!decoded.ok) return decoded;
	// XML allows no blank before its declaration; senders do write them.
	const text = decoded.value.trimStart();
	if (FORBIDDEN.test(text)) return unfit('holds a character that XML forbids');
	if (hasDeclarations(text)) return unfit('has a DOCTYPE, which is not accepted');
	try {
		const verdict = XMLValidator.validate(text);
		if (verdict !== true) return unfit(`is not well-formed: ${verdict.err.msg.slice(0, 200)}`);
		return rootOf(parser.parse(text) as Node[]);
	} catch (error) {
		return unfit(`is not well-formed: ${(error as Error).message.slice(0, 200)}`);
	}
}

const unfit = (why: string) => fail<XmlElement>(`The XML ${why}`, 'Look at the file itself.');

const PASSAGES = [
	['<!--', '-->'],
	['<![CDATA[', ']]>'],
	['<?', '?>'],
] as const;

/** Whether `<!DOCTYPE` or another declaration stands outside of comments, CDATA and processing instructions. */
function hasDeclarations(text: string): boolean {
	for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
		const passage = PASSAGES.find(([open]) => text.startsWith(open, at));
		if (passage) at = text.indexOf(passage[1], at + passage[0].length);
		else if (text[at + 1] === '!') return true;
		// Not closed: the validator says so.
		if (at === -1) return false;
	}
	return false;
}

function rootOf(nodes: Node[]): Result<XmlElement> {
	const problems: string[] = [];
	const { children } = contentOf(nodes, 0, problems);
	const [problem] = problems;
	const [root, second] = children;
	if (problem !== undefined) return unfit(problem);
	// The library's validator overlooks what follows an empty root.
	return root && !second
		? ok({ ...root, namespace: namespaceOf(nodes) })
		: unfit('is not well-formed: it has no single root');
}

/** The namespace that the name of the root is in; there it can only be declared by the root itself. */
function namespaceOf(nodes: Node[]): string | null {
	for (const node of nodes) {
		const name = nameOf(node);
		if (name === TEXT) continue;
		const declaration = name.includes(':') ? `xmlns:${name.slice(0, name.indexOf(':'))}` : 'xmlns';
		const namespace = ((node[ATTRIBUTES] ?? {}) as Record<string, string>)[declaration];
		return namespace === undefined ? null : resolved(String(namespace), []);
	}
	return null;
}

function contentOf(nodes: Node[], depth: number, problems: string[]): Pick<XmlElement, 'children' | 'text'> {
	const children: XmlElement[] = [];
	let text = '';
	if (depth > MAX_DEPTH) problems.push(`is nested deeper than ${MAX_DEPTH} levels`);
	for (const node of problems.length > 0 ? [] : nodes) {
		const name = nameOf(node);
		const content = node[name];
		if (name === TEXT) text += resolved(String(content), problems);
		else if (name === CDATA) text += (content as Node[]).map((part) => String(part[TEXT])).join('');
		else {
			const inside = contentOf(content as Node[], depth + 1, problems);
			children.push({
				name: localName(name),
				attributes: attributesOf((node[ATTRIBUTES] ?? {}) as Record<string, string>, problems),
				children: inside.children,
				text: inside.text,
			});
		}
	}
	return { children, text };
}

function attributesOf(written: Record<string, string>, problems: string[]): ReadonlyMap<string, string> {
	const attributes = new Map<string, string>();
	for (const [name, value] of Object.entries(written)) {
		const local = localName(name);
		if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
		// An attribute without a prefix is the element's own, one with a prefix somebody else's.
		if (local !== name && attributes.has(local)) continue;
		// XML 1.0, 3.3.3: a tab or line break in an attribute is a blank.
		attributes.set(local, resolved(String(value).replace(/[\t\n]/g, ' '), problems));
	}
	return attributes;
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

const PREDEFINED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Resolves the five references that XML predefines and those to a character by its number, each once. */
function resolved(text: string, problems: string[]): string {
	if (!text.includes('&')) return text;
	return text.replace(/&([^;&]*;?)/g, (reference, inner: string) => {
		const character = characterOf(inner);
		if (character === null) problems.push(`refers to ${reference.slice(0, 30)}, which is not a character`);
		return character ?? '';
	});
}

function characterOf(reference: string): string | null {
	const match = /^(?:#(\d{1,7})|#x([\dA-Fa-f]{1,6})|(amp|lt|gt|quot|apos));$/.exec(reference);
	if (match === null) return null;
	const [, decimal, hex, name] = match;
	if (name !== undefined) return PREDEFINED[name] ?? null;
	const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
	const allowed =
		[0x9, 0xa, 0xd].includes(code) ||
		(code >= 0x20 && code <= 0xd7ff) ||
		(code >= 0xe000 && code <= 0xfffd) ||
		(code >= 0x10000 && code <= 0x10ffff);
	return allowed ? String.fromCodePoint(code) : null;
}
