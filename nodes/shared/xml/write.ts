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
	let count = 0;
	for (const child of children) if (child !== null) count++;
	if (count === 0) return null;
	const present = new Array<XmlElement>(count);
	let index = 0;
	for (const child of children) if (child !== null) present[index++] = child;
	return groupOf(name, present);
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

/** Code units that may be or belong to a {@link FORBIDDEN} character: nearly no text has one. */
const SUSPECT = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/;

/** The text without the characters that XML forbids. */
export const withoutForbidden = (content: string): string =>
	SUSPECT.test(content) ? content.replace(FORBIDDEN, '') : content;

/** Whether a text is neither blank nor has a character that XML forbids. */
export const isClean = (content: string): boolean =>
	!isBlank(content) && withoutForbidden(content) === content;

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
	/** Of its children. */
	depth: number;
	end: string;
	parent: Open | null;
}

export interface PrintedXml {
	/** Declared as UTF-8, one element per line, no byte order mark. */
	xml: string;
	/** In bytes. */
	size: number;
}

/**
 * The document as text. The stretches are concatenated without a copy, which V8 only makes once somebody reads the text:
 * by then, the elements are no longer needed.
 */
export function* printXml(root: XmlElement, namespaces: Namespaces): Steps<PrintedXml> {
	const name = '' in namespaces ? root.name.slice(root.name.indexOf(':') + 1) : root.name;
	const declared = Object.entries(namespaces)
		.map(([prefix, namespace]) => ` xmlns${prefix === '' ? '' : `:${prefix}`}="${namespace}"`)
		.join('');
	const printer = new Printer(root.children, name);
	let xml = `<?xml version="1.0" encoding="UTF-8"?>\n<${name}${declared}>`;
	let size = Buffer.byteLength(xml) + 1;
	while (!printer.isDone) {
		const stretch = printer.print();
		xml += stretch;
		size += Buffer.byteLength(stretch);
		yield;
	}
	return { xml: xml + '\n', size };
}

const PIECES_PER_STEP = 20_000;
const CHARACTERS_PER_STEP = 1_000_000;

/** The tags of elements of one name at one depth. */
interface Tags {
	start: string;
	end: string;
	/** The end tag on a line of its own, behind children. */
	endOfGroup: string;
}

/**
 * Prints what is in the root, one stretch after the other. Each is joined from a list of pieces, because adding texts to
 * each other leaves many of them to be collected. The list is the same for all stretches, because one that grows is
 * copied again and again.
 */
class Printer {
	private open: Open | null;
	private readonly pieces: string[] = [];
	private count = 0;
	private characters = 0;
	private readonly tags: Array<Map<string, Tags>> = [];

	constructor(children: readonly XmlElement[], rootName: string) {
		this.open = { children, next: 0, depth: 1, end: `\n</${rootName}>`, parent: null };
	}

	get isDone(): boolean {
		return this.open === null;
	}

	print(): string {
		this.count = 0;
		this.characters = 0;
		while (this.open !== null && this.count < PIECES_PER_STEP && this.characters < CHARACTERS_PER_STEP) {
			const { open } = this;
			const child = open.children[open.next++];
			if (child === undefined) {
				this.add(open.end);
				this.open = open.parent;
				continue;
			}
			const { attributes, children, text } = child;
			const { start, end, endOfGroup } = this.tagsOf(child.name, open.depth);
			this.add(start);
			if (attributes.size > 0) this.addAttributes(attributes);
			this.add('>');
			if (children.length === 0) {
				this.add(escaped(text, /[&<>\r]/g));
				this.add(end);
			} else this.open = { children, next: 0, depth: open.depth + 1, end: endOfGroup, parent: open };
		}
		this.pieces.length = this.count;
		return this.pieces.join('');
	}

	private add(piece: string): void {
		this.pieces[this.count++] = piece;
		this.characters += piece.length;
	}

	private addAttributes(attributes: Attributes): void {
		for (const [name, value] of attributes) this.add(` ${name}="${escaped(value, /[&<>"\r\n\t]/g)}"`);
	}

	private tagsOf(name: string, depth: number): Tags {
		const ofDepth = (this.tags[depth] ??= new Map());
		let tags = ofDepth.get(name);
		if (tags === undefined) {
			const indent = `\n${'  '.repeat(depth)}`;
			tags = { start: `${indent}<${name}`, end: `</${name}>`, endOfGroup: `${indent}</${name}>` };
			ofDepth.set(name, tags);
		}
		return tags;
	}
}
