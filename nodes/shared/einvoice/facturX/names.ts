import { PRICE } from '../../pdf/budget';
import type { PdfDocument } from '../../pdf/document';
import { PdfReference, PdfText, type PdfDictionary, type PdfValue } from '../../pdf/syntax';
import { textOf } from '../../pdf/text';
import { bytesText, dictionaryOf, pdfText } from '../../pdf/write/values';
import { PRESCRIBED_NAMES } from './profile';

/** An attachment in the name tree. */
export interface NamedFile {
	name: PdfText;
	specification: PdfValue;
}

/**
 * The attachments in the name tree of a PDF (7.9.6), divided into those to keep and earlier versions of the invoice.
 */
export async function fileEntries({
	file,
	catalog,
}: PdfDocument): Promise<{ kept: NamedFile[]; replaced: PdfValue[] }> {
	const names = await file.dictionary(catalog.get('Names'));
	const kept: NamedFile[] = [];
	const replaced: PdfValue[] = [];
	const visited = new Set<number>();
	const open: PdfValue[] = [names?.get('EmbeddedFiles') ?? null];
	for (let next = 0; next < open.length; next++) {
		const node = open[next];
		if (node instanceof PdfReference) {
			if (visited.has(node.number)) continue;
			visited.add(node.number);
		}
		const dictionary = await file.dictionary(node);
		const kids = await file.resolve(dictionary?.get('Kids'));
		if (Array.isArray(kids)) for (const kid of kids) if (kid instanceof PdfReference) open.push(kid);
		const pairs = await file.resolve(dictionary?.get('Names'));
		if (!Array.isArray(pairs)) continue;
		for (let at = 0; at + 1 < pairs.length && file.budget.spend(PRICE.entry); at += 2) {
			const name = await file.resolve(pairs[at]);
			const specification = pairs[at + 1] ?? null;
			if (!(name instanceof PdfText)) continue;
			if (await isInvoice(file, specification)) replaced.push(specification);
			else kept.push({ name: file.security ? bytesText(file.security.text(name)) : name, specification });
		}
	}
	return { kept, replaced };
}

/** Whether a file of a PDF has one of the names that are prescribed for the invoice. */
export async function isInvoice(file: PdfDocument['file'], specification: PdfValue): Promise<boolean> {
	const dictionary = await file.dictionary(specification);
	for (const key of ['UF', 'F']) {
		const name = textOf(file, await file.resolve(dictionary?.get(key)));
		if (PRESCRIBED_NAMES.includes(name.toLowerCase())) return true;
	}
	return false;
}

/** A name tree with a single node, sorted by name. */
export function namesWith(
	entries: readonly NamedFile[],
	fileName: string,
	specification: PdfReference,
): PdfDictionary {
	const all = [...entries, { name: pdfText(fileName), specification }];
	all.sort((a, b) => Buffer.compare(a.name.bytes, b.name.bytes));
	return dictionaryOf({ Names: all.flatMap((entry) => [entry.name, entry.specification]) });
}
