import { isBlank } from '../characters';
import type { Decoded } from './inflate';

/** The simple filters (ISO 32000-1, 7.4.2, 7.4.3 and 7.4.5). Each decodes as much as it can, up to `limit` bytes. */
type Filter = (input: Buffer, limit: number) => Decoded;

const END = 0x3e; // >
/** The value of each byte as a hexadecimal digit; -1: none. */
const DIGITS = Int8Array.from({ length: 256 }, (_, byte) => {
	const digit = parseInt(String.fromCharCode(byte), 16);
	return Number.isNaN(digit) ? -1 : digit;
});

export const asciiHex: Filter = (input, limit) => {
	const output = Buffer.allocUnsafe(Math.min(limit, (input.length + 1) >> 1));
	let size = 0;
	let high = -1;
	for (let at = 0; at < input.length; at++) {
		const byte = input[at]!;
		if (byte === END) break;
		const digit = DIGITS[byte]!;
		if (digit < 0) continue;
		if (high < 0) high = digit;
		else if (size === limit) return { bytes: output, isCut: true };
		else {
			output[size++] = high * 16 + digit;
			high = -1;
		}
	}
	if (high >= 0 && size < output.length) output[size++] = high * 16;
	return { bytes: output.subarray(0, size), isCut: false };
};

const [BANG, TILDE, LOWER_Z] = [0x21, 0x7e, 0x7a];

export const ascii85: Filter = (input, limit) => {
	// `z` decodes to four bytes.
	const output = Buffer.allocUnsafe(Math.min(limit + 4, input.length * 4));
	let size = 0;
	let group = 0;
	let digits = 0;
	const start = input[0] === 0x3c && input[1] === TILDE ? 2 : 0;
	for (let at = start; at < input.length; at++) {
		const byte = input[at]!;
		if (byte === TILDE) break;
		if (isBlank(byte)) continue;
		if (size >= limit) return { bytes: output.subarray(0, limit), isCut: true };
		if (byte === LOWER_Z && digits === 0) {
			size = output.writeUInt32BE(0, size);
			continue;
		}
		if (byte < BANG || byte > 0x75) continue;
		group = group * 85 + byte - BANG;
		if (++digits < 5) continue;
		size = output.writeUInt32BE(group % 2 ** 32, size);
		[group, digits] = [0, 0];
	}
	if (digits > 1) {
		for (let missing = digits; missing < 5; missing++) group = group * 85 + 84;
		const rest = Buffer.alloc(4);
		rest.writeUInt32BE(group % 2 ** 32);
		size += rest.copy(output, size, 0, digits - 1);
	}
	return { bytes: output.subarray(0, Math.min(size, limit)), isCut: size > limit };
};

export const runLength: Filter = (input, limit) => {
	const output = Buffer.allocUnsafe(Math.min(limit, input.length * 64));
	let size = 0;
	for (let at = 0; at < input.length;) {
		const length = input[at++]!;
		if (length === 128) break;
		const count = length < 128 ? Math.min(length + 1, input.length - at) : 257 - length;
		const end = size + count;
		if (end > limit) return { bytes: output.subarray(0, size), isCut: true };
		// Byte by byte, because most runs are too short for `copyWithin` or `fill` to pay off.
		if (length < 128) while (size < end) output[size++] = input[at++]!;
		else if (at < input.length) {
			const byte = input[at++]!;
			while (size < end) output[size++] = byte;
		}
	}
	return { bytes: output.subarray(0, size), isCut: false };
};
