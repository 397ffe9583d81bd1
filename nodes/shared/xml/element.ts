/** An element of an XML document. Every value is text. */
export interface XmlElement {
	/**
	 * The canonical prefix of a known namespace and the local name (`cbc:ID`, `ram:ID`), whatever the prefix in the
	 * document; `{namespace}local` in any other namespace; the local name where there is none.
	 */
	name: string;
	/** By name: most have no prefix, the others are named like elements. */
	attributes: ReadonlyMap<string, string>;
	children: readonly XmlElement[];
	/** What stands directly inside, CDATA included, without comments, and without blanks between elements. */
	text: string;
	/** Where the start tag is, counted from 1. */
	line: number;
	column: number;
	/** One for all elements of a document. */
	document: XmlDocument;
}

/** What came up while a document was read. */
export interface XmlDocument {
	/** Elements of which a reader asked for the only one, each the second of its name, with the element around it. */
	repeated: Map<XmlElement, XmlElement>;
}

type Maybe = XmlElement | null | undefined;

/** More are not worth noting. */
const MAX_REPEATED = 20;

/** Every child of that name. */
export function childrenOf(element: Maybe, name: string): XmlElement[] {
	return element?.children.filter((child) => child.name === name) ?? [];
}

/** What a path of names leads to, each of which stands once in a valid document; of several, the first. */
export function childOf(element: Maybe, ...path: string[]): XmlElement | null {
	let found = element ?? null;
	for (const name of path) found = found && onlyChild(found, name);
	return found;
}

function onlyChild(parent: XmlElement, name: string): XmlElement | null {
	let first: XmlElement | null = null;
	for (const child of parent.children) {
		if (child.name !== name) continue;
		if (first !== null) {
			const { repeated } = parent.document;
			if (repeated.size < MAX_REPEATED) repeated.set(child, parent);
			break;
		}
		first = child;
	}
	return first;
}

/** Whether there is such a child, be it one or several. */
export const hasChild = (element: Maybe, name: string): boolean =>
	element?.children.some((child) => child.name === name) ?? false;

/** The text that a path leads to, as it was written; null when there is none or it is blank. */
export function textOf(element: Maybe, ...path: string[]): string | null {
	const text = childOf(element, ...path)?.text ?? '';
	return text.trim() === '' ? null : text;
}

/** A number, code or date, of which XML Schema says that blanks around it do not count; null when there is none. */
export function valueOf(element: Maybe, ...path: string[]): string | null {
	return textOf(element, ...path)?.trim() ?? null;
}

/** An attribute as it was written; null when there is none or it is blank. */
export function attributeOf(element: Maybe, name: string): string | null {
	const text = element?.attributes.get(name) ?? '';
	return text.trim() === '' ? null : text;
}

/** A name without its prefix or namespace. */
export const localName = (name: string): string =>
	name.slice(Math.max(name.lastIndexOf('}'), name.lastIndexOf(':')) + 1);

/** The namespace of a name that has no canonical prefix; null where it has one, or is in none. */
export const foreignNamespaceOf = (name: string): string | null =>
	name.startsWith('{') ? name.slice(1, name.lastIndexOf('}')) : null;
