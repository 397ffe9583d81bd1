import { readCrossReferences } from './crossReferences';
import { openSecurity } from './encryption/encryption';
import { PdfFile } from './file';
import { PdfName, PdfText, type PdfDictionary, type PdfValue } from './syntax';
import { fail, ok, type Result } from '../result';

/**
 * Opens PDF files. n8n's scanner rejects the libraries for this (pdf-lib, @cantoo/pdf-lib, pdf.js, unpdf), because they
 * use `process`, `globalThis`, `Function` or timers. Nor can any of them limit the cost of reading an untrusted file:
 * see budget.ts.
 */
export interface PdfDocument {
	file: PdfFile;
	trailer: PdfDictionary;
	catalog: PdfDictionary;
	/** Position of the newest cross references, which an incremental update refers to; null when the file has none. */
	crossReferences: number | null;
}

const MAX_MEGABYTES = 50;

/** What to do about a damaged file. */
export const SEND_AGAIN = 'Ask the sender for the file again, or for the XML of the invoice alone.';

/** @param password '' when unknown: most encrypted files need one only to be changed */
export async function openPdf(bytes: Buffer, password = ''): Promise<Result<PdfDocument>> {
	if (bytes.length > MAX_MEGABYTES * 1024 * 1024) {
		return fail(
			`The PDF is larger than ${MAX_MEGABYTES} MB`,
			'Ask the sender for the XML of the invoice alone.',
		);
	}
	const file = new PdfFile(bytes);
	const { trailer, start, lacksObjects } = await readCrossReferences(file);
	if (lacksObjects) return cutOff();
	for (const known of [trailer, null]) {
		const candidate = known ?? (await file.scan()).trailer;
		const security = await securityOf(file, candidate, password);
		if (!security.ok) return security;
		file.security = security.value;
		const catalog =
			(await file.dictionary(candidate.get('Root'))) ?? (known ? null : await catalogFound(file));
		if (catalog !== null) return ok({ file, trailer: candidate, catalog, crossReferences: start });
	}
	return file.budget.isExceeded ? tooExpensive() : fail('The PDF is damaged', SEND_AGAIN);
}

/** What is left of the file shows an older version, perhaps with another invoice. */
const cutOff = <T>() => fail<T>('The PDF is damaged: its newest version was cut off', SEND_AGAIN);

/** The file exceeds the budget. Not the message for damaged files: this one may be intact. */
export const tooExpensive = <T>() =>
	fail<T>(
		'The PDF is too large or too complex to be searched for an invoice',
		'Ask the sender for the XML of the invoice alone.',
	);

/** The entries of an encryption dictionary that decryption needs, besides `CF`. A file can add any number of others. */
const ENTRIES = [
	...['Filter', 'V', 'R', 'Length', 'O', 'U', 'OE', 'UE', 'P', 'EncryptMetadata'],
	...['StmF', 'StrF', 'EFF'],
];

/** Real files have one or two. */
const MAX_CRYPT_FILTERS = 20;

/** The crypt filters, each with its method alone. */
async function cryptFiltersOf(file: PdfFile, value: PdfValue): Promise<PdfDictionary> {
	const filters = await file.outsideStreams(value);
	const kept: PdfDictionary = new Map();
	if (!(filters instanceof Map)) return kept;
	for (const [name, entry] of filters) {
		if (kept.size === MAX_CRYPT_FILTERS) break;
		const filter = await file.outsideStreams(entry);
		kept.set(name, filter instanceof Map ? new Map([['CFM', filter.get('CFM') ?? null]]) : null);
	}
	return kept;
}

/**
 * How the file is encrypted; null when it is not. The encryption dictionary is never in an object stream (7.5.7), and
 * no object stream may be read before the encryption is known.
 */
async function securityOf(file: PdfFile, trailer: PdfDictionary, password: string) {
	const value = trailer.get('Encrypt') ?? null;
	if (value === null) return ok(null);
	const dictionary = await file.outsideStreams(value);
	const entries: PdfDictionary = new Map();
	if (dictionary instanceof Map) {
		for (const key of ENTRIES) {
			const entry = await file.outsideStreams(dictionary.get(key));
			if (entry !== null && !(entry instanceof Map || Array.isArray(entry))) entries.set(key, entry);
		}
		const filters = dictionary.get('CF');
		if (filters !== undefined) entries.set('CF', await cryptFiltersOf(file, filters));
	}
	const ids = await file.outsideStreams(trailer.get('ID'));
	const id = Array.isArray(ids) ? await file.outsideStreams(ids[0]) : null;
	return openSecurity(entries, id instanceof PdfText ? id.bytes : Buffer.alloc(0), password);
}

/** The last catalog in a file whose trailers name none. */
async function catalogFound(file: PdfFile): Promise<PdfDictionary | null> {
	const { catalog } = await file.scan();
	if (catalog !== null) return catalog;
	let last: PdfDictionary | null = null;
	for (const [number, place] of await file.search()) {
		if ('at' in place) continue;
		const value = (await file.object(number))?.value;
		if (value instanceof Map && isCatalog(value.get('Type'))) last = value;
	}
	return last;
}

const isCatalog = (type: PdfValue | undefined) => type instanceof PdfName && type.name === 'Catalog';
