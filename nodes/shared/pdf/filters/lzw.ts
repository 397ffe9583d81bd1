import type { Decoded } from './inflate';

const [CLEAR, END, FIRST] = [256, 257, 258];
const MAX_CODES = 4096;

/**
 * LZW as in PDF and TIFF (ISO 32000-1, 7.4.4): codes of 9 to 12 bits, highest bit first. Decodes up to the first error.
 * @param early 1 when code lengths increase one code early, which is the default; otherwise 0
 */
export function lzw(input: Buffer, limit: number, early: number): Decoded {
	// Each code denotes the text of an earlier code plus one byte.
	const prefixes = new Uint16Array(MAX_CODES);
	const suffixes = new Uint8Array(MAX_CODES);
	const lengths = new Uint16Array(MAX_CODES);
	for (let byte = 0; byte < 256; byte++) [suffixes[byte], lengths[byte]] = [byte, 1];
	let output = Buffer.allocUnsafe(Math.min(limit, 4 * input.length + 64));
	let size = 0;
	let [next, width, previous] = [FIRST, 9, -1];
	let [bits, available] = [0, 0];

	/** Writes the text of a code, last byte first. @returns its first byte */
	const write = (code: number): number => {
		let byte = 0;
		for (let at = size + lengths[code]! - 1, left = code; at >= size; at--, left = prefixes[left]!) {
			byte = suffixes[left]!;
			output[at] = byte;
		}
		size += lengths[code]!;
		return byte;
	};

	for (let at = 0; at < input.length; at++) {
		bits = ((bits << 8) | input[at]!) & 0xffffff;
		available += 8;
		if (available < width) continue;
		available -= width;
		const code = (bits >> available) & ((1 << width) - 1);
		if (code === END) break;
		if (code === CLEAR) {
			[next, width, previous] = [FIRST, 9, -1];
			continue;
		}
		// A code may refer to the entry that it is just defining.
		if (code > next || (code === next && previous < 0)) break;
		const needed = size + (code === next ? lengths[previous]! + 1 : lengths[code]!);
		if (needed > limit) return { bytes: output.subarray(0, size), isCut: true };
		if (needed > output.length) {
			output = Buffer.concat([output], Math.min(limit, 2 * output.length + MAX_CODES));
		}
		if (previous >= 0 && next < MAX_CODES) {
			prefixes[next] = previous;
			lengths[next] = lengths[previous]! + 1;
			const first = write(code === next ? previous : code);
			suffixes[next] = first;
			if (code === next) output[size++] = first;
			next++;
		} else if (code < next) write(code);
		else break;
		previous = code;
		if (next + early >= 1 << width && width < 12) width++;
	}
	return { bytes: output.subarray(0, size), isCut: false };
}
