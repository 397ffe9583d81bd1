import fc from 'fast-check';
import jsQR from 'jsqr';
import { qrCodeOf, type QrCode } from '../../../../nodes/shared/einvoice/show/qrCode';

/** Drawn with four pixels per module and the quiet zone of four modules that the standard requires. */
function decoded(code: QrCode): string | null {
	const [scale, quiet] = [4, 4];
	const side = (code.length + 2 * quiet) * scale;
	const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
	code.forEach((row, y) =>
		row.forEach((isDark, x) => {
			if (!isDark) return;
			for (let at = 0; at < scale * scale; at++) {
				const [dx, dy] = [at % scale, Math.floor(at / scale)];
				const pixel = ((y + quiet) * scale + dy) * side + (x + quiet) * scale + dx;
				pixels.fill(0, pixel * 4, pixel * 4 + 3);
			}
		}),
	);
	const found = jsQR(pixels, side, side);
	return found && Buffer.from(found.binaryData).toString('utf8');
}

test('another implementation reads what was written, up to the longest text of EPC069-12', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 331 }), (any) => {
			const text = Buffer.from(any).subarray(0, 331).toString('utf8').slice(0, -1) || 'BCD';
			fc.pre(text.isWellFormed() && Buffer.byteLength(text) <= 331);
			expect(decoded(qrCodeOf(text))).toBe(text);
		}),
		{ numRuns: 25 },
	);
});

test('is a square that grows with the text to version 13, the largest that EPC069-12 allows', () => {
	const sides = ['BCD', 'x'.repeat(100), 'x'.repeat(331)].map((text) => qrCodeOf(text).length);
	expect(sides).toEqual([21, 41, 69]);
	for (const row of qrCodeOf('BCD')) expect(row).toHaveLength(21);
});
