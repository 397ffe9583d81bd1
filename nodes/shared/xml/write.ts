import { mapInSteps, type Steps } from '../steps';

/** An element to write: text, or elements in order. */
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

/** An element with text; null without one, because UBL allows no empty elements. */
export function text(
	name: string,
	content: string | null | undefined,
	attributes: Attributes = {},
): Tag | null {
	return content === null || content === undefined || content.trim() === ''
		? null
		: { name, attributes: present(attributes), content };
}

/** An element with children; null without any. */
export function group(
	name: string,
	children: ReadonlyArray<Tag | null>,
	attributes: Attributes = {},
): Tag | null {
	const content = children.filter((child) => child !== null);
	return content.length === 0 ? null : { name, attributes: present(attributes), content };
}

/** The group; null when it holds only `always`, the elements that the syntax requires but that say nothing alone. */
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
	// Unescaped, a parser reads a carriage return as a line feed (2.11), and all three as blanks in attributes (3.3.3).
	'\r': '&#13;',
	'\n': '&#10;',
	'\t': '&#9;',
};

const escaped = (content: string, which: RegExp) =>
	withoutForbidden(content).replace(which, (character) => REFERENCES[character] ?? character);

/** The document as text: declared as UTF-8, one element per line, without a byte order mark. */
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
