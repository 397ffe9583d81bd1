/**
 * Inflates zlib data (RFC 1950) with what the platform provides. Null when it is damaged, or would be larger than
 * `limit` bytes, which is noticed before more than that was kept.
 */
export async function inflate(bytes: Uint8Array, limit: number): Promise<Buffer | null> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	try {
		const stream = new Blob([Buffer.from(bytes)]).stream().pipeThrough(new DecompressionStream('deflate'));
		for await (const chunk of stream) {
			size += chunk.byteLength;
			if (size > limit) return null;
			chunks.push(chunk);
		}
	} catch {
		return null;
	}
	return Buffer.concat(chunks);
}

/**
 * Undoes a PNG predictor (RFC 2083, 6), which writes each row as its difference to what is left of and above it.
 * @param columns bytes a row
 */
export function undoPngPredictor(bytes: Uint8Array, columns: number): Buffer {
	const rows = Math.floor(bytes.length / (columns + 1));
	const result = Buffer.alloc(rows * columns);
	for (let row = 0; row < rows; row++) {
		const type = bytes[row * (columns + 1)];
		for (let column = 0; column < columns; column++) {
			const at = row * columns + column;
			const left = column > 0 ? (result[at - 1] ?? 0) : 0;
			const above = row > 0 ? (result[at - columns] ?? 0) : 0;
			const corner = row > 0 && column > 0 ? (result[at - columns - 1] ?? 0) : 0;
			const predicted = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][type ?? 0] ?? 0;
			result[at] = (bytes[row * (columns + 1) + 1 + column] ?? 0) + predicted;
		}
	}
	return result;
}

function paeth(left: number, above: number, corner: number): number {
	const estimate = left + above - corner;
	const [toLeft, toAbove, toCorner] = [left, above, corner].map((value) => Math.abs(estimate - value)) as [
		number,
		number,
		number,
	];
	if (toLeft <= toAbove && toLeft <= toCorner) return left;
	return toAbove <= toCorner ? above : corner;
}
