import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { Invoice } from '../../nodes/Invoice/Invoice.node';
import { bytesOf, cleanUp, executeContext, initialize } from '../n8nCore/contexts.mts';
import { CII, sample, UBL } from '../support/einvoice/norm.mts';
import { pdfWithTable, withAttachment } from '../support/pdf/files.mts';

beforeAll(async () => {
	await initialize();
});
afterAll(cleanUp);

const FATTURAPA = sample('fatturapa.xml');

async function read(files: Record<string, Buffer | string>, options: IDataObject) {
	const setup = {
		node: new Invoice(),
		parameters: { resource: 'document', operation: 'read', options },
	};
	const { helpers } = executeContext(setup, []);
	const binary: NonNullable<INodeExecutionData['binary']> = {};
	for (const [field, content] of Object.entries(files)) {
		binary[field] = await helpers.prepareBinaryData(Buffer.from(content as string), `${field}.xml`);
	}
	const [items] = await new Invoice().execute.call(executeContext(setup, [{ json: {}, binary }]));
	return items;
}

describe('Put Attachments in Fields', () => {
	it('takes files out of XML, with name and type, into fields of that name', async () => {
		const [{ binary, json }] = await read({ data: FATTURAPA }, { attachmentsPrefix: 'attachment_' });
		expect(Object.keys(binary!)).toEqual(['attachment_0']);
		expect(binary!.attachment_0).toMatchObject({ fileName: 'dettaglio.txt', mimeType: 'text/plain' });
		expect((await bytesOf(binary!.attachment_0!)).toString()).toBe('Ore: 10');
		expect(json.issues).toEqual([]);
	});

	it('takes the XML out of a PDF', async () => {
		const pdf = pdfWithTable(withAttachment(CII));
		const [{ binary }] = await read({ data: pdf }, { attachmentsPrefix: 'file' });
		expect(binary!.file0).toMatchObject({ fileName: 'factur-x.xml', mimeType: 'application/xml' });
		expect((await bytesOf(binary!.file0!)).toString()).toBe(CII);
	});

	it('never replaces a file that is kept', async () => {
		const options = { attachmentsPrefix: 'attachment_', keepInputFiles: true };
		const [{ binary }] = await read({ attachment_0: FATTURAPA }, options);
		expect(Object.entries(binary!).map(([field, { fileName }]) => [field, fileName])).toEqual([
			['attachment_0', 'attachment_0.xml'],
			['attachment_1', 'dettaglio.txt'],
		]);
	});

	it('takes 100 files at most out of all invoices of a lot, and says where it left some', async () => {
		const body = /<FatturaElettronicaBody>.*<\/FatturaElettronicaBody>/s.exec(FATTURAPA)![0];
		const many = body.replace('<Attachment>', `${'<Attachment>QQ==</Attachment>'.repeat(59)}$&`);
		const lot = FATTURAPA.replace(body, many.repeat(3));
		const items = await read({ data: lot }, { attachmentsPrefix: 'attachment_' });
		expect(items.map(({ binary }) => Object.keys(binary ?? {}).length)).toEqual([60, 40, 0]);
		expect(items.map(({ json }) => (json.issues as unknown[]).length)).toEqual([0, 1, 1]);
	});

	it('takes the files of a PDF out once, for the first invoice of a lot inside', async () => {
		const body = /<FatturaElettronicaBody>.*<\/FatturaElettronicaBody>/s.exec(FATTURAPA)![0];
		const pdf = pdfWithTable(withAttachment(FATTURAPA.replace(body, body.repeat(3))));
		const items = await read({ data: pdf }, { attachmentsPrefix: 'attachment_' });
		expect(items.map(({ binary }) => Object.values(binary!).map(({ fileName }) => fileName))).toEqual([
			['factur-x.xml', 'dettaglio.txt'],
			['dettaglio (2).txt'],
			['dettaglio (3).txt'],
		]);
	});

	it('names of strangers are made safe, and what cannot be taken out is an issue', async () => {
		const evil = FATTURAPA.replace('>dettaglio.txt<', '>../../etc/passwd.txt<');
		const [{ binary }] = await read({ data: evil }, { attachmentsPrefix: 'attachment_' });
		expect(binary!.attachment_0!.fileName).not.toMatch(/[/\\]|^\./);
		const [{ json, binary: none }] = await read(
			{ data: FATTURAPA.replace('>T3JlOiAxMA==<', '>???<') },
			{ attachmentsPrefix: 'attachment_' },
		);
		expect(json.issues).toMatchObject([{ code: 'attachment-unreadable' }]);
		expect(none).toBeUndefined();
	});

	it('says what was left out, also where there are a thousand issues already', async () => {
		const evil = FATTURAPA.replace('>T3JlOiAxMA==<', '>???<').replace(
			'<DatiBeniServizi>',
			`$&${'<DettaglioLinee/>'.repeat(1100)}`,
		);
		const [{ json }] = await read({ data: evil }, { attachmentsPrefix: 'attachment_' });
		const codes = (json.issues as Array<{ code: string }>).map(({ code }) => code);
		expect(codes.indexOf('more-issues')).toBe(1000);
		expect(codes).toContain('attachment-unreadable');
	});
});

describe('One Item Per Line', () => {
	it('gives an item for each line; files are with the first alone', async () => {
		const options = { onePerLine: true, attachmentsPrefix: 'attachment_' };
		const items = await read({ data: FATTURAPA }, options);
		expect(items.map(({ json }) => (json.line as IDataObject).description)).toEqual([
			...['Ore di consulenza', 'Assistenza', 'Rimborso imposta di bollo', 'Formazione'],
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(Array(4).fill({ item: 0 }));
		expect(items.map(({ binary }) => Object.keys(binary ?? {}))).toEqual([['attachment_0'], [], [], []]);
		expect(new Set(items.map(({ json }) => (json.event as IDataObject).key)).size).toBe(4);
		expect(items.every(({ json }) => json.number === '2026/17')).toBe(true);
	});

	it('refuses what the invoices of a lot repeat together', async () => {
		const body = /<FatturaElettronicaBody>.*<\/FatturaElettronicaBody>/s.exec(FATTURAPA)![0];
		const large = body
			.replace('<Causale>', `$&${'x'.repeat(100_000)}`)
			.replace('<DatiBeniServizi>', `$&${'<DettaglioLinee/>'.repeat(96)}`);
		const lot = (invoices: number) => ({ data: FATTURAPA.replace(body, large.repeat(invoices)) });
		expect(await read(lot(2), { onePerLine: true })).toHaveLength(200);
		await expect(read(lot(20), { onePerLine: true })).rejects.toThrow(
			/^One item per line would repeat the data of the invoice 1\d00 times/,
		);
	});

	it('gives the lines of all invoices in the attachments of a mail, and passes over what is none', async () => {
		const attachments = {
			attachment_0: CII,
			attachment_1: pdfWithTable(withAttachment(UBL.replaceAll('R-2025-007', 'R-2025-008'))),
			attachment_2: sample('fatturapa-lot.xml'),
			attachment_3: 'Our terms',
		};
		const items = await read(attachments, { onePerLine: true });
		expect(
			items.map(({ json }) => {
				const { position, net } = json.line as IDataObject;
				return [json.number, position, net];
			}),
		).toEqual([
			['R-2025-007', 1, 24],
			['R-2025-007', 2, 60],
			['R-2025-008', 1, 24],
			['R-2025-008', 2, 60],
			['2026/21', 1, 1000],
			['2026/21', 2, 48.0769],
			['2026/22', 1, 1600],
		]);
		expect(new Set(items.map(({ json }) => (json.event as IDataObject).key)).size).toBe(items.length);
	});
});

it('keeps all files of the item, the one of the invoice first', async () => {
	const items = await read({ a: 'text', b: UBL, c: FATTURAPA }, { keepInputFiles: true });
	expect(items.map(({ binary }) => Object.keys(binary!))).toEqual([
		['b', 'a', 'c'],
		['c', 'a', 'b'],
	]);
});

it('gives an item for each invoice of a lot', async () => {
	const [body] = /<FatturaElettronicaBody>.*<\/FatturaElettronicaBody>/s.exec(FATTURAPA)!;
	const items = await read({ data: FATTURAPA.replace(body, body + body.replace('2026/17', '2026/18')) }, {});
	expect(items.map(({ json }) => json.number)).toEqual(['2026/17', '2026/18']);
});
