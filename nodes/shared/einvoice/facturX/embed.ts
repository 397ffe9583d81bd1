import type { PdfDocument } from '../../pdf/document';
import { openPdf } from '../../pdf/document';
import { PdfName, PdfReference, type PdfDictionary } from '../../pdf/syntax';
import { encrypted, PdfUpdate } from '../../pdf/write/update';
import { dictionaryOf, nameOf, pdfDate } from '../../pdf/write/values';
import { fail, ok, type Result } from '../../result';
import { attachInvoice } from './attach';
import { obstaclesTo } from './archival';
import { informationOf } from './information';
import { outputIntentsWith } from './outputIntent';
import type { Profile } from './profile';
import { knownMetadata } from './properties';
import { writeXmp } from './xmp';

export interface Hybrid {
	bytes: Buffer;
	/** Why the file is not PDF/A-3; empty when nothing was found. */
	obstacles: string[];
	isSigned: boolean;
	/** Names of earlier invoices that were replaced. */
	replaced: string[];
}

/** Longer metadata is ignored. */
const MAX_METADATA = 4 * 1024 * 1024;

/**
 * Embeds the XML of an invoice into a PDF as Factur-X and ZUGFeRD prescribe (Factur-X 1.0, chapter 6). Leaves the bytes
 * of the file as they are and appends a new version with the XML, its entry among the attachments, the metadata and, if
 * missing, an output intent.
 */
export async function embedInvoice(
	pdf: Buffer,
	xml: Buffer,
	profile: Profile,
	now: Date,
): Promise<Result<Hybrid>> {
	const opened = await openPdf(pdf);
	if (!opened.ok) {
		return pdf.includes('/Encrypt')
			? encrypted()
			: fail(
					`${opened.error.message}, so no invoice can be embedded in it`,
					'Save the PDF again with another program, or leave it out: then a PDF is drawn.',
				);
	}
	const document = opened.value;
	const update = PdfUpdate.of(document);
	if (!update.ok) return update;
	// Search the original file, with what is left of the budget.
	const original = { ...document, catalog: new Map(document.catalog) };
	const replaced = await attachInvoice(document, update.value, { xml, fileName: profile.fileName, now });
	const known = await knownMetadata(await metadataOf(document.file, document.catalog));
	const info = await informationOf(document.file, await infoOf(document), now);
	const intents = await outputIntentsWith(document.file, document.catalog, update.value);
	document.catalog.set('OutputIntents', intents);
	if (document.file.budget.isExceeded) {
		return fail(
			'The PDF is too large or too complex to embed an invoice in it',
			'Save the PDF again with another program, or leave it out: then a PDF is drawn.',
		);
	}
	const { reasons, isSigned } = await obstaclesTo(original);
	const xmp = writeXmp(known, info.information, profile, reasons.length === 0);
	const bytes = finishVersion(document, update.value, xmp, info.entries.set('ModDate', pdfDate(now)));
	return bytes.ok ? ok({ bytes: bytes.value, obstacles: reasons, isSigned, replaced }) : bytes;
}

const infoOf = async ({ file, trailer }: PdfDocument) => await file.dictionary(trailer.get('Info'));

/** Completes the new version with its metadata and catalog. */
function finishVersion(
	{ file, trailer, catalog }: PdfDocument,
	update: PdfUpdate,
	xmp: Buffer,
	information: PdfDictionary,
): Result<Buffer> {
	const info = update.put(trailer.get('Info'), information);
	const dictionary = dictionaryOf({ Type: nameOf('Metadata'), Subtype: nameOf('XML') });
	catalog.set('Metadata', update.add({ dictionary, content: xmp }));
	if (isBelow17(file.bytes, catalog)) catalog.set('Version', nameOf('1.7'));
	update.replace(update.root, catalog);
	return update.bytes(info);
}

/** PDF/A-3 is based on PDF 1.7. */
function isBelow17(bytes: Buffer, catalog: PdfDictionary): boolean {
	const stated = catalog.get('Version');
	const header = /%PDF-(\d\.\d)/.exec(bytes.toString('latin1', 0, 1024))?.[1] ?? '1.0';
	const version = stated instanceof PdfName && stated.name > header ? stated.name : header;
	return version < '1.7';
}

async function metadataOf(file: PdfDocument['file'], catalog: PdfDictionary): Promise<Buffer | null> {
	const reference = catalog.get('Metadata');
	const object = reference instanceof PdfReference ? await file.object(reference.number) : null;
	const stream = object && (await file.streamOf(object, { limit: MAX_METADATA }));
	return stream?.ok && !stream.value.isCut ? stream.value.bytes : null;
}
