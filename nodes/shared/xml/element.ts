import { mapInSteps, type Steps } from '../steps';

/** An element of an XML document. Every value is text. */
export interface XmlElement {
	/**
	 * The canonical prefix of a known namespace and the local name (`cbc:ID`, `ram:ID`), whatever the prefix in the
	 * document; `{namespace}local` in any other namespace; the local name where there is none.
	 */
	name: string;
	/** By name, in the form of {@link XmlElement.name}; most have no prefix. */
	attributes: ReadonlyMap<string, string>;
	children: readonly XmlElement[];
	/** The text directly inside, including CDATA, without comments and without blanks between elements. */
	text: string;
	/** Line of the start tag, counted from 1. */
	line: number;
	column: number;
	/** Shared by all elements of a document that was read; null in a document to be written. */
	document: XmlDocument | null;
}

/** What parsing recorded about the document as a whole. */
export interface XmlDocument {
	/** Elements that readers expect once but that occur again: the second of each name, with its parent. */
	repeated: Map<XmlElement, XmlElement>;
}

type Maybe = XmlElement | null | undefined;

/** Most repeated elements that are recorded. */
const MAX_REPEATED = 20;

/** Every child of that name. */
export function childrenOf(element: Maybe, name: string): XmlElement[] {
	return element?.children.filter((child) => child.name === name) ?? [];
}

/** The element at a path of names that a valid document has once each; the first one where there are several. */
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
			const repeated = parent.document?.repeated;
			if (repeated !== undefined && repeated.size < MAX_REPEATED) repeated.set(child, parent);
			break;
		}
		first = child;
	}
	return first;
}

/** {@link mapInSteps} for elements, any of which may hold most of a file. */
export const mapElements = <T>(
	elements: readonly XmlElement[],
	map: (element: XmlElement, index: number) => T,
): Steps<T[]> => mapInSteps(elements, map, sizeOf);

/** The number of elements in an element, itself included. */
const sizeOf = (element: XmlElement): number =>
	element.children.reduce((size, child) => size + sizeOf(child), 1);

/** Whether there is at least one such child. */
export const hasChild = (element: Maybe, name: string): boolean =>
	element?.children.some((child) => child.name === name) ?? false;

/** The text at a path, as written; null when absent or blank. */
export function textOf(element: Maybe, ...path: string[]): string | null {
	const text = childOf(element, ...path)?.text ?? '';
	return text.trim() === '' ? null : text;
}

/** A number, code or date, trimmed because XML Schema ignores blanks around it; null when absent. */
export function valueOf(element: Maybe, ...path: string[]): string | null {
	return textOf(element, ...path)?.trim() ?? null;
}

/** An attribute as written; null when absent or blank. */
export function attributeOf(element: Maybe, name: string): string | null {
	const text = element?.attributes.get(name) ?? '';
	return text.trim() === '' ? null : text;
}

/** A name without its prefix or namespace. */
export const localName = (name: string): string =>
	// One search, because that for a colon would go through a whole namespace.
	name.slice(name.lastIndexOf(name.startsWith('{') ? '}' : ':') + 1);

/** What a name has before its local part: a prefix or namespace; blank where it has none. */
export const qualifierOf = (name: string): string => name.slice(0, name.length - localName(name).length);

/** The namespace of a name without a canonical prefix; null for a name with one, or in no namespace. */
export const foreignNamespaceOf = (name: string): string | null =>
	name.startsWith('{') ? name.slice(1, name.lastIndexOf('}')) : null;
