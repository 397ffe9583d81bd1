import { inflate, undoPngPredictor } from './inflate';
import {
	matchAt,
	parseValue,
	PdfName,
	PdfReference,
	type Parsed,
	type PdfDictionary,
	type PdfValue,
} from './syntax';

/** Where an object lies: at a position of the file, or in an object stream. Null: deleted. */
export type Place = { at: number } | { stream: number; index: number } | null;

interface ObjectStream {
	text: string;
	/** Of the objects in it, in their order. */
	numbers: number[];
	offsets: number[];
}

export interface PdfStream {
	dictionary: PdfDictionary;
	bytes: Buffer;
}

const OBJECT = /[\0\t\n\f\r ]{0,99}(\d{1,10})[\0\t\n\f\r ]{1,99}\d{1,5}[\0\t\n\f\r ]{1,99}obj/y;
const STREAM = /[\0\t\n\f\r ]{0,99}stream(?:\r\n|\n|\r)/y;
const END_OF_STREAM = /[\0\t\n\f\r ]{0,99}endstream/y;

/** For one stream, and for all that one file makes us inflate. */
const MAX_STREAM = 25 * 1024 * 1024;
const MAX_TOTAL = 100 * 1024 * 1024;
const MAX_FILTERS = 5;
/** An object without its stream. */
const MAX_OBJECT = 1024 * 1024;
const MAX_OBJECTS = 1_000_000;
/** Bytes looked at: files are made that lead a reader in circles, or over the same bytes again and again. */
const MAX_WORK = 250 * 1024 * 1024;

/** The objects of a PDF file, each read when it is asked for. Total: what is missing or damaged is null. */
export class PdfFile {
	readonly text: string;
	/** By object number. Filled by whoever reads the cross references. */
	private readonly places = new Map<number, Place>();
	private readonly objectStreams = new Map<number, ObjectStream | null>();
	private inflated = 0;
	private work = 0;

	constructor(private readonly bytes: Buffer) {
		this.text = bytes.toString('latin1');
	}

	/** Whether as many bytes may still be looked at. */
	spend(bytes: number): boolean {
		this.work += bytes;
		return this.work <= MAX_WORK;
	}

	/** Keeps what is known of an object already, which is newer. @returns whether there may be more */
	learn(number: number, place: Place): boolean {
		if (!this.places.has(number)) this.places.set(number, place);
		return this.places.size < MAX_OBJECTS && this.spend(1);
	}

	/** Forgets where objects are. */
	forget(): void {
		this.places.clear();
		this.objectStreams.clear();
	}

	/** The value at a position of a text. */
	private parse(text: string, at: number): Parsed {
		if (!this.spend(0)) return { value: null, end: at };
		const { value, end } = parseValue(text.slice(at, at + MAX_OBJECT), 0);
		this.spend(end);
		return { value, end: at + end };
	}

	/** What a value stands for, references followed. */
	async resolve(value: PdfValue | undefined): Promise<PdfValue> {
		let found = value ?? null;
		for (let steps = 0; found instanceof PdfReference; steps++) {
			if (steps > 10) return null;
			found = await this.object(found.number);
		}
		return found;
	}

	/** A dictionary, also that of a stream. */
	async dictionary(value: PdfValue | undefined): Promise<PdfDictionary | null> {
		const found = await this.resolve(value);
		return found instanceof Map ? found : null;
	}

	private async object(number: number): Promise<PdfValue> {
		const place = this.places.get(number) ?? null;
		if (place === null) return null;
		if ('at' in place) return this.objectAt(place.at, number)?.value ?? null;
		const container = await this.objectStream(place.stream);
		const offset = container?.offsets[place.index];
		return container && offset !== undefined ? this.parse(container.text, offset).value : null;
	}

	/** `<number> <generation> obj …`; null when another object lies there. @param number undefined: any */
	objectAt(at: number, number?: number): { number: number; value: PdfValue; end: number } | null {
		const match = matchAt(OBJECT, this.text, at);
		const found = Number(match?.[1]);
		if (match === null || (number !== undefined && found !== number)) return null;
		return { number: found, ...this.parse(this.text, OBJECT.lastIndex) };
	}

	async objectStream(number: number): Promise<ObjectStream | null> {
		const known = this.objectStreams.get(number);
		if (known !== undefined) return known;
		// Not read again when it is met while it is being read.
		this.objectStreams.set(number, null);
		const stream = await this.stream(new PdfReference(number));
		const [count, first] = [stream?.dictionary.get('N'), stream?.dictionary.get('First')];
		if (!stream || typeof count !== 'number' || typeof first !== 'number') return null;
		const text = stream.bytes.toString('latin1');
		const header = text
			.slice(0, first)
			.split(/[\0\t\n\f\r ]+/)
			.filter(Boolean)
			.map(Number);
		const numbers = header.filter((_, index) => index % 2 === 0).slice(0, count);
		const offsets = header
			.filter((_, index) => index % 2 === 1)
			.slice(0, count)
			.map((offset) => first + offset);
		const container = { text, offsets, numbers };
		this.objectStreams.set(number, container);
		return container;
	}

	/** A stream with its filters undone; null also when it is too large or has a filter other than Flate. */
	async stream(reference: PdfReference): Promise<PdfStream | null> {
		const place = this.places.get(reference.number) ?? null;
		return place !== null && 'at' in place ? await this.streamAt(place.at, reference.number) : null;
	}

	async streamAt(at: number, number?: number): Promise<PdfStream | null> {
		const object = this.objectAt(at, number);
		if (!object || !(object.value instanceof Map)) return null;
		const dictionary = object.value;
		if (matchAt(STREAM, this.text, object.end) === null) return null;
		const start = STREAM.lastIndex;
		const raw = this.bytes.subarray(start, await this.endOfStream(start, dictionary.get('Length')));
		const bytes = await this.decode(raw, dictionary);
		return bytes && { dictionary, bytes };
	}

	private async endOfStream(start: number, length: PdfValue | undefined): Promise<number> {
		const size = await this.resolve(length);
		const end = typeof size === 'number' ? start + size : -1;
		if (end >= start && matchAt(END_OF_STREAM, this.text, end) !== null) return end;
		const found = this.text.indexOf('endstream', start);
		this.spend((found === -1 ? this.text.length : found) - start);
		return found === -1 ? this.text.length : found;
	}

	private async decode(raw: Buffer, dictionary: PdfDictionary): Promise<Buffer | null> {
		const listOf = (value: PdfValue) => (Array.isArray(value) ? value : value === null ? [] : [value]);
		const filters = listOf(await this.resolve(dictionary.get('Filter') ?? dictionary.get('F')));
		const parameters = listOf(await this.resolve(dictionary.get('DecodeParms')));
		if (filters.length > MAX_FILTERS) return null;
		let bytes = raw;
		for (const [index, entry] of filters.entries()) {
			const filter = await this.resolve(entry);
			if (!(filter instanceof PdfName) || !['FlateDecode', 'Fl'].includes(filter.name)) return null;
			if (!this.spend(bytes.length)) return null;
			const limit = Math.min(MAX_STREAM, MAX_TOTAL - this.inflated);
			// Some writers count the line break before the end of the stream as part of it.
			const inflated = (await inflate(bytes, limit)) ?? (await inflate(withoutLineBreak(bytes), limit));
			if (inflated === null) return null;
			this.inflated += inflated.length;
			bytes = await this.unpredicted(inflated, await this.dictionary(parameters[index]));
		}
		return bytes.length > MAX_STREAM ? null : bytes;
	}

	private async unpredicted(bytes: Buffer, parameters: PdfDictionary | null): Promise<Buffer> {
		const [predictor, columns] = [
			await this.resolve(parameters?.get('Predictor')),
			await this.resolve(parameters?.get('Columns')),
		];
		if (typeof predictor !== 'number' || predictor < 10) return bytes;
		return undoPngPredictor(bytes, typeof columns === 'number' && columns > 0 ? columns : 1);
	}
}

function withoutLineBreak(bytes: Buffer): Buffer {
	const end = bytes.subarray(-2).toString('latin1');
	return bytes.subarray(0, bytes.length - (end === '\r\n' ? 2 : /[\r\n]$/.test(end) ? 1 : 0));
}
