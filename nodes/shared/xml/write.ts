import type { Steps } from '../steps';
import type { XmlElement } from './element';

/** Elements to be written have the same form as elements that were read, so that rules can validate them directly. */

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

/** An element without position or document, as it was not parsed. */
const element = (
	name: string,
	attributes: Attributes,
	children: readonly XmlElement[],
	text: string,
): XmlElement => ({ name, attributes, children, text, line: 0, column: 0, document: null });

/** An element with text; null when the text is empty, because UBL allows no empty elements. */
export function text(
	name: string,
	content: string | null | undefined,
	attributes: Attributes = NO_ATTRIBUTES,
): XmlElement | null {
	if (content === null || content === undefined) return null;
	const written = withoutForbidden(content);
	return isBlank(written) ? null : element(name, attributes, NO_CHILDREN, written);
}

/** An element with children; null when there are none. */
export function group(name: string, children: ReadonlyArray<XmlElement | null>): XmlElement | null {
	const present = children.filter((child) => child !== null);
	// Copy the list: one that grew by pushing has spare capacity.
	return present.length === 0 ? null : groupOf(name, present.slice());
}

/** The group; null when it has nothing but `always`, elements that the syntax requires but that mean nothing alone. */
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
 * Characters that XML 1.0 (2.2) does not allow even as references: control characters except tab and line breaks, lone
 * surrogates, U+FFFE and U+FFFF.
 */
const FORBIDDEN = /(?![\t\n\r\x7f-\x9f])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu;

/** The text without the characters that XML forbids. */
export const withoutForbidden = (content: string): string => content.replace(FORBIDDEN, '');

const REFERENCES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	// Parsers read an unescaped carriage return as a line feed (2.11), and any of the three as a blank in attributes
	// (3.3.3).
	'\r': '&#13;',
	'\n': '&#10;',
	'\t': '&#9;',
};

const escaped = (content: string, which: RegExp) =>
	content.replace(which, (character) => REFERENCES[character] ?? character);

/** Namespaces by prefix. The root's own is under `''` to be written without prefix, or else under its prefix. */
export type Namespaces = Readonly<Record<string, string>>;

/** An element whose children are being written. */
interface Open {
	children: readonly XmlElement[];
	next: number;
	indent: string;
	endTag: string;
	parent: Open | null;
}

/** The document as text: declared as UTF-8, one element per line, no byte order mark. */
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

/** Collects pieces of text and joins them now and then, because many pieces take far more memory than the text. */
class Output {
	private readonly joined: string[] = [];
	private pieces: string[] = [];

	add(piece: string): void {
		this.pieces.push(piece);
	}

	/** Joins the pieces once there are many. @returns whether it did, so that it is time for other work */
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
