/** PDF files that a stranger could send to whoever embeds an invoice into them. */
import type { Cases } from './bounds.mts';
import { pack, pdfOf, stream, times } from './pdf.mts';

const MB = 1024 * 1024;

/** A PDF with the given objects, numbered from 1, and a table of cross-references. */
function wellFormed(objects: ReadonlyArray<string | Buffer>, trailer = ''): Buffer {
	const whole = objects.map((object, index) =>
		typeof object === 'string' ? Buffer.from(`${index + 1} 0 obj${object}endobj\n`, 'latin1') : object,
	);
	let at = pdfOf().length;
	const entries = whole.map((object) => {
		const entry = `${String(at).padStart(10, '0')} 00000 n \n`;
		at += object.length;
		return entry;
	});
	const size = whole.length + 1;
	return pdfOf(
		whole,
		`xref\n0 ${size}\n0000000000 65535 f \n${entries.join('')}trailer<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${at}\n%%EOF`,
	);
}

const text = (count: number, part: (index: number) => string) => times(count, part).join('');
const references = (count: number) => text(count, (i) => `${i + 100} 0 R `);
const NAMES = '<</Type/Catalog/Names<</EmbeddedFiles 2 0 R>>>>';
const ONE_PAGE = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]>>'];
const withMetadata = (inside: string) =>
	wellFormed([
		'<</Type/Catalog/Metadata 2 0 R>>',
		stream(
			2,
			'/Type/Metadata/Subtype/XML',
			Buffer.from(
				`<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:e="http://www.aiim.org/pdfa/ns/extension/" xmlns:s="http://www.aiim.org/pdfa/ns/schema#">${inside}</r:RDF>`,
			),
		),
	]);

export const hybrid: Cases = {
	'hybrid: one invoice attached 60,000 times': () =>
		wellFormed([
			'<</Type/Catalog/Names<</EmbeddedFiles 2 0 R>>/AF 3 0 R>>',
			`<</Names[${'(a)4 0 R'.repeat(60_000)}]>>`,
			`[${references(60_000)}]`,
			'<</UF(factur-x.xml)/F(factur-x.xml)/EF<</F 5 0 R>>>>',
			stream(5, '', Buffer.from('<Invoice/>')),
		]),
	'hybrid: 60,000 invoices and 80,000 associated files': () =>
		wellFormed([
			'<</Type/Catalog/Names<</EmbeddedFiles 2 0 R>>/AF 3 0 R>>',
			`<</Names[${'(a)<</UF(factur-x.xml)>>'.repeat(60_000)}]>>`,
			`[${'<</A 1>>'.repeat(80_000)}]`,
		]),
	'hybrid: 490,000 associated files': () =>
		wellFormed(['<</Type/Catalog/AF 3 0 R>>', 'null', `[${references(490_000)}]`]),
	'hybrid: a tree of names with 490,000 branches': () =>
		wellFormed([NAMES, `<</Kids[${references(490_000)}]>>`]),
	'hybrid: 240,000 names': () =>
		wellFormed([NAMES, `<</Names[${text(240_000, (i) => `(n${i})<</UF(a)>>`)}]>>`]),
	'hybrid: 240,000 times a name of 4 MB': () =>
		wellFormed([
			NAMES,
			`<</Names[${'3 0 R 4 0 R '.repeat(240_000)}]>>`,
			`(${'a'.repeat(4 * MB)})`,
			'<</UF(a)>>',
		]),
	'hybrid: 8 MB of numbers on a page': () =>
		wellFormed([
			...ONE_PAGE,
			'<</Type/Page/Contents 4 0 R>>',
			stream(4, '/Filter/Fl', pack(Buffer.alloc(8 * MB, ' 1 1 1 1   '))),
		]),
	'hybrid: 30,000 pages with the same 8 MB': () =>
		wellFormed([
			'<</Type/Catalog/Pages 2 0 R>>',
			`<</Type/Pages/Kids[${text(30_000, (i) => `${i + 5} 0 R `)}]>>`,
			'null',
			stream(4, '/Filter/Fl', pack(Buffer.alloc(8 * MB, ' 1 1 1 1   '))),
			...times(30_000, () => '<</Type/Page/Contents 4 0 R>>'),
		]),
	'hybrid: a page with 490,000 times the same content': () =>
		wellFormed([
			...ONE_PAGE,
			`<</Type/Page/Contents[${'4 0 R '.repeat(490_000)}]>>`,
			stream(4, '', Buffer.from('x')),
		]),
	'hybrid: 490,000 output intents': () =>
		wellFormed([`<</Type/Catalog/OutputIntents[${'2 0 R '.repeat(490_000)}]>>`, '<</S/X>>']),
	'hybrid: metadata with 30,000 schemas': () =>
		withMetadata(
			`<r:Description><e:schemas><r:Bag>${text(30_000, (i) => `<r:li><s:namespaceURI>u${i}</s:namespaceURI></r:li>`)}</r:Bag></e:schemas></r:Description>`,
		),
	'hybrid: metadata with 45,000 properties': () =>
		withMetadata(`<r:Description>${text(50, (i) => `<d:a${i}>x</d:a${i}>`)}</r:Description>`.repeat(900)),
	'hybrid: a title of 20 MB': () =>
		wellFormed(['<</Type/Catalog>>', `<</Title(${'a'.repeat(20 * MB)})>>`], '/Info 2 0 R'),
	'hybrid: 60,000 fonts with a large descriptor': () =>
		wellFormed([
			'<</Type/Catalog/X 2 0 R>>',
			`[${text(60_000, (i) => `<</Type/Font/Subtype/Type1/BaseFont/f${i}/FontDescriptor 3 0 R>>`)}]`,
			`<<${text(2000, (i) => `/a${i} 1`)}>>`,
		]),
	'hybrid: 60,000 fonts whose descriptors are one place in an object stream': () => {
		const index = text(60_000, (i) => `${i + 100} 0 `);
		return wellFormed([
			'<</Type/Catalog/X 2 0 R>>',
			`[${text(60_000, (i) => `<</Type/Font/Subtype/Type1/BaseFont/f${i}/FontDescriptor ${i + 100} 0 R>>`)}]`,
			stream(
				3,
				`/Type/ObjStm/N 60000/First ${index.length}`,
				Buffer.from(`${index}<<${text(2000, (i) => `/a${i} 1`)}>>`),
			),
		]);
	},
	'hybrid: 95 lists in each other, with 400,000 numbers': () =>
		wellFormed([`<</Type/Catalog/X ${'['.repeat(95)}${'1 '.repeat(400_000)}${']'.repeat(95)}>>`]),
	'hybrid: a file of 49 MB': () => wellFormed(['<</Type/Catalog>>', stream(2, '', Buffer.alloc(49 * MB))]),
};
