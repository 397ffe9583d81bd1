/** PDF files that a stranger could send to slow down, bloat or crash a reader. None contains personal data. */
import { deflateSync } from 'node:zlib';
import type { Cases } from './bounds.mts';

const MB = 1024 * 1024;
const XML = '<Invoice/>';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
export const pack = (bytes: Buffer | string) => deflateSync(bytes, { level: 9 });
const repeat = (text: string, megabytes: number) => text.repeat(Math.floor((megabytes * MB) / text.length));
export const times = <T,>(count: number, part: (index: number) => T) =>
	Array.from({ length: count }, (_, index) => part(index));

/** A PDF without cross-references, so that readers must search for its objects. */
export const pdfOf = (...parts: Array<string | Buffer | Array<string | Buffer>>) =>
	Buffer.concat(
		['%PDF-1.7\n', ...parts].flat().map((part) => (typeof part === 'string' ? latin1(part) : part)),
	);

export const stream = (number: number, entries: string, bytes: Buffer) =>
	Buffer.concat([
		latin1(`${number} 0 obj<<${entries}/Length ${bytes.length}>>stream\n`),
		bytes,
		latin1('\nendstream\nendobj\n'),
	]);

const CATALOG = '1 0 obj<</Type/Catalog/AF[2 0 R]>>endobj\n';
const withAttachment = (entries: string, bytes: Buffer) =>
	pdfOf(
		CATALOG,
		'2 0 obj<</Type/Filespec/UF(factur-x.xml)/EF<</F 3 0 R>>>>endobj\n',
		stream(3, entries, bytes),
	);
const withAttachments = (count: number, name: (index: number) => string) =>
	`1 0 obj<</Type/Catalog/AF[${times(count, (i) => `<</UF(${name(i)})/EF<</F ${i + 10} 0 R>>>>`).join('')}]>>endobj\n`;

/** LZW codes that make each string one byte longer than the one before, which is the maximum expansion. */
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

/** Deflate blocks that put out nothing, each with tables of its own (RFC 1951, 3.2.7). */
function emptyBlocks(megabytes: number): Buffer {
	const number = (value: number, width: number) => times(width, (bit) => (value >> bit) & 1);
	// Of the lengths of codes, only those of 1 and of a repeated zero have a code, of one bit each.
	const lengths = times(18, (index) => number(index === 2 || index === 17 ? 1 : 0, 3)).flat();
	const zeros = (count: number) => [1, ...number(count - 11, 7)];
	const codes = [...zeros(138), ...zeros(118), 0, 0];
	const block = [
		...number(0b100, 3),
		...number(0, 5),
		...number(0, 5),
		...number(14, 4),
		...lengths,
		...codes,
		0,
	];
	const bits = times(8, () => block).flat();
	const bytes = times(block.length, (at) =>
		parseInt(
			bits
				.slice(8 * at, 8 * at + 8)
				.reverse()
				.join(''),
			2,
		),
	);
	return Buffer.alloc(megabytes * MB, Buffer.from(bytes));
}

export const pdf: Cases = {
	// Syntax
	'pdf: arrays of unclosed dictionaries, nested 40 times': () =>
		pdfOf(`1 0 obj\n${'[<<'.repeat(40)}\nendobj\n`),
	'pdf: 48 MB of opened texts': () => pdfOf('1 0 obj ', repeat('(', 48)),
	'pdf: 48 MB of opened arrays': () => pdfOf('1 0 obj ', repeat('[', 48)),
	'pdf: 48 MB of opened dictionaries': () => pdfOf('1 0 obj ', repeat('<<', 48)),
	'pdf: 48 MB of blanks in the catalog': () => pdfOf('1 0 obj<</Type/Catalog ', repeat(' ', 48), '>>'),
	'pdf: 48 MB of comments': () => pdfOf(CATALOG, '2 0 obj ', repeat('%\n', 48)),
	'pdf: 900,000 arrays in each other': () =>
		pdfOf(`1 0 obj<</Type/Catalog/AF ${'['.repeat(900_000)}]>>endobj`),
	'pdf: names of 15 MB': () => pdfOf(CATALOG, `2 0 obj<</UF(${repeat('a', 15)})/EF<</F 3 0 R>>>>endobj`),
	'pdf: 20,000 attachments with one name of 15 MB': () =>
		pdfOf(
			`1 0 obj<</Type/Catalog/AF[${times(20_000, (i) => `<</UF 9 0 R/EF<</F ${i + 10} 0 R>>>>`).join('')}]>>endobj `,
			`9 0 obj (${repeat('a', 15)}) endobj`,
		),
	// Search
	'pdf: 20,000 objects that open a text and never close it': () =>
		pdfOf(times(20_000, (i) => `${i + 1} 0 obj<<(\n`)),
	'pdf: 48 MB of the word obj': () => pdfOf(repeat('obj', 48)),
	'pdf: 48 MB of headers': () => pdfOf(repeat('1 0 obj ', 48)),
	'pdf: 48 MB of objects that are not closed': () => pdfOf(repeat('1 0 obj<<', 48)),
	'pdf: 48 MB of texts that are not closed': () => pdfOf(repeat('1 0 obj(', 48)),
	'pdf: 48 MB of trailers': () => pdfOf(repeat('trailer<<', 48)),
	'pdf: 48 MB of streams without an end': () => pdfOf(repeat('1 0 obj<<>>stream\n', 48)),
	'pdf: 300,000 object streams without an end': () =>
		pdfOf(times(300_000, (i) => `${i} 0 obj<</Type/ObjStm/N 9/First 9>>stream\n`)),
	'pdf: 30,000 streams that end where the file does': () =>
		pdfOf(
			withAttachments(30_000, () => 'factur-x.xml'),
			times(30_000, (i) => `${i + 10} 0 obj<</Length 5>>stream\nxx`),
			Buffer.alloc(20 * MB, 65),
		),
	// Cross-references
	'pdf: 2,400,000 entries of cross references': () =>
		pdfOf(
			`xref\n0 2400000\n${'0000000009 00000 n\r\n'.repeat(2_400_000)}trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF`,
		),
	'pdf: 25 million rows of cross references in 24 KB': () =>
		pdfOf(
			stream(
				1,
				'/Type/XRef/W[1 0 0]/Index[0 25000000]/Root 1 0 R/Filter/FlateDecode',
				pack(Buffer.alloc(24 * MB, 1)),
			),
			'startxref\n9\n%%EOF',
		),
	'pdf: 48 MB of sections without entries': () => pdfOf('xref\n', repeat('1 0 ', 48), 'startxref\n9\n%%EOF'),
	'pdf: a chain of 400,000 versions': () => {
		const parts: Buffer[] = [];
		let [at, previous] = [9, 0];
		for (let version = 0; version < 400_000; version++) {
			const part = latin1(`xref\n0 0\ntrailer<</Prev ${previous}>>\n`);
			parts.push(part);
			previous = at;
			at += part.length;
		}
		return pdfOf(parts, `startxref\n${previous}\n%%EOF`);
	},
	// Lists
	'pdf: 2,600,000 references to one object': () =>
		pdfOf(`1 0 obj<</Type/Catalog/AF[${repeat('2 0 R ', 15)}]>>endobj 2 0 obj null endobj`),
	'pdf: 900,000 references to nothing': () =>
		pdfOf(`1 0 obj<</Type/Catalog/AF[${times(900_000, (i) => `${i + 5} 0 R `).join('')}]>>endobj`),
	'pdf: 2,700,000 references to nothing, in 30 lists': () =>
		pdfOf(
			times(
				30,
				(k) => `${k + 2} 0 obj[${times(90_000, (i) => `${k * 90_000 + i + 50} 0 R `).join('')}]endobj\n`,
			),
			`1 0 obj<</Type/Catalog/AF[${times(30, (k) => `${k + 2} 0 R `).join('')}]>>endobj`,
		),
	'pdf: a million objects, one after the other': () =>
		pdfOf(
			'1 0 obj<</Type/Catalog/P 2 0 R>>endobj\n',
			times(1_000_000, (i) => `${i + 2} 0 obj<</A ${i + 3} 0 R/B[1 2]>>endobj\n`),
		),
	'pdf: 60,000 attachments of nothing': () => pdfOf(withAttachments(60_000, () => 'a')),
	'pdf: 60,000 invoices of nothing': () => pdfOf(withAttachments(60_000, () => 'factur-x.xml')),
	'pdf: 900,000 filters': () => withAttachment(`/Filter[${'/AHx '.repeat(900_000)}]`, latin1('00>')),
	// Decompression bombs
	'pdf: four streams of 24 MB with a PNG predictor': () => {
		const bomb = pack(Buffer.alloc(24 * MB, 4));
		const entries = '/Type/ObjStm/N 1/First 4/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 1000>>';
		return pdfOf(times(4, (i) => stream(i + 1, entries, bomb)));
	},
	'pdf: four streams of 24 MB with a PNG predictor, a byte a row': () => {
		const bomb = pack(Buffer.alloc(24 * MB, 4));
		const entries = '/Type/ObjStm/N 1/First 4/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 1>>';
		return pdfOf(times(4, (i) => stream(i + 1, entries, bomb)));
	},
	'pdf: three object streams whose index has 12 million numbers': () => {
		const index = Buffer.from('1 '.repeat(12 * MB));
		const entries = `/Type/ObjStm/N 99999999/First ${index.length}/Filter/FlateDecode`;
		return pdfOf(times(3, (i) => stream(i + 1, entries, pack(index))));
	},
	'pdf: an object stream of 2,400,000 objects': () => {
		const index = times(2_400_000, (i) => `${i} 0 `).join('');
		const entries = `/Type/ObjStm/N 99999999/First ${index.length}/Filter/FlateDecode`;
		return pdfOf(stream(1, entries, pack(index)), 'trailer<</Root 100 0 R>>');
	},
	'pdf: a catalog with 2,600,000 dictionaries in 31 KB': () =>
		pdfOf(
			stream(
				5,
				'/Type/ObjStm/N 1/First 4/Filter/FlateDecode',
				pack(`1 0 <</Type/Catalog/AF[${'<</A 1>>'.repeat(2.6 * MB)}]>>`),
			),
			'trailer<</Root 1 0 R>>',
		),
	'pdf: 60 object streams of 24 MB': () => {
		const bomb = pack(`99 0 ${' '.repeat(24 * MB)}`);
		const entries = '/Type/ObjStm/N 1/First 5/Filter/FlateDecode';
		return pdfOf(
			times(60, (i) => stream(i + 1, entries, bomb)),
			'trailer<</Root 100 0 R>>',
		);
	},
	'pdf: Flate in Flate in Flate': () =>
		withAttachment('/Filter[/Fl/Fl/Fl]', pack(pack(pack(Buffer.alloc(24 * MB))))),
	'pdf: ten RunLength filters': () => withAttachment(`/Filter[${'/RL'.repeat(10)}]`, Buffer.alloc(24 * MB)),
	'pdf: RunLength of 40 MB': () => withAttachment('/Filter/RunLengthDecode', Buffer.alloc(40 * MB, 129)),
	'pdf: RunLength of 40 MB, byte by byte': () =>
		withAttachment('/Filter/RunLengthDecode', Buffer.alloc(40 * MB)),
	'pdf: ASCII85 of 40 MB of zeros': () => withAttachment('/Filter/ASCII85Decode', Buffer.alloc(40 * MB, 'z')),
	'pdf: ASCII85 of 40 MB': () => withAttachment('/Filter/A85', Buffer.alloc(40 * MB, '@')),
	'pdf: ASCIIHex of 48 MB': () => withAttachment('/Filter/AHx', Buffer.alloc(48 * MB, '3')),
	'pdf: LZW that grows': () => withAttachment('/Filter/LZWDecode', growingLzw(400)),
	'pdf: 40 MB of deflate blocks that put out nothing': () =>
		withAttachment('/Filter/Fl', Buffer.concat([latin1('\x78\x9c'), emptyBlocks(40)])),
	'pdf: 24 MB of deflate blocks that put out nothing, packed twice': () =>
		withAttachment('/Filter[/Fl/Fl]', pack(Buffer.concat([latin1('\x78\x9c'), emptyBlocks(24)]))),
	// Attachments
	'pdf: an attachment of 24 MB of empty elements': () =>
		withAttachment('/Filter/FlateDecode', pack(`<r>${'<a/>'.repeat(6 * MB - 8)}</r>`)),
	'pdf: an attachment of 24 MB of one text': () =>
		withAttachment('/Filter/FlateDecode', pack(`<r>${'A'.repeat(24 * MB)}</r>`)),
	'pdf: eight files of 24 MB of XML': () => {
		const bomb = pack(`<r>${'<a/>'.repeat(6 * MB - 8)}</r>`);
		return pdfOf(
			withAttachments(8, (i) => `a${i}.xml`),
			times(8, (i) => stream(i + 10, '/Filter/FlateDecode', bomb)),
		);
	},
	'pdf: 50 invoices of 24 MB of XML': () => {
		const bomb = pack(`<r>${'<a/>'.repeat(6 * MB - 8)}</r>`);
		const parts = times(50, (i) => stream(i + 10, '/Filter/FlateDecode', bomb));
		return pdfOf(
			withAttachments(50, () => 'factur-x.xml'),
			parts,
		);
	},
	'pdf: 30,000 small files of XML': () =>
		pdfOf(
			withAttachments(30_000, () => 'a.xml'),
			times(30_000, (i) => stream(i + 10, '', latin1(XML))),
		),
	'pdf: files of XML, each with half a million elements': () =>
		pdfOf(
			withAttachments(30, () => 'a.xml'),
			times(30, (i) =>
				stream(i + 10, '/Filter/FlateDecode', pack(`<a>${`<b>${'<c/>'.repeat(49_000)}</b>`.repeat(10)}</a>`)),
			),
		),
	'pdf: 20,000 files of XML with 500 elements each': () =>
		pdfOf(
			withAttachments(20_000, () => 'a.xml'),
			times(20_000, (i) => stream(i + 10, '', latin1(`<a>${'<b/>'.repeat(500)}</a>`))),
		),
	'pdf: 60,000 files with names of 300 characters': () =>
		pdfOf(
			withAttachments(60_000, () => `${'x'.repeat(300)}.xml`),
			times(60_000, (i) => stream(i + 10, '', latin1('<a/>'))),
		),
	'pdf: names of five million escapes': () =>
		pdfOf(times(3, (i) => `${i + 1} 0 obj/${'#41'.repeat(5 * MB)} endobj\n`)),
	'pdf: 300,000 object streams that do not inflate': () =>
		pdfOf(
			CATALOG,
			times(
				300_000,
				(i) => `${i + 10} 0 obj<</Type/ObjStm/N 1/First 1/Filter/Fl/Length 1>>stream\nx\nendstream endobj\n`,
			).join(''),
		),
	// Encryption
	'pdf: an encryption that asks for 4 MB of passwords': () =>
		pdfOf(
			CATALOG,
			`trailer<</Root 1 0 R/Encrypt<</Filter/Standard/V 5/R 6/O(${'o'.repeat(4 * MB)})/U(${'u'.repeat(4 * MB)})/OE(${'o'.repeat(32)})/UE(${'u'.repeat(32)})/P 0>>>>`,
		),
	'pdf: an encryption with 400,000 entries and filters that refer to one object': () => {
		const references = times(400_000, (i) => `/a${i} 8 0 R`).join('');
		return pdfOf(
			CATALOG,
			`8 0 obj<<${times(40, (i) => `/x${i} 1`).join('')}>>endobj\n`,
			`9 0 obj<</Filter/Standard/V 4/R 4/P 0/O(${'o'.repeat(32)})/U(${'u'.repeat(32)})/CF<<${references}>>${references}>>endobj\n`,
			'trailer<</Root 1 0 R/Encrypt 9 0 R>>',
		);
	},
	'pdf: object streams with parameters of filters in large objects': () => {
		const large = `${'1 '.repeat(450_000)}`;
		const parameters = `<<${['Predictor', 'Colors', 'BitsPerComponent', 'Columns', 'EarlyChange', 'Name'].map((key) => `/${key} 9 0 R`).join('')}>>`;
		return pdfOf(
			`9 0 obj[${large}]endobj\n`,
			times(9, (i) =>
				stream(
					i + 10,
					`/Type/ObjStm/N 1/First 4/Filter[${'/Fl '.repeat(9)}]/DecodeParms[${parameters.repeat(9)}]`,
					pack('1 0 null'),
				),
			),
		);
	},
};
