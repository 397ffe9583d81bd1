import { PRICE, type Budget } from '../budget';
import { inflate, type Decoded } from './inflate';
import { lzw } from './lzw';
import { undoPredictor } from './predictor';
import { fail, ok, type Result } from '../../result';
import { PdfName, type PdfDictionary, type PdfValue } from '../syntax';
import { ascii85, asciiHex, runLength } from './textFilters';

/** More than any real writer chains. */
const MAX_FILTERS = 10;

/** Limit for the output of each filter but the last, which may stop early. */
const MAX_STREAM = 25 * 1024 * 1024;

/** Short names are for inline images only (8.9.7), but some writers use them everywhere. */
const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
	['AHx', 'ASCIIHexDecode'],
	['A85', 'ASCII85Decode'],
	['LZW', 'LZWDecode'],
	['Fl', 'FlateDecode'],
	['RL', 'RunLengthDecode'],
	['CCF', 'CCITTFaxDecode'],
	['DCT', 'DCTDecode'],
]);

/** A filter of a stream with its parameters, references resolved. */
export interface FilterUse {
	name: string;
	parameters: PdfDictionary;
}

/** Resolves references, as far as that is allowed for this stream. */
export type Resolve = (value: PdfValue | undefined) => PdfValue | Promise<PdfValue>;

const PARAMETERS = ['Predictor', 'Colors', 'BitsPerComponent', 'Columns', 'EarlyChange', 'Name'];

const ASK = 'Ask the sender for the XML of the invoice alone.';

export const damaged = <T>() => fail<T>('is damaged', ASK);

/** The filters of a stream, in decoding order (7.3.8.2). */
export async function filtersOf(resolve: Resolve, dictionary: PdfDictionary): Promise<Result<FilterUse[]>> {
	const filters = listOf(await resolve(dictionary.get('Filter') ?? dictionary.get('F')));
	const parameters = listOf(await resolve(dictionary.get('DecodeParms') ?? dictionary.get('DP')));
	if (filters.length > MAX_FILTERS) return fail(`has more than ${MAX_FILTERS} filters`, ASK);
	const uses: FilterUse[] = [];
	for (const [index, entry] of filters.entries()) {
		const filter = await resolve(entry);
		if (!(filter instanceof PdfName)) return damaged();
		const given = await resolve(parameters[index]);
		const known: PdfDictionary = new Map();
		if (given instanceof Map) for (const key of PARAMETERS) known.set(key, await resolve(given.get(key)));
		uses.push({ name: ABBREVIATIONS.get(filter.name) ?? filter.name, parameters: known });
	}
	return ok(uses);
}

const listOf = (value: PdfValue) => (Array.isArray(value) ? value : value === null ? [] : [value]);

/**
 * Applies decoding filters in turn. Skips `Crypt`, which is the task of decryption.
 * @param limit how many bytes are wanted
 */
export async function undoFilters(
	raw: Buffer,
	filters: FilterUse[],
	budget: Budget,
	limit = MAX_STREAM,
): Promise<Result<Decoded>> {
	const steps = filters.filter(({ name }) => name !== 'Crypt');
	let decoded: Decoded = { bytes: raw, isCut: false };
	for (const [index, step] of steps.entries()) {
		const most = index === steps.length - 1 ? limit : MAX_STREAM;
		const result = await undo(decoded.bytes, step, budget, most);
		if (!result.ok) return result;
		decoded = { bytes: result.value.bytes, isCut: decoded.isCut || result.value.isCut };
		await budget.pause();
	}
	const { bytes, isCut } = decoded;
	return ok({ bytes: bytes.subarray(0, limit), isCut: isCut || bytes.length > limit });
}

async function undo(
	input: Buffer,
	{ name, parameters }: FilterUse,
	budget: Budget,
	most: number,
): Promise<Result<Decoded>> {
	const limit = Math.min(most, Math.floor(Math.max(0, budget.left - input.length) / PRICE.output));
	const number = (key: string, otherwise: number) => {
		const value = parameters.get(key);
		return typeof value === 'number' ? value : otherwise;
	};
	let decoded: Decoded | null;
	// Inflating pays as it goes; the other filters pay afterwards and stop at what is left of the budget.
	if (name === 'FlateDecode') decoded = await inflate(input, limit, budget);
	else {
		if (name === 'LZWDecode') decoded = lzw(input, limit, number('EarlyChange', 1));
		else if (name === 'ASCIIHexDecode') decoded = asciiHex(input, limit);
		else if (name === 'ASCII85Decode') decoded = ascii85(input, limit);
		else if (name === 'RunLengthDecode') decoded = runLength(input, limit);
		else return fail(`uses the filter ${name.slice(0, 60)}, which is not supported`, ASK);
		budget.spend(input.length + decoded.bytes.length * PRICE.output + PRICE.attempt);
		if (decoded.bytes.length === 0 && input.length > 0 && !decoded.isCut) decoded = null;
	}
	if (decoded === null) return damaged();
	if (name !== 'FlateDecode' && name !== 'LZWDecode') return ok(decoded);
	const rows = {
		predictor: number('Predictor', 1),
		colors: number('Colors', 1),
		bitsPerComponent: number('BitsPerComponent', 8),
		columns: number('Columns', 1),
	};
	if (rows.predictor > 1) budget.spend(decoded.bytes.length);
	const bytes = undoPredictor(decoded.bytes, rows);
	if (bytes === null)
		return fail(`uses the predictor ${rows.predictor} in a form that is not supported`, ASK);
	return ok({ bytes, isCut: decoded.isCut });
}
