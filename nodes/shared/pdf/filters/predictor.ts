/** The layout of rows, from the parameters of a filter. */
export interface Rows {
	predictor: number;
	colors: number;
	bitsPerComponent: number;
	columns: number;
}

/**
 * Undoes a predictor (ISO 32000-1, 7.4.4.4), which encodes values as differences to their neighbours. Works in place:
 * the result is a part of `bytes`. Null for impossible row layouts.
 */
export function undoPredictor(bytes: Buffer, rows: Rows): Buffer | null {
	const { predictor, colors, bitsPerComponent, columns } = rows;
	const pixel = Math.max(1, (colors * bitsPerComponent) >> 3);
	const row = Math.ceil((colors * bitsPerComponent * columns) / 8);
	if (predictor < 2) return bytes;
	if (!Number.isSafeInteger(row) || row < 1) return null;
	if (predictor >= 10) return undoPng(bytes, row, pixel);
	return predictor === 2 && bitsPerComponent === 8 ? undoTiff(bytes, row, pixel) : null;
}

/** RFC 2083, 6: the first byte of each row selects the neighbour that its values differ from. */
function undoPng(bytes: Buffer, row: number, pixel: number): Buffer {
	let to = 0;
	for (let from = 0; from < bytes.length;) {
		const type = bytes[from++]!;
		const start = to;
		const end = to + Math.min(row, bytes.length - from);
		const hasAbove = start >= row;
		for (; to < end; to++, from++) {
			const left = to - pixel >= start ? bytes[to - pixel]! : 0;
			const above = hasAbove ? bytes[to - row]! : 0;
			let predicted = 0;
			if (type === 1) predicted = left;
			else if (type === 2) predicted = above;
			else if (type === 3) predicted = (left + above) >> 1;
			else if (type === 4) {
				predicted = paeth(left, above, hasAbove && to - pixel >= start ? bytes[to - row - pixel]! : 0);
			}
			bytes[to] = bytes[from]! + predicted;
		}
	}
	return bytes.subarray(0, to);
}

function paeth(left: number, above: number, corner: number): number {
	const estimate = left + above - corner;
	const toLeft = Math.abs(estimate - left);
	const toAbove = Math.abs(estimate - above);
	const toCorner = Math.abs(estimate - corner);
	if (toLeft <= toAbove && toLeft <= toCorner) return left;
	return toAbove <= toCorner ? above : corner;
}

/** TIFF 6.0, 14: each value is the difference to its left neighbour. */
function undoTiff(bytes: Buffer, row: number, pixel: number): Buffer {
	for (let start = 0; start < bytes.length; start += row) {
		const end = Math.min(start + row, bytes.length);
		for (let at = start + pixel; at < end; at++) bytes[at] = bytes[at]! + bytes[at - pixel]!;
	}
	return bytes;
}
