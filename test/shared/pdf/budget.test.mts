import { deflateSync } from 'node:zlib';
import { attachmentsOf } from '../../../nodes/shared/pdf/attachments';
import { Budget } from '../../../nodes/shared/pdf/budget';
import { openPdf } from '../../../nodes/shared/pdf/document';
import { PdfFile } from '../../../nodes/shared/pdf/file';
import {
	flate,
	pdfWithStreams,
	pdfWithTable,
	withAttachment,
	type Objects,
} from '../../support/pdf/files.mts';

/** The cost of searching and reading a file, in units of the budget. */
async function cost(bytes: Buffer): Promise<number> {
	const pdf = await openPdf(bytes);
	if (!pdf.ok) throw new Error(pdf.error.message);
	for await (const { head, read } of attachmentsOf(pdf.value)) {
		await head();
		await read();
	}
	return pdf.value.file.budget.used;
}

const times = (count: number, part: (index: number) => string) =>
	Array.from({ length: count }, (_, i) => part(i)).join('');
const numbered = (count: number, body: (number: number) => string): Objects =>
	Object.fromEntries(Array.from({ length: count }, (_, i) => [i + 100, body(i + 100)]));
const withoutTable = (pdf: Buffer) => Buffer.from(pdf.toString('latin1').replace(/xref[^]*/, ''), 'latin1');
const catalog = (entries: string) => ({ 1: `<< /Type /Catalog ${entries} >>` });

/** Everything in a PDF that can be repeated. */
const GROWING: Array<[string, (count: number) => Buffer]> = [
	['objects', (n) => pdfWithTable({ ...catalog('/A 100 0 R'), ...numbered(n, (i) => `[${i + 1} 0 R]`) })],
	[
		'objects in streams',
		(n) => pdfWithStreams({ ...catalog('/A 100 0 R'), ...numbered(n, (i) => `[${i + 1} 0 R]`) }),
	],
	[
		'objects that are searched',
		(n) => withoutTable(pdfWithTable({ ...catalog(''), ...numbered(n, () => '<< >>') })),
	],
	['references to nothing', (n) => pdfWithTable(catalog(`/AF [${times(n, (i) => `${i + 100} 0 R `)}]`))],
	[
		'references to one object',
		(n) => pdfWithTable({ ...catalog(`/AF [${times(n, () => '3 0 R ')}]`), 3: '<< >>' }),
	],
	[
		'kids',
		(n) => pdfWithTable({ ...catalog('/Pages 2 0 R'), 2: `<< /Kids [${times(n, () => '<< /AF [] >>')}] >>` }),
	],
	[
		'a chain of kids',
		(n) =>
			pdfWithTable({ ...catalog('/Pages 100 0 R'), ...numbered(n, (i) => `<< /Kids [${i + 1} 0 R] >>`) }),
	],
	[
		'attachments',
		(n) =>
			pdfWithTable({
				...catalog(`/AF [${times(n, (i) => `<< /F (a) /EF << /F ${i + 100} 0 R >> >>`)}]`),
				...numbered(n, () => 'null'),
			}),
	],
	['nesting', (n) => pdfWithTable(catalog(`/A ${'['.repeat(n)}${']'.repeat(n)}`))],
	['nesting that is not closed', (n) => pdfWithTable(catalog(`/A ${'[<<'.repeat(n)}`))],
	['blanks', (n) => pdfWithTable(catalog(' '.repeat(n)))],
	['comments', (n) => pdfWithTable(catalog('%\n'.repeat(n)))],
	['a text', (n) => pdfWithTable(catalog(`/A (${'(\\)'.repeat(n)}${')'.repeat(n)})`))],
	['content', (n) => pdfWithTable(withAttachment('x'.repeat(100 * n)))],
	[
		'content that is packed twice',
		(n) => {
			const content = deflateSync(deflateSync(Buffer.alloc(100 * n)));
			return pdfWithTable({ ...withAttachment(''), 4: { dictionary: '/Filter [/Fl /Fl]', content } });
		},
	],
	[
		'content with a predictor',
		(n) =>
			pdfWithTable({
				...withAttachment(''),
				4: flate(Buffer.alloc(100 * n), '/DecodeParms << /Predictor 15 /Columns 3 >>'),
			}),
	],
	[
		'bytes before the end of a stream',
		(n) =>
			pdfWithTable({ ...withAttachment(''), 4: { dictionary: '/Length 3', content: Buffer.alloc(100 * n) } }),
	],
];

test.each(GROWING)('twice as many cost twice as much: %s', async (_name, make) => {
	const [first, second, third] = [await cost(make(1000)), await cost(make(2000)), await cost(make(4000))];
	expect(third - second).toBeLessThan(2.3 * (second - first) + 2000);
	expect(second).toBeGreaterThan(first);
});

test('the work on one file ends with the budget, whatever is in it', async () => {
	const catalogs = '1 0 obj << /Type /Catalog /AF 2 0 R >> endobj ';
	for (const text of [
		times(3000, (i) => `${i} 0 obj<<(\n`),
		times(3000, (i) => `${i} 0 obj << /Type /ObjStm /N 9 /First 9 /Filter /FlateDecode >> stream\n`),
		`${catalogs}2 0 obj ${'['.repeat(300_000)}`,
		`${catalogs}2 0 obj [${'3 0 R '.repeat(30_000)}] endobj 3 0 obj ${'%\n'.repeat(30_000)}`,
		'trailer<<'.repeat(30_000),
		'obj'.repeat(100_000),
	]) {
		const file = new PdfFile(Buffer.from(`%PDF-1.7\n${text}`, 'latin1'), new Budget(1_000_000));
		await file.scan();
		await file.search();
		for (let number = 0; number < 50; number++) await file.object(number);
		// The last step may exceed the budget, but then work stops.
		const { used } = file.budget;
		expect(used).toBeLessThan(2_100_000);
		await file.object(1);
		expect(file.budget.used - used).toBeLessThanOrEqual(200);
	}
});

test('what is left after the walk is enough to read what it found', () => {
	const budget = new Budget(1000);
	expect(budget.hasMoreThanReserve()).toBe(true);
	budget.spend(800);
	expect(budget.hasMoreThanReserve()).toBe(false);
	expect(budget.isExceeded).toBe(true);
	expect(budget.spend(100)).toBe(true);
	expect(budget.spend(101)).toBe(false);
	expect(budget.left).toBe(0);
});

const LARGE = `8 0 obj << ${times(300, (i) => `/A${i} 1 `)} >> endobj\n`;

test.each([
	['unknown entries', (references: string) => `<< /Filter /Standard ${references} >>`],
	['crypt filters', (references: string) => `<< /Filter /Standard /CF << ${references} >> >>`],
])('an encryption with 2,000 %s does not read an object for each', async (_what, encryption) => {
	const spend = jest.spyOn(Budget.prototype, 'spend');
	const references = times(2000, (i) => `/B${i} 8 0 R `);
	const text = `%PDF-1.7\n${LARGE}trailer << /Root 1 0 R /Encrypt ${encryption(references)} >>`;
	expect((await openPdf(Buffer.from(text, 'latin1'))).ok).toBe(false);
	const used = spend.mock.calls.reduce((sum, [units]) => sum + units, 0);
	spend.mockRestore();
	expect(used).toBeLessThan(20 * text.length);
});

test('parameters of filters in a large object are not read to its end for each', async () => {
	const spend = jest.spyOn(Budget.prototype, 'spend');
	const keys = ['Predictor', 'Colors', 'BitsPerComponent', 'Columns', 'EarlyChange', 'Name'];
	const parameters = `<<${keys.map((key) => `/${key} 8 0 R`).join('')}>>`;
	const entries = `/Type/ObjStm/N 1/First 4/Filter[${'/Fl '.repeat(9)}]/DecodeParms[${parameters.repeat(9)}]`;
	const streams = times(20, (i) => `${i + 10} 0 obj<<${entries}>>stream\nx\nendstream endobj\n`);
	await openPdf(Buffer.from(`%PDF-1.7\n8 0 obj[${'1 '.repeat(100_000)}]endobj\n${streams}`, 'latin1'));
	const used = spend.mock.calls.reduce((sum, [units]) => sum + units, 0);
	spend.mockRestore();
	// 20 streams with 54 parameters, each of at most 1,000 values.
	expect(used).toBeLessThan(20 * 54 * 1000 * 15 + 5_000_000);
});
