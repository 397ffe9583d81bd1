import { readFileSync } from 'node:fs';
import type { IDataObject, INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { Invoice } from '../../../../nodes/Invoice/Invoice.node';
import { createUbl } from '../../../../nodes/shared/einvoice/create';
import { readEInvoice } from '../../../../nodes/shared/einvoice/read';
import { validateFile } from '../../../../nodes/shared/einvoice/validate';
import type { Invoice as Item } from '../../../../nodes/shared/invoice/schema';
import { bytesOf, cleanUp, executeContext, initialize } from '../../../n8nCore/contexts.mts';
import { filesBelow } from '../../../support/files.mts';
import { attachmentsIn } from '../../../support/pdf/attachments.mts';
import { pdfWithTable, type Objects } from '../../../support/pdf/files.mts';
import { NO_ADDITIONS, untaxed, valid } from '../../../support/einvoice/items.mts';
import { PROVIDER_NAMES } from '../../../support/providers.mts';

beforeAll(async () => await initialize());
afterAll(cleanUp);

const node = new Invoice();

async function run(
	input: INodeExecutionData,
	parameters: IDataObject = {},
	onError?: 'continueRegularOutput',
): Promise<INodeExecutionData> {
	const context = executeContext(
		{
			node,
			parameters: {
				resource: 'document',
				operation: 'create',
				binaryPropertyName: 'data',
				ifMissing: 'fail',
				additions: {},
				options: {},
				...parameters,
			},
			onError,
		},
		[input],
	);
	const [[item]] = await node.execute.call(context as never);
	return item;
}

const inputOf = (item: unknown): INodeExecutionData => ({ json: item as IDataObject });
const errorOf = async (input: INodeExecutionData, parameters?: IDataObject) =>
	(await run(input, parameters).then(
		() => null,
		(error: unknown) => error,
	)) as NodeOperationError;

async function fileOf(output: INodeExecutionData, field = 'data') {
	const bytes = await bytesOf(output.binary![field]);
	const read = await readEInvoice(bytes);
	if (!read.ok) throw new Error(read.error.message);
	return { text: bytes.toString('utf8'), item: read.value };
}

describe('a complete item', () => {
	test('becomes a file, and stays as it is', async () => {
		const input = {
			...inputOf({ ...valid(), extra: 'mine' }),
			binary: { other: { data: 'eA==', mimeType: 'text/plain' } },
		};
		const output = await run(input);
		expect(output.json).toEqual(input.json);
		expect(output.pairedItem).toEqual({ item: 0 });
		expect(output.binary).toMatchObject({
			other: input.binary.other,
			data: { fileName: 'R-1.xml', mimeType: 'application/xml', fileExtension: 'xml' },
		});
		const { item, text } = await fileOf(output);
		expect(text).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<Invoice /);
		expect(item).toMatchObject({ number: 'R-1', totals: valid().totals, taxes: valid().taxes });
	});

	test('has the parties and the account of the node as they are written, for a later file or page', async () => {
		const fields = {
			seller: { name: 'New', countryCode: 'FR', iban: 'FR14 2004 1010 0505 0001 3M02 606', contact: 'Jo' },
			buyer: { name: 'B', city: ' ' },
		};
		const additions = {
			seller: { fields: fields.seller },
			buyer: { fields: fields.buyer },
			buyerReference: 'R',
		};
		const item = { ...valid(), extra: 'mine' };
		const { json, ...output } = await run(inputOf(item), { additions });
		const { seller, payment, buyer } = (await fileOf(output as INodeExecutionData)).item;
		expect(json).toEqual({
			...item,
			seller: { ...item.seller, name: 'New', address: { ...item.seller?.address, countryCode: 'FR' } },
			buyer: { ...item.buyer, name: 'B' },
			payment: { ...item.payment, iban: 'FR1420041010050500013M02606', bic: null, bankName: null },
			references: { ...item.references, sellerContact: 'Jo' },
		});
		expect([seller?.name, buyer?.name, payment?.iban]).toEqual(['New', 'B', 'FR1420041010050500013M02606']);
	});

	test.each([{}, { seller: { fields: { name: ' ' } } }, { buyerReference: 'R' }])(
		'stays as it is with %j in the node',
		async (additions) => {
			const item = { ...valid(), buyer: { name: 'B', address: { countryCode: 'AT' } } };
			expect((await run(inputOf(item), { additions })).json).toEqual(item);
		},
	);

	test('keeps what users have added to its objects', async () => {
		const item = { ...valid(), seller: { ...valid().seller, ledger: 70001 } };
		const { json } = await run(inputOf(item), { additions: { seller: { fields: { phone: '1' } } } });
		expect(json.seller).toMatchObject({ name: valid().seller!.name, phone: '1', ledger: 70001 });
	});

	test('takes field and name of the file from the parameters', async () => {
		const output = await run(inputOf(valid()), {
			binaryPropertyName: 'xml',
			options: { fileName: 'a/b: c.xml' },
		});
		expect(Object.keys(output.binary!)).toEqual(['xml']);
		expect(output.binary!.xml.fileName).not.toMatch(/[/:]/);
	});

	test('takes a number from an expression where a text is expected', async () => {
		const output = await run(inputOf(valid()), {
			additions: { buyerReference: 4711 },
			options: { fileName: 2026 },
		});
		expect(output.binary!.data.fileName).toBe('2026.xml');
		expect((await fileOf(output)).item.references.buyerReference).toBe('4711');
	});

	test.each([
		['{number}_{issueDate}', 'R-1_2026-01-15.xml'],
		['{number}.xml', 'R-1.xml'],
		['{customerNumber}', 'R-1.xml'],
	])('named %s is %s', async (fileName, expected) => {
		const output = await run(inputOf(valid()), { options: { fileName } });
		expect(output.binary!.data.fileName).toBe(expected);
	});

	test('may lack the fields that a node in between has dropped', async () => {
		const { number, kind, issueDate, dueDate, currency, totals, taxes, lines, references } = valid();
		const input = {
			...{ number, kind, issueDate, dueDate, currency, totals, taxes, lines, references },
			orderReference: 'PO-1',
			seller: { name: 'S', taxId: 'DE1', address: { countryCode: 'DE' } },
			buyer: { name: 'B', address: { countryCode: 'AT' } },
		};
		expect((await fileOf(await run(inputOf(input)))).item.seller?.name).toBe('S');
	});
});

test('what was added takes part', async () => {
	const item = untaxed('Z');
	item.references = {};
	item.orderReference = null;
	item.lines[0].unit = null;
	Object.assign(item.lines[0], { taxCategory: null });
	item.taxes[0].category = null;
	const additions = {
		buyerReference: '04011000-1',
		sellerElectronicAddress: '9930:DE123456789',
		buyerElectronicAddress: ' 0088:4304171000002 ',
		unit: 'HUR',
		taxCategory: 'Z',
	};
	const { item: read } = await fileOf(await run(inputOf(item), { additions }));
	expect(read.references).toMatchObject({
		buyerReference: '04011000-1',
		sellerElectronicAddress: '9930:DE123456789',
		buyerElectronicAddress: '0088:4304171000002',
	});
	expect([read.lines[0].unit, read.lines[0].taxCategory, read.taxes[0].category]).toEqual(['HUR', 'Z', 'Z']);
	const plain = await run(inputOf(item), {
		specification: 'en16931',
		additions: { unit: 'C62', taxCategory: 'Z' },
	});
	expect((await fileOf(plain)).item.references.specification).toBe('urn:cen.eu:en16931:2017');
});

test('STK, where no unit is known, means a piece, not a stick', async () => {
	const item = valid();
	item.lines[0].unit = null;
	const output = await run(inputOf(item), { additions: { unit: ' STK ' } });
	expect((await fileOf(output)).item.lines[0].unit).toBe('C62');
});

const XRECHNUNG = 'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0';

describe('format and specification', () => {
	test('CII is written where it is chosen, and follows EN 16931 by default', async () => {
		const { text, item } = await fileOf(await run(inputOf(valid()), { format: 'cii' }));
		expect(text).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<rsm:CrossIndustryInvoice /);
		expect(item.references.specification).toBe('urn:cen.eu:en16931:2017');
		expect(item).toMatchObject({ number: 'R-1', totals: valid().totals, lines: valid().lines });
	});

	const german = () => {
		const item = valid();
		item.references.buyerReference = '04011000-1';
		item.references.sellerContact = 'Sales';
		Object.assign(item.seller!, { phone: '+49 30 123456', email: 'sales@example.com' });
		Object.assign(item.buyer!.address!, { postalCode: '1010' });
		Object.assign(item.shipTo!.address!, { postalCode: '8010' });
		return item;
	};

	test.each(['ubl', 'cii'])('XRechnung in %s names itself and its process, and is valid', async (format) => {
		const output = await run(inputOf(german()), { format, specification: 'xrechnung' });
		const { item } = await fileOf(output);
		expect(item.references).toMatchObject({
			specification: XRECHNUNG,
			process: 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0',
		});
		const validated = await validateFile(await bytesOf(output.binary!.data), 'xrechnung');
		expect(validated.ok && validated.value.validation).toMatchObject({ valid: true, errors: [] });
	});

	test('what XRechnung requires is listed by its rules', async () => {
		const error = await errorOf(inputOf({ ...german(), references: {} }), { specification: 'xrechnung' });
		expect(error.description).toContain('(BR-DE-15)');
	});

	test('Peppol has no CII', async () => {
		const error = await errorOf(inputOf(valid()), { format: 'cii', specification: 'peppol' });
		expect(error.message).toBe('Peppol BIS Billing 3 can only be written in UBL');
	});
});

describe('Factur-X / ZUGFeRD', () => {
	const pdf = (objects: Objects = PAGE) => pdfWithTable(objects, '', '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
	const PAGE: Objects = {
		1: '<< /Type /Catalog /Pages 2 0 R >>',
		2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
		3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>',
	};
	const withPdf = (bytes: Buffer) => ({
		...inputOf(valid()),
		binary: { mine: { data: bytes.toString('base64'), mimeType: 'application/pdf', fileName: 'a.pdf' } },
	});

	test('a PDF is drawn where none is named', async () => {
		const output = await run(inputOf(valid()), { format: 'facturX' });
		expect(output.binary!.data).toMatchObject({ fileName: 'R-1.pdf', mimeType: 'application/pdf' });
		expect(output.json.issues).toEqual([]);
		const { item } = await fileOf(output);
		expect(item).toMatchObject({ number: 'R-1', totals: valid().totals });
		expect(item.references.specification).toBe('urn:cen.eu:en16931:2017');
	});

	test('the XML is put into a PDF of the item, whose bytes stay', async () => {
		const bytes = pdf();
		const output = await run(withPdf(bytes), { format: 'facturX', pdfFieldName: 'mine' });
		const written = await bytesOf(output.binary!.data);
		expect(written.subarray(0, bytes.length).equals(bytes)).toBe(true);
		expect((await fileOf(output)).item.number).toBe('R-1');
		expect(output.json.issues).toEqual([]);
	});

	test('what keeps the PDF from being PDF/A-3 is listed', async () => {
		const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
		const page = `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /Font << /F ${font} >> >> >>`;
		const output = await run(withPdf(pdf({ ...PAGE, 3: page })), { format: 'facturX', pdfFieldName: 'mine' });
		expect(output.json.issues).toEqual([
			{
				code: 'PDF/A-3',
				path: 'binary.mine',
				message:
					'The PDF is not PDF/A-3, which Factur-X and ZUGFeRD ask for: fonts are not embedded (Helvetica). The invoice is embedded all the same',
			},
		]);
		expect((await fileOf(output)).item.number).toBe('R-1');
	});

	test('characters that the fonts do not have are listed, and are in the XML', async () => {
		const output = await run(inputOf({ ...valid(), note: '株式会社' }), { format: 'facturX' });
		expect((output.json.issues as Item['issues']).map(({ message }) => message).join()).toContain(
			'株 式 会 社',
		);
		expect((await fileOf(output)).item.note).toBe('株式会社');
	});

	test('an XRechnung is embedded under its own name', async () => {
		const item = valid();
		item.references.specification = XRECHNUNG;
		const output = await run(inputOf(item), { format: 'facturX', ifMissing: 'write' });
		expect((await attachmentsIn(await bytesOf(output.binary!.data))).map(([name]) => name)).toEqual([
			'xrechnung.xml',
		]);
	});

	test.each([
		[
			'encrypted',
			pdfWithTable(PAGE, '/Encrypt << /Filter /Standard /V 1 /R 2 /O (short) /U () >>'),
			'The PDF is encrypted',
		],
		['no PDF', Buffer.from('hello'), 'is not a PDF'],
	])('a file that is %s is a clear error', async (_what, bytes, message) => {
		const error = await errorOf(withPdf(bytes), { format: 'facturX', pdfFieldName: 'mine' });
		expect(error.message).toContain(message);
		expect(error.description).toContain('drawn');
	});
});

describe('Embed Files', () => {
	const files = {
		sheet: { data: Buffer.from('a;b').toString('base64'), mimeType: 'text/csv', fileName: 'hours.csv' },
		page: { data: Buffer.from('<p>').toString('base64'), mimeType: 'text/html', fileName: 'page.html' },
		same: {
			data: Buffer.from('c;d').toString('base64'),
			mimeType: 'text/csv; charset=utf-8',
			fileName: 'hours.csv',
		},
	};
	const input = () => ({ ...inputOf(valid()), binary: files });

	test.each([
		['ubl', '<cbc:EmbeddedDocumentBinaryObject mimeCode="text/csv" filename="hours.csv">YTti<', []],
		// A warning: the official rule counts the files of all documents together.
		['cii', '<ram:AttachmentBinaryObject mimeCode="text/csv" filename="hours.csv">YTti<', ['CII-SR-476']],
	])('files become supporting documents in %s', async (format, element, warnings) => {
		const output = await run(input(), { format, options: { embedFiles: 'sheet, same' } });
		const { text, item } = await fileOf(output);
		expect(text).toContain(element);
		expect(item.references.supportingDocuments).toBe('hours.csv, hours (2).csv');
		expect((output.json.issues as Item['issues']).map(({ code }) => code)).toEqual(warnings);
		const validated = await validateFile(await bytesOf(output.binary!.data), 'claimed');
		expect(validated.ok && validated.value.validation.valid).toBe(true);
	});

	test('a type that the norm does not allow is left out and listed', async () => {
		const output = await run(input(), { options: { embedFiles: 'page' } });
		expect((await fileOf(output)).text).not.toContain('EmbeddedDocument');
		expect(output.json.issues).toEqual([expect.objectContaining({ code: 'BR-CL-24', path: 'binary.page' })]);
	});

	test('a field that is not there is an error that names it', async () => {
		expect((await errorOf(input(), { options: { embedFiles: 'none' } })).message).toContain('none');
	});
});

describe('an item with gaps', () => {
	const lacking = () => ({ ...valid(), number: null, issues: [{ code: 'a', path: 'b', message: 'c' }] });

	test('is an error that lists them all in plain words', async () => {
		const error = await errorOf(inputOf({ ...lacking(), dueDate: null }));
		expect(error.message).toBe('One thing is missing or wrong for an e-invoice');
		expect(error.description).toMatch(
			/^number: The number of the invoice \(BT-1\) is missing \(BR-02\)<br>\nFill this in .* Add or Override/,
		);
		expect(error.context.itemIndex).toBe(0);
	});

	test('is an item with the list where the node goes on', async () => {
		const output = await run(inputOf(lacking()), {}, 'continueRegularOutput');
		expect((output.json.error as IDataObject).description).toContain('BR-02');
	});

	test('is written all the same if so chosen, with the gaps among its issues', async () => {
		const output = await run(inputOf(lacking()), { ifMissing: 'write' });
		expect(output.json.issues).toEqual([
			{ code: 'a', path: 'b', message: 'c' },
			{ code: 'BR-02', path: 'number', message: 'The number of the invoice (BT-1) is missing' },
		]);
		expect(output.binary!.data.fileName).toBe('invoice.xml');
		expect((await fileOf(output)).item.number).toBeNull();
	});
});

test.each([
	[{ ...valid(), issueDate: '15.13.2026' }, 'issueDate: "15.13.2026" is not a date'],
	[
		{ ...valid(), totals: { ...valid().totals, net: '140 EUR' } },
		'totals.net: "140 EUR" is not a plain number',
	],
	[{ ...valid(), lines: 'none' }, 'lines: "none" is not a list'],
	[{ ...valid(), lines: [7] }, 'lines[0]: "7" is not an object with fields'],
	[{ ...valid(), seller: 7 }, 'seller: "7" is not an object with fields'],
])('an item with a value that cannot be read is an error that names the field', async (json, gap) => {
	const error = await errorOf(inputOf(json));
	expect(error.description).toContain(gap);
	expect((await run(inputOf(json), { ifMissing: 'write' })).binary).toBeDefined();
});

describe('the items of the triggers', () => {
	const files = PROVIDER_NAMES.flatMap((name) => filesBelow(`test/golden/${name}`, '.json'));

	test.each(files)('%s: the gaps are listed, and the file is written if so chosen', async (file) => {
		const items = [JSON.parse(readFileSync(file, 'utf8')) as Item | Item[]].flat();
		for (const item of items) {
			const error = await errorOf(inputOf(item));
			expect(error.message).toMatch(/missing or wrong for an e-invoice$/);
			const output = await run(inputOf(item), { ifMissing: 'write' });
			const tolerated = (await createUbl(item, NO_ADDITIONS)).gaps.filter(({ isTolerated }) => isTolerated);
			const added = (output.json.issues as Item['issues']).slice(item.issues.length);
			for (const { code, path, message } of added) {
				const isTolerated = tolerated.some(({ rule, path: at }) => rule === code && at === path);
				expect([code, error.description!.includes(`${path}: ${message} (${code})`)]).toEqual([
					code,
					!isTolerated,
				]);
			}
			const { item: read } = await fileOf(output);
			expect(read.number).toBe(item.number);
			for (const [field, value] of Object.entries(item.totals)) {
				// The norm has no field for what the buyer withholds.
				if (value === null || field === 'withheld') continue;
				expect([field, read.totals[field as keyof Item['totals']]]).toEqual([field, value]);
			}
			expect(read.lines.map(({ net }) => net)).toEqual(
				item.lines.map((entry, index) => entry.net ?? read.lines[index].net),
			);
		}
	});

	test('all providers are among them', () => {
		expect(new Set(files.map((file) => file.split('/')[2]))).toEqual(new Set(PROVIDER_NAMES));
	});
});
