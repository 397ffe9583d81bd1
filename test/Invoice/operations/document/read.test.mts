import { PDFDocument } from '@cantoo/pdf-lib';
import { NodeHelpers, type IDataObject, type INodeExecutionData } from 'n8n-workflow';
import { Invoice } from '../../../../nodes/Invoice/Invoice.node';
import { invoiceSchema, type Invoice as InvoiceItem } from '../../../../nodes/shared/invoice/schema';
import { bytesOf, cleanUp, executeContext, initialize, type Setup } from '../../../n8nCore/contexts.mts';
import { pdfWithTable, withAttachment } from '../../../support/pdf/files.mts';
import { CII, golden, UBL } from '../../../support/einvoice/norm.mts';
import { messageIn } from '../../../support/Invoice/failed.mts';

beforeAll(async () => {
	await initialize();
});
afterAll(cleanUp);

const setup = (parameters: IDataObject = {}, more: Partial<Setup> = {}): Setup => ({
	node: new Invoice(),
	parameters: { resource: 'document', operation: 'read', binaryPropertyName: 'data', ...parameters },
	...more,
});

/** Runs the node on files that were put into n8n's binary store. */
async function read(
	files: Array<Buffer | string | null>,
	parameters: IDataObject = {},
	more: Partial<Setup> = {},
) {
	const field = (parameters.binaryPropertyName as string | undefined) ?? 'data';
	const { helpers } = executeContext(setup(), []);
	const items: INodeExecutionData[] = [];
	for (const [index, file] of files.entries()) {
		const json = { from: 'mail', index };
		if (file === null) items.push({ json });
		else {
			// Name and type are deliberately wrong: they must not matter.
			const binary = {
				[field]: await helpers.prepareBinaryData(Buffer.from(file as string), 'x.txt', 'text/plain'),
			};
			items.push({ json, binary });
		}
	}
	const [results] = await new Invoice().execute.call(executeContext(setup(parameters, more), items));
	return { results, items };
}

const FORMS: Array<[string, Buffer | string]> = [
	['UBL', UBL],
	['CII', CII],
	['a PDF', pdfWithTable(withAttachment(CII))],
];

describe('Read', () => {
	it.each(FORMS)('gives the invoice of %s', async (_form, file) => {
		const { results } = await read([file]);
		expect(results).toHaveLength(1);
		const [{ json, binary, pairedItem }] = results;
		expect({ ...json, event: null, document: null }).toEqual(golden('invoice.json'));
		expect(pairedItem).toEqual({ item: 0 });
		// A binary would make the editor open the output at the file and hide the invoice.
		expect(binary).toBeUndefined();
	});

	it.each([
		['the option Keep Input Files', { options: { keepInputFiles: true } }, {}],
		['the first version of the node', {}, { typeVersion: 1 }],
	])('keeps the file with %s', async (_what, parameters, more) => {
		const { results, items } = await read([UBL], parameters, more);
		expect(results[0].binary).toEqual(items[0].binary);
		expect(await bytesOf(results[0].binary!.data)).toEqual(Buffer.from(UBL));
	});

	it('puts the file into a field of its own, with or without those that came in', async () => {
		const { results, items } = await read([UBL], {
			options: { outputField: 'data' },
			binaryPropertyName: 'a',
		});
		expect(results[0].binary).toEqual({ data: items[0].binary!.a });
		const both = await read([UBL], {
			options: { outputField: 'data', keepInputFiles: true },
			binaryPropertyName: 'a',
		});
		expect(Object.keys(both.results[0].binary!)).toEqual(['data', 'a']);
		const text = { source: 'text', text: UBL, options: { outputField: 'data' } };
		expect((await read([null], text)).results[0].binary).toBeUndefined();
	});

	it('keeps the file that has a path, in data unless another field is chosen', async () => {
		const filePath = '{number}';
		const { results, items } = await read([UBL], { options: { filePath }, binaryPropertyName: 'a' });
		expect(results[0].binary).toEqual({ data: items[0].binary!.a });
		const named = await read([UBL], {
			options: { filePath, outputField: 'invoice' },
			binaryPropertyName: 'a',
		});
		expect(Object.keys(named.results[0].binary!)).toEqual(['invoice']);
		const kept = await read([UBL], {
			options: { filePath, keepInputFiles: true },
			binaryPropertyName: 'a',
		});
		expect(Object.keys(kept.results[0].binary!)).toEqual(['a']);
		const blank = await read([UBL], { options: { filePath: ' ' } });
		expect(blank.results[0].binary).toBeUndefined();
	});

	it('gives a key and the format, as items of triggers have them; the first version gave neither', async () => {
		const { results } = await read(FORMS.map(([, file]) => file));
		for (const { json } of results) expect(invoiceSchema.safeParse(json).error).toBeUndefined();
		const of = (index: number) => results[index].json as unknown as InvoiceItem;
		expect(results.map((_, index) => of(index).document!.format)).toEqual([
			{ syntax: 'UBL', specification: of(0).references.specification, pdf: false },
			{ syntax: 'CII', specification: of(1).references.specification, pdf: false },
			{ syntax: 'CII', specification: of(1).references.specification, pdf: true },
		]);
		expect(of(0)).toMatchObject({
			event: { type: 'document.read', providerType: 'Invoice', authentication: 'item' },
			document: { source: 'file', fileName: 'x.txt', mimeType: 'application/xml' },
		});
		const [ubl, cii, pdf] = results.map((_, index) => of(index).event!.key);
		expect(ubl).toMatch(/^file:[\da-f]{64}$/);
		expect(pdf).toBe(cii);
		expect(ubl).not.toBe(cii);
		const first = await read([UBL], {}, { typeVersion: 1 });
		expect(first.results[0].json).toEqual(golden('invoice.json'));
	});

	it('reads the field that is chosen', async () => {
		const { results } = await read([UBL], { binaryPropertyName: 'attachment_0' });
		expect(results[0].json.number).toBe('R-2025-007');
	});

	it('says where the file is to go, by the option File Path', async () => {
		const options = { filePath: '{seller.name}/{month}/{number}' };
		const { results } = await read([UBL, UBL, pdfWithTable(withAttachment(CII))], { options });
		const paths = results.map(({ json }) => (json as unknown as InvoiceItem).document!.path);
		expect(paths).toEqual([
			expect.stringMatching(/^[^/]+\/\d{4}-\d{2}\/R-2025-007\.xml$/),
			expect.stringMatching(/\/R-2025-007 \(2\)\.xml$/),
			expect.stringMatching(/\/R-2025-007\.pdf$/),
		]);
		for (const { json } of results) expect(invoiceSchema.safeParse(json).error).toBeUndefined();
		const lines = await read([UBL], { options: { ...options, onePerLine: true } });
		expect(new Set(lines.results.map(({ json }) => (json.document as IDataObject).path)).size).toBe(1);
		// An expression may give a number.
		const year = await read([UBL], { options: { filePath: 2026 } });
		expect(year.results[0].json.document).toMatchObject({ path: '2026.xml' });
		await expect(read([UBL], { options: { filePath: '{supplier}' } })).rejects.toThrow('{supplier}');
	});

	it('reads each item for itself', async () => {
		const other = UBL.replace('R-2025-007', 'R-2');
		const { results } = await read([UBL, other]);
		expect(results.map(({ json }) => json.number)).toEqual(['R-2025-007', 'R-2']);
		expect(results.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect((await read([])).results).toEqual([]);
	});

	it('needs no credential, and does not ask for one', () => {
		const { description } = new Invoice();
		const node = { typeVersion: 1 } as never;
		for (const provider of ['item', 'digitalRiver', 'rillet', undefined]) {
			const values = { resource: 'document', operation: 'read', ...(provider ? { provider } : {}) };
			for (const credential of description.credentials!) {
				expect(NodeHelpers.displayParameter(values, credential, node, description)).toBe(false);
			}
		}
		const shown = NodeHelpers.getNodeParameters(
			description.properties,
			{ resource: 'document', operation: 'read', provider: 'rillet' },
			true,
			false,
			node,
			description,
		);
		expect(shown).toEqual({
			resource: 'document',
			operation: 'read',
			source: 'file',
			binaryPropertyName: 'data',
			options: {},
		});
	});

	it('says what it found instead, what to do, and in which item', async () => {
		await expect(read([UBL, Buffer.from('504b0304', 'hex')])).rejects.toMatchObject({
			message: 'The file is a ZIP archive, not an invoice that can be read',
			description: expect.stringContaining('Compression node'),
			context: { itemIndex: 1 },
		});
	});

	it('opens a PDF with the password of the option, and never says it', async () => {
		const document = await PDFDocument.create();
		document.addPage();
		await document.attach(Buffer.from(CII), 'factur-x.xml');
		document.encrypt({ userPassword: 'Gehe1m', ownerPassword: 'other', permissions: {} });
		const file = Buffer.from(await document.save());
		const { results } = await read([file], { options: { pdfPassword: 'Gehe1m' } });
		expect(results[0].json.number).toBe('R-2025-007');
		await expect(read([file])).rejects.toMatchObject({
			message: 'The PDF can only be opened with a password',
			description: expect.stringContaining('PDF Password'),
		});
		const wrong = await read([file], { options: { pdfPassword: 'gehe1m' } }).catch((error) => error);
		expect(wrong.message).toBe('The PDF cannot be opened with this password');
		expect(JSON.stringify(wrong) + wrong.description).not.toContain('gehe1m');
	});

	it('says that the file is missing', async () => {
		await expect(read([null])).rejects.toThrow('The item has no file');
	});

	it('fails each for itself where the workflow goes on', async () => {
		const { results } = await read(['<Order/>', UBL, null], {}, { onError: 'continueRegularOutput' });
		expect(results.map(({ json }) => messageIn(json) ?? json.number)).toEqual([
			'The file is XML of another kind (Order), not an invoice that can be read',
			'R-2025-007',
			'The item has no file',
		]);
		expect(results.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});
});
