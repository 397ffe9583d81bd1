import { readFile } from '../../../../nodes/shared/einvoice/read';
import { CII, problemOf, read, sample, UBL } from '../../../support/einvoice/norm.mts';
import { pdfWithTable, withAttachment } from '../../../support/pdf/files.mts';

const ZUGFERD_1 = sample('cases/zugferd-1.xml');

const bare = (xml: string) => xml.replace(/^\ufeff?\s*<\?xml.*?\?>/, '');

const sbdh = (content: string) =>
	`<?xml version="1.0"?><StandardBusinessDocument xmlns="http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader"><StandardBusinessDocumentHeader><HeaderVersion>1.0</HeaderVersion></StandardBusinessDocumentHeader>${content}</StandardBusinessDocument>`;

const attached = (text: string) =>
	`<AttachedDocument xmlns="urn:oasis:names:specification:ubl:schema:xsd:AttachedDocument-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"><cbc:ID>1</cbc:ID><cac:Attachment><cac:ExternalReference><cbc:MimeCode>text/xml</cbc:MimeCode><cbc:Description>${text}</cbc:Description></cac:ExternalReference></cac:Attachment></AttachedDocument>`;

const cdata = (xml: string) => `<![CDATA[${xml}]]>`;
const escaped = (xml: string) => xml.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

test.each([
	['SBDH with UBL', sbdh(bare(UBL)), UBL],
	['SBDH with CII', sbdh(bare(CII)), CII],
	['SBDH with ZUGFeRD 1.0', sbdh(bare(ZUGFERD_1)), ZUGFERD_1],
	['AttachedDocument with CDATA', attached(cdata(UBL)), UBL],
	['AttachedDocument with references', attached(escaped(UBL)), UBL],
	[
		'AttachedDocument, the invoice in it declared as Latin 1',
		attached(cdata(`<?xml version="1.0" encoding="ISO-8859-1"?>${bare(UBL)}`)),
		UBL,
	],
	['SBDH with an AttachedDocument', sbdh(attached(cdata(UBL))), UBL],
	[
		'SBDH with a signature',
		sbdh(`${bare(UBL)}<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>`),
		UBL,
	],
	[
		'AttachedDocument with the response of the tax authority',
		attached(
			`${cdata('<?xml version="1.0"?><ApplicationResponse xmlns="urn:x"/>')}</cbc:Description><cbc:Description>${cdata(UBL)}`,
		),
		UBL,
	],
])('%s gives the item and the key of the invoice alone', async (_what, envelope, alone) => {
	expect(await read(envelope)).toEqual(await read(alone));
	const [inside, outside] = await Promise.all([envelope, alone].map((xml) => readFile(Buffer.from(xml))));
	expect(inside.ok && inside.value[0]!.origin).toEqual(outside.ok && outside.value[0]!.origin);
});

test('an envelope inside a PDF is opened, too', async () => {
	expect(await read(pdfWithTable(withAttachment(sbdh(bare(CII)), '(invoice.xml)')))).toEqual(await read(CII));
});

test('what is in it is named where it is no invoice', async () => {
	expect(await problemOf(sbdh('<rss/>'))).toContain('XML of another kind (rss');
	expect(await problemOf(sbdh(''))).toContain('an envelope (StandardBusinessDocument) without an invoice');
	expect(await problemOf(attached(''))).toContain('an envelope (AttachedDocument) without an invoice');
	expect(await problemOf(attached(cdata('<a>')))).toContain('not well-formed');
	expect(await problemOf(attached(cdata('see the PDF')))).toContain('not well-formed');
	expect(await problemOf(attached(cdata(`<!DOCTYPE a>${bare(UBL)}`)))).toContain('DOCTYPE');
});

test.each([
	['StandardBusinessDocument', sbdh(bare(UBL) + bare(CII))],
	['StandardBusinessDocument', sbdh(`${bare(UBL)}<rss/>`)],
	['AttachedDocument', attached(cdata(UBL)).replace(/<cac:Attachment>.*<\/cac:Attachment>/s, '$&$&')],
	['AttachedDocument', attached(escaped(UBL)).replace(/<cbc:Description>.*<\/cbc:Description>/s, '$&$&')],
])('none of several documents in an envelope is dropped: %s', async (name, envelope) => {
	expect(await problemOf(envelope)).toContain(
		`The file holds an envelope (${name}) with more than one document`,
	);
});

test('words about the document in an AttachedDocument are no other document', async () => {
	const described = attached(cdata(UBL)).replace(
		'<cbc:Description>',
		'<cbc:Description>Factura</cbc:Description>$&',
	);
	expect(await read(described)).toEqual(await read(UBL));
});

test('envelopes inside each other are opened so far, and no farther', async () => {
	const nested = (count: number) =>
		Array.from({ length: count }).reduce<string>((xml) => attached(escaped(xml)), UBL);
	expect((await read(nested(3))).number).toBe('R-2025-007');
	expect(await problemOf(nested(6))).toContain('an envelope (AttachedDocument)');
	const within = (count: number) =>
		Array.from({ length: count }).reduce<string>((xml) => bare(sbdh(xml)), bare(UBL));
	expect(await problemOf(within(20))).toContain('an envelope (StandardBusinessDocument)');
});

test('the limits of XML hold for the envelope and what is in it together', async () => {
	const filler = '<b/>'.repeat(45_000);
	const large = `<a>${filler}</a>`;
	const inside = attached(escaped(`${bare(UBL).replace('</ubl:Invoice>', `${large}</ubl:Invoice>`)}`));
	expect(await problemOf(inside)).toBe('it was read');
	const outer = `<x>${`<a>${filler}</a>`.repeat(22)}</x>`;
	expect(await problemOf(inside.replace(/<cac:Attachment>.*<\/cac:Attachment>/s, outer))).toContain(
		'without an invoice',
	);
	const both = inside.replace('</AttachedDocument>', `${outer}</AttachedDocument>`);
	expect(await problemOf(both)).toMatch(/holds more than/);
});
