import type { PdfDocument } from '../../pdf/document';
import { PdfReference, type PdfValue } from '../../pdf/syntax';
import { textOf } from '../../pdf/text';
import type { PdfUpdate } from '../../pdf/write/update';
import { dictionaryOf, nameOf, pdfDate, pdfText } from '../../pdf/write/values';
import { fileEntries, namesWith } from './names';

export interface Invoice {
	xml: Buffer;
	fileName: string;
	now: Date;
}

/**
 * Adds the invoice to the attachments and the associated files of a PDF (Factur-X 1.0, 6.2.2; ISO 19005-3, 6.8), as an
 * alternative to the pages. Replaces earlier invoices, keeps other attachments.
 * @returns the names of the earlier invoices
 */
export async function attachInvoice(
	document: PdfDocument,
	update: PdfUpdate,
	{ xml, fileName, now }: Invoice,
): Promise<string[]> {
	const { file, catalog } = document;
	const embedded = update.add({
		dictionary: dictionaryOf({
			Type: nameOf('EmbeddedFile'),
			Subtype: nameOf('text/xml'),
			Params: dictionaryOf({ ModDate: pdfDate(now), Size: xml.length }),
		}),
		content: xml,
	});
	const specification = update.add(
		dictionaryOf({
			Type: nameOf('Filespec'),
			F: pdfText(fileName),
			UF: pdfText(fileName),
			AFRelationship: nameOf('Alternative'),
			Desc: pdfText('Factur-X/ZUGFeRD invoice'),
			EF: dictionaryOf({ F: embedded, UF: embedded }),
		}),
	);
	const { kept, replaced } = await fileEntries(document);
	const names = await file.dictionary(catalog.get('Names'));
	const tree = update.add(namesWith(kept, fileName, specification));
	catalog.set('Names', new Map(names ?? []).set('EmbeddedFiles', tree));
	const associated = await file.resolve(catalog.get('AF'));
	const outdated = new Set(replaced.map(identityOf));
	const others = (Array.isArray(associated) ? associated : []).filter(
		(entry) => !outdated.has(identityOf(entry)),
	);
	catalog.set('AF', [...others, specification]);
	const earlier: string[] = [];
	for (const entry of replaced) {
		const dictionary = await file.dictionary(entry);
		earlier.push(textOf(file, await file.resolve(dictionary?.get('F') ?? dictionary?.get('UF'))));
	}
	return earlier;
}

/** Equal for references to the same object; for any other value, the value itself. */
const identityOf = (value: PdfValue) => (value instanceof PdfReference ? `${value.number}` : value);
