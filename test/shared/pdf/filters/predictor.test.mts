import fc from 'fast-check';
import { undoPredictor, type Rows } from '../../../../nodes/shared/pdf/filters/predictor';

const rows = (more: Partial<Rows>): Rows => ({
	predictor: 15,
	colors: 1,
	bitsPerComponent: 8,
	columns: 1,
	...more,
});

/** Encodes with the PNG predictors (RFC 2083, 6). */
function predicted(table: number[][], type: number, pixel: number): Buffer {
	const paeth = (a: number, b: number, c: number) => {
		const p = a + b - c;
		const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
		return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
	};
	const written = table.map((row, y) => {
		const differences = row.map((value, x) => {
			const [a, b] = [row[x - pixel] ?? 0, table[y - 1]?.[x] ?? 0];
			const c = table[y - 1]?.[x - pixel] ?? 0;
			return value - [0, a, b, Math.floor((a + b) / 2), paeth(a, b, c)][type]!;
		});
		return [type, ...differences];
	});
	return Buffer.from(written.flat());
}

const tableOf = (width: number) =>
	fc.array(fc.array(fc.nat(255), { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 });

const shape = fc.record({ colors: fc.integer({ min: 1, max: 4 }), columns: fc.integer({ min: 1, max: 6 }) });

test.each([0, 1, 2, 3, 4])('the PNG predictor %i is undone, in place', (type) => {
	const table = shape.chain(({ colors, columns }) =>
		tableOf(colors * columns).map((values) => ({ values, colors, columns })),
	);
	fc.assert(
		fc.property(table, ({ values, colors, columns }) => {
			const bytes = predicted(values, type, colors);
			const result = undoPredictor(bytes, rows({ colors, columns }))!;
			expect([...result]).toEqual(values.flat());
			expect(result.buffer).toBe(bytes.buffer);
		}),
	);
});

test('the TIFF predictor is undone, row by row', () => {
	const bytes = Buffer.from([1, 2, 3, 10, 10, 10, 255, 2, 0, 1, 1, 1]);
	const result = undoPredictor(bytes, rows({ predictor: 2, colors: 3, columns: 2 }))!;
	expect([...result]).toEqual([1, 2, 3, 11, 12, 13, 255, 2, 0, 0, 3, 1]);
	expect(undoPredictor(bytes, rows({ predictor: 2, bitsPerComponent: 4 }))).toBeNull();
});

test('rows that are cut, predictors that do not exist, and rows that cannot be', () => {
	const undo = (bytes: number[], columns: number) => [
		...undoPredictor(Buffer.from(bytes), rows({ columns }))!,
	];
	expect(undo([0, 1, 2, 0, 3], 2)).toEqual([1, 2, 3]);
	expect(undo([9, 1, 2], 2)).toEqual([1, 2]);
	expect(undo([], 5)).toEqual([]);
	expect(undo([1, 1, 1, 1], 1e12)).toEqual([1, 2, 3]);
	for (const columns of [0, -1, NaN, Infinity]) {
		expect(undoPredictor(Buffer.alloc(9), rows({ columns }))).toBeNull();
	}
	expect([...undoPredictor(Buffer.from([1, 2]), rows({ predictor: 1 }))!]).toEqual([1, 2]);
});
