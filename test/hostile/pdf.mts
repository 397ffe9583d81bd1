/** PDF files that a stranger could send to make a reader slow, large or dead. None holds data of anybody. */
import { deflateSync } from 'node:zlib';

const MB = 1024 * 1024;
const XML = '<Invoice/>';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const pack = (bytes: Buffer | string) => deflateSync(bytes, { level: 9 });
const repeat = (text: string, megabytes: number) => text.repeat(Math.floor((megabytes * MB) / text.length));
const times = <T,>(count: number, part: (index: number) => T) =>
	Array.from({ length: count }, (_, index) => part(index));

/** A PDF without cross references: readers have to search for its objects. */
const pdf = (...parts: Array<string | Buffer | Array<string | Buffer>>) =>
	Buffer.concat(
		['%PDF-1.7\n', ...parts].flat().map((part) => (typeof part === 'string' ? latin1(part) : part)),
	);

const stream = (number: number, entries: string, bytes: Buffer) =>
	Buffer.concat([
		latin1(`${number} 0 obj<<${entries}/Length ${bytes.length}>>stream\n`),
		bytes,
		latin1('\nendstream\nendobj\n'),
	]);

const CATALOG = '1 0 obj<</Type/Catalog/AF[2 0 R]>>endobj\n';
const withAttachment = (entries: string, bytes: Buffer) =>
	pdf(
		CATALOG,
		'2 0 obj<</Type/Filespec/UF(factur-x.xml)/EF<</F 3 0 R>>>>endobj\n',
		stream(3, entries, bytes),
	);
const withAttachments = (count: number, name: (index: number) => string) =>
	`1 0 obj<</Type/Catalog/AF[${times(count, (i) => `<</UF(${name(i)})/EF<</F ${i + 10} 0 R>>>>`).join('')}]>>endobj\n`;

/** Codes that make each text one byte longer than the one before: the most that LZW can hold. */
function growingLzw(rounds: number): Buffer {
	const bytes: number[] = [];
	let [bits, count] = [0, 0];
	const put = (code: number, width: number) => {
		bits = bits * 2 ** width + code;
		for (count += width; count >= 8; count -= 8) {
			bytes.push(Math.floor(bits / 2 ** (count - 8)));
			bits %= 2 ** (count - 8);
		}
	};
	for (let round = 0; round < rounds; round++) {
		put(256, round === 0 ? 9 : 12);
		put(0, 9);
		for (let code = 258, width = 9; code < 4094; code++) {
			put(code, width);
			if (code + 2 >= 1 << width && width < 12) width++;
		}
	}
	return Buffer.from(bytes);
}

/** Each within the bounds, whatever becomes of it. */
export const CASES: Record<string, () => Buffer> = {
	// Syntax
	'arrays of unclosed dictionaries, nested 40 times': () => pdf(`1 0 obj\n${'[<<'.repeat(40)}\nendobj\n`),
	'48 MB of opened texts': () => pdf('1 0 obj ', repeat('(', 48)),
	'48 MB of opened arrays': () => pdf('1 0 obj ', repeat('[', 48)),
	'48 MB of opened dictionaries': () => pdf('1 0 obj ', repeat('<<', 48)),
	'48 MB of blanks in the catalog': () => pdf('1 0 obj<</Type/Catalog ', repeat(' ', 48), '>>'),
	'48 MB of comments': () => pdf(CATALOG, '2 0 obj ', repeat('%\n', 48)),
	'900,000 arrays in each other': () => pdf(`1 0 obj<</Type/Catalog/AF ${'['.repeat(900_000)}]>>endobj`),
	'names of 15 MB': () => pdf(CATALOG, `2 0 obj<</UF(${repeat('a', 15)})/EF<</F 3 0 R>>>>endobj`),
	'20,000 attachments with one name of 15 MB': () =>
		pdf(
			`1 0 obj<</Type/Catalog/AF[${times(20_000, (i) => `<</UF 9 0 R/EF<</F ${i + 10} 0 R>>>>`).join('')}]>>endobj `,
			`9 0 obj (${repeat('a', 15)}) endobj`,
		),
	// Search
	'20,000 objects that open a text and never close it': () =>
		pdf(times(20_000, (i) => `${i + 1} 0 obj<<(\n`)),
	'48 MB of the word obj': () => pdf(repeat('obj', 48)),
	'48 MB of headers': () => pdf(repeat('1 0 obj ', 48)),
	'48 MB of objects that are not closed': () => pdf(repeat('1 0 obj<<', 48)),
	'48 MB of texts that are not closed': () => pdf(repeat('1 0 obj(', 48)),
	'48 MB of trailers': () => pdf(repeat('trailer<<', 48)),
	'48 MB of streams without an end': () => pdf(repeat('1 0 obj<<>>stream\n', 48)),
	'300,000 object streams without an end': () =>
		pdf(times(300_000, (i) => `${i} 0 obj<</Type/ObjStm/N 9/First 9>>stream\n`)),
	'30,000 streams that end where the file does': () =>
		pdf(
			withAttachments(30_000, () => 'factur-x.xml'),
			times(30_000, (i) => `${i + 10} 0 obj<</Length 5>>stream\nxx`),
			Buffer.alloc(20 * MB, 65),
		),
	// Cross references
	'2,400,000 entries of cross references': () =>
		pdf(
			`xref\n0 2400000\n${'0000000009 00000 n\r\n'.repeat(2_400_000)}trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF`,
		),
	'25 million rows of cross references in 24 KB': () =>
		pdf(
			stream(
				1,
				'/Type/XRef/W[1 0 0]/Index[0 25000000]/Root 1 0 R/Filter/FlateDecode',
				pack(Buffer.alloc(24 * MB, 1)),
			),
			'startxref\n9\n%%EOF',
		),
	'48 MB of sections without entries': () => pdf('xref\n', repeat('1 0 ', 48), 'startxref\n9\n%%EOF'),
	'a chain of 100,000 versions': () => {
		const parts: Buffer[] = [];
		let [at, previous] = [9, 0];
		for (let version = 0; version < 100_000; version++) {
			const part = latin1(`xref\n0 0\ntrailer<</Prev ${previous}>>\n`);
			parts.push(part);
			previous = at;
			at += part.length;
		}
		return pdf(parts, `startxref\n${previous}\n%%EOF`);
	},
	// Lists
	'2,600,000 references to one object': () =>
		pdf(`1 0 obj<</Type/Catalog/AF[${repeat('2 0 R ', 15)}]>>endobj 2 0 obj null endobj`),
	'900,000 references to nothing': () =>
		pdf(`1 0 obj<</Type/Catalog/AF[${times(900_000, (i) => `${i + 5} 0 R `).join('')}]>>endobj`),
	'2,700,000 references to nothing, in 30 lists': () =>
		pdf(
			times(
				30,
				(k) => `${k + 2} 0 obj[${times(90_000, (i) => `${k * 90_000 + i + 50} 0 R `).join('')}]endobj\n`,
			),
			`1 0 obj<</Type/Catalog/AF[${times(30, (k) => `${k + 2} 0 R `).join('')}]>>endobj`,
		),
	'a million objects, one after the other': () =>
		pdf(
			'1 0 obj<</Type/Catalog/P 2 0 R>>endobj\n',
			times(1_000_000, (i) => `${i + 2} 0 obj<</A ${i + 3} 0 R/B[1 2]>>endobj\n`),
		),
	'60,000 attachments of nothing': () => pdf(withAttachments(60_000, () => 'a')),
	'60,000 invoices of nothing': () => pdf(withAttachments(60_000, () => 'factur-x.xml')),
	'900,000 filters': () => withAttachment(`/Filter[${'/AHx '.repeat(900_000)}]`, latin1('00>')),
	// What unpacks to a lot
	'four streams of 24 MB with a PNG predictor': () => {
		const bomb = pack(Buffer.alloc(24 * MB, 4));
		const entries = '/Type/ObjStm/N 1/First 4/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 1000>>';
		return pdf(times(4, (i) => stream(i + 1, entries, bomb)));
	},
	'four streams of 24 MB with a PNG predictor, a byte a row': () => {
		const bomb = pack(Buffer.alloc(24 * MB, 4));
		const entries = '/Type/ObjStm/N 1/First 4/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 1>>';
		return pdf(times(4, (i) => stream(i + 1, entries, bomb)));
	},
	'three object streams whose index has 12 million numbers': () => {
		const index = Buffer.from('1 '.repeat(12 * MB));
		const entries = `/Type/ObjStm/N 99999999/First ${index.length}/Filter/FlateDecode`;
		return pdf(times(3, (i) => stream(i + 1, entries, pack(index))));
	},
	'an object stream of 2,400,000 objects': () => {
		const index = times(2_400_000, (i) => `${i} 0 `).join('');
		const entries = `/Type/ObjStm/N 99999999/First ${index.length}/Filter/FlateDecode`;
		return pdf(stream(1, entries, pack(index)), 'trailer<</Root 100 0 R>>');
	},
	'a catalog with 2,600,000 dictionaries in 31 KB': () =>
		pdf(
			stream(
				5,
				'/Type/ObjStm/N 1/First 4/Filter/FlateDecode',
				pack(`1 0 <</Type/Catalog/AF[${'<</A 1>>'.repeat(2.6 * MB)}]>>`),
			),
			'trailer<</Root 1 0 R>>',
		),
	'60 object streams of 24 MB': () => {
		const bomb = pack(`99 0 ${' '.repeat(24 * MB)}`);
		const entries = '/Type/ObjStm/N 1/First 5/Filter/FlateDecode';
		return pdf(
			times(60, (i) => stream(i + 1, entries, bomb)),
			'trailer<</Root 100 0 R>>',
		);
	},
	'Flate in Flate in Flate': () =>
		withAttachment('/Filter[/Fl/Fl/Fl]', pack(pack(pack(Buffer.alloc(24 * MB))))),
	'ten RunLength filters': () => withAttachment(`/Filter[${'/RL'.repeat(10)}]`, Buffer.alloc(24 * MB)),
	'RunLength of 40 MB': () => withAttachment('/Filter/RunLengthDecode', Buffer.alloc(40 * MB, 129)),
	'RunLength of 40 MB, byte by byte': () => withAttachment('/Filter/RunLengthDecode', Buffer.alloc(40 * MB)),
	'ASCII85 of 40 MB of zeros': () => withAttachment('/Filter/ASCII85Decode', Buffer.alloc(40 * MB, 'z')),
	'ASCII85 of 40 MB': () => withAttachment('/Filter/A85', Buffer.alloc(40 * MB, '@')),
	'ASCIIHex of 48 MB': () => withAttachment('/Filter/AHx', Buffer.alloc(48 * MB, '3')),
	'LZW that grows': () => withAttachment('/Filter/LZWDecode', growingLzw(400)),
	// Attachments
	'an attachment of 24 MB of empty elements': () =>
		withAttachment('/Filter/FlateDecode', pack(`<r>${'<a/>'.repeat(6 * MB - 8)}</r>`)),
	'an attachment of 24 MB of one text': () =>
		withAttachment('/Filter/FlateDecode', pack(`<r>${'A'.repeat(24 * MB)}</r>`)),
	'eight files of 24 MB of XML': () => {
		const bomb = pack(`<r>${'<a/>'.repeat(6 * MB - 8)}</r>`);
		return pdf(
			withAttachments(8, (i) => `a${i}.xml`),
			times(8, (i) => stream(i + 10, '/Filter/FlateDecode', bomb)),
		);
	},
	'50 invoices of 24 MB of XML': () => {
		const bomb = pack(`<r>${'<a/>'.repeat(6 * MB - 8)}</r>`);
		const parts = times(50, (i) => stream(i + 10, '/Filter/FlateDecode', bomb));
		return pdf(
			withAttachments(50, () => 'factur-x.xml'),
			parts,
		);
	},
	'30,000 small files of XML': () =>
		pdf(
			withAttachments(30_000, () => 'a.xml'),
			times(30_000, (i) => stream(i + 10, '', latin1(XML))),
		),
	// Encryption
	'an encryption that asks for 4 MB of passwords': () =>
		pdf(
			CATALOG,
			`trailer<</Root 1 0 R/Encrypt<</Filter/Standard/V 5/R 6/O(${'o'.repeat(4 * MB)})/U(${'u'.repeat(4 * MB)})/OE(${'o'.repeat(32)})/UE(${'u'.repeat(32)})/P 0>>>>`,
		),
};
