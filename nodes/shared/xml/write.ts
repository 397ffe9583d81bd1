import { mapInSteps, type Steps } from '../steps';

/** An element to be written: text, or elements in their order. */
export interface Tag {
	name: string;
	attributes: Record<string, string>;
	content: string | Tag[];
}

export type RootTag = Tag & { content: Tag[] };

type Attributes = Record<string, string | null | undefined>;

const present = (attributes: Attributes): Record<string, string> =>
	Object.fromEntries(
		Object.entries(attributes).filter((entry): entry is [string, string] => !!entry[1]?.trim()),
	);

/** An element with text; null where there is nothing to say, because UBL knows no empty elements. */
export function text(
	name: string,
	content: string | null | undefined,
	attributes: Attributes = {},
): Tag | null {
	return content === null || content === undefined || content.trim() === ''
		? null
		: { name, attributes: present(attributes), content };
}

/** An element with elements; null where none of them is there. */
export function group(
	name: string,
	children: ReadonlyArray<Tag | null>,
	attributes: Attributes = {},
): Tag | null {
	const content = children.filter((child) => child !== null);
	return content.length === 0 ? null : { name, attributes: present(attributes), content };
}

/** The group, unless nothing but `always` is in it: what the syntax asks for says nothing by itself. */
export function groupWith(
	name: string,
	said: ReadonlyArray<Tag | null>,
	always: ReadonlyArray<Tag | null>,
): Tag | null {
	return group(name, said) && group(name, [...said, ...always]);
}

/**
 * What XML 1.0 (2.2) does not allow in any form, not even as a reference: control characters but tab and line breaks,
 * halves of surrogate pairs, U+FFFE and U+FFFF.
 */
const FORBIDDEN = /(?![\t\n\r\x7f-\x9f])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu;

/** The text without the characters that XML forbids. */
export const withoutForbidden = (content: string): string => content.replace(FORBIDDEN, '');

const REFERENCES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	// A parser reads it as a line feed unless it is a reference (2.11), and in attributes all three as blanks (3.3.3).
	'\r': '&#13;',
	'\n': '&#10;',
	'\t': '&#9;',
};

const escaped = (content: string, which: RegExp) =>
	withoutForbidden(content).replace(which, (character) => REFERENCES[character] ?? character);

/** The document as text: UTF-8 by its declaration, one element a line, without a byte order mark. */
export function* printXml(root: RootTag): Steps<string> {
	const children = yield* mapInSteps(root.content, (child) => print(child, '  '));
	return `<?xml version="1.0" encoding="UTF-8"?>\n${around(root, `\n${children.join('')}`, '')}`;
}

function print(tag: Tag, indent: string): string {
	const { content } = tag;
	const inside =
		typeof content === 'string'
			? escaped(content, /[&<>\r]/g)
			: `\n${content.map((child) => print(child, `${indent}  `)).join('')}${indent}`;
	return around(tag, inside, indent);
}

function around({ name, attributes }: Tag, inside: string, indent: string): string {
	const start = Object.entries(attributes)
		.map(([key, value]) => ` ${key}="${escaped(value, /[&<>"\r\n\t]/g)}"`)
		.join('');
	return `${indent}<${name}${start}>${inside}</${name}>\n`;
}
