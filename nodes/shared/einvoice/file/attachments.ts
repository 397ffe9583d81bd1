import { fileTypeOf } from '../../file/type';
import type { Issue } from '../../invoice/schema';
import { attachmentsOf } from '../../pdf/attachments';
import { openPdf } from '../../pdf/document';
import type { Steps } from '../../steps';
import { runInSteps } from '../../steps';
import { attributeOf, childOf, textOf, type XmlElement } from '../../xml/element';
import { EMBEDDED_FILES } from '../../xml/namespaces';

/** A file that is embedded in an e-invoice. */
export interface Attachment {
	name: string | null;
	/** Null when it has to be detected from name and content. */
	mimeType: string | null;
	bytes: Buffer;
}

export interface Attachments {
	files: Attachment[];
	/** What could not be extracted. */
	issues: Issue[];
}

/** Limits for one file. The norm's own examples have two or three attachments. */
const MOST = { files: 100, megabytes: 50 };

/** What may still be taken out of a file; its invoices share it, and the XML in a PDF shares it with the PDF. */
export class Room {
	files = MOST.files;
	bytes: number;

	/** @param left for all files of an execution */
	constructor(left = Infinity) {
		this.bytes = Math.min(left, MOST.megabytes * 1024 * 1024);
	}
}

const ELEMENTS_PER_STEP = 50_000;

/** Collects files up to the limits, with an issue for what is left out. */
class Collection {
	readonly files: Attachment[] = [];
	readonly issues: Issue[] = [];
	private isFull = false;

	constructor(private readonly room: Room) {}

	/** Whether there is room for another file; adds an issue when there is none. */
	hasRoom(size = 0): boolean {
		if (this.isFull) return false;
		if (this.room.files > 0 && size <= this.room.bytes) return true;
		this.isFull = true;
		this.issue(
			`There are more than ${MOST.files} embedded files, or more than ${MOST.megabytes} MB of them, or 200 MB in all files together; the others were left out`,
		);
		return false;
	}

	add(file: Attachment): void {
		if (!this.hasRoom(file.bytes.length)) return;
		this.room.files--;
		this.room.bytes -= file.bytes.length;
		this.files.push(file);
	}

	issue(message: string): void {
		if (this.issues.length < MOST.files)
			this.issues.push({ code: 'attachment-unreadable', path: '', message });
	}
}

/** The files embedded in the XML of an e-invoice, which must have been parsed with them kept. */
export async function attachmentsOfXml(root: XmlElement, room = new Room()): Promise<Attachments> {
	return await runInSteps(collectXml(root, room));
}

function* collectXml(root: XmlElement, room: Room): Steps<Attachments> {
	const collection = new Collection(room);
	const names = new Map<XmlElement | null, string | null>();
	/** UBL and CII have the name as an attribute, FatturaPA in a sibling element, which many files may share. */
	const nameBeside = (parent: XmlElement | null) => {
		if (!names.has(parent)) names.set(parent, textOf(childOf(parent, 'fpa:NomeAttachment')));
		return names.get(parent) ?? null;
	};
	const open: Array<[element: XmlElement, parent: XmlElement | null]> = [[root, null]];
	let count = 0;
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		const [element, parent] = next;
		if (EMBEDDED_FILES.has(element.name)) {
			addEmbedded(element, () => nameBeside(parent), collection);
			yield;
		}
		for (let index = element.children.length - 1; index >= 0; index--) {
			open.push([element.children[index]!, element]);
		}
		if (++count % ELEMENTS_PER_STEP === 0) yield;
	}
	return collection;
}

function addEmbedded(element: XmlElement, nameBeside: () => string | null, collection: Collection): void {
	const { text } = element;
	// References to external files often have an empty element.
	if (text.trim() === '' || !collection.hasRoom(Math.floor((text.length * 3) / 5))) return;
	const name = attributeOf(element, 'filename') ?? nameBeside();
	if (/[^A-Za-z0-9+/=\s]/.test(text)) {
		collection.issue(`The embedded file ${nameOf(name)} is not written in Base64, and was left`);
		return;
	}
	collection.add({
		name,
		mimeType: mimeTypeOf(attributeOf(element, 'mimeCode')),
		bytes: Buffer.from(text, 'base64'),
	});
}

/** The files embedded in a PDF, including the XML of the invoice. */
export async function attachmentsOfPdf(
	bytes: Buffer,
	password: string,
	room = new Room(),
): Promise<Attachments> {
	const collection = new Collection(room);
	const pdf = await openPdf(bytes, password);
	if (!pdf.ok) {
		collection.issue(`${pdf.error.message}, so that no embedded file was taken out`);
		return collection;
	}
	for await (const file of attachmentsOf(pdf.value)) {
		if (!collection.hasRoom()) break;
		const content = await file.read();
		if (!content.ok)
			collection.issue(`The embedded file ${nameOf(file.name)} ${content.error.message}, and was left`);
		else
			collection.add({ name: file.name || null, mimeType: fileTypeOf(content.value), bytes: content.value });
	}
	return collection;
}

const nameOf = (name: string | null): string =>
	(name ?? '').slice(0, 60).replace(/\p{Cc}/gu, ' ') || 'without a name';

/** Sanitizes the type, which comes from an untrusted sender. */
const mimeTypeOf = (written: string | null): string | null =>
	written !== null && /^[\w.+-]{1,60}\/[\w.+-]{1,100}$/.test(written) ? written.toLowerCase() : null;
