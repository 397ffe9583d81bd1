import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { inflate, undoPngPredictor } from '../../../nodes/shared/pdf/inflate';

const bytes = fc.uint8Array({ maxLength: 2000 });

test('what was packed is unpacked, within its limit', async () => {
	await fc.assert(
		fc.asyncProperty(bytes, fc.integer({ min: -1, max: 9 }), async (content, level) => {
			const packed = deflateSync(content, { level });
			expect(await inflate(packed, content.length)).toEqual(Buffer.from(content));
			if (content.length > 0) expect(await inflate(packed, content.length - 1)).toBeNull();
		}),
	);
});

test('what is cut, changed or followed by something is refused', async () => {
	const packed = deflateSync('some content, some content');
	for (const length of [0, 1, 2, 10, packed.length - 1]) {
		expect(await inflate(packed.subarray(0, length), 1000)).toBeNull();
	}
	expect(await inflate(Buffer.concat([packed, Buffer.from('\n')]), 1000)).toBeNull();
	const changed = Buffer.from(packed);
	changed[packed.length - 1] ^= 1;
	expect(await inflate(changed, 1000)).toBeNull();
	await fc.assert(
		fc.asyncProperty(bytes, async (content) => {
			await inflate(content, 1000);
		}),
	);
});

/** The predictors of PNG, forwards (RFC 2083, 6). */
function predicted(rows: number[][], type: number): Buffer {
	const paeth = (a: number, b: number, c: number) => {
		const p = a + b - c;
		const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
		return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
	};
	const written = rows.map((row, y) => {
		const differences = row.map((value, x) => {
			const [a, b, c] = [row[x - 1] ?? 0, rows[y - 1]?.[x] ?? 0, rows[y - 1]?.[x - 1] ?? 0];
			return value - [0, a, b, Math.floor((a + b) / 2), paeth(a, b, c)][type];
		});
		return [type, ...differences];
	});
	return Buffer.from(written.flat());
}

test.each([0, 1, 2, 3, 4])('the PNG predictor %i is undone', (type) => {
	const byte = fc.nat(255);
	const table = fc
		.integer({ min: 1, max: 8 })
		.chain((columns) =>
			fc.array(fc.array(byte, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 8 }),
		);
	fc.assert(
		fc.property(table, (rows) => {
			expect([...undoPngPredictor(predicted(rows, type), rows[0].length)]).toEqual(rows.flat());
		}),
	);
});

test('rows that are cut, and predictors that do not exist', () => {
	expect([...undoPngPredictor(Buffer.from([0, 1, 2, 0, 3]), 2)]).toEqual([1, 2]);
	expect([...undoPngPredictor(Buffer.from([9, 1, 2]), 2)]).toEqual([1, 2]);
	expect([...undoPngPredictor(Buffer.alloc(0), 5)]).toEqual([]);
});
