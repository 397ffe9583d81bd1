import { PRICE } from './budget';
import type { PdfFile } from './file';
import { lastHeader } from './search';
import { Parser, PdfName, type PdfDictionary } from './syntax';

const START = Buffer.from('startxref');
const HEADER = '%PDF-';
const END = 'endobj';
/** Entries read between two pauses, in which other workflows run. */
const ENTRIES_PER_PAUSE = 4096;

/** The content of the cross references of a file. */
export interface CrossReferences {
	/** The newest trailer, which names the catalog; null when none can be read. */
	trailer: PdfDictionary | null;
	/** Position of the newest section; null when the file does not give it. */
	start: number | null;
	/** Whether the newest version was cut off before all of its objects: those of an older one may be outdated. */
	lacksObjects: boolean;
}

/** Reads where the objects of the file are (ISO 32000-1, 7.5.4 and 7.5.8), newest version first. */
export async function readCrossReferences(file: PdfFile): Promise<CrossReferences> {
	const { bytes, budget } = file;
	// Positions count from the header, which other bytes may precede.
	const header = Math.max(0, bytes.subarray(0, 1024).indexOf(HEADER));
	const last = bytes.lastIndexOf(START);
	budget.spend(bytes.length - Math.max(0, last));
	const start = last === -1 ? null : new Parser(bytes, last + START.length, budget).integer();
	const begun = last === -1 ? -1 : lastHeader(bytes, last);
	if (begun !== -1) {
		// 0 ends the first part of a linearized file (annex F), which is no version of its own.
		return { trailer: null, start: null, lacksObjects: start !== 0 && !hasSectionFrom(file, begun) };
	}
	let newest: PdfDictionary | null = null;
	const seen = new Set<number>();
	let at: unknown = start;
	while (isPosition(at) && !seen.has(at) && budget.spend(PRICE.attempt)) {
		seen.add(at);
		const trailer: PdfDictionary | null =
			(await readTable(file, at + header, header)) ?? (await readStream(file, at + header, header));
		newest ??= trailer;
		at = trailer?.get('Prev');
		// Pause here too: a chain of sections without entries reaches no other pause.
		await budget.pause();
	}
	return { trailer: newest, start: start === null ? null : start + header, lacksObjects: false };
}

/** Whether cross references begin at or behind the last object: they are written when all objects are. */
function hasSectionFrom(file: PdfFile, lastObject: number): boolean {
	const { bytes, budget } = file;
	const value = file.objectAt(lastObject)?.value;
	const type = value instanceof Map ? value.get('Type') : null;
	if (type instanceof PdfName && type.name === 'XRef') return true;
	const end = bytes.lastIndexOf(END);
	return end > lastObject && new Parser(bytes, end + END.length, budget).word('xref');
}

const isPosition = (value: unknown): value is number =>
	typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

async function readTable(file: PdfFile, at: number, header: number): Promise<PdfDictionary | null> {
	const parser = new Parser(file.bytes, at, file.budget);
	if (!parser.word('xref')) return null;
	const free: number[] = [];
	for (let first = parser.integer(); first !== null; first = parser.integer()) {
		const count = parser.integer() ?? 0;
		for (let index = 0; index < count; index++) {
			const before = parser.at;
			const [position, generation] = [parser.integer(), parser.integer()];
			const isUsed = parser.word('n');
			if (position === null || generation === null || (!isUsed && !parser.word('f'))) {
				parser.at = before;
				break;
			}
			// Position 0 is the header, so such an entry is free even if it is marked as used.
			if (!isUsed || position === 0) free.push(first + index);
			const isLearnt = file.learn(
				first + index,
				isUsed && position > 0 ? { at: position + header } : undefined,
			);
			if (!isLearnt) return null;
			if (index % ENTRIES_PER_PAUSE === 0) await file.budget.pause();
		}
	}
	const trailer = parser.word('trailer') ? parser.value() : null;
	const stream = trailer instanceof Map ? trailer.get('XRefStm') : null;
	// A hybrid file (7.5.8.4): an object that is free here can be in a stream that only newer readers look at.
	if (isPosition(stream)) await readStream(file, stream + header, header);
	for (const number of free) file.learn(number, null);
	return trailer instanceof Map ? trailer : null;
}

async function readStream(file: PdfFile, at: number, header: number): Promise<PdfDictionary | null> {
	const object = file.objectAt(at);
	const stream = object && (await file.streamInFile(object));
	const dictionary = object?.value;
	if (!stream?.ok || !(dictionary instanceof Map)) return null;
	const { bytes } = stream.value;
	const widths = dictionary.get('W');
	if (!Array.isArray(widths)) return null;
	const [type, second, third] = widths.map((width) => (Number.isInteger(width) ? width : -1)) as [
		number,
		number,
		number,
	];
	const size = type + second + third;
	if (widths.length < 3 || Math.min(type, second, third) < 0 || size === 0 || size > 24) return null;
	const number = (from: number, width: number) => {
		let value = 0;
		for (let byte = from; byte < from + width; byte++) value = value * 256 + bytes[byte]!;
		return value;
	};
	const index = dictionary.get('Index');
	const sections = Array.isArray(index) ? index : [0, dictionary.get('Size') ?? 0];
	let row = 0;
	for (let section = 0; section + 1 < sections.length; section += 2) {
		const [first, count] = [sections[section], sections[section + 1]];
		if (!isPosition(first) || typeof count !== 'number') break;
		for (let entry = 0; entry < count && row + size <= bytes.length; entry++, row += size) {
			const kind = type === 0 ? 1 : number(row, type);
			const [a, b] = [number(row + type, second), number(row + type + second, third)];
			const place = kind === 1 ? { at: a + header } : kind === 2 ? { container: a, index: b } : null;
			if (!file.learn(first + entry, place)) return null;
			if (entry % ENTRIES_PER_PAUSE === 0) await file.budget.pause();
		}
	}
	return dictionary;
}
