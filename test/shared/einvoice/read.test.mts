import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { readEInvoice } from '../../../nodes/shared/einvoice/read';
import {
	flate,
	pdfWithStreams,
	pdfWithTable,
	withAttachment,
	type Objects,
} from '../../support/pdf/files.mts';
import { pdf } from '../../simulator/pdf.mts';
import { change, FEL, HACIENDA } from '../../support/einvoice/documents.mts';
import { CII, golden, problemOf, read, UBL } from '../../support/einvoice/norm.mts';

const wide = (text: string, isBig: boolean, mark: string) => {
	const bytes = Buffer.from(mark + text.replace('encoding="UTF-8"', 'encoding="UTF-16"'), 'utf16le');
	return isBig ? bytes.swap16() : bytes;
};

test('of more than a thousand issues the rest is left out, and nothing is said to be missing that is there', async () => {
	const [line] = /<cac:InvoiceLine>[^]*?<\/cac:InvoiceLine>/.exec(UBL)!;
	const unreadable = line.replace(/(<cbc:LineExtensionAmount[^>]*>)[^<]*/, '$1a word');
	const { issues } = await read(change(UBL, [line, unreadable.repeat(2000)]));
	expect(issues.findIndex(({ code }) => code === 'more-issues')).toBe(1000);
	expect(new Set(issues.map(({ code }) => code))).not.toContain('figure-missing');
});

test('a thousand issues of lines do not hide a wrong total', async () => {
	const [line] = /<cac:InvoiceLine>[^]*?<\/cac:InvoiceLine>/.exec(UBL)!;
	const odd = line.replace(/(<cbc:PriceAmount[^>]*>)[^<]*/, '$17');
	const { issues } = await read(change(UBL, [line, odd.repeat(1100)]));
	expect(issues[1000]!.code).toBe('more-issues');
	expect(issues.map(({ code, path }) => `${code} ${path}`)).toContain('sum-mismatch totals.lines');
});

describe('what is read', () => {
	test.each([
		['UBL', UBL],
		['CII', CII],
		['FEL', FEL],
		['Hacienda', HACIENDA],
	])('%s', async (_form, xml) => {
		const invoice = await read(xml);
		expect(invoice).toMatchObject({ provider: null, event: null, document: null, kind: expect.any(String) });
		expect(invoice.number).toBeTruthy();
		expect(invoice.lines.length).toBeGreaterThan(0);
		expect(invoice).not.toHaveProperty('raw');
	});

	test('in the encoding that the file has', async () => {
		const expected = golden('invoice.json');
		const umlauts = { ...expected, seller: { ...expected.seller, name: 'Müller & Söhne' } };
		const xml = change(UBL, ['Seller GmbH &amp; Co. KG', 'Müller &amp; Söhne']);
		const latin1 = Buffer.from(xml.replace('UTF-8', 'ISO-8859-1'), 'latin1');
		for (const bytes of [
			Buffer.from(xml),
			Buffer.from(`\ufeff${xml}`),
			Buffer.from(xml.replace(/^<\?xml.*\?>\n/, '')),
			latin1,
			wide(xml, false, '\ufeff'),
			wide(xml, true, '\ufeff'),
			wide(xml, false, ''),
			wide(xml, true, ''),
		]) {
			expect(await read(bytes)).toEqual(umlauts);
		}
		expect(await problemOf(Buffer.from(xml, 'latin1'))).toContain('The XML is not valid UTF-8');
		expect(await problemOf(xml.replace('UTF-8', 'EBCDIC-CP-DE'))).toContain('encoded in ebcdic-cp-de');
	});

	test.each([
		['factur-x.xml', pdfWithTable],
		['ZUGFeRD-invoice.xml', pdfWithTable],
		['xrechnung.xml', pdfWithStreams],
		['some name', pdfWithStreams],
		['order-x.xml', pdfWithStreams],
	])('in a PDF, as %s', async (name, write) => {
		expect(await read(write(withAttachment(CII, `(${name})`)))).toEqual(golden('invoice.json'));
		expect(await read(write(withAttachment(UBL, `(${name})`)))).toEqual(golden('invoice.json'));
	});

	test('of several in a PDF the one under a prescribed name', async () => {
		const other = change(CII, ['R-2025-007', 'OTHER']);
		const objects = {
			...withAttachment(other, '(a.xml)'),
			1: '<< /Type /Catalog /AF [3 0 R << /F (x.png) /EF << /F 6 0 R >> >> << /F (Factur-X.xml) /EF << /F 5 0 R >> >>] >>',
			5: withAttachment(CII)[4],
			6: withAttachment('no XML')[4],
		};
		expect((await read(pdfWithTable(objects))).number).toBe('R-2025-007');
		const withoutName = { ...objects, 5: withAttachment('<Order/>')[4] };
		expect((await read(pdfWithTable(withoutName))).number).toBe('OTHER');
	});
});

const ubl = (name: string) => `<${name} xmlns="urn:oasis:names:specification:ubl:schema:xsd:${name}-2"/>`;

describe('what is not read is named, with what to do', () => {
	test.each([
		['nothing', '', 'The file is empty', 'Check where'],
		['a ZIP', Buffer.from('504b030414000000', 'hex'), 'The file is a ZIP archive', 'Compression node'],
		['a GZIP', gzipSync(UBL), 'The file is a GZIP archive', 'Compression node'],
		['a web page', '<!DOCTYPE html><html></html>', 'The file is an HTML page', 'login'],
		['JSON', '{"error":"expired"}', 'The file is JSON', 'Readable are'],
		['a mail', 'From: a@b.example\r\nSubject: x\r\n\r\nx', 'The file is an email', 'attachment'],
		['PNG', Buffer.from('89504e470d0a1a0a', 'hex'), 'The file is a PNG image', 'does not read pictures'],
		['JPEG', Buffer.from('ffd8ffe000104a46', 'hex'), 'The file is a JPEG image', 'does not read pictures'],
		['HEIC', Buffer.from('0000002466747970686569630000', 'hex'), 'The file is a HEIC image', 'pictures'],
		['WebP', Buffer.from('524946461a00000057454250', 'hex'), 'The file is a WebP image', 'pictures'],
		['RTF', '{\\rtf1 Invoice}', 'The file is an RTF document', 'Readable are'],
		['spaces', ' \n\t ', 'The file is empty', 'Check where'],
		['P7M', Buffer.from('3082010006', 'hex'), 'The file is a signed file', 'Readable are'],
		['text', 'Invoice 1\nTotal 2', 'The file is plain text', 'Readable are'],
		['bytes', Buffer.from([1, 2, 3, 0, 255]), 'The file is of an unknown kind', 'Readable are'],
		['a PDF', pdf('Invoice'), 'The file is a PDF without an embedded invoice', 'picture of the invoice'],
		['an order', ubl('Order'), 'The file is a UBL document of another kind (Order)', 'Readable are'],
		['a reminder', ubl('Reminder'), 'a UBL document of another kind (Reminder)', 'Readable are'],
		['an Order-X', '<SCRDMCCBDACIOMessageStructure/>', 'The file is an order (Order-X)', 'Readable are'],
		[
			'FatturaPA',
			'<p:FatturaElettronica xmlns:p="urn:x"/>',
			'a FatturaPA in an unknown namespace',
			'Readable are',
		],
		['a simplified one', '<FatturaElettronicaSemplificata/>', 'a simplified Italian invoice', 'Readable are'],
		['Facturae', '<Facturae/>', 'a Spanish Facturae', 'Readable are'],
		['KSeF', '<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/"/>', 'KSeF (FA)', 'Readable are'],
		['ISDOC', '<Invoice xmlns="http://isdoc.cz/namespace/2013"/>', 'a Czech ISDOC', 'Readable are'],
		['NF-e', '<nfeProc/>', 'a Brazilian NF-e', 'Readable are'],
		['Finvoice', '<Finvoice/>', 'a Finnish Finvoice', 'Readable are'],
		[
			'CFDI',
			'<cfdi:Comprobante xmlns:cfdi="http://www.sat.gob.mx/cfd/4"/>',
			'a Mexican CFDI',
			'Readable are',
		],
		[
			'an empty SBDH',
			'<StandardBusinessDocument/>',
			'an envelope (StandardBusinessDocument) without',
			'alone',
		],
		['an empty AttachedDocument', '<AttachedDocument/>', 'an envelope (AttachedDocument) without', 'alone'],
		[
			'a signed FatturaPA',
			signed('<p:FatturaElettronica/>'),
			'an invoice inside a signature (P7M)',
			'openssl',
		],
		['one in Base64', signed('x').toString('base64'), 'a signed file in Base64', 'Readable are'],
		[
			'a signed FatturaPA in Base64',
			signed('<p:FatturaElettronica/>').toString('base64').replace(/.{64}/g, '$&\r\n'),
			'an invoice inside a signature (P7M)',
			'base64 -d FILE',
		],
		[
			'a signed FatturaPA as PEM',
			`-----BEGIN PKCS7-----\n${signed('<p:FatturaElettronica/>').toString('base64')}\n-----END PKCS7-----\n`,
			'an invoice inside a signature (P7M)',
			'-inform PEM',
		],
		[
			'anything signed as PEM',
			'-----BEGIN CMS-----\nMIIB\n-----END CMS-----',
			'a signed file',
			'Readable are',
		],
		['a Word file', zipped('word/document.xml'), 'a Word document', 'Ask the sender'],
		['an Excel file', zipped('xl/workbook.xml'), 'an Excel workbook', 'Ask the sender'],
		[
			'an ODT',
			zipped('mimetypeapplication/vnd.oasis.opendocument.text'),
			'an OpenDocument file',
			'Ask the sender',
		],
		['an Outlook message', compound('__substg1.0_0037001F'), 'an Outlook message (.msg)', 'Outlook Trigger'],
		['an old Word file', compound('WordDocument'), 'an old Office document', 'Readable are'],
		['a winmail.dat', Buffer.from('789f3e2200000000', 'hex'), 'a winmail.dat from Outlook', 'Readable are'],
		[
			'UBL without its namespace',
			'<Invoice/>',
			'XML whose root Invoice is in no namespace',
			'in the namespace urn:oasis:names:specification:ubl:schema:xsd:Invoice-2',
		],
		[
			'CII in another namespace',
			'<CrossIndustryInvoice xmlns="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:1"/>',
			'is in the wrong namespace ("urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:1")',
			'in the namespace urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
		],
		[
			'CII in the namespace of ZUGFeRD 1.0',
			'<CrossIndustryInvoice xmlns="urn:ferd:CrossIndustryDocument:invoice:1p0"/>',
			'is in the wrong namespace ("urn:ferd:CrossIndustryDocument:invoice:1p0")',
			'in the namespace urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
		],
		[
			'another Invoice',
			'<Invoice xmlns="http://www.ebinterface.at/schema/6p1/"/>',
			'XML of another kind (Invoice, "http://www.ebinterface.at/schema/6p1/")',
			'Readable are',
		],
		[
			'a credit note that claims to be an invoice',
			'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"/>',
			'is in the wrong namespace ("urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2")',
			'in the namespace urn:oasis:names:specification:ubl:schema:xsd:Invoice-2',
		],
		['an RSS feed', '<rss version="2.0"/>', 'XML of another kind (rss)', 'Readable are'],
	])('%s', async (_name, content, message, advice) => {
		const [first, second] = (await problemOf(content)).split('\n');
		expect(first).toContain(message);
		expect(second).toContain(advice);
	});

	test('a PDF whose files are no invoice names them', async () => {
		const problem = await problemOf(pdfWithTable(withAttachment('<Order/>', '(order-x.xml)')));
		expect(problem).toContain('a PDF without an embedded invoice (embedded: order-x.xml)');
		const unnamed = await problemOf(pdfWithTable(withAttachment('x', `(a\\n${'b'.repeat(100)})`)));
		expect(unnamed).toContain(`(embedded: a ${'b'.repeat(58)})`);
	});

	test('a PDF whose invoice is broken says what is wrong with it', async () => {
		const within = (xml: string) => problemOf(pdfWithTable(withAttachment(xml)));
		expect(await within(`<!DOCTYPE x>${CII}`)).toContain(
			'factur-x.xml, which is embedded in the PDF, cannot be read: ',
		);
		expect(await within('<Order/>')).toContain('XML of another kind (Order)');
		expect(await within('no XML')).toContain('factur-x.xml, which is embedded in the PDF, is not XML');
	});

	test('an embedded file that cannot be unpacked says why, under a prescribed name or as XML', async () => {
		const embedded = async (name: string) =>
			await problemOf(
				pdfWithTable({
					...withAttachment('', `(${name})`),
					4: { dictionary: '/Filter /JBIG2Decode /Length 3', content: Buffer.from('abc') },
				}),
			);
		const unsupported = 'which is embedded in the PDF, uses the filter JBIG2Decode, which is not supported';
		expect(await embedded('factur-x.xml')).toContain(`factur-x.xml, ${unsupported}`);
		expect(await embedded('invoice.xml')).toContain(`invoice.xml, ${unsupported}`);
		expect(await embedded('logo.png')).toContain('a PDF without an embedded invoice (embedded: logo.png)');
	});

	test('a PDF with more XML than one invoice can have is given up', async () => {
		const objects: Objects = {
			1: `<< /Type /Catalog /AF [${[10, 11, 12].map((n) => `<< /F (f${n}) /EF << /F ${n} 0 R >> >>`).join('')}] >>`,
		};
		for (const number of [10, 11, 12]) objects[number] = flate(`<a>${' '.repeat(20 * 1024 * 1024)}`);
		expect(await problemOf(pdfWithTable(objects))).toContain('too large or too complex');
	});

	test('a PDF that is encrypted, damaged or too large', async () => {
		expect(await problemOf(pdfWithTable(withAttachment(CII), '/Encrypt 9 0 R'))).toContain('encryption');
		expect(await problemOf('%PDF-1.7\n')).toContain('The PDF is damaged');
	});
});

/** The first bytes of each kind of file, and what distinguishes it from similar ones. */
function signed(content: string): Buffer {
	return Buffer.concat([Buffer.from('3082010006092a864886f70d010702', 'hex'), Buffer.from(content)]);
}
function zipped(content: string): Buffer {
	return Buffer.concat([Buffer.from('504b030414000000', 'hex'), Buffer.from(content)]);
}
function compound(stream: string): Buffer {
	return Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from(stream, 'utf16le')]);
}

describe('hostile XML', () => {
	const bomb = `<!DOCTYPE Invoice [<!ENTITY a "${'a'.repeat(100)}">${Array.from({ length: 9 }, (_, i) => `<!ENTITY a${i} "${`&a${i ? i - 1 : ''};`.repeat(10)}">`).join('')}]>`;

	test.each([
		['entities', `${bomb}${UBL.replace('Second note', '&a8;').replace(/^<\?xml.*\?>/, '')}`, 'DOCTYPE'],
		[
			'a file of the server',
			change(
				UBL,
				[/<!--.*-->/, '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>'],
				['Second note', '&y;'],
			),
			'DOCTYPE',
		],
		['an unknown reference', change(UBL, ['Second note', '&y;']), 'does not stand for a character'],
		['depth', change(UBL, ['Second note', `${'<a>'.repeat(1000)}${'</a>'.repeat(1000)}`]), 'nested'],
		['an open tag', UBL.replace('</ubl:Invoice>', ''), 'not well-formed'],
		['two roots', `${UBL}${UBL.replace(/^<\?xml.*\?>/, '')}`, 'not well-formed'],
	])('%s', async (_name, xml, message) => {
		expect(await problemOf(xml)).toContain(message);
	});

	test('a namespace of the prototype is none', async () => {
		for (const root of ['constructor', '__proto__', 'toString']) {
			expect(await problemOf(`<${root}/>`)).toMatch(/The (file is|XML) /);
		}
	});
});

test('never throws', async () => {
	const bytes = Buffer.from(UBL);
	await fc.assert(
		fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (content) => {
			expect(typeof (await readEInvoice(Buffer.from(content))).ok).toBe('boolean');
		}),
	);
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 3 }),
			async (changes) => {
				const changed = Buffer.from(bytes);
				for (const [at, byte] of changes) changed[at] = byte;
				expect(typeof (await readEInvoice(changed)).ok).toBe('boolean');
			},
		),
		{ numRuns: 100 },
	);
});
