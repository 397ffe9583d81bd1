import { PdfName, PdfText, type PdfDictionary, type PdfValue } from '../syntax';

/** A stream: its dictionary, without `Length`, and its content. */
export interface PdfStream {
	dictionary: PdfDictionary;
	content: Buffer;
}

export type PdfBody = PdfValue | PdfStream;

export const nameOf = (name: string): PdfName => new PdfName(name);

/** A dictionary without the entries that are undefined. */
export const dictionaryOf = (entries: Record<string, PdfValue | undefined>): PdfDictionary =>
	new Map(Object.entries(entries).filter((entry): entry is [string, PdfValue] => entry[1] !== undefined));

export const isStream = (body: PdfBody): body is PdfStream =>
	typeof body === 'object' && body !== null && 'content' in body;

/** A string of these bytes. */
export const bytesText = (bytes: Buffer): PdfText =>
	new PdfText(Buffer.from(bytes.toString('hex'), 'latin1'), true, null);

/** A text string (7.9.2.2): ASCII as it is, anything else as UTF-16. */
export function pdfText(text: string): PdfText {
	if (/^[\x20-\x7e]*$/.test(text)) {
		return new PdfText(Buffer.from(text.replace(/[\\()]/g, '\\$&'), 'latin1'), false, null);
	}
	const characters = Buffer.from(`\ufeff${text.toWellFormed()}`, 'utf16le').swap16();
	return bytesText(characters);
}

/** A date (7.9.4) in UTC. */
export const pdfDate = (moment: Date): PdfText =>
	pdfText(`D:${moment.toISOString().slice(0, 19).replace(/\D/g, '')}+00'00'`);
