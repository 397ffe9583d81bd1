import { PRICE, type Budget } from './budget';
import type { ObjectStream } from './objectStream';
import { isBlank, isDigit } from './characters';
import { Parser, PdfName, type PdfDictionary, type PdfObject, type Place } from './syntax';

/** The objects of a file, found by scanning it. */
export interface Scan {
	/** Positions by object number; the last object of a number wins. */
	objects: Map<number, { at: number }>;
	/** Object numbers of object streams. */
	containers: number[];
	/** The merged entries of all trailers and cross-reference streams; later ones win. */
	trailer: PdfDictionary;
	/** The last catalog found. */
	catalog: PdfDictionary | null;
}

/** The part of a file that the search needs. */
export interface Searchable {
	readonly bytes: Buffer;
	readonly budget: Budget;
	objectAt(at: number): PdfObject | null;
	rangeOf(object: PdfObject): { start: number; end: number } | null;
	containerAt(at: number, number: number): Promise<ObjectStream | null>;
}

const OBJECT = 'obj';
const TRAILER = 'trailer';

/**
 * Finds objects and trailers, from the first byte to the last. Skips the data of streams, which may contain another
 * PDF.
 */
export async function scan(file: Searchable): Promise<Scan> {
	const { bytes, budget } = file;
	const result: Scan = { objects: new Map(), containers: [], trailer: new Map(), catalog: null };
	let at = 0;
	const next = { [OBJECT]: -1, [TRAILER]: -1 };
	const find = (word: typeof OBJECT | typeof TRAILER) => {
		if (next[word] >= at) return;
		const found = bytes.indexOf(word, at);
		next[word] = found === -1 ? bytes.length : found;
		budget.spend(next[word] - at);
	};
	while (at < bytes.length && budget.spend(PRICE.attempt / 2)) {
		find(OBJECT);
		find(TRAILER);
		const [object, trailer] = [next[OBJECT], next[TRAILER]];
		const here = Math.min(object, trailer);
		if (here >= bytes.length) break;
		at = here + 3;
		if (trailer < object) {
			const parser = new Parser(bytes, trailer + TRAILER.length, budget);
			const value = parser.value();
			if (value instanceof Map) takeTrailer(value, result);
			if (!parser.isCut) at = parser.at;
		} else {
			const header = headerBefore(bytes, object);
			if (header >= 0) at = Math.max(at, take(file, header, result));
		}
		await budget.pause();
	}
	return result;
}

/** Most occurrences of `obj` that are looked at for the last header: the last but one is that of a whole object. */
const MAX_TRIED = 1000;

/** Start of the last object header at or after a position; -1 when there is none. */
export function lastHeader(bytes: Buffer, from: number): number {
	let at = bytes.length;
	for (let tried = 0; tried < MAX_TRIED; tried++) {
		at = bytes.lastIndexOf(OBJECT, at - 1);
		if (at < from) break;
		const header = headerBefore(bytes, at);
		if (header >= from) return header;
	}
	return -1;
}

/** Start of the object header whose `obj` is at `object`; -1 when there is no header. */
function headerBefore(bytes: Buffer, object: number): number {
	let at = object - 1;
	const back = (matches: (byte: number | undefined) => boolean, most: number) => {
		const from = at;
		while (from - at < most && matches(bytes[at])) at--;
		return from - at;
	};
	if (back(isBlank, 20) && back(isDigit, 5) && back(isBlank, 20) && back(isDigit, 10)) return at + 1;
	return -1;
}

/** Records the object at a header. @returns where to continue */
function take(file: Searchable, header: number, result: Scan): number {
	const object = file.objectAt(header);
	if (object === null) return header;
	const { number, value } = object;
	file.budget.spend(PRICE.entry);
	result.objects.set(number, { at: header });
	// An unterminated stream might swallow the rest of the file: continue behind its header instead.
	const end = object.end === Infinity ? header : object.end;
	if (!(value instanceof Map)) return end;
	const type = value.get('Type');
	const name = type instanceof PdfName ? type.name : '';
	if (name === 'Catalog') result.catalog = value;
	if (name === 'XRef') takeTrailer(value, result);
	if (name === 'ObjStm') result.containers.push(number);
	// An encryption dictionary that no trailer refers to any more.
	const isEncryption = ['O', 'U', 'P', 'V', 'R'].every((key) => value.has(key));
	if (isEncryption && !result.trailer.has('Encrypt')) result.trailer.set('Encrypt', value);
	return file.rangeOf(object)?.end ?? end;
}

function takeTrailer(found: PdfDictionary, { trailer }: Scan): void {
	for (const key of ['Root', 'Encrypt', 'ID']) {
		const value = found.get(key);
		if (value !== undefined) trailer.set(key, value);
	}
}

/** Places of objects, including those in object streams. Later ones in the file are newer. */
export async function placesFound(
	file: Searchable,
	{ objects, containers }: Scan,
): Promise<Map<number, Place>> {
	const places = new Map<number, Place>(objects);
	const positions = new Map([...objects].map(([number, { at }]) => [number, at]));
	for (const number of new Set(containers)) {
		const at = objects.get(number)!.at;
		const container = await file.containerAt(at, number);
		for (let index = 0; ; index++) {
			const inside = (await container?.numberAt(index)) ?? null;
			if (inside === null || !file.budget.spend(PRICE.entry)) break;
			if ((positions.get(inside) ?? -1) > at) continue;
			positions.set(inside, at);
			places.set(inside, { container: number, index });
		}
		await file.budget.pause();
	}
	return places;
}
