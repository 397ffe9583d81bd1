import { Budget, PRICE } from './budget';
import { isBlank } from './characters';
import type { Security } from './encryption/encryption';
import { damaged, filtersOf, undoFilters, type Resolve } from './filters/filters';
import type { Decoded } from './filters/inflate';
import { openObjectStream, type ObjectStream } from './objectStream';
import { placesFound, scan, type Scan } from './search';
import { ok, type Result } from '../result';
import {
	Parser,
	PdfReference,
	type ObjectId,
	type PdfDictionary,
	type PdfObject,
	type PdfValue,
	type Place,
} from './syntax';

/** Most blanks accepted around `stream` and after its data. */
const MAX_GAP = 100;

/**
 * Most values in an object that describes a stream or the encryption: a length, parameters, a list of filters. Each is
 * parsed anew for each use.
 */
const MAX_DESCRIBING = 1000;

/**
 * The objects of a PDF file, each read on demand: at the place that the cross references give, or else where a search
 * finds it. Never throws: missing or damaged objects are null.
 */
export class PdfFile {
	/** Set once the encryption of the file is known. */
	security: Security | null = null;
	/** Places by object number; null: deleted. Filled by readers of the cross references. */
	private readonly places = new Map<number, Place | null>();
	/** Object streams by position. */
	private readonly containers = new Map<number, Promise<ObjectStream | null>>();
	private scanning: Promise<Scan> | null = null;
	private scanned: Scan | null = null;
	private found: Promise<ReadonlyMap<number, Place>> | null = null;

	constructor(
		readonly bytes: Buffer,
		readonly budget = new Budget(),
	) {}

	/**
	 * Records the place of an object, unless a newer version is known already.
	 * @param place null: deleted; undefined: not decided yet
	 * @returns whether more objects may be recorded
	 */
	learn(number: number, place: Place | null | undefined): boolean {
		if (place !== undefined && !this.places.has(number)) this.places.set(number, place);
		return this.budget.spend(PRICE.entry);
	}

	/** The highest object number in the cross references. */
	highestNumber(): number {
		let highest = 0;
		for (const number of this.places.keys()) if (number > highest) highest = number;
		return highest;
	}

	/** Finds the objects by scanning the file, ignoring its cross references. */
	async scan(): Promise<Scan> {
		this.scanned = await (this.scanning ??= scan(this));
		return this.scanned;
	}

	/** Places of objects found by scanning. Runs once, when the first object is not where it should be. */
	async search(): Promise<ReadonlyMap<number, Place>> {
		return await (this.found ??= this.scan().then((found) => placesFound(this, found)));
	}

	/** The value, with references resolved. */
	async resolve(value: PdfValue | undefined): Promise<PdfValue> {
		let found = value ?? null;
		for (let steps = 0; found instanceof PdfReference; steps++) {
			if (steps > 10) return null;
			found = (await this.object(found.number))?.value ?? null;
		}
		return found;
	}

	/** The value as a dictionary; of a stream, its dictionary. */
	async dictionary(value: PdfValue | undefined): Promise<PdfDictionary | null> {
		const found = await this.resolve(value);
		return found instanceof Map ? found : null;
	}

	async object(number: number): Promise<PdfObject | null> {
		await this.budget.pause();
		if (!this.budget.spend(PRICE.attempt)) return null;
		const place = this.places.get(number);
		if (place === null) return null;
		const object = place ? await this.objectIn(place, number) : null;
		if (object !== null) return object;
		const found = (await this.search()).get(number);
		return found ? await this.objectIn(found, number) : null;
	}

	private async objectIn(place: Place, number: number): Promise<PdfObject | null> {
		if ('at' in place) return this.objectAt(place.at, number);
		for (const at of this.positionsOf(place.container)) {
			const container = await this.containerAt(at, place.container);
			if (container === null) continue;
			const isThere = (await container.numberAt(place.index)) === number;
			const index = isThere ? place.index : await container.indexOf(number);
			if (index >= 0) return { number, generation: 0, value: container.valueAt(index), end: -1 };
		}
		return null;
	}

	/**
	 * Candidate positions of an object outside of object streams: from the cross references, and from the search if it
	 * has run.
	 */
	private positionsOf(number: number): number[] {
		const [place, found] = [this.places.get(number), this.scanned?.objects.get(number)];
		return [place && 'at' in place ? place.at : null, found?.at ?? null].filter((at) => at !== null);
	}

	/**
	 * Parses `<number> <generation> obj …`; null when another object is there.
	 * @param number undefined: any
	 * @param mostValues if fewer than usual are enough
	 */
	objectAt(at: number, number?: number, mostValues?: number): PdfObject | null {
		const id = this.headerAt(at);
		if (id === null || (number !== undefined && id.number !== number)) return null;
		const parser = new Parser(this.bytes, id.end, this.budget, id, mostValues);
		return { ...id, value: parser.value(), end: parser.isCut ? Infinity : parser.at };
	}

	private headerAt(at: number): (ObjectId & { end: number }) | null {
		this.budget.spend(PRICE.attempt);
		// A header is no longer than this.
		const head = new Parser(this.bytes.subarray(at, at + MAX_GAP), 0, this.budget);
		const [number, generation] = [head.integer(), head.integer()];
		if (number === null || generation === null || !head.word('obj')) return null;
		return { number, generation, end: at + head.at };
	}

	/** The object stream at a position, read once. */
	async containerAt(at: number, number: number): Promise<ObjectStream | null> {
		const known = this.containers.get(at);
		if (known) return await known;
		const reading = this.readContainer(at, number);
		this.containers.set(at, reading);
		return await reading;
	}

	private async readContainer(at: number, number: number): Promise<ObjectStream | null> {
		const object = this.objectAt(at, number);
		const stream = object && (await this.streamInFile(object));
		return stream?.ok ? openObjectStream(object?.value, stream.value.bytes, this.budget) : null;
	}

	/** The content of an embedded file, as far as it can be decrypted and decoded. */
	async embeddedFile({ number }: PdfReference, limit?: number): Promise<Result<Decoded>> {
		const object = await this.object(number);
		return object === null ? damaged() : await this.streamOf(object, { limit, isEmbeddedFile: true });
	}

	/**
	 * Decodes a cross-reference or object stream. The objects that describe it are not in object streams themselves
	 * (7.5.7, 7.5.8), so this cannot recurse.
	 */
	async streamInFile(object: PdfObject): Promise<Result<Decoded>> {
		return await this.streamOf(object, {
			resolve: async (value) => {
				await this.budget.pause();
				return this.inFile(value);
			},
		});
	}

	async streamOf(
		object: PdfObject,
		how: { limit?: number; resolve?: Resolve; isEmbeddedFile?: boolean } = {},
	): Promise<Result<Decoded>> {
		const { value: dictionary } = object;
		const range = this.rangeOf(object);
		if (!(dictionary instanceof Map) || range === null) return damaged();
		const filters = await filtersOf(how.resolve ?? ((value) => this.resolve(value)), dictionary);
		if (!filters.ok) return filters;
		this.budget.spend(PRICE.attempt);
		const raw = this.bytes.subarray(range.start, range.end);
		const { isEmbeddedFile = false } = how;
		const described = { id: object, dictionary, filters: filters.value, isEmbeddedFile };
		const decrypted = this.security ? await this.security.stream(raw, described, this.budget) : ok(raw);
		return decrypted.ok
			? await undoFilters(decrypted.value, filters.value, this.budget, how.limit)
			: decrypted;
	}

	/** Start and end of the data of a stream; null when there are none. */
	rangeOf({ value, end: after }: PdfObject): { start: number; end: number } | null {
		if (!(value instanceof Map) || after < 0 || after === Infinity) return null;
		const head = new Parser(this.bytes, after, this.budget);
		if (!head.word('stream')) return null;
		const { bytes } = this;
		let start = head.at;
		while (bytes[start] === 0x20) start++;
		if (bytes[start] === 0x0d) start++;
		if (bytes[start] === 0x0a) start++;
		const length = this.inFile(value.get('Length'));
		const stated = typeof length === 'number' ? start + length : -1;
		if (stated >= start && this.isEnd(stated)) return { start, end: stated };
		const found = this.bytes.indexOf('endstream', start);
		this.budget.spend((found === -1 ? bytes.length : found) - start);
		if (found === -1) return { start, end: bytes.length };
		// The line break before `endstream` is not part of the data.
		const lineBreak =
			bytes[found - 1] === 0x0a ? (bytes[found - 2] === 0x0d ? 2 : 1) : bytes[found - 1] === 0x0d ? 1 : 0;
		return { start, end: Math.max(start, found - lineBreak) };
	}

	private isEnd(at: number): boolean {
		let end = at;
		while (end - at < MAX_GAP && isBlank(this.bytes[end])) end++;
		const word = this.bytes.toString('latin1', end, end + 9);
		return word === 'endstream' || word.startsWith('endobj');
	}

	/** Resolves a value, by search if necessary, without reading object streams. */
	async outsideStreams(value: PdfValue | undefined): Promise<PdfValue> {
		await this.budget.pause();
		const there = this.inFile(value);
		if (there !== null || !(value instanceof PdfReference)) return there;
		await this.scan();
		return this.inFile(value);
	}

	/** Resolves a value outside of object streams, so that this cannot recurse. */
	private inFile(value: PdfValue | undefined): PdfValue {
		if (!(value instanceof PdfReference)) return value ?? null;
		for (const at of this.positionsOf(value.number)) {
			const object = this.objectAt(at, value.number, MAX_DESCRIBING);
			if (object !== null) return object.value;
		}
		return null;
	}
}
