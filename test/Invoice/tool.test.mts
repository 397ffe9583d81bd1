/** The Invoice node as the tool that n8n makes of it: without binary data, with an agent's arguments as its input. */
import {
	NodeHelpers,
	type IDataObject,
	type INodeExecutionData,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { Invoice } from '../../nodes/Invoice/Invoice.node';
import { createUbl } from '../../nodes/shared/einvoice/create';
import type { ItemValidation } from '../../nodes/shared/einvoice/validate';
import { readEInvoice } from '../../nodes/shared/einvoice/read';
import { cleanUp, executeContext, initialize, type Setup } from '../n8nCore/contexts.mts';
import { NO_ADDITIONS, valid } from '../support/einvoice/items.mts';
import { CII, golden, UBL } from '../support/einvoice/norm.mts';

beforeAll(async () => await initialize());
afterAll(cleanUp);

/** What n8n does to a node that can be a tool (tool-generation/ai-tools.js). */
function toolOf(node: Invoice): Invoice {
	const description = { ...node.description, name: `${node.description.name}Tool`, inputs: [], outputs: [] };
	return Object.create(node, { description: { value: description } }) as Invoice;
}

const tool = toolOf(new Invoice());
const own = {
	number: 1001,
	issueDate: '2026-01-31',
	dueDate: '2026-02-28',
	currency: 'eur',
	seller: { name: 'Example Ltd', taxId: 'DE123456789', country: 'DE', iban: 'DE89370400440532013000' },
	buyer: { name: 'Customer Inc', country: 'AT' },
	lines: [{ description: 'Consulting', quantity: 8, unitPrice: 95, taxRate: 19 }],
};

/** The response to the agent. */
async function call(operation: string, parameters: IDataObject, more: Partial<Setup> = {}) {
	const setup = { node: tool, parameters: { resource: 'document', operation, ...parameters }, ...more };
	const context = executeContext(setup, [{ json: { Argument: 'of the agent' } }]);
	const [first] = (await tool.execute.call(context as never)) as INodeExecutionData[][];
	expect(first.map(({ binary }) => binary)).toEqual([undefined]);
	return first[0]!.json;
}

describe.each([1, 2])('version %d', (typeVersion) => {
	const more = { typeVersion };

	test('Read reads the XML that the agent gives', async () => {
		for (const text of [UBL, CII]) {
			const { event, document, ...invoice } = golden('invoice.json');
			const item = await call('read', { text }, more);
			expect(item).toMatchObject(invoice);
			if (typeVersion < 2) expect(item).toMatchObject({ event, document });
			else
				expect(item.document).toMatchObject({ fileName: null, mimeType: 'application/xml', source: 'file' });
		}
	});

	test('Validate answers with the verdict, whatever it is', async () => {
		const verdict = async (text: string) =>
			(await call('validate', { text }, more)).validation as unknown as ItemValidation;
		const { xml } = await createUbl(valid(), NO_ADDITIONS);
		expect(await verdict(xml)).toMatchObject({ valid: true, errors: [] });
		const broken = await verdict(xml.replace(/<cbc:PayableAmount (.*?)>.*?</, '<cbc:PayableAmount $1>1.00<'));
		expect(broken).toMatchObject({ valid: false, errors: [expect.objectContaining({ rule: 'BR-CO-16' })] });
		expect((await verdict('Dear agent')).text).toContain('The file is plain text');
	});

	test('Show answers with the invoice as text, of XML and of JSON', async () => {
		const ofXml = await call('show', { source: 'text', text: UBL, language: 'de' }, more);
		expect(ofXml).toEqual({ text: expect.stringMatching(/^Rechnung R-2025-007\n/) as string, issues: [] });
		const ofJson = await call('show', { source: 'json', invoice: own }, more);
		expect(ofJson.text).toContain('Customer Inc');
		expect(ofJson.text).toContain('904.40 EUR');
		const judged = await call('show', { text: UBL, options: { validate: true } }, more);
		expect(judged.text).toContain('(BR-CO-03, references.taxPointDate)');
	});

	test('Create answers with the XML and the computed item', async () => {
		for (const format of ['ubl', 'cii']) {
			const invoice = format === 'ubl' ? own : JSON.stringify(own);
			const { xml, ...item } = await call('create', { specification: 'en16931', format, invoice }, more);
			const read = await readEInvoice(Buffer.from(xml as string));
			expect(read.ok && read.value).toMatchObject({ number: '1001', totals: { gross: 904.4, due: 904.4 } });
			expect(item).toMatchObject({ number: '1001', totals: { gross: 904.4 }, issues: [] });
			expect(item).not.toHaveProperty('Argument');
		}
	});

	test('Create lists what is missing line by line, for the agent to fill in', async () => {
		const { seller: _, ...without } = own;
		const error = (await call('create', { specification: 'en16931', invoice: without }, more).catch(
			(caught: unknown) => caught,
		)) as Error & { description: string };
		expect(error.message).toMatch(/things are missing or wrong for an e-invoice$/);
		const lines = error.description.split('\n');
		expect(lines.some((line) => line.startsWith('seller'))).toBe(true);
		expect(error.description).not.toMatch(/<br>|Edit Fields|binary/);
		expect(lines.at(-1)).toContain('ask the user');
	});

	test('what is no text and no JSON is an error that names the field', async () => {
		await expect(call('read', { text: '' }, more)).rejects.toThrow('There is no text to read');
		await expect(call('create', { invoice: 'Invoice of Ann' }, more)).rejects.toThrow(
			'The JSON of the invoice cannot be read',
		);
	});
});

/** The parameters that the editor shows for given values, with defaults filled in. */
function shown(values: IDataObject): IDataObject {
	const { description } = tool;
	const node = { typeVersion: 2, type: 'n8n-nodes-invoices.invoiceTool' } as never;
	return NodeHelpers.getNodeParameters(
		description.properties,
		values as never,
		true,
		false,
		node,
		description,
	) as IDataObject;
}

const OPERATIONS = {
	document: ['create', 'download', 'read', 'show', 'validate'],
	invoice: ['get', 'getMany'],
};
const operations = Object.entries(OPERATIONS).flatMap(([resource, names]) =>
	names.map((operation) => ({ resource, operation })),
);

test('no operation is left out', () => {
	const values = tool.description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options }) => (options as INodePropertyOptions[]).map(({ value }) => value));
	expect(values).toEqual(Object.values(OPERATIONS).flat());
});

describe.each(operations)('$resource $operation', (values) => {
	const providers = ['rillet', 'scayle', 'stripe'];

	test('neither takes nor offers the input item or binary data', () => {
		for (const provider of values.operation === 'download' || values.operation === 'get'
			? providers
			: [undefined]) {
			const parameters = shown({ ...values, ...(provider ? { provider } : {}) });
			const { source, provider: from, invoiceFrom, invoicePer } = parameters;
			expect([source, from, invoiceFrom]).not.toContain('item');
			expect(invoicePer).toBeUndefined();
			expect(parameters).not.toHaveProperty('pdfFieldName');
			const node = { typeVersion: 2 } as never;
			const visible = tool.description.properties.filter((property: INodeProperties) =>
				NodeHelpers.displayParameter(parameters as never, property, node, tool.description),
			);
			const offered = visible.flatMap(({ options = [] }) =>
				options.flatMap((option) => ('value' in option ? [option.name] : [])),
			);
			expect(offered).not.toContain('Input Item');
			expect(offered).not.toContain('Several Providers');
			expect(offered).not.toContain('File');
			expect(visible.map(({ displayName }) => displayName)).not.toContain('Input Binary Field');
		}
	});
});
