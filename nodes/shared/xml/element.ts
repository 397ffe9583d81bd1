/** An element of an XML document, by local names: prefixes and namespaces are left out. Every value is text. */
export interface XmlElement {
	name: string;
	attributes: ReadonlyMap<string, string>;
	children: readonly XmlElement[];
	/** What stands directly inside, CDATA included, comments left out, blanks kept. */
	text: string;
	/** Of the root element alone: the namespace that its name is in. */
	namespace?: string | null;
}

type Maybe = XmlElement | null | undefined;

/** Every child of that name. */
export function childrenOf(element: Maybe, name: string): XmlElement[] {
	return element?.children.filter((child) => child.name === name) ?? [];
}

/** What a path of names leads to, the first of several at each step; null when there is none. */
export function childOf(element: Maybe, ...path: string[]): XmlElement | null {
	let found = element ?? null;
	for (const name of path) found = found?.children.find((child) => child.name === name) ?? null;
	return found;
}

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
