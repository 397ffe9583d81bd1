import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { IDataObject, INodeExecutionData, INodePropertyOptions } from 'n8n-workflow';
import { Invoice } from '../../../../nodes/Invoice/Invoice.node';
import { languageOptions } from '../../../../nodes/Invoice/fields/languageOptions';
import { properties } from '../../../../nodes/Invoice/operations/document/show';
import { LANGUAGES } from '../../../../nodes/shared/einvoice/show/languages/languages';
import { bytesOf, cleanUp, executeContext, initialize, type Setup } from '../../../n8nCore/contexts.mts';
import { valid } from '../../../support/einvoice/items.mts';
import { CII, golden, UBL } from '../../../support/einvoice/norm.mts';
import { pdfWithTable, withAttachment } from '../../../support/pdf/files.mts';

// The script reads the compiled schema; here, only its source matters.
jest.mock(
	'../../../../dist/nodes/shared/invoice/schema.js',
	() => jest.requireActual('../../../../nodes/shared/invoice/schema'),
	{ virtual: true },
);
const { shownInvoiceJsonSchema } = jest.requireActual<{ shownInvoiceJsonSchema(): object }>(
	'../../../../scripts/invoiceJsonSchema.js',
);

beforeAll(async () => await initialize());
afterAll(cleanUp);

const setup = (parameters: IDataObject, more: Partial<Setup> = {}): Setup => ({
	node: new Invoice(),
	parameters: { resource: 'document', operation: 'show', source: 'item', ...parameters },
	...more,
});

async function show(items: INodeExecutionData[], parameters: IDataObject = {}, more: Partial<Setup> = {}) {
	const [results] = await new Invoice().execute.call(executeContext(setup(parameters, more), items));
	return results;
}

const itemOf = (json: unknown): INodeExecutionData => ({ json: json as IDataObject });

async function fileItem(content: Buffer | string, json: IDataObject = {}): Promise<INodeExecutionData> {
	const { helpers } = executeContext(setup({}), []);
	return {
		json,
		binary: { data: await helpers.prepareBinaryData(Buffer.from(content as string), 'x', 'text/plain') },
	};
}

test('an item is shown in a file, as HTML and as text; the item stays', async () => {
	const [{ json, binary, pairedItem }] = await show([itemOf(valid())], { language: 'de' });
	const { html, text, ...rest } = json as { html: string; text: string };
	expect(Object.keys(json).slice(0, 2)).toEqual(['text', 'html']);
	expect(rest).toEqual(valid());
	expect(text).toMatch(/^Rechnung R-1\n=+\n\nVerkäufer\n {2}Seller GmbH\n/);
	expect(html).toContain('<html lang="de">');
	expect(binary).toMatchObject({ html: { fileName: 'R-1.html', mimeType: 'text/html' } });
	expect((await bytesOf(binary!.html)).toString('utf8')).toBe(html);
	expect(pairedItem).toEqual({ item: 0 });
	const schema = addFormats(new Ajv2020({ strict: false })).compile(shownInvoiceJsonSchema());
	expect([schema(json), schema.errors]).toEqual([true, null]);
});

test.each<[string, Buffer | string]>([
	['UBL', UBL],
	['CII', CII],
	['a PDF', pdfWithTable(withAttachment(CII))],
])('%s is shown from a file, which stays', async (_, file) => {
	const input = await fileItem(file, { from: 'mail', text: 'See attached' });
	const [{ json, binary }] = await show([input], { source: 'file', pageFieldName: 'page' });
	const { html, text, ...rest } = json as { html: string; text: string };
	const { event, document, ...invoice } = golden('invoice.json') as unknown as Record<string, unknown>;
	expect([event, document]).toEqual([null, null]);
	expect(rest).toMatchObject(invoice);
	expect(json.document).toMatchObject({ fileName: 'x', source: 'file' });
	expect(text).toContain(`Invoice number: ${String(json.number)}`);
	expect(html).toContain('<!DOCTYPE html>');
	expect(binary!.data).toEqual(input.binary!.data);
	expect(binary!.page).toBeDefined();
});

test('of the attachments of a mail each e-invoice is shown, and nothing else', async () => {
	const [ubl, terms, cii] = await Promise.all([UBL, 'General terms', CII].map((file) => fileItem(file)));
	const binary = {
		attachment_0: ubl.binary!.data,
		attachment_1: terms.binary!.data,
		attachment_2: cii.binary!.data,
	};
	const shown = await show([{ json: { subject: 'Invoices' }, binary }], {
		source: 'file',
		binaryPropertyName: '*',
	});
	expect(shown.map(({ json, pairedItem }) => [json.number, pairedItem])).toEqual([
		[golden('invoice.json').number, { item: 0 }],
		[golden('invoice.json').number, { item: 0 }],
	]);
	expect(shown.map((one) => Object.keys(one.binary!))).toEqual([
		['attachment_0', 'attachment_1', 'attachment_2', 'html'],
		['attachment_0', 'attachment_1', 'attachment_2', 'html'],
	]);
});

test('a file can be validated at once; findings of Validate in the item are shown, too', async () => {
	const wrong = UBL.toString().replace(/(<cbc:PayableAmount[^>]*>)[^<]*/, '$1999.99');
	const [fromFile] = await show([await fileItem(wrong)], { source: 'file', options: { validate: true } });
	expect(fromFile.json.validation).toMatchObject({ valid: false });
	expect(fromFile.json.text).toContain('BR-CO-16');
	const [{ json }] = await show([itemOf({ ...fromFile.json })]);
	expect(json.text).toBe(fromFile.json.text);
	const [plain] = await show([await fileItem(wrong)], { source: 'file' });
	expect(plain.json).not.toHaveProperty('validation');
});

test('fields of a mail give way to the page', async () => {
	const [{ json }] = await show([itemOf({ subject: 'Hi', html: '<b>mail</b>', text: 'mail', ...valid() })]);
	expect(json.text).toMatch(/^Invoice R-1/);
	expect(json.html).not.toContain('<b>mail</b>');
	expect(json.subject).toBe('Hi');
});

test('the name of the file can be made of fields, and the second of one name gets a number', async () => {
	const items = [itemOf(valid()), itemOf(valid())];
	const results = await show(items, { options: { fileName: '{number}_{issueDate}' } });
	expect(results.map(({ binary }) => binary!.html!.fileName)).toEqual([
		'R-1_2026-01-15.html',
		'R-1_2026-01-15 (2).html',
	]);
});

test('an item of another node is shown as Create reads it, and what cannot be read is an issue', async () => {
	const own = {
		number: 7,
		currency: 'eur',
		issueDate: 'someday',
		lines: [{ description: 'Work', quantity: '2', unitPrice: '50', taxRate: 19 }],
	};
	const [{ json }] = await show([itemOf(own)]);
	expect(json.text).toContain('Total with tax: 119.00 EUR');
	expect(json.issues).toContainEqual(expect.objectContaining({ path: 'issueDate' }));
});

test('what is no invoice is an error that says what to do', async () => {
	await expect(show([itemOf({ subject: 'Hi' })])).rejects.toMatchObject({
		message: 'The item has no invoice to show',
		description: expect.stringContaining('choose File under Show') as string,
	});
	await expect(show([await fileItem('hello')], { source: 'file' })).rejects.toThrow('The file is');
});

test('every language can be chosen', () => {
	const language = properties.find(({ name }) => name === 'language')!;
	expect(language.options).toBe(languageOptions);
	const codes = (language.options as INodePropertyOptions[]).map(({ value }) => value);
	expect(codes.sort()).toEqual(LANGUAGES.map(({ code }) => code).sort());
});
