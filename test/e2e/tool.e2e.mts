/** The Invoice node as a tool of an AI agent, called through n8n's own MCP Server Trigger in a real n8n. */
import { packedPackage } from '../../scripts/pack.mts';
import { startN8n, type N8n } from '../n8n/start.mts';
import { api as rilletApi, type RilletApi } from '../simulator/providers/rillet.mts';
import { listen, type SimulatorServer } from '../simulator/server.mts';
import { connectMcp, type McpClient } from '../support/e2e/mcp.mts';

const KEY = 'api_key_of_the_tests_of_the_tool';
const PATH = 'invoices-for-agents';

let n8n: N8n;
let state: RilletApi;
let server: SimulatorServer;
let client: McpClient;
beforeAll(async () => {
	const { directory } = await packedPackage();
	n8n = await startN8n({ packages: [directory] });
	state = rilletApi({ apiKey: KEY });
	server = await listen(state);
	const id = await n8n.api.createCredential({
		name: 'Rillet',
		type: 'rilletApi',
		data: { environment: 'sandbox', apiUrl: server.url, apiKey: KEY },
	});
	const credentials = { rilletApi: { id, name: 'Rillet' } };
	const fromAi = (name: string) => `={{ $fromAI('${name}', 'The id in Rillet', 'string') }}`;
	const tool = (name: string, parameters: Record<string, unknown>) => ({
		...{ name, type: 'n8n-nodes-invoices.invoiceTool', credentials },
		parameters: { provider: 'rillet', invoiceFrom: 'id', ...parameters } as never,
	});
	const tools = [
		tool('Get Invoice', { resource: 'invoice', operation: 'get', rilletInvoiceId: fromAi('Invoice_ID') }),
		tool('List Invoices', { resource: 'invoice', operation: 'getMany', returnAll: true }),
		tool('Download Document', {
			...{ resource: 'document', operation: 'download' },
			rilletInvoiceId: fromAi('Invoice_ID'),
		}),
	];
	const workflowId = await n8n.api.createWorkflow({
		name: 'Tools',
		nodes: [
			{
				...{ name: 'MCP', type: '@n8n/n8n-nodes-langchain.mcpTrigger', typeVersion: 2 },
				parameters: { path: PATH },
			},
			...tools,
		],
		connections: Object.fromEntries(
			tools.map(({ name }) => [name, { ai_tool: [[{ node: 'MCP', type: 'ai_tool', index: 0 }]] }]),
		),
	});
	await n8n.api.activate(workflowId);
	client = await connectMcp(`${n8n.url}/mcp/${PATH}`);
});
afterAll(async () => {
	await n8n.remove();
	await server.close();
});

/** A tool's response: the JSON of its items. */
async function call(name: string, input: object = {}): Promise<Array<Record<string, unknown>>> {
	const { isError, text } = await client.call(name, input);
	expect([isError, text.includes(KEY)]).toEqual([false, false]);
	return JSON.parse(text) as Array<Record<string, unknown>>;
}

it('is offered with what it does and what it asks for', async () => {
	const tools = await client.tools();
	expect(tools.map(({ name }) => name).sort()).toEqual(['Download_Document', 'Get_Invoice', 'List_Invoices']);
	const [get] = tools.filter(({ name }) => name === 'Get_Invoice');
	expect(get!.inputSchema.properties).toHaveProperty('Invoice_ID');
	expect(get!.description).toMatch(/invoice/i);
});

it('Get answers with the invoice', async () => {
	const invoice = state.addInvoice();
	const [item, ...others] = await call('Get_Invoice', { Invoice_ID: invoice.id });
	expect(others).toEqual([]);
	expect(item).toMatchObject({ provider: 'rillet', id: invoice.id, number: invoice.invoice_number });
	expect((item!.totals as { gross: number }).gross).toBeGreaterThan(0);
});

it('Get Many answers with all of them', async () => {
	const items = await call('List_Invoices');
	expect(items.map(({ id }) => id).sort()).toEqual(
		[...state.invoices.keys(), ...state.creditMemos.keys()].sort(),
	);
});

it('Download tells of the file, which no model can be handed', async () => {
	const invoice = state.addInvoice();
	const [item] = await call('Download_Document', { Invoice_ID: invoice.id });
	expect(item).toMatchObject({
		document: {
			id: invoice.id,
			mimeType: 'application/pdf',
			fileName: expect.stringMatching(/\.pdf$/) as string,
		},
	});
});

it('says what is wrong, so that the agent can ask the user', async () => {
	const { text } = await client.call('Get_Invoice', { Invoice_ID: '00000000-0000-4000-8000-000000000000' });
	expect(text).toContain('Rillet could not find what was requested (HTTP 404)');
	expect(text).not.toContain(KEY);
});
