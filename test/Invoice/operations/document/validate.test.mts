import { finish } from '../../../../nodes/shared/steps';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { Invoice } from '../../../../nodes/Invoice/Invoice.node';
import { writeItem } from '../../../../nodes/shared/einvoice/create';
import { PEPPOL, XRECHNUNG } from '../../../../nodes/shared/einvoice/en16931/specifications';
import type { ItemValidation } from '../../../../nodes/shared/einvoice/validate';
import { cleanUp, executeContext, initialize, type Setup } from '../../../n8nCore/contexts.mts';
import { NO_ADDITIONS, valid } from '../../../support/einvoice/items.mts';
import { pdfWithTable, withAttachment } from '../../../support/pdf/files.mts';

// The script reads the compiled schema; here, only its source matters.
jest.mock(
	'../../../../dist/nodes/shared/invoice/schema.js',
	() => jest.requireActual('../../../../nodes/shared/invoice/schema'),
	{ virtual: true },
);
const { validatedInvoiceJsonSchema } = jest.requireActual<{ validatedInvoiceJsonSchema(): object }>(
	'../../../../scripts/invoiceJsonSchema.js',
);

beforeAll(async () => await initialize());
afterAll(cleanUp);

const setup = (parameters: IDataObject, more: Partial<Setup> = {}): Setup => ({
	node: new Invoice(),
	parameters: {
		resource: 'document',
		operation: 'validate',
		source: 'file',
		binaryPropertyName: 'data',
		rules: 'claimed',
		...parameters,
	},
	...more,
});

async function validate(
	items: INodeExecutionData[],
	parameters: IDataObject = {},
	more: Partial<Setup> = {},
) {
	const outputs = await new Invoice().execute.call(executeContext(setup(parameters, more), items));
	return outputs as [INodeExecutionData[], INodeExecutionData[]];
}

async function fileItem(content: Buffer | string): Promise<INodeExecutionData> {
	const { helpers } = executeContext(setup({}), []);
	const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content);
	return {
		json: { from: 'mail' },
		binary: { data: await helpers.prepareBinaryData(bytes, 'x', 'text/plain') },
	};
}

const verdictOf = (item: INodeExecutionData | undefined) =>
	item?.json.validation as unknown as ItemValidation;

/** A UBL invoice that Peppol accepts. */
const xmlOf = (change: (xml: string) => string = (xml) => xml) =>
	change(finish(writeItem(valid(), NO_ADDITIONS)).xml);

const wrongTotal = (xml: string) => xml.replace(/(<cbc:PayableAmount[^>]*>)[^<]*/, '$1999.99');

test('an attached file does not count as an empty element, unless it is empty', async () => {
	const attached = (content: string) => (xml: string) =>
		xml.replace(
			'<cac:AccountingSupplierParty>',
			`<cac:AdditionalDocumentReference><cbc:ID>1</cbc:ID><cac:Attachment><cbc:EmbeddedDocumentBinaryObject mimeCode="text/csv" filename="a.csv">${content}</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>$&`,
		);
	const [good, bad] = await validate([
		await fileItem(xmlOf(attached('QQ=='))),
		await fileItem(xmlOf(attached(''))),
	]);
	expect(good).toHaveLength(1);
	expect(bad.map((item) => verdictOf(item).errors.map(({ rule }) => rule))).toEqual([
		['PEPPOL-EN16931-R008'],
	]);
});

test('a file that follows its rules goes to Valid, with the invoice and the file', async () => {
	const item = await fileItem(xmlOf());
	const [good, bad] = await validate([item]);
	expect(bad).toEqual([]);
	expect(good).toHaveLength(1);
	expect(good[0]!.json).toMatchObject({ number: 'R-1', currency: 'EUR', totals: valid().totals });
	expect(good[0]!.binary).toEqual(item.binary);
	expect(good[0]!.pairedItem).toEqual({ item: 0 });
	expect(verdictOf(good[0])).toMatchObject({
		valid: true,
		specification: PEPPOL,
		rules: ['EN 16931', 'Peppol BIS Billing 3'],
		errors: [],
	});
});

test('a wrong amount goes to Invalid, with rule, place, field and value, and a text for a mail', async () => {
	const [good, bad] = await validate([await fileItem(xmlOf(wrongTotal))]);
	expect(good).toEqual([]);
	const { errors, text, valid: isValid } = verdictOf(bad[0]);
	expect(isValid).toBe(false);
	expect(errors).toEqual([expect.objectContaining({ rule: 'BR-CO-16' })]);
	const [{ path, message }] = errors as [ItemValidation['errors'][number]];
	expect(path).toMatch(/LegalMonetaryTotal/);
	expect(text).toContain(
		'Invoice "R-1" of "Seller GmbH" does not follow the rules of EN 16931 and Peppol BIS Billing 3.',
	);
	expect(text).toContain(`1. ${message} (BR-CO-16)`);
	expect(text).toContain(`Place: ${path}`);
});

test('the text of an invoice of another specification says by which rules it was judged', async () => {
	const selfBilling = 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:selfbilling:3.0';
	const [good] = await validate([await fileItem(xmlOf((xml) => xml.replace(PEPPOL, selfBilling)))]);
	const { rules, specification, text } = verdictOf(good[0]);
	expect([rules, specification]).toEqual([['EN 16931'], selfBilling]);
	expect(text).toContain(
		`It says that it follows "${selfBilling}" (BT-24). The rules of that specification are not known here: only those of EN 16931 were applied.`,
	);
	const [plain] = await validate([
		await fileItem(xmlOf((xml) => xml.replace(PEPPOL, 'urn:cen.eu:en16931:2017'))),
	]);
	expect(verdictOf(plain[0]).text).not.toContain('BT-24');
});

test('a PDF is judged by the XML inside of it', async () => {
	const pdf = pdfWithTable(withAttachment(Buffer.from(xmlOf(wrongTotal))));
	const [, bad] = await validate([await fileItem(pdf)]);
	expect(verdictOf(bad[0]).errors.map(({ rule }) => rule)).toEqual(['BR-CO-16']);
});

test('each item goes to its own output', async () => {
	const [good, bad] = await validate([
		await fileItem(xmlOf(wrongTotal)),
		await fileItem(xmlOf()),
		await fileItem('no invoice'),
	]);
	expect(good.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
	expect(bad.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
});

test.each([
	['plain text', 'no invoice', /plain text/],
	['broken XML', '<Invoice><ID>1</Invoice>', /XML/],
	[
		'a PDF without an invoice',
		pdfWithTable({ 1: '<< /Type /Catalog /Pages 2 0 R >>', 2: '<< /Type /Pages /Kids [] /Count 0 >>' }),
		/PDF without an embedded invoice/,
	],
])('%s is not valid, and the finding says why', async (_what, content, message) => {
	const [, bad] = await validate([await fileItem(content)]);
	const { errors, text, specification } = verdictOf(bad[0]);
	expect(errors).toEqual([
		expect.objectContaining({ rule: 'file', message: expect.stringMatching(message) }),
	]);
	expect(text).toMatch(message);
	expect(specification).toBeNull();
	expect(bad[0]!.json.number).toBeNull();
});

describe('Rules', () => {
	test('EN 16931 alone does not ask for what Peppol asks for', async () => {
		const noAddress = (xml: string) => xml.replace(/<cbc:EndpointID.*?<\/cbc:EndpointID>/gs, '');
		const file = await fileItem(xmlOf(noAddress));
		const [, bad] = await validate([file]);
		expect(verdictOf(bad[0]).errors.map(({ rule }) => rule)).toContain('PEPPOL-EN16931-R020');
		const [good] = await validate([file], { rules: 'en16931' });
		expect(verdictOf(good[0])).toMatchObject({ valid: true, rules: ['EN 16931'] });
	});

	test('XRechnung can be asked of a file that claims something else', async () => {
		const [, bad] = await validate([await fileItem(xmlOf())], { rules: 'xrechnung' });
		expect(verdictOf(bad[0]).rules).toEqual(['EN 16931', 'XRechnung 3']);
		expect(verdictOf(bad[0]).errors.map(({ rule }) => rule)).toContain('BR-DE-15');
	});
});

describe('an item', () => {
	const run = async (item: unknown, rules = 'claimed') =>
		await validate([{ json: item as IDataObject }], { source: 'item', rules });

	test('is judged as the file that Create writes', async () => {
		const [good] = await run(valid());
		expect(verdictOf(good[0])).toMatchObject({ valid: true, errors: [] });
		const item = valid();
		item.totals.due = 999;
		const [, bad] = await run(item);
		expect(verdictOf(bad[0]).errors.map(({ rule }) => rule)).toEqual(['BR-CO-16']);
		expect(bad[0]!.json.totals).toEqual(item.totals);
	});

	test('claims what it is judged by', async () => {
		const [, bad] = await run(valid(), 'xrechnung');
		expect(verdictOf(bad[0]).specification).toBe(XRECHNUNG);
		expect(verdictOf(bad[0]).errors.map(({ rule }) => rule)).not.toContain('BR-DE-21');
	});
});

test('a format without rules is an error, which names what there are rules for', async () => {
	const hacienda =
		'<FacturaElectronica xmlns="https://cdn.comprobanteselectronicos.go.cr/xml-schemas/v4.3/facturaElectronica"/>';
	await expect(validate([await fileItem(hacienda)])).rejects.toMatchObject({
		message: 'There are no rules for the format of this e-invoice',
		description: expect.stringContaining('UBL and CII'),
	});
});

test('Peppol has no rules for CII', async () => {
	const cii =
		'<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"/>';
	await expect(validate([await fileItem(cii)], { rules: 'peppol' })).rejects.toMatchObject({
		message: expect.stringContaining('Peppol BIS Billing 3 has no rules for CII'),
	});
	const [, bad] = await validate([await fileItem(cii)]);
	expect(verdictOf(bad[0]).errors.map(({ rule }) => rule)).toContain('BR-02');
});

test('the items are as the schema says that n8n shows before the first run', async () => {
	const fits = new Ajv2020({ strictTypes: false });
	addFormats(fits);
	const check = fits.compile(validatedInvoiceJsonSchema());
	const outputs = await validate([
		await fileItem(xmlOf()),
		await fileItem(xmlOf(wrongTotal)),
		await fileItem('no invoice'),
	]);
	for (const { json } of outputs.flat()) expect([check(json), check.errors]).toEqual([true, null]);
	const { validation, ...invoice } = outputs[0][0]!.json;
	expect(validation).toBeDefined();
	expect(check(invoice)).toBe(false);
});

test('a failed item goes to Invalid, whatever an earlier step has found', async () => {
	const json = { validation: { valid: true } };
	const [good, bad] = await validate([{ json }], {}, { onError: 'continueRegularOutput' });
	expect([good.length, bad.length]).toEqual([0, 1]);
});

test('an item without a file fails, or goes to Invalid where the node continues on errors', async () => {
	await expect(validate([{ json: {} }])).rejects.toThrow();
	const [good, bad] = await validate([{ json: {} }], {}, { onError: 'continueRegularOutput' });
	expect(good).toEqual([]);
	expect(bad).toMatchObject([
		{ json: { error: { message: 'The item has no file' } }, pairedItem: { item: 0 } },
	]);
});
