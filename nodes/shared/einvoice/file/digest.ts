import { createHash } from 'node:crypto';
import type { Steps } from '../../steps';
import type { XmlElement } from '../../xml/element';
import { EMBEDDED_FILES, MAX_KEPT } from '../../xml/namespaces';

/** Pieces per update of the hash, three or four for each element. */
const PIECES_PER_UPDATE = 4000;
const UPDATES_PER_STEP = 5;
/** Characters of a name or value, and pieces, up to which attributes are joined and kept. */
const LONG = 100;
const MOST_JOINED = 20;

/**
 * SHA-256 of the content of a document in hexadecimal: names, attributes and texts. Independent of encoding,
 * indentation, comments and prefixes, and of the PDF or envelope around the document. Excludes embedded files, because
 * they are only kept on request.
 */
export function* digestOf(root: XmlElement): Steps<string> {
	const content = new Content(root);
	while (content.hashSome()) yield;
	return content.digest();
}

/** The content of a document on its way into the hash. No generator, because V8 optimizes the loops of those late. */
class Content {
	private readonly hash = createHash('sha256');
	private readonly open: XmlElement[];
	/** Joined and used again, because adding texts to each other leaves many of them to be collected. */
	private readonly pieces: string[] = [];
	private count = 0;
	/** Names and attributes are shared by many elements. */
	private readonly names = new Map<string, string>();
	private readonly attributes = new Map<XmlElement['attributes'], string>();

	constructor(root: XmlElement) {
		this.open = [root];
	}

	digest(): string {
		return this.hash.digest('hex');
	}

	/** @returns whether there is more */
	hashSome(): boolean {
		for (let update = 0; update < UPDATES_PER_STEP && this.open.length > 0; update++) {
			this.count = 0;
			while (this.count < PIECES_PER_UPDATE) {
				const element = this.open.pop();
				if (element === undefined) break;
				this.addElement(element);
			}
			this.pieces.length = this.count;
			this.hash.update(this.pieces.join(''));
		}
		return this.open.length > 0;
	}

	private addElement({ name, attributes, children, text }: XmlElement): void {
		this.add(this.sizedName(name));
		this.add(`${attributes.size} ${children.length} `);
		if (attributes.size > 0) this.addAttributes(attributes);
		this.add(sized(EMBEDDED_FILES.has(name) ? '' : text));
		for (let index = children.length - 1; index >= 0; index--) this.open.push(children[index]!);
	}

	private add(piece: string): void {
		this.pieces[this.count++] = piece;
	}

	private sizedName(name: string): string {
		let known = this.names.get(name);
		if (known === undefined) this.names.set(name, (known = sized(name)));
		return known;
	}

	private addAttributes(attributes: XmlElement['attributes']): void {
		const known = this.attributes.get(attributes);
		if (known !== undefined) {
			this.add(known);
			return;
		}
		const pieces = sorted(attributes).flatMap(([name, value]) => [this.sizedName(name), sized(value)]);
		// Not joined, nor kept, where long: the names of all attributes of a file are far longer than the file.
		if (pieces.some(({ length }) => length > LONG) || pieces.length > MOST_JOINED) {
			for (const piece of pieces) this.add(piece);
			return;
		}
		const text = pieces.join('');
		if (this.attributes.size < MAX_KEPT) this.attributes.set(attributes, text);
		this.add(text);
	}
}

/** Hashes the length first, so that no two sequences of texts give the same input. */
const sized = (text: string) => `${text.length}:${text}`;

/** The order of attributes has no meaning in XML. */
const sorted = (attributes: XmlElement['attributes']) => [...attributes].sort(([a], [b]) => (a < b ? -1 : 1));
