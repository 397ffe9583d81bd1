import type { Steps } from '../steps';
import type { XmlElement } from './element';

/** The elements of a document to write have the form of those that reading it gives: rules judge them as they are. */

type Attributes = XmlElement['attributes'];

const NO_CHILDREN: readonly XmlElement[] = [];
const NO_ATTRIBUTES: Attributes = new Map();

/** The attributes that have a value. */
export function attributes(values: Record<string, string | null | undefined>): Attributes {
	let present: Map<string, string> | null = null;
	for (const [name, value] of Object.entries(values)) {
		const written = withoutForbidden(value ?? '');
		if (!isBlank(written)) (present ??= new Map()).set(name, written);
	}
	return present ?? NO_ATTRIBUTES;
}

/** Not parsed, so that it has no position, and nothing is noted of it. */
const element = (
	name: string,
	attributes: Attributes,
	children: readonly XmlElement[],
	text: string,
): XmlElement => ({ name, attributes, children, text, line: 0, column: 0, document: null });

/** An element with text; null without one, because UBL allows no empty elements. */
export function text(
	name: string,
	content: string | null | undefined,
	attributes: Attributes = NO_ATTRIBUTES,
): XmlElement | null {
	if (content === null || content === undefined) return null;
	const written = withoutForbidden(content);
	return isBlank(written) ? null : element(name, attributes, NO_CHILDREN, written);
}

/** An element with children; null without any. */
export function group(name: string, children: ReadonlyArray<XmlElement | null>): XmlElement | null {
	const present = children.filter((child) => child !== null);
	// A copy, because a list that grew has room for many more.
	return present.length === 0 ? null : groupOf(name, present.slice());
}

/** The group; null when it holds only `always`, the elements that the syntax requires but that say nothing alone. */
export function groupWith(
	name: string,
	said: ReadonlyArray<XmlElement | null>,
	always: ReadonlyArray<XmlElement | null>,
): XmlElement | null {
	return said.some((child) => child !== null) ? group(name, [...said, ...always]) : null;
}

/** An element with these children, however many. */
export const groupOf = (name: string, children: readonly XmlElement[]): XmlElement =>
	element(name, NO_ATTRIBUTES, children, '');

const isBlank = (content: string) => content.trim() === '';

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
	content.replace(which, (character) => REFERENCES[character] ?? character);

/** By prefix; with none for the root, or for its prefix. */
export type Namespaces = Readonly<Record<string, string>>;

/** An element that is written up to one of its children. */
interface Open {
	children: readonly XmlElement[];
	next: number;
	indent: string;
	endTag: string;
	parent: Open | null;
}

/** The document as text: declared as UTF-8, one element per line, without a byte order mark. */
export function* printXml(root: XmlElement, namespaces: Namespaces): Steps<string> {
	const name = '' in namespaces ? root.name.slice(root.name.indexOf(':') + 1) : root.name;
	const declared = Object.entries(namespaces)
		.map(([prefix, namespace]) => ` xmlns${prefix === '' ? '' : `:${prefix}`}="${namespace}"`)
		.join('');
	const output = new Output();
	output.add(`<?xml version="1.0" encoding="UTF-8"?>\n<${name}${declared}>\n`);
	let open: Open | null = {
		children: root.children,
		next: 0,
		indent: '  ',
		endTag: `</${name}>\n`,
		parent: null,
	};
	while (open !== null) {
		const { children, indent }: Open = open;
		const child: XmlElement | undefined = children[open.next++];
		if (child === undefined) {
			output.add(open.endTag);
			open = open.parent;
		} else if (child.children.length === 0) {
			output.add(`${indent}${startTag(child)}${escaped(child.text, /[&<>\r]/g)}</${child.name}>\n`);
		} else {
			output.add(`${indent}${startTag(child)}\n`);
			open = {
				children: child.children,
				next: 0,
				indent: `${indent}  `,
				endTag: `${indent}</${child.name}>\n`,
				parent: open,
			};
		}
		if (output.join()) yield;
	}
	return output.text;
}

function startTag({ name, attributes }: XmlElement): string {
	let tag = `<${name}`;
	for (const [key, value] of attributes) tag += ` ${key}="${escaped(value, /[&<>"\r\n\t]/g)}"`;
	return `${tag}>`;
}

const PIECES_PER_STEP = 5000;

/** Pieces of text, joined now and then, because they take far more memory than their text. */
class Output {
	private readonly joined: string[] = [];
	private pieces: string[] = [];

	add(piece: string): void {
		this.pieces.push(piece);
	}

	/** Whether so many pieces were there that it is time for other work. */
	join(): boolean {
		if (this.pieces.length < PIECES_PER_STEP) return false;
		this.joined.push(this.pieces.join(''));
		this.pieces = [];
		return true;
	}

	get text(): string {
		return this.joined.join('') + this.pieces.join('');
	}
}
