import { constants, deflateRawSync, deflateSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { Budget, PRICE } from '../../../../nodes/shared/pdf/budget';
import { inflate } from '../../../../nodes/shared/pdf/filters/inflate';

/** Repeated bytes, so that they can be compressed. */
const content = fc
	.array(fc.tuple(fc.uint8Array({ maxLength: 60 }), fc.nat(40)), { maxLength: 30 })
	.map((parts) => Buffer.concat(parts.flatMap(([part, times]) => Array<Uint8Array>(times + 1).fill(part))));

const level = fc.integer({ min: -1, max: 9 });

const inflated = async (packed: Buffer, limit = Infinity, budget = new Budget()) =>
	await inflate(packed, Math.min(limit, 1e8), budget);

test('what was packed is unpacked, within its limit', async () => {
	await fc.assert(
		fc.asyncProperty(content, level, async (bytes, packing) => {
			const packed = deflateSync(bytes, { level: packing });
			expect(await inflated(packed, bytes.length)).toEqual({ bytes, isCut: false });
			expect(await inflated(deflateRawSync(bytes), bytes.length)).toEqual({ bytes, isCut: false });
			const most = Math.floor(bytes.length / 2);
			if (bytes.length > 0) {
				expect(await inflated(packed, most)).toEqual({ bytes: bytes.subarray(0, most), isCut: true });
			}
		}),
	);
});

test('what is cut gives as much as zlib makes of it, and no checksum is asked for', async () => {
	await fc.assert(
		fc.asyncProperty(
			content,
			level,
			fc.double({ min: 0, max: 1, noNaN: true }),
			async (bytes, packing, part) => {
				const packed = deflateSync(bytes, { level: packing });
				const cut = packed.subarray(0, Math.floor(packed.length * part));
				const expected = inflateRawSync(cut.subarray(2), { finishFlush: constants.Z_SYNC_FLUSH });
				const result = await inflated(cut);
				expect(result?.bytes ?? Buffer.alloc(0)).toEqual(expected);
				const changed = Buffer.from(packed);
				changed[packed.length - 1]! ^= 1;
				expect((await inflated(changed))?.bytes).toEqual(bytes);
				expect((await inflated(Buffer.concat([packed, bytes])))?.bytes).toEqual(bytes);
			},
		),
	);
});

test('nothing comes out of what is not packed', async () => {
	expect(await inflated(Buffer.from('not packed'))).toBeNull();
	expect(await inflated(Buffer.from([0x78, 0x9c]))).toBeNull();
	expect(await inflated(Buffer.alloc(0))).toEqual({ bytes: Buffer.alloc(0), isCut: false });
	await fc.assert(
		fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
			await inflated(Buffer.from(bytes));
		}),
	);
});

test('all of it is paid for, and it stops where the budget does', async () => {
	const bytes = Buffer.alloc(10_000_000, 65);
	const packed = deflateSync(bytes);
	const budget = new Budget();
	await inflate(packed, bytes.length, budget);
	expect(budget.used).toBeGreaterThanOrEqual(bytes.length * PRICE.output);
	const small = new Budget(1_000_000);
	const result = await inflate(packed, bytes.length, small);
	expect(result?.isCut).toBe(true);
	expect(result?.bytes.length).toBeLessThan(1_000_000);
	expect(small.isExceeded).toBe(true);
});
