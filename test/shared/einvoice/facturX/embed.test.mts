import { PDFDocument } from '@cantoo/pdf-lib';
import { embedInvoice, type Hybrid } from '../../../../nodes/shared/einvoice/facturX/embed';
import { profileOf } from '../../../../nodes/shared/einvoice/facturX/profile';
import { Budget } from '../../../../nodes/shared/pdf/budget';
import { openPdf } from '../../../../nodes/shared/pdf/document';
import { PdfName, PdfReference } from '../../../../nodes/shared/pdf/syntax';
import { attachmentsByPdfJs, encryptedByQpdf, hasProgram } from '../../../support/pdf/foreign.mts';
import { attachmentsIn } from '../../../support/pdf/attachments.mts';
import { isLinear, stepsOfPausing } from '../../../support/steps.mts';
import { flate, pdfWithStreams, pdfWithTable, updated, type Objects } from '../../../support/pdf/files.mts';

const XML = Buffer.from('<invoice>Ä</invoice>');
const NOW = new Date('2026-01-15T10:20:30Z');
const EN16931 = profileOf('urn:cen.eu:en16931:2017');

/** A page without anything that PDF/A forbids. */
const page = (more: Objects = {}, catalog = '', pageEntries = ''): Objects => ({
	1: `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
	2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
	3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] ${pageEntries} >>`,
	...more,
});
const PDF_A_START = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';
const plainPdf = (objects: Objects = page(), trailer = '') => pdfWithTable(objects, trailer, PDF_A_START);

async function embed(pdf: Buffer, profile = EN16931): Promise<Hybrid> {
	const result = await embedInvoice(pdf, XML, profile, NOW);
	if (!result.ok) throw new Error(result.error.message);
	expect(result.value.bytes.subarray(0, pdf.length).equals(pdf)).toBe(true);
	return result.value;
}
const problemOf = async (pdf: Buffer) => {
	const result = await embedInvoice(pdf, XML, EN16931, NOW);
	return result.ok ? null : result.error.message;
};
const expected = [['factur-x.xml', XML.toString('latin1')]];

/** The catalog of the latest version, and the metadata as text. */
async function catalogOf(bytes: Buffer) {
	const pdf = await openPdf(bytes);
	if (!pdf.ok) throw new Error(pdf.error.message);
	const { file, catalog, trailer } = pdf.value;
	const reference = catalog.get('Metadata');
	const object = reference instanceof PdfReference ? await file.object(reference.number) : null;
	const stream = object && (await file.streamOf(object));
	return { file, catalog, trailer, xmp: stream?.ok ? stream.value.bytes.toString('utf8') : '' };
}

describe.each<[string, () => Buffer]>([
	['a table of cross references', () => plainPdf()],
	['a stream of cross references and object streams', () => pdfWithStreams(page())],
	[
		'an earlier update',
		() => updated(plainPdf(), { 3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>' }),
	],
	['bytes before its header', () => Buffer.concat([Buffer.from('\n\n\n'), plainPdf()])],
	['no line break at its end', () => plainPdf().subarray(0, -1)],
	['an older version', () => pdfWithTable(page(), '', '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n')],
])('a PDF with %s', (_what, pdfOf) => {
	test('keeps its bytes in front and holds the XML', async () => {
		const { bytes } = await embed(pdfOf());
		expect(await attachmentsIn(bytes)).toEqual(expected);
	});

	test('is read by pdf-lib, too', async () => {
		const { bytes } = await embed(pdfOf());
		const document = await PDFDocument.load(bytes);
		expect(document.getPageCount()).toBe(1);
		expect(
			document.getAttachments().map(({ name, data, mimeType, afRelationship }) => ({
				name,
				data: Buffer.from(data).toString('latin1'),
				mimeType,
				afRelationship,
			})),
		).toEqual([
			{
				name: 'factur-x.xml',
				data: XML.toString('latin1'),
				mimeType: 'text/xml',
				afRelationship: 'Alternative',
			},
		]);
	});

	test('can take another version, in which the invoice replaces the first one', async () => {
		const { bytes, replaced } = await embed((await embed(pdfOf())).bytes);
		expect(replaced).toEqual(['factur-x.xml']);
		const names = (await attachmentsIn(bytes)).map(([name]) => name);
		expect(names).toEqual(['factur-x.xml']);
	});
});

describe('the catalog', () => {
	test('names the invoice as associated, has an output intent, and is that of PDF 1.7', async () => {
		const { catalog, trailer } = await catalogOf(
			(await embed(pdfWithTable(page(), '', '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n'))).bytes,
		);
		expect(catalog.get('AF')).toEqual([expect.any(PdfReference)]);
		expect(catalog.get('OutputIntents')).toEqual([expect.any(PdfReference)]);
		expect(catalog.get('Version')).toEqual(new PdfName('1.7'));
		expect(trailer.get('ID')).toHaveLength(2);
	});

	test('keeps other attachments, names and an output intent for PDF/A', async () => {
		const objects = page(
			{
				4: '<< /Type /Filespec /F (b.txt) /UF (b.txt) /AFRelationship /Data /EF << /F 5 0 R >> >>',
				5: flate('text', '/Type /EmbeddedFile'),
				6: '<< /S /GTS_PDFA1 /OutputConditionIdentifier (x) /DestOutputProfile 7 0 R >>',
				7: flate('icc', '/N 3'),
			},
			'/Names << /Dests << /Names [] >> /EmbeddedFiles << /Kids [<< /Names [(z) 4 0 R] >> 8 0 R] >> >> /AF [4 0 R] /OutputIntents [6 0 R]',
		);
		objects[8] = '<< /Names [(b) 4 0 R] /Limits [(b) (b)] >>';
		const { bytes, obstacles } = await embed(plainPdf(objects));
		expect((await attachmentsIn(bytes)).map(([name]) => name).sort()).toEqual(['b.txt', 'factur-x.xml']);
		const { file, catalog } = await catalogOf(bytes);
		expect(catalog.get('OutputIntents')).toEqual([new PdfReference(6)]);
		expect(catalog.get('AF')).toHaveLength(2);
		expect((await file.dictionary(catalog.get('Names')))?.has('Dests')).toBe(true);
		expect(obstacles).toEqual([]);
	});
});

test('an earlier invoice that the PDF only associates is replaced, too', async () => {
	const objects = page(
		{
			4: '<< /Type /Filespec /UF (factur-x.xml) /F (factur-x.xml) /EF << /F 5 0 R >> >>',
			5: flate('<old/>'),
		},
		'/AF [4 0 R]',
	);
	const { bytes, replaced } = await embed(plainPdf(objects));
	expect(replaced).toEqual(['factur-x.xml']);
	const { catalog } = await catalogOf(bytes);
	expect(catalog.get('AF')).toHaveLength(1);
	expect(catalog.get('AF')).not.toEqual([new PdfReference(4)]);
});

test('the names of earlier invoices are five, and short', async () => {
	const objects = page(
		{
			4: `<< /Names [${'(a) 9 0 R '.repeat(100)}] >>`,
			9: `<< /UF (factur-x.xml) /F (${'x'.repeat(4000)}) >>`,
		},
		'/Names << /EmbeddedFiles 4 0 R >>',
	);
	const { replaced } = await embed(plainPdf(objects));
	expect(replaced.map(({ length }) => length)).toEqual([60, 60, 60, 60, 60]);
});

test.each([
	['references', '9 0 R', (index: number) => `${index + 20} 0 R`],
	['dictionaries', '<</UF(factur-x.xml)>>', () => '<</A 1>>'],
])('earlier invoices and associated files cost no more than their sum: %s', async (_what, earlier, other) => {
	const stepsFor = async (count: number) => {
		const objects = page(
			{
				4: `<< /Names [${`(a) ${earlier} `.repeat(count)}] >>`,
				5: `[${Array.from({ length: count }, (_, index) => other(index)).join(' ')}]`,
				9: '<< /UF (factur-x.xml) >>',
			},
			'/Names << /EmbeddedFiles 4 0 R >> /AF 5 0 R',
		);
		return await stepsOfPausing(async () => await embed(plainPdf(objects)));
	};
	expect(isLinear([await stepsFor(100), await stepsFor(200), await stepsFor(400)])).toBe(true);
});

describe('the metadata', () => {
	test('name the invoice and PDF/A', async () => {
		const { xmp } = await catalogOf((await embed(plainPdf())).bytes);
		for (const part of [
			'<fx:DocumentFileName>factur-x.xml<',
			'<fx:ConformanceLevel>EN 16931<',
			'<fx:DocumentType>INVOICE<',
			'<fx:Version>1.0<',
			'<pdfaid:part>3<',
			'<pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#<',
			'<xmp:ModifyDate>2026-01-15T10:20:30Z<',
		])
			expect(xmp).toContain(part);
	});

	test('name an XRechnung by its own name', async () => {
		const profile = profileOf('urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0');
		const { bytes } = await embed(plainPdf(), profile);
		expect((await attachmentsIn(bytes)).map(([name]) => name)).toEqual(['xrechnung.xml']);
		expect((await catalogOf(bytes)).xmp).toContain('<fx:ConformanceLevel>XRECHNUNG<');
	});

	test('repeat the information dictionary, and keep what stood there', async () => {
		const old = `<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
			<rdf:Description rdf:about="" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmpMM:DocumentID="uuid:1" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="1"/>
			<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:own="urn:own"><dc:rights>mine</dc:rights><dc:title>old</dc:title><own:x>1</own:x></rdf:Description>
			</rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
		const objects = page(
			{
				4: flate(old, '/Type /Metadata /Subtype /XML'),
				5: "<< /Title (Invoice \\(7\\)) /Author <feff00c4> /CreationDate (D:20260101120000+01'00') /Producer (P) >>",
			},
			'/Metadata 4 0 R',
		);
		const { xmp, file, trailer } = await catalogOf((await embed(plainPdf(objects, '/Info 5 0 R'))).bytes);
		expect(xmp.match(/<dc:title>[^]*?<\/dc:title>/g)).toHaveLength(1);
		expect(xmp).toContain('>Invoice (7)<');
		expect(xmp).toContain('<rdf:li>Ä<');
		expect(xmp).toContain('<xmp:CreateDate>2026-01-01T12:00:00+01:00<');
		expect(xmp).toContain('<dc:rights>mine<');
		expect(xmp).toMatch(/:DocumentID>uuid:1</);
		expect(xmp.match(/pdfaid:part>/g)).toHaveLength(2);
		expect(xmp).not.toContain('urn:own');
		const info = await file.dictionary(trailer.get('Info'));
		expect([...info!.keys()].sort()).toEqual(['Author', 'CreationDate', 'ModDate', 'Producer', 'Title']);
	});
});

describe('what PDF/A-3 does not allow is said, and then the file does not say that it is one', () => {
	const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
	test.each<[string, Buffer, string]>([
		[
			'a font that is not embedded',
			plainPdf(page({}, '', `/Resources << /Font << /F ${FONT} >> >>`)),
			'Helvetica',
		],
		['a script', plainPdf(page({}, '/OpenAction << /S /JavaScript /JS (x) >>')), 'scripts'],
		[
			'printing colours',
			plainPdf(page({ 4: flate('0 0 0 1 k 0 0 9 9 re f') }, '', '/Contents 4 0 R')),
			'CMYK',
		],
		[
			'a printing colour space',
			plainPdf(page({}, '', '/Resources << /ColorSpace << /A [/Indexed /DeviceCMYK 1 <00>] >> >>')),
			'CMYK',
		],
		['another named action', plainPdf(page({}, '/OpenAction << /S /Named /N /Print >>')), 'actions'],
		[
			'PostScript',
			plainPdf(page({}, '', '/Resources << /XObject << /A << /Subtype /PS >> >> >>')),
			'PostScript',
		],
		[
			'a picture for another',
			plainPdf(page({}, '', '/Resources << /A << /Alternates [] >> >>')),
			'alternate images',
		],
		['content in another file', plainPdf(page({}, '/A << /FFilter /FlateDecode >>')), 'in another file'],
		['a form to be drawn', plainPdf(page({}, '/AcroForm << /NeedAppearances true >>')), 'draw its form'],
		['slides', plainPdf(page({}, '/Names << /AlternatePresentations << >> >>')), 'slides'],
		[
			'a transfer function',
			plainPdf(page({}, '', '/Resources << /ExtGState << /A << /TR2 /Identity >> >> >>')),
			'transfer function',
		],
		[
			'layers that turn on automatically',
			plainPdf(page({}, '/OCProperties << /D << /AS [] >> >>')),
			'layers',
		],
		[
			'a link that is not printed',
			plainPdf(page({}, '', '/Annots [<< /Subtype /Link /Rect [0 0 1 1] >>]')),
			'not printed',
		],
		[
			'LZW',
			plainPdf(
				page(
					{ 4: { dictionary: '/Filter /LZWDecode /Length 3', content: Buffer.from('abc') } },
					'',
					'/Contents 4 0 R',
				),
			),
			'compressed',
		],
		['no comment of bytes after its header', pdfWithTable(page()), 'first two lines'],
		[
			'an attachment without a relation',
			plainPdf(page({ 4: '<< /F (a) /EF << /F 5 0 R >> >>', 5: flate('a') }, '/AF [4 0 R]')),
			'attachments',
		],
	])('%s', async (_what, pdf, reason) => {
		const { obstacles, bytes } = await embed(pdf);
		expect(obstacles.join()).toContain(reason);
		const { xmp } = await catalogOf(bytes);
		expect(xmp).not.toContain('pdfaid:part');
		expect(xmp).toContain('fx:ConformanceLevel');
	});

	test('a plain page has none of it', async () => {
		const text = flate('BT (1 2 3 4 key) Tj ET 0 0 1 rg');
		expect((await embed(plainPdf(page({ 4: text }, '', '/Contents 4 0 R')))).obstacles).toEqual([]);
	});
});

describe('fonts that share a descriptor', () => {
	const LARGE = Array.from({ length: 300 }, (_, index) => `/A${index} 1`).join(' ');
	const fonts = (count: number, descriptor: string) =>
		plainPdf({
			...page(
				{},
				'',
				`/Resources [${Array.from({ length: count }, (_, index) => `<< /Type /Font /Subtype /TrueType /BaseFont /f${index} /FontDescriptor 4 0 R >>`).join(' ')}]`,
			),
			4: `<< ${LARGE} ${descriptor} >>`,
		});

	test('are all embedded, or none', async () => {
		expect((await embed(fonts(5, '/FontFile2 9 0 R'))).obstacles).toEqual([]);
		expect((await embed(fonts(5, ''))).obstacles).toEqual(['fonts are not embedded (f0, f1, f2 and 2 more)']);
	});

	test('cost one reading of it', async () => {
		const spend = jest.spyOn(Budget.prototype, 'spend');
		const costOf = async (count: number) => {
			spend.mockClear();
			await embed(fonts(count, ''));
			return spend.mock.calls.reduce((sum, [units]) => sum + units, 0);
		};
		const [few, many] = [await costOf(10), await costOf(1010)];
		spend.mockRestore();
		// The list of fonts itself, of which each has about 100 bytes and 20 values.
		expect(many - few).toBeLessThan(1000 * 2000);
	});
});

test('a signature is noticed', async () => {
	const field = '<< /FT /Sig /V << /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >> >>';
	expect((await embed(plainPdf(page({}, `/AcroForm << /Fields [${field}] >>`)))).isSigned).toBe(true);
	expect((await embed(plainPdf())).isSigned).toBe(false);
});

describe('what nothing can be added to', () => {
	test('a file whose catalog is nested without end', async () => {
		const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
		expect(await problemOf(plainPdf(page({}, `/X ${deep}`)))).toContain('damaged');
	});

	test('a file whose list of attachments leads in circles, or is long, costs no more than the budget', async () => {
		const circle = page(
			{ 4: '<< /Kids [4 0 R 5 0 R] >>', 5: '<< /Kids [4 0 R] >>' },
			'/Names << /EmbeddedFiles 4 0 R >>',
		);
		expect((await embed(plainPdf(circle))).replaced).toEqual([]);
		const many = page(
			{ 4: `<< /Names [${'(a) 3 0 R '.repeat(100_000)}] >>` },
			'/Names << /EmbeddedFiles 4 0 R >>',
		);
		const result = await embedInvoice(plainPdf(many), XML, EN16931, NOW);
		expect(String(result.ok || result.error.message)).toMatch(/^true$|too large/);
	});

	test('a damaged file', async () => {
		const pdf = plainPdf();
		const cut = Buffer.from(pdf.toString('latin1').replace(/xref[^]*$/, ''), 'latin1');
		expect(await problemOf(cut)).toContain('damaged');
	});

	test('a file that is none', async () => {
		expect(await problemOf(Buffer.from('%PDF-1.7 nothing'))).toContain('damaged');
	});
});

describe('an encrypted PDF', () => {
	/** A PDF with other attachments, encrypted by pdf-lib with 256-bit AES if there is a password. */
	async function pdfByOthers(passwords?: { userPassword: string; ownerPassword: string }): Promise<Buffer> {
		const document = await PDFDocument.create();
		document.addPage([200, 200]);
		document.setTitle('Ä title');
		for (const name of ['z.txt', 'b.txt']) await document.attach(Buffer.from(name), name);
		if (passwords) document.encrypt({ ...passwords, permissions: {} });
		return Buffer.from(await document.save());
	}

	async function expectWritten(pdf: Buffer, version: number) {
		const { bytes, obstacles } = await embed(pdf);
		expect(obstacles).toContain('it is encrypted');
		expect((await attachmentsIn(bytes)).sort()).toEqual(
			[...expected, ['b.txt', 'b.txt'], ['z.txt', 'z.txt']].sort(),
		);
		expect(bytes.includes(XML)).toBe(false);
		const { file, xmp, trailer } = await catalogOf(bytes);
		expect((await file.dictionary(trailer.get('Encrypt')))?.get('V')).toBe(version);
		expect(xmp).toContain('>Ä title<');
		const names = (await attachmentsIn((await embed(bytes)).bytes)).map(([name]) => name);
		expect(names.sort()).toEqual(['b.txt', 'factur-x.xml', 'z.txt']);
		const found = attachmentsByPdfJs({ 'a.pdf': bytes })['a.pdf'];
		expect(found).toContainEqual(expected[0]);
	}

	test('is written with its encryption, and says so', async () => {
		await expectWritten(await pdfByOthers({ userPassword: '', ownerPassword: 'other' }), 5);
	});

	const withQpdf = hasProgram('qpdf') ? test : test.skip;
	withQpdf.each([
		[1, ['40']],
		[2, ['128', '--use-aes=n']],
		[4, ['128', '--use-aes=y']],
		[4, ['128', '--use-aes=y', '--cleartext-metadata']],
		[5, ['256']],
	])('of version %s is, too: %j (skipped where qpdf is not installed)', async (version, method) => {
		const pdf = await pdfByOthers();
		await expectWritten(encryptedByQpdf(pdf, method), version);
	});

	test('that takes a password to open is an error', async () => {
		expect(await problemOf(await pdfByOthers({ userPassword: 'secret', ownerPassword: 'other' }))).toContain(
			'encrypted',
		);
	});

	test.each([
		['in a way that is not known', '<< /Filter /Adobe.PubSec /V 4 >>'],
		['with a damaged entry', '<< /Filter /Standard /V 1 /R 2 /O (short) /U () >>'],
	])('%s is an error', async (_what, encryption) => {
		expect(await problemOf(plainPdf(page(), `/Encrypt ${encryption}`))).toContain('encrypted');
	});
});
