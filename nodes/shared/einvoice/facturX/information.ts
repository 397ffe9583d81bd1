import type { PdfFile } from '../../pdf/file';
import type { PdfDictionary } from '../../pdf/syntax';
import { textOf } from '../../pdf/text';
import type { DocumentInformation } from './xmp';

const TEXTS = [
	['Title', 'title'],
	['Author', 'author'],
	['Subject', 'subject'],
	['Keywords', 'keywords'],
	['Creator', 'creator'],
	['Producer', 'producer'],
] as const;

/**
 * The information dictionary for the metadata. Removes entries that the metadata cannot repeat: values that are not
 * text, and dates that cannot be parsed.
 */
export async function informationOf(
	file: PdfFile,
	dictionary: PdfDictionary | null,
	now: Date,
): Promise<{ information: DocumentInformation; entries: PdfDictionary }> {
	const entries: PdfDictionary = new Map(dictionary ?? []);
	const information: DocumentInformation = { modified: `${now.toISOString().slice(0, 19)}Z` };
	const read = async (key: string) => textOf(file, await file.resolve(entries.get(key))).trim();
	for (const [key, name] of TEXTS) {
		const text = await read(key);
		if (text === '') entries.delete(key);
		else information[name] = text;
	}
	const created = momentOf(await read('CreationDate'));
	if (created === null) entries.delete('CreationDate');
	else information.created = created;
	return { information, entries };
}

const DATE = /^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?'?)?/;

/** Converts a PDF date (7.9.4) to XMP; null for anything else. */
export function momentOf(text: string): string | null {
	const match = DATE.exec(text);
	if (match === null) return null;
	const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00'] = match;
	const [, , , , , , , utc, sign, hours, minutes = '00'] = match;
	const zone = sign !== undefined ? `${sign}${hours}:${minutes}` : utc !== undefined ? 'Z' : '';
	const written = `${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`;
	return Number.isNaN(Date.parse(written)) ? null : written;
}
