import fc from 'fast-check';
import { ascii85, asciiHex, runLength } from '../../../../nodes/shared/pdf/filters/textFilters';
import { encodeAscii85, encodeHex, encodeRunLength } from '../../../support/pdf/filters.mts';

const bytes = fc
	.array(fc.tuple(fc.uint8Array({ maxLength: 20 }), fc.constantFrom(1, 2, 200)), { maxLength: 8 })
	.map((parts) => Buffer.concat(parts.flatMap(([part, times]) => Array<Uint8Array>(times).fill(part))));

const FILTERS = [
	['ASCIIHex', asciiHex, encodeHex],
	['ASCII85', ascii85, encodeAscii85],
	['RunLength', runLength, encodeRunLength],
] as const;

describe.each(FILTERS)('%s', (_name, undo, encode) => {
	test('gives back what was encoded, within its limit', () => {
		fc.assert(
			fc.property(bytes, (content) => {
				expect(undo(encode(content), 1e6)).toEqual({ bytes: content, isCut: false });
				expect(undo(encode(content), content.length).bytes).toEqual(content);
				if (content.length < 2) return;
				const cut = undo(encode(content), content.length - 1);
				expect(cut.isCut).toBe(true);
				expect(content.indexOf(cut.bytes)).toBe(0);
			}),
		);
	});

	test('never throws, and never gives more than its limit', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 500 }), fc.nat(300), (input, limit) => {
				expect(undo(Buffer.from(input), limit).bytes.length).toBeLessThanOrEqual(limit);
			}),
		);
	});
});

test.each([
	['41 4\n2>43', 'AB'],
	['4>', '@'],
	['4142', 'AB'],
	['zz41', 'A'],
])('ASCIIHex of %j', (written, expected) => {
	expect(asciiHex(Buffer.from(written), 100).bytes.toString()).toBe(expected);
});

test.each([
	['<~87cURDZ~>', 'Hello'],
	['87cUR\nDZ~>', 'Hello'],
	['87cURDZ', 'Hello'],
	['z~>', '\0\0\0\0'],
	['8~>', ''],
])('ASCII85 of %j', (written, expected) => {
	expect(ascii85(Buffer.from(written), 100).bytes.toString()).toBe(expected);
});

test('RunLength: copies, repeats, and the end in the middle of one', () => {
	expect(runLength(Buffer.from([1, 65, 66, 254, 67, 128, 9]), 100).bytes.toString()).toBe('ABCCC');
	expect(runLength(Buffer.from([5, 65, 66]), 100).bytes.toString()).toBe('AB');
	expect(runLength(Buffer.from([254]), 100).bytes.toString()).toBe('');
});
