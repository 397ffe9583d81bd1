import { PRICE, type Budget } from './budget';
import { Parser, type PdfValue } from './syntax';

/** An object stream (7.5.7); its index is read as far as needed. */
export interface ObjectStream {
	bytes: Buffer;
	numberAt(index: number): Promise<number | null>;
	indexOf(number: number): Promise<number>;
	valueAt(index: number): PdfValue;
}

export function openObjectStream(
	dictionary: PdfValue | undefined,
	bytes: Buffer,
	budget: Budget,
): ObjectStream | null {
	if (!(dictionary instanceof Map)) return null;
	const [count, first] = [dictionary.get('N'), dictionary.get('First')];
	if (typeof count !== 'number' || typeof first !== 'number') return null;
	const [numbers, offsets]: [number[], number[]] = [[], []];
	const indexes = new Map<number, number>();
	const parser = new Parser(bytes.subarray(0, first), 0, budget);
	let isDone = false;
	const readTo = async (isEnough: () => boolean) => {
		while (!isDone && !isEnough()) {
			const from = parser.at;
			const [number, offset] = [parser.integer(), parser.integer()];
			isDone = number === null || offset === null || !budget.spend(parser.at - from + PRICE.entry);
			if (number === null || offset === null) break;
			indexes.set(number, numbers.length);
			numbers.push(number);
			offsets.push(first + offset);
			isDone ||= numbers.length >= count;
			if (numbers.length % 4096 === 0) await budget.pause();
		}
	};
	return {
		bytes,
		numberAt: async (index) => {
			await readTo(() => index < numbers.length);
			return numbers[index] ?? null;
		},
		indexOf: async (number) => {
			await readTo(() => indexes.has(number));
			return indexes.get(number) ?? -1;
		},
		valueAt: (index) => new Parser(bytes, offsets[index] ?? bytes.length, budget).value(),
	};
}
