/** Handwritten PDF files with attachments, of which tests can change any part. */
import { deflateSync } from 'node:zlib';

/** Object content; a Buffer is the content of a stream, preceded by its dictionary. */
export type Body = string | { dictionary: string; content: Buffer };
export type Objects = Record<number, Body>;

const latin1 = (text: string) => Buffer.from(text, 'latin1');

export const flate = (content: Buffer | string, extra = ''): Body => {
	const packed = deflateSync(content);
	return { dictionary: `/Filter /FlateDecode /Length ${packed.length} ${extra}`, content: packed };
};

/** A catalog whose name tree lists one file, factur-x.xml, using three objects. */
export const withAttachment = (xml: Buffer | string, name = '(factur-x.xml)'): Objects => ({
	1: '<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a) 3 0 R] >> >> /AF [3 0 R] >>',
	2: '<< /Type /Pages /Kids [] /Count 0 >>',
	3: `<< /Type /Filespec /F ${name} /UF ${name} /AFRelationship /Alternative /EF << /F 4 0 R /UF 4 0 R >> >>`,
	4: flate(xml, '/Type /EmbeddedFile /Subtype /text#2Fxml'),
});

function write(objects: Objects, start: number) {
	const chunks: Buffer[] = [];
	const offsets = new Map<number, number>();
	let at = start;
	const push = (chunk: Buffer) => {
		chunks.push(chunk);
		at += chunk.length;
	};
	for (const [number, body] of Object.entries(objects)) {
		offsets.set(Number(number), at);
		push(latin1(`${number} 0 obj\n`));
		if (typeof body === 'string') push(latin1(body));
		else {
			push(latin1(`<< ${body.dictionary} >>\nstream\r\n`));
			push(body.content);
			push(latin1('\nendstream'));
		}
		push(latin1('\nendobj\n'));
	}
	return { bytes: Buffer.concat(chunks), offsets, end: at };
}

const entry = (offset: number) => `${String(offset).padStart(10, '0')} 00000 n\r\n`;

/**
 * With a cross-reference table (PDF 1.0 to 1.4).
 * @param trailer additional entries
 */
export function pdfWithTable(objects: Objects, trailer = '', before = '%PDF-1.7\n'): Buffer {
	const { bytes, offsets, end } = write(objects, before.length);
	const sections = [...offsets].map(([number, offset]) => `${number} 1\n${entry(offset)}`).join('');
	const tail = `xref\n0 1\n0000000000 65535 f\r\n${sections}trailer\n<< /Root 1 0 R /Size 99 ${trailer} >>\nstartxref\n${end}\n%%EOF\n`;
	return Buffer.concat([latin1(before), bytes, latin1(tail)]);
}

/**
 * Appends another version.
 * @param free numbers of objects that it deletes
 */
export function updated(pdf: Buffer, objects: Objects, free: number[] = [], trailer = ''): Buffer {
	const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(pdf.toString('latin1'))?.[1];
	const { bytes, offsets, end } = write(objects, pdf.length);
	const sections = [
		...[...offsets].map(([number, offset]) => `${number} 1\n${entry(offset)}`),
		...free.map((number) => `${number} 1\n0000000000 00001 f\r\n`),
	].join('');
	const tail = `xref\n${sections}trailer\n<< /Root 1 0 R /Size 99 /Prev ${previous} ${trailer} >>\nstartxref\n${end}\n%%EOF\n`;
	return Buffer.concat([pdf, bytes, latin1(tail)]);
}

/** PNG predictor Up, for rows of the given number of bytes. */
function predicted(rows: Buffer, columns: number): Buffer {
	const chunks: Buffer[] = [];
	for (let at = 0; at < rows.length; at += columns) {
		const row = Buffer.from(rows.subarray(at, at + columns));
		if (at > 0) for (let i = 0; i < columns; i++) row[i] -= rows[at - columns + i];
		chunks.push(Buffer.from([2]), row);
	}
	return Buffer.concat(chunks);
}

/** With a cross-reference stream, and all other objects in an object stream (PDF 1.5 and later). */
export function pdfWithStreams(objects: Objects, trailer = ''): Buffer {
	const header = '%PDF-1.7\n';
	const plain = Object.entries(objects).filter(([, body]) => typeof body === 'string') as Array<
		[string, string]
	>;
	const streams = Object.fromEntries(Object.entries(objects).filter(([, body]) => typeof body !== 'string'));
	let offset = 0;
	const index: string[] = [];
	for (const [number, body] of plain) {
		index.push(`${number} ${offset}`);
		offset += body.length + 1;
	}
	const first = `${index.join(' ')} `;
	const container = flate(
		`${first}${plain.map(([, body]) => `${body}\n`).join('')}`,
		`/Type /ObjStm /N ${plain.length} /First ${first.length}`,
	);
	const { bytes, offsets, end } = write({ ...streams, 50: container }, header.length);
	const rows: Buffer[] = [];
	const numbers: number[] = [];
	const row = (number: number, kind: number, a: number, b: number) => {
		const buffer = Buffer.alloc(7);
		buffer.writeUInt8(kind, 0);
		buffer.writeUInt32BE(a, 1);
		buffer.writeUInt16BE(b, 5);
		numbers.push(number);
		rows.push(buffer);
	};
	for (const [number, at] of offsets) row(number, 1, at, 0);
	plain.forEach(([number], position) => row(Number(number), 2, 50, position));
	const sections = numbers.map((number) => `${number} 1`).join(' ');
	const table = flate(
		predicted(Buffer.concat(rows), 7),
		`/Type /XRef /W [1 4 2] /Index [${sections}] /Size 99 /Root 1 0 R /DecodeParms << /Predictor 12 /Columns 7 >> ${trailer}`,
	);
	const last = write({ 60: table }, end);
	return Buffer.concat([latin1(header), bytes, last.bytes, latin1(`startxref\n${end}\n%%EOF\n`)]);
}
