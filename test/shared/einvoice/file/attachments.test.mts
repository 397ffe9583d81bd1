import { attachmentsOfPdf, attachmentsOfXml, Room } from '../../../../nodes/shared/einvoice/file/attachments';
import { finish } from '../../../../nodes/shared/steps';
import { xmlInSteps } from '../../../../nodes/shared/xml/parse';
import { CII, sample } from '../../../support/einvoice/norm.mts';
import { isLinear, stepsOfPausing } from '../../../support/steps.mts';
import { flate, pdfWithTable, withAttachment, type Objects } from '../../../support/pdf/files.mts';

function rootOf(xml: string) {
	const root = finish(xmlInSteps(Buffer.from(xml), { keepEmbeddedFiles: true }));
	if (!root.ok) throw new Error(root.error.message);
	return root.value;
}

async function inXml(xml: string) {
	const { files, issues } = await attachmentsOfXml(rootOf(xml));
	return { files: files.map(({ bytes, ...file }) => ({ ...file, text: bytes.toString() })), issues };
}

const CBC = 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2';
const file = (content: string, attributes = 'filename="a.csv" mimeCode="text/csv"') =>
	`<b:EmbeddedDocumentBinaryObject ${attributes}>${content}</b:EmbeddedDocumentBinaryObject>`;
const document = (...files: string[]) => `<a xmlns:b="${CBC}">${files.join('')}</a>`;

test('are taken out of UBL, CII and FatturaPA in their order, with name and type', async () => {
	const first = Buffer.from('a;b').toString('base64');
	expect(
		await inXml(document(file(first), file(`\n ${first.slice(0, 2)}\n ${first.slice(2)} `, ''))),
	).toEqual({
		files: [
			{ name: 'a.csv', mimeType: 'text/csv', text: 'a;b' },
			{ name: null, mimeType: null, text: 'a;b' },
		],
		issues: [],
	});
	for (const sampleFile of ['all-terms.ubl.xml', 'all-terms.cii.xml']) {
		const { files, issues } = await inXml(sample(sampleFile));
		expect(files.length).toBeGreaterThan(0);
		expect(files.every(({ name, mimeType, text }) => name && mimeType && text)).toBe(true);
		expect(issues).toEqual([]);
	}
	expect(await inXml(sample('fatturapa.xml'))).toEqual({
		files: [{ name: 'dettaglio.txt', mimeType: null, text: 'Ore: 10' }],
		issues: [],
	});
});

test('what all files of an execution may have is a limit, too', async () => {
	const { files, issues } = await attachmentsOfXml(rootOf(document(file('QUFB'), file('QUFB'))), new Room(5));
	expect(files).toHaveLength(1);
	expect(issues).toMatchObject([{ message: expect.stringContaining('were left out') as unknown }]);
});

test('one that is no Base64 is an issue, an empty one is a link', async () => {
	const { files, issues } = await inXml(document(file('<![CDATA[%%%]]>'), file(''), file('QQ==')));
	expect(files.map(({ text }) => text)).toEqual(['A']);
	expect(issues).toMatchObject([
		{ code: 'attachment-unreadable', message: expect.stringContaining('a.csv') },
	]);
});

test('many beside one name are looked through once', async () => {
	const steps: number[] = [];
	for (const count of [1000, 2000, 4000]) {
		const many = '<Attachment>!</Attachment>'.repeat(count);
		const root = rootOf(sample('fatturapa.xml').replace('<Attachment>', `${many}$&`));
		steps.push(await stepsOfPausing(async () => await attachmentsOfXml(root)));
	}
	expect(isLinear(steps as [number, number, number])).toBe(true);
});

test('a type that a stranger made up is none', async () => {
	const { files } = await inXml(
		document(file('QQ==', 'mimeCode="text/html; x=&lt;script&gt;" filename="a"')),
	);
	expect(files[0]!.mimeType).toBeNull();
});

test('no more than 100 files are taken out, and the rest is said to be left', async () => {
	const { files, issues } = await inXml(document(...Array<string>(3000).fill(file('QQ=='))));
	expect([files.length, issues.length]).toEqual([100, 1]);
	expect(issues[0]!.message).toContain('more than 100 embedded files');
});

test('are taken out of a PDF, the invoice among them', async () => {
	const objects: Objects = {
		1: '<< /Type /Catalog /AF [<< /F (factur-x.xml) /EF << /F 10 0 R >> >> << /F (times.csv) /EF << /F 11 0 R >> >>] >>',
		10: flate(CII),
		11: flate('a;b'),
	};
	const { files, issues } = await attachmentsOfPdf(pdfWithTable(objects), '');
	expect(files.map(({ name, mimeType }) => [name, mimeType])).toEqual([
		['factur-x.xml', 'application/xml'],
		['times.csv', null],
	]);
	expect(files[0]!.bytes.toString()).toBe(CII);
	expect(issues).toEqual([]);
});

test('one of a PDF that cannot be unpacked is an issue', async () => {
	const broken = pdfWithTable({
		...withAttachment('', '(a.xml)'),
		4: { dictionary: '/Filter /JBIG2Decode /Length 3', content: Buffer.from('abc') },
	});
	const { files, issues } = await attachmentsOfPdf(broken, '');
	expect(files).toEqual([]);
	expect(issues[0]!.message).toBe(
		'The embedded file a.xml uses the filter JBIG2Decode, which is not supported, and was left',
	);
	expect((await attachmentsOfPdf(Buffer.from('%PDF-1.7\n'), '')).issues).toHaveLength(1);
});
