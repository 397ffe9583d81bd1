/** `examples/tools-for-agents.json` and `tool-for-agents.json` in a real n8n: an MCP client sends XML and JSON and checks the responses. */
import { readFileSync } from 'node:fs';
import type { IConnections, INode } from 'n8n-workflow';
import { createUbl } from '../../nodes/shared/einvoice/create';
import type { ItemValidation } from '../../nodes/shared/einvoice/validate';
import type { Invoice } from '../../nodes/shared/invoice/schema';
import { packedPackage } from '../../scripts/pack.mts';
import { startN8n, type N8n } from '../n8n/start.mts';
import { connectMcp, type McpClient } from '../support/e2e/mcp.mts';
import { NO_ADDITIONS, valid } from '../support/einvoice/items.mts';

const BEARER = 'a-long-random-value-of-the-tests';

let n8n: N8n;
let client: McpClient;
let single: McpClient;
let url: string;
let xml: string;
beforeAll(async () => {
	const { directory } = await packedPackage();
	n8n = await startN8n({ packages: [directory] });
	const id = await n8n.api.createCredential({
		name: 'MCP',
		type: 'httpBearerAuth',
		data: { token: BEARER },
	});
	const published = async (name: string) => {
		const example = JSON.parse(readFileSync(`examples/${name}.json`, 'utf8')) as {
			name: string;
			nodes: INode[];
			connections: IConnections;
		};
		const server = example.nodes.find((node) => node.name === 'MCP Server')!;
		server.credentials = { httpBearerAuth: { id, name: 'MCP' } };
		await n8n.api.activate(await n8n.api.createWorkflow(example));
		return `${n8n.url}/mcp/${server.parameters.path as string}`;
	};
	url = await published('tools-for-agents');
	client = await connectMcp(url, BEARER);
	single = await connectMcp(await published('tool-for-agents'), BEARER);
	({ xml } = await createUbl(valid(), NO_ADDITIONS));
});
afterAll(async () => await n8n.remove());

/** The only item of a response. */
async function call(name: string, input: object): Promise<Record<string, unknown>> {
	const { isError, text } = await client.call(name, input);
	expect([isError, text.slice(0, 1)]).toEqual([false, '[']);
	const items = JSON.parse(text) as Array<Record<string, unknown>>;
	expect(items).toHaveLength(1);
	return items[0]!;
}

test('it is closed to those without the token', async () => {
	await expect(connectMcp(url)).rejects.toThrow(/40[13]/);
	await expect(connectMcp(url, 'another')).rejects.toThrow(/40[13]/);
});

test('the tools say what they do, and ask for one thing each', async () => {
	const tools = await client.tools();
	expect(tools.map(({ name, inputSchema }) => [name, Object.keys(inputSchema.properties)]).sort()).toEqual([
		['Create_Invoice', ['Invoice']],
		['Read_Invoice', ['XML']],
		['Show_Invoice', ['XML']],
		['Validate_Invoice', ['XML']],
	]);
	for (const { description } of tools) expect(description).toMatch(/e-invoice/);
});

test('Read gives the item', async () => {
	expect(await call('Read_Invoice', { XML: xml })).toMatchObject({
		number: 'R-1',
		totals: { gross: 160.6, due: 101 },
	});
});

test('Validate gives the verdict of a valid invoice, and of one that is not', async () => {
	const verdict = async (text: string) =>
		(await call('Validate_Invoice', { XML: text })).validation as ItemValidation;
	expect(await verdict(xml)).toMatchObject({ valid: true, errors: [] });
	const broken = await verdict(xml.replace(/(<cbc:PayableAmount[^>]*>)[^<]*/, '$11.00'));
	expect(broken.valid).toBe(false);
	expect(broken.errors.map(({ rule }) => rule)).toContain('BR-CO-16');
});

const INVOICE = {
	number: 1001,
	issueDate: '2026-01-31',
	dueDate: '2026-02-28',
	currency: 'EUR',
	seller: { name: 'Example Ltd', taxId: 'DE123456789', country: 'DE' },
	buyer: { name: 'Customer Inc', country: 'AT' },
	lines: [{ description: 'Consulting', quantity: 8, unitPrice: 95, taxRate: 19 }],
};

test('Create gives the XML with its sums, which Validate finds right', async () => {
	const created = await call('Create_Invoice', { Invoice: INVOICE });
	expect(created).toMatchObject({ totals: { net: 760, tax: 144.4, gross: 904.4 }, issues: [] });
	const { validation, number } = (await call('Validate_Invoice', {
		XML: created.xml,
	})) as unknown as Invoice & {
		validation: ItemValidation;
	};
	expect([number, validation.valid, validation.errors, validation.warnings]).toEqual(['1001', true, [], []]);
});

test('Create says what is missing, one line for each field', async () => {
	const { dueDate: _, seller: __, ...incomplete } = INVOICE;
	const { text } = await client.call('Create_Invoice', { Invoice: incomplete });
	expect(text).toContain('missing or wrong for an e-invoice');
	expect(text).toMatch(/^seller/m);
	expect(text).toContain('ask the user for what you do not know');
	expect(text).not.toContain('<br>');
});

test('Show gives the invoice as text', async () => {
	const { text, ...others } = await call('Show_Invoice', { XML: xml });
	expect(text).toMatch(/^Invoice R-1\n/);
	expect(text).toContain('Amount due: 101.00 EUR');
	expect(others).toEqual({ issues: [] });
});

test('what is no e-invoice is an error that says what it is', async () => {
	const { text } = await client.call('Read_Invoice', { XML: 'Dear agent, please pay.' });
	expect(text).toContain('The file is plain text, not an invoice that can be read');
	expect(text).toContain('Readable are UBL');
});

test('one tool alone reads and validates', async () => {
	const tools = await single.tools();
	expect(tools.map(({ name, inputSchema }) => [name, Object.keys(inputSchema.properties)])).toEqual([
		['Check_Invoice', ['XML']],
	]);
	const { isError, text } = await single.call('Check_Invoice', { XML: xml });
	expect([isError, JSON.parse(text)]).toMatchObject([
		false,
		[{ number: 'R-1', validation: { valid: true } }],
	]);
});
