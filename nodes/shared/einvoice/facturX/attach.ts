import { PRICE } from '../../pdf/budget';
import type { PdfDocument } from '../../pdf/document';
import { PdfReference, type PdfValue } from '../../pdf/syntax';
import { textOf } from '../../pdf/text';
import type { PdfUpdate } from '../../pdf/write/update';
import { dictionaryOf, nameOf, pdfDate, pdfText } from '../../pdf/write/values';
import { fileEntries, isInvoice, namesWith } from './names';

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
	const others: PdfValue[] = [];
	for (const entry of Array.isArray(associated) ? associated : []) {
		if (!file.budget.spend(PRICE.entry)) break;
		if (outdated.has(identityOf(entry))) continue;
		// Not every program lists what it associates.
		if (await isInvoice(file, entry)) replaced.push(entry);
		else others.push(entry);
	}
	catalog.set('AF', [...others, specification]);
	const earlier: string[] = [];
	for (const entry of replaced.slice(0, MOST_NAMED)) {
		const dictionary = await file.dictionary(entry);
		earlier.push(
			textOf(file, await file.resolve(dictionary?.get('F') ?? dictionary?.get('UF'))).slice(0, LONGEST),
		);
	}
	return earlier;
}

/** Of the names of earlier invoices. */
const MOST_NAMED = 5;
const LONGEST = 60;

/** Equal for references to the same object; for any other value, the value itself. */
const identityOf = (value: PdfValue) => (value instanceof PdfReference ? `${value.number}` : value);
