/** Small real PDF files, and large ones that need not be held in memory. */

/** A one-page PDF that shows `text`; deterministic. */
export function pdf(text: string): Buffer {
	const { head, tail } = parts(text);
	return Buffer.concat([head, tail(0)]);
}

/** A body of known length, generated while it is sent. */
export interface SizedBody extends AsyncIterable<Buffer> {
	length: number;
}

/** A PDF of exactly `size` bytes, padded with comment lines; valid from about 700 bytes on, truncated below. */
export function pdfOfSize(size: number): SizedBody {
	const { head, tail } = parts(`A document of ${size} bytes`);
	const padding = size - head.length - tail(0).length;
	return {
		length: size,
		async *[Symbol.asyncIterator]() {
			if (padding < 0) {
				yield Buffer.concat([head, tail(0)]).subarray(0, size);
				return;
			}
			yield head;
			yield* comments(padding);
			yield tail(padding);
		},
	};
}

const LINE = `%${'.'.repeat(62)}\n`;
const BLOCK = Buffer.from(LINE.repeat(1024), 'latin1');

function* comments(bytes: number) {
	let left = bytes;
	for (; left > BLOCK.length; left -= BLOCK.length) yield BLOCK;
	// A comment line needs at least a percent sign and a line break; a single byte becomes a blank line.
	if (left > 0) yield Buffer.from(`${'%'.padEnd(left, '.').slice(0, left - 1)}\n`, 'latin1');
}

/** The part up to the cross-reference table, and the table depending on the number of bytes in between. */
function parts(text: string): { head: Buffer; tail: (padding: number) => Buffer } {
	const lines = text.split('\n').map((line) => `(${escaped(line)}) Tj T*`);
	const content = `BT /F1 12 Tf 14 TL 72 720 Td\n${lines.join('\n')}\nET`;
	const objects = [
		'<< /Type /Catalog /Pages 2 0 R >>',
		'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
		'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>',
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
		`<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
	];
	let head = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n';
	const offsets = objects.map((object, index) => {
		const offset = head.length;
		head += `${index + 1} 0 obj\n${object}\nendobj\n`;
		return `${String(offset).padStart(10, '0')} 00000 n \n`;
	});
	const tail = (padding: number) =>
		`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}` +
		`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\n` +
		// Of fixed width, so that the length does not depend on the padding.
		`startxref\n${String(head.length + padding).padStart(12, '0')}\n%%EOF\n`;
	return {
		head: Buffer.from(head, 'latin1'),
		tail: (padding) => Buffer.from(tail(padding), 'latin1'),
	};
}

const escaped = (line: string) => line.replace(/[\\()]/g, '\\$&').replace(/[^\x20-\xff]/g, '?');
