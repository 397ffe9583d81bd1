import type {
	IBinaryData,
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import {
	attachmentsOfPdf,
	attachmentsOfXml,
	Room,
	type Attachment,
} from '../shared/einvoice/file/attachments';
import { ItemRoom, itemsPerLine } from '../shared/einvoice/itemPerLine';
import { readFile } from '../shared/einvoice/read';
import { safeFileName } from '../shared/file/name';
import type { Invoice } from '../shared/invoice/schema';
import { ok, type Result } from '../shared/result';
import type { XmlElement } from '../shared/xml/element';
import { filePathOption } from './fields/fileNameOption';
import type { ReadOptions } from './fields/readOptions';
import type { Given } from './fields/sourceFields';
import { withOrigin } from './withOrigin';

/** Bytes of attachments, of all files: n8n may keep them in memory, and a kilobyte may unpack to 50 MB. */
const MOST_OF_ALL = 200 * 1024 * 1024;
/** What is left of them, per execution of the node. */
const left = new WeakMap<IExecuteFunctions, number>();

/** The items for the invoices in a file. */
export async function itemsOfRead(
	this: IExecuteFunctions,
	itemIndex: number,
	{ bytes, binary }: Given,
	options: ReadOptions,
): Promise<Result<INodeExecutionData[]>> {
	const takesOut = options.attachmentsPrefix !== '';
	const read = await readFile(bytes, options.password, { keepEmbeddedFiles: takesOut });
	if (!read.ok) return read;
	const input = keptFiles(binary, this.getInputData()[itemIndex]?.binary, options);
	const items: INodeExecutionData[] = [];
	const room = new Room(left.get(this) ?? MOST_OF_ALL);
	const before = room.bytes;
	const itemRoom = new ItemRoom();
	for (const [index, one] of read.value.entries()) {
		// The files of a PDF are those of all its invoices: the first has them.
		const pdf = one.origin.format.pdf && index === 0 ? bytes : null;
		const found = takesOut
			? await attachmentsIn(one.root, pdf, options.password, room)
			: { files: [], issues: [] };
		const files = await withAttachments.call(this, input, found.files, options.attachmentsPrefix);
		const invoice = withPath.call(this, withOrigin.call(this, one, binary), itemIndex);
		const whole = { ...invoice, issues: [...invoice.issues, ...found.issues] };
		const parts = options.isPerLine ? itemsPerLine(whole, itemRoom) : ok([whole]);
		if (!parts.ok) return parts;
		for (const [part, json] of parts.value.entries()) {
			items.push({
				json: json as unknown as IDataObject,
				// Attach files to the first line only: otherwise each file would be stored once per line.
				...(files && part === 0 && { binary: files }),
				pairedItem: { item: itemIndex },
			});
		}
	}
	left.set(this, (left.get(this) ?? MOST_OF_ALL) - (before - room.bytes));
	return ok(items);
}

/**
 * The files of the output item, that of the invoice first, so that later nodes find it without knowing its name;
 * undefined without any.
 * @param given the files of the input item
 */
function keptFiles(
	binary: IBinaryData | null,
	given: IBinaryKeyData | undefined,
	{ keepsInput, outputField }: ReadOptions,
): IBinaryKeyData | undefined {
	const output = outputField !== '' && binary !== null ? { [outputField]: binary } : undefined;
	if (!keepsInput || given === undefined) return output;
	const own = Object.entries(given).filter(([, file]) => file === binary);
	return { ...output, ...Object.fromEntries(own), ...given, ...output };
}

/** Adds `document.path`, if the user wants one. */
function withPath(this: IExecuteFunctions, invoice: Invoice, itemIndex: number): Invoice {
	const { document } = invoice;
	if (document === null) return invoice;
	// The file's type is known from its content; its name may say anything.
	const extension = document.mimeType === 'application/pdf' ? '.pdf' : '.xml';
	const name = document.fileName ?? invoice.number ?? 'invoice';
	const own = name.toLowerCase().endsWith(extension) ? name : `${name}${extension}`;
	const path = filePathOption.call(this, invoice, own, itemIndex);
	return path === null ? invoice : { ...invoice, document: { ...document, path } };
}

/** Embedded files of the XML; for a hybrid PDF, with those of the PDF. */
async function attachmentsIn(root: XmlElement, pdf: Buffer | null, password: string, room: Room) {
	if (pdf === null) return await attachmentsOfXml(root, room);
	const inPdf = await attachmentsOfPdf(pdf, password, room);
	const inXml = await attachmentsOfXml(root, room);
	return { files: [...inPdf.files, ...inXml.files], issues: [...inPdf.issues, ...inXml.issues] };
}

/** Stores the files in n8n, each in the next free field; undefined without any. */
async function withAttachments(
	this: IExecuteFunctions,
	input: IBinaryKeyData | undefined,
	files: readonly Attachment[],
	prefix: string,
): Promise<IBinaryKeyData | undefined> {
	if (files.length === 0) return input;
	const binary: IBinaryKeyData = { ...input };
	let number = 0;
	for (const { name, mimeType, bytes } of files) {
		while (Object.hasOwn(binary, `${prefix}${number}`)) number++;
		const field = `${prefix}${number}`;
		binary[field] = await this.helpers.prepareBinaryData(
			bytes,
			safeFileName(name, field),
			mimeType ?? undefined,
		);
	}
	return binary;
}
