import { SaxesParser, type SaxesTagNS } from 'saxes';
import { ok, type Result } from '../result';
import { runInSteps, type Steps } from '../steps';
import type { XmlDocument, XmlElement } from './element';
import { encodingOf, validStart } from './encoding';
import { limit, LimitError, LIMITS } from './limits';
import { EMBEDDED_FILES, Names, SharedAttributes } from './namespaces';
import { DOCTYPE, NO_ROOT, notIn, notWellFormed, tooMuch } from './problems';
import { cutAtEnd, FaultyReferences, flat, isBase64, isBlank, withLineFeeds } from './text';

// The only module that imports saxes: the build bundles the library into it, because n8n provides none.

/** What counts towards the limits, of one document or of several together. */
export interface Counts {
	elements: number;
	attributes: number;
	characters: number;
}

export const noCounts = (): Counts => ({ elements: 0, attributes: 0, characters: 0 });

export interface ParseOptions {
	/** Counts so far in the same file; the parser adds to them. */
	counts?: Counts;
	/** Whether to keep embedded files as the text of their elements. */
	keepEmbeddedFiles?: boolean;
	/** Most elements, if fewer than {@link LIMITS} allow: for work that keeps more of each. */
	elements?: number;
}

/** {@link xmlInSteps}, letting other workflows run in between. */
export async function parseXml(bytes: Uint8Array, options: ParseOptions = {}): Promise<Result<XmlElement>> {
	return await runInSteps(xmlInSteps(bytes, options));
}

const BYTES_PER_STEP = 128 * 1024;

/**
 * Parses an XML document into its root element, in one pass. Never throws. Values stay as written: `007` and `1.50`
 * keep their zeros. Rejects DOCTYPE, references other than to characters, and whatever exceeds {@link LIMITS}.
 */
export function* xmlInSteps(bytes: Uint8Array, options: ParseOptions = {}): Steps<Result<XmlElement>> {
	if (bytes.byteLength > LIMITS.megabytes * 1024 * 1024)
		return tooMuch(`is larger than ${LIMITS.megabytes} MB`);
	const encoding = encodingOf(bytes);
	if (!encoding.ok) return encoding;
	const tree = new Tree(options);
	let carried = '';
	for (let at = 0; at < bytes.byteLength; at += BYTES_PER_STEP) {
		if (at > 0) yield;
		const isLast = at + BYTES_PER_STEP >= bytes.byteLength;
		const decoded = encoding.value.decode(bytes.subarray(at, at + BYTES_PER_STEP), isLast);
		if (decoded === null) {
			const { start, isCut } = yield* validStart(bytes, at, at + BYTES_PER_STEP);
			return tree.write(withLineFeeds(carried + start)) ?? notIn(encoding.value.name, tree.place, isCut);
		}
		let text = carried + decoded;
		carried = isLast ? '' : cutAtEnd(text);
		if (carried) text = text.slice(0, -carried.length);
		// Normalize line breaks here, because the library allocates memory for each of them.
		const problem = tree.write(withLineFeeds(text));
		if (problem) return problem;
	}
	return tree.close();
}

type Building = XmlElement & { children: XmlElement[]; attributes: ReadonlyMap<string, string> };

/** Shared by the many elements that hold only text. */
const NO_CHILDREN: XmlElement[] = [];

/**
 * Each handler becomes a property of the parser. V8 turns an object into a hash table when too many are added from
 * outside, which makes parsing take twice as long; instances of a subclass have room for more.
 */
class RoomyParser extends SaxesParser<{ xmlns: true; forceXMLVersion: true; defaultXMLVersion: '1.0' }> {
	constructor() {
		super({ xmlns: true, forceXMLVersion: true, defaultXMLVersion: '1.0' });
	}
}

/** Builds the elements from the parser's events, and counts them. */
class Tree {
	private readonly parser = new RoomyParser();
	private readonly document: XmlDocument = { repeated: new Map() };
	private readonly open: Building[] = [];
	private names: Names | null = null;
	private readonly sharedAttributes = new SharedAttributes();
	private root: XmlElement | null = null;
	private embedded: XmlElement | null = null;
	private startLine = 1;
	private startColumn = 1;
	private readonly counts: Counts;
	private attributesOfElement = 0;
	/** Position of the parser at its last event. */
	private reported = 0;
	private hasStarted = false;
	/** Characters so far: between two pieces, the parser counts the last one twice. */
	private written = 0;
	/** Whether the last piece of a long text is base64. */
	private isBase64 = false;
	private readonly faulty = new FaultyReferences();

	constructor(private readonly options: ParseOptions) {
		this.counts = options.counts ?? noCounts();
		const { parser } = this;
		parser.on('opentagstart', ({ name }) => this.startTag(name));
		parser.on('attribute', ({ name, value }) => this.addAttribute(name, value));
		parser.on('opentag', (tag) => this.addElement(tag));
		parser.on('closetag', () => this.endElement());
		parser.on('text', this.addText);
		parser.on('cdata', (text) => {
			this.count();
			if (this.embedded === null || this.options.keepEmbeddedFiles) this.addText(text);
		});
		parser.on('comment', (text) => this.count(text));
		parser.on('processinginstruction', ({ body }) => this.count(body));
		parser.on('doctype', () => {
			throw new Error(DOCTYPE);
		});
	}

	/** Where the next character is. */
	get place() {
		const { line, column } = this.parser;
		return { line, column: column + 1 };
	}

	write(piece: string): Result<never> | null {
		let text = piece;
		if (!this.hasStarted) {
			// XML allows no blanks before its declaration, but some senders write them.
			text = piece.trimStart();
			this.hasStarted = text !== '';
			const lines = piece.slice(0, piece.length - text.length).split('\n');
			this.parser.line += lines.length - 1;
			this.parser.column = lines.at(-1)!.length + (lines.length > 1 ? 0 : this.parser.column);
		}
		const start = this.place;
		const position = this.written;
		this.written += text.length;
		const findFault = () =>
			this.faulty.look(text, this.reported - position, this.parser.position - position, start);
		try {
			this.parser.write(text);
			findFault();
			this.checkUnreported(text);
			return null;
		} catch (error) {
			findFault();
			return this.problem(error as Error);
		}
	}

	close(): Result<XmlElement> {
		try {
			this.parser.close();
		} catch (error) {
			return this.problem(error as Error);
		}
		return this.root === null ? notWellFormed(NO_ROOT, this.parser) : ok(this.root);
	}

	private startTag(name: string) {
		this.count();
		this.attributesOfElement = 0;
		const { line, column } = this.parser;
		// The parser is one character past the name; if that is a line break, the column is lost.
		this.startLine = column === 0 ? line - 1 : line;
		this.startColumn = Math.max(1, column - name.length - 1);
	}

	private addAttribute(name: string, value: string) {
		// Before the library joins each name with its namespace, and compares it with all others.
		limitName(/^xmlns(?::|$)/.test(name) ? value : name);
		this.reported = this.parser.position;
		limit(++this.counts.attributes, 'attributes', 'attributes');
		limit(++this.attributesOfElement, 'attributesOfElement', 'attributes in one element');
		flat(value);
		this.checkLength(value.length);
		this.addCharacters(value);
	}

	private addElement({ uri, local, attributes }: SaxesTagNS) {
		this.names ??= new Names({ uri, local }, (name) => {
			limitName(name);
			this.addCharacters(name);
		});
		const { names } = this;
		const element: Building = {
			name: names.of(uri, local),
			attributes: this.sharedAttributes.of(namedAttributes(attributes, names)),
			children: NO_CHILDREN,
			text: '',
			line: this.startLine,
			column: this.startColumn,
			document: this.document,
		};
		const parent = this.open.at(-1);
		if (parent === undefined) this.root = element;
		else if (parent.children === NO_CHILDREN) {
			// A list that starts with its first element has no spare capacity, and most have one only.
			parent.children = [element];
			// Blanks before the first child are indentation. Later ones are never added.
			if (isBlank(parent.text)) parent.text = '';
		} else limit(parent.children.push(element), 'children', 'elements directly in one element');
		limit(this.open.push(element), 'depth', 'levels of nested elements');
		if (this.embedded === null && EMBEDDED_FILES.has(element.name)) {
			this.embedded = element;
			if (!this.options.keepEmbeddedFiles) this.parser.off('text');
		}
	}

	private endElement() {
		this.reported = this.parser.position;
		const element = this.open.pop();
		// Copy the list: one that grew by pushing has spare capacity.
		if (element !== undefined && element.children.length > 1) element.children = element.children.slice();
		if (element !== this.embedded) return;
		this.embedded = null;
		this.parser.on('text', this.addText);
	}

	private readonly addText = (text: string) => {
		this.reported = this.parser.position;
		const element = this.open.at(-1);
		flat(text);
		if (!element || (element.children.length > 0 && isBlank(text))) return;
		this.checkLength(text.length);
		if (element !== this.embedded) this.addCharacters(text);
		element.text += text;
	};

	private addCharacters(text: string) {
		this.counts.characters += text.length;
		limit(this.counts.characters, 'characters', 'characters of text');
	}

	private count(text = '') {
		this.reported = this.parser.position;
		this.checkLength(text.length);
		limit(++this.counts.elements, 'elements', 'elements', this.options.elements);
	}

	/** The parser buffers text before reporting it, in fragments unless it is plain like base64. */
	private checkUnreported(piece: string) {
		const unreported = this.written - this.reported;
		if (this.open.at(-1) !== this.embedded)
			limit(this.counts.characters + unreported, 'characters', 'characters of text');
		// From half of the limit, because a text may exceed it and end within the next piece.
		if (unreported > LIMITS.charactersOfText / 2) this.isBase64 = isBase64(piece);
		this.checkLength(unreported);
	}

	private checkLength(length: number) {
		if (!this.isBase64) limit(length, 'charactersOfText', 'characters in one text, comment or attribute');
	}

	private problem(error: Error): Result<never> {
		const fault = this.faulty.first;
		if (fault) return notWellFormed(fault.said, fault);
		return error instanceof LimitError ? tooMuch(error.message) : notWellFormed(error.message, this.parser);
	}
}

const limitName = ({ length }: string) =>
	limit(length, 'charactersOfName', 'characters in one name with its namespace');

function namedAttributes(written: SaxesTagNS['attributes'], names: Names): Array<[string, string]> {
	const attributes: Array<[string, string]> = [];
	for (const key in written) {
		const { prefix, local, uri, value } = written[key]!;
		if (prefix === 'xmlns' || key === 'xmlns') continue;
		attributes.push([prefix === '' ? local : names.of(uri, local), value]);
	}
	return attributes;
}
