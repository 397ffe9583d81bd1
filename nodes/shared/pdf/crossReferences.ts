import type { PdfFile } from './file';
import { matchAt, parseValue, PdfName, type PdfDictionary } from './syntax';

const START = 'startxref';
const TABLE = /[\0\t\n\f\r ]{0,99}xref[\0\t\n\f\r ]{1,99}/y;
const SECTION = /[\0\t\n\f\r ]{0,99}(\d{1,10})[\0\t\n\f\r ]{1,99}(\d{1,10})[\0\t\n\f\r ]{0,99}/y;
const ENTRY = /(\d{1,10})[\0\t\n\f\r ]{1,99}\d{1,5}[\0\t\n\f\r ]{1,99}([nf])[\0\t\n\f\r ]{0,99}/y;
const TRAILER = /[\0\t\n\f\r ]{0,99}trailer/y;
const ANY_OBJECT = /\b\d{1,10}[\0\t\n\f\r ]{1,4}\d{1,5}[\0\t\n\f\r ]{1,4}obj\b/g;

/** One a time the file was saved; a chain of more is made to keep us busy. */
const MAX_SECTIONS = 200;

/**
 * Learns where the objects of the file lie (ISO 32000-1, 7.5.4 and 7.5.8), newest version first.
 * @returns the trailer, which names the catalog; null when there is none that can be read
 */
export async function readCrossReferences(file: PdfFile): Promise<PdfDictionary | null> {
	// Positions count from the header, which may have other bytes before it.
	const header = Math.max(0, file.text.indexOf('%PDF-'));
	const start = file.text.lastIndexOf(START);
	const first = start === -1 ? null : parseValue(file.text, start + START.length).value;
	let newest: PdfDictionary | null = null;
	const pending = [first];
	const seen = new Set<number>();
	while (pending.length > 0 && seen.size < MAX_SECTIONS) {
		const at = pending.shift();
		if (typeof at !== 'number' || seen.has(at)) continue;
		seen.add(at);
		const trailer =
			matchAt(TABLE, file.text, at + header) === null
				? await readStream(file, at + header, header)
				: readTable(file, TABLE.lastIndex, header);
		if (trailer === null) continue;
		newest ??= trailer;
		// A hybrid file: what only newer readers can read goes before what is older.
		pending.push(trailer.get('XRefStm') ?? null, trailer.get('Prev') ?? null);
	}
	return newest;
}

function readTable(file: PdfFile, from: number, header: number): PdfDictionary | null {
	let at = from;
	for (let section = matchAt(SECTION, file.text, at); section; section = matchAt(SECTION, file.text, at)) {
		at = SECTION.lastIndex;
		const [first, count] = [Number(section[1]), Number(section[2])];
		for (let index = 0; index < count; index++) {
			const entry = matchAt(ENTRY, file.text, at);
			if (entry === null) return null;
			at = ENTRY.lastIndex;
			if (!file.learn(first + index, entry[2] === 'n' ? { at: Number(entry[1]) + header } : null))
				return null;
		}
	}
	if (matchAt(TRAILER, file.text, at) === null) return null;
	const { value } = parseValue(file.text, TRAILER.lastIndex);
	return value instanceof Map ? value : null;
}

async function readStream(file: PdfFile, at: number, header: number): Promise<PdfDictionary | null> {
	const stream = await file.streamAt(at);
	const widths = stream?.dictionary.get('W');
	if (!stream || !Array.isArray(widths)) return null;
	const [type, second, third] = widths.map((width) => (typeof width === 'number' && width >= 0 ? width : 0));
	const size = (type ?? 0) + (second ?? 0) + (third ?? 0);
	if (widths.length !== 3 || size === 0 || size > 24) return null;
	const index = stream.dictionary.get('Index') ?? [0, stream.dictionary.get('Size') ?? 0];
	const sections = Array.isArray(index) ? index.map(Number) : [];
	const number = (from: number, width: number) => {
		let value = 0;
		for (let byte = from; byte < from + width; byte++) value = value * 256 + (stream.bytes[byte] ?? 0);
		return value;
	};
	let row = 0;
	for (let section = 0; section + 1 < sections.length; section += 2) {
		for (let entry = 0; entry < (sections[section + 1] ?? 0); entry++, row += size) {
			if (row + size > stream.bytes.length) return stream.dictionary;
			const kind = type === 0 ? 1 : number(row, type ?? 0);
			const [a, b] = [
				number(row + (type ?? 0), second ?? 0),
				number(row + (type ?? 0) + (second ?? 0), third ?? 0),
			];
			const place = kind === 1 ? { at: a + header } : kind === 2 ? { stream: a, index: b } : null;
			if (!file.learn((sections[section] ?? 0) + entry, place)) return null;
		}
	}
	return stream.dictionary;
}

/**
 * Finds the objects of a file whose cross references are damaged, by looking for them; the last one of a number counts.
 * @returns a trailer made up of what was found
 */
export async function searchObjects(file: PdfFile): Promise<PdfDictionary | null> {
	file.forget();
	const found = new Map<number, number>();
	for (const match of file.text.matchAll(ANY_OBJECT)) found.set(parseInt(match[0], 10), match.index);
	for (const [number, at] of found) if (!file.learn(number, { at })) return null;
	let trailer: PdfDictionary | null = null;
	for (const [number, at] of found) {
		const value = file.objectAt(at, number)?.value;
		const type = value instanceof Map ? value.get('Type') : null;
		if (!(value instanceof Map) || !(type instanceof PdfName)) continue;
		if (type.name === 'Catalog') trailer = new Map([['Root', value]]);
		// A stream of cross references names the catalog, even where its positions are wrong.
		if (type.name === 'XRef') trailer = value;
		if (type.name !== 'ObjStm') continue;
		const container = await file.objectStream(number);
		container?.numbers.forEach((inside, index) => file.learn(inside, { stream: number, index }));
	}
	return trailer;
}
