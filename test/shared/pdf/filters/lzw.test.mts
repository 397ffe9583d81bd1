import fc from 'fast-check';
import { lzw } from '../../../../nodes/shared/pdf/filters/lzw';
import { encodeLzw } from '../../../support/pdf/filters.mts';

const content = fc
	.tuple(fc.uint8Array({ minLength: 1, maxLength: 6 }), fc.array(fc.nat(50), { maxLength: 6000 }))
	.map(([alphabet, picks]) => Buffer.from(picks.map((pick) => alphabet[pick % alphabet.length]!)));

test('the example of the standard (ISO 32000-1, 7.4.4.2)', () => {
	const packed = Buffer.from([0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01]);
	expect([...lzw(packed, 100, 1).bytes]).toEqual([45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
});

test.each([0, 1])('gives back what was packed, with codes that get longer %i code early', (early) => {
	fc.assert(
		fc.property(content, (bytes) => {
			const packed = encodeLzw(bytes, early);
			expect(lzw(packed, 1e6, early)).toEqual({ bytes, isCut: false });
			if (bytes.length < 2) return;
			const cut = lzw(packed, bytes.length >> 1, early);
			expect(cut.isCut).toBe(true);
			expect(cut.bytes).toEqual(bytes.subarray(0, cut.bytes.length));
		}),
	);
});

test('the table runs full and begins again', () => {
	const bytes = Buffer.from(Array.from({ length: 60_000 }, (_, index) => (index * index * 7) & 0xff));
	expect(lzw(encodeLzw(bytes), 1e6, 1)).toEqual({ bytes, isCut: false });
});

test('never throws, and never gives more than its limit', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 500 }), fc.nat(3000), fc.nat(1), (input, limit, early) => {
			expect(lzw(Buffer.from(input), limit, early).bytes.length).toBeLessThanOrEqual(limit);
		}),
		{ numRuns: 1000 },
	);
});
