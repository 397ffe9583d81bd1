import { readCrossReferences, searchObjects } from './crossReferences';
import { PdfFile } from './file';
import { PdfReference, PdfText, type PdfDictionary, type PdfValue } from './syntax';
import { fail, ok, type Result } from '../result';

/**
 * Takes PDF files apart, and only as far as their attachments. n8n's scanner refuses the libraries that can do it (pdf-lib,
 * @cantoo/pdf-lib, pdf.js, unpdf): they use `process`, `globalThis`, `Function` or timers.
 */
export interface PdfAttachment {
	name: string;
	/** Its bytes; null when they are damaged, packed in a way that is not known, or more than 25 MB. */
	read(): Promise<Buffer | null>;
}

const MAX_MEGABYTES = 50;
const MAX_NODES = 1000;
const MAX_ATTACHMENTS = 100;

/** The files embedded in a PDF, in the order of its catalog (ISO 32000-1, 7.11.4; PDF/A-3 lists them in `AF`, too). */
export async function pdfAttachments(bytes: Buffer): Promise<Result<PdfAttachment[]>> {
	if (bytes.length > MAX_MEGABYTES * 1024 * 1024) {
		return fail(
			`The PDF is larger than ${MAX_MEGABYTES} MB`,
			'Ask the sender for the XML of the invoice alone.',
		);
	}
	const file = new PdfFile(bytes);
	let trailer = await readCrossReferences(file);
	if (trailer?.has('Encrypt')) return encrypted();
	let catalog = await file.dictionary(trailer?.get('Root'));
	if (catalog === null) {
		// Search finds what is encrypted as well.
		if (file.text.includes('/Encrypt')) return encrypted();
		trailer = await searchObjects(file);
		catalog = await file.dictionary(trailer?.get('Root'));
	}
	if (catalog === null) {
		return fail(
			'The PDF is damaged',
			'Ask the sender for the file again, or for the XML of the invoice alone.',
		);
	}
	return ok(await attachmentsOf(file, catalog));
}

const encrypted = () =>
	fail<PdfAttachment[]>(
		'The PDF is encrypted, so that its embedded files cannot be read',
		'Ask the sender for the file without a password, or for the XML of the invoice alone.',
	);

async function attachmentsOf(file: PdfFile, catalog: PdfDictionary): Promise<PdfAttachment[]> {
	const names = await file.dictionary(catalog.get('Names'));
	const associated = await file.resolve(catalog.get('AF'));
	const specifications = [
		...(await leavesOf(file, names?.get('EmbeddedFiles'))),
		...(Array.isArray(associated) ? associated.slice(0, MAX_ATTACHMENTS) : []),
	];
	const attachments = new Map<number, PdfAttachment>();
	for (const entry of specifications) {
		if (attachments.size >= MAX_ATTACHMENTS) break;
		const specification = await file.dictionary(entry);
		const embedded = await file.dictionary(specification?.get('EF'));
		const stream = embedded?.get('F') ?? embedded?.get('UF');
		if (!specification || !(stream instanceof PdfReference) || attachments.has(stream.number)) continue;
		attachments.set(stream.number, {
			name: textOf(await file.resolve(specification.get('UF') ?? specification.get('F'))),
			read: async () => (await file.stream(stream))?.bytes ?? null,
		});
	}
	return [...attachments.values()];
}

/** The values of a name tree (7.9.6). */
async function leavesOf(file: PdfFile, root: PdfValue | undefined): Promise<PdfValue[]> {
	const leaves: PdfValue[] = [];
	const pending: PdfValue[] = [root ?? null];
	for (let visited = 0; pending.length > 0 && visited < MAX_NODES; visited++) {
		const node = await file.dictionary(pending.shift());
		const [names, kids] = [await file.resolve(node?.get('Names')), await file.resolve(node?.get('Kids'))];
		if (Array.isArray(names))
			leaves.push(...names.filter((_, index) => index % 2 === 1).slice(0, MAX_ATTACHMENTS));
		if (Array.isArray(kids)) pending.push(...kids.slice(0, MAX_NODES));
	}
	return leaves;
}

/** A text string (7.9.2.2), for what file names need: UTF-16, UTF-8 or Latin-1. */
function textOf(value: PdfValue): string {
	if (!(value instanceof PdfText)) return '';
	const bytes = Buffer.from(value.bytes, 'latin1');
	if (bytes[0] === 0xfe && bytes[1] === 0xff) {
		return bytes
			.subarray(2, 2 + 2 * Math.floor((bytes.length - 2) / 2))
			.swap16()
			.toString('utf16le');
	}
	const isUtf8 = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
	return isUtf8 ? bytes.subarray(3).toString('utf8') : value.bytes;
}
