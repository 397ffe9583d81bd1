/** The workflows in `examples/`: importable files, with sample data that the current code produces. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { IConnections, IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { Invoice as InvoiceNode } from '../../nodes/Invoice/Invoice.node';
import { providers } from '../../nodes/Invoice/providers';
import { invoiceSchema, PROVIDERS } from '../../nodes/shared/invoice/schema';
import { pinDataOf, SAMPLES } from '../../scripts/generate/examples.mts';
import { MAIL_EXAMPLES, mailPinData } from '../../scripts/generate/mailSamples.mts';
import { executeContext } from '../n8nCore/contexts.mts';

interface Example {
	name: string;
	nodes: INode[];
	connections: IConnections;
	pinData: Record<string, INodeExecutionData[]>;
}

/** n8n triggers that emit an item of their own when a workflow is executed manually. */
const STARTS_ALONE = ['executeWorkflowTrigger', 'manualTrigger', 'scheduleTrigger'].map(
	(name) => `n8n-nodes-base.${name}`,
);

const FILES = globSync('examples/*.json').sort();
const nameOf = (file: string) => path.basename(file, '.json');
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Example;
/** Tools of agents use a connection type other than `main`. */
const targetsOf = (connections: IConnections) =>
	Object.values(connections)
		.flatMap((kinds) => Object.values(kinds).flat(2))
		.flatMap((connection) => (connection ? [connection.node] : []));
const isTrigger = ({ type }: INode) => /^n8n-nodes-invoices\.\w+Trigger$/.test(type);

test('they show the triggers of several providers, and none that is not there', () => {
	const used = FILES.flatMap((file) => read(file).nodes.filter(isTrigger)).map(({ type }) => type);
	const known = PROVIDERS.map((name) => `n8n-nodes-invoices.${name}InvoiceTrigger`);
	expect(new Set(used).size).toBeGreaterThan(4);
	expect(used.filter((type) => !known.includes(type))).toEqual([]);
});

// n8n searches data tables by part of a name.
test('no name of a data table is a part of that of another example', () => {
	const tables = FILES.map((file) =>
		read(file).nodes.find(({ parameters }) => parameters.tableName !== undefined),
	)
		.filter((node) => node !== undefined)
		.map(({ parameters }) => String(parameters.tableName).toLowerCase());
	expect(tables.length).toBeGreaterThan(3);
	expect(tables.filter((one) => tables.filter((other) => other.includes(one)).length > 1)).toEqual([]);
	// The demo has one table per provider.
	expect(tables.filter((one) => 'acme invoices'.includes(one))).toEqual([]);
});

test('examples/README.md lists each of them, and no other', () => {
	const page = readFileSync('examples/README.md', 'utf8');
	const listed = [...page.matchAll(/\]\(([\w-]+\.json)\)/g)].map(([, file]) => file);
	expect(listed.sort()).toEqual(FILES.map((file) => path.basename(file)));
});

describe('an expression of an example, with texts that a stranger wrote', () => {
	const valueOf = (file: string, nodeName: string, parameter: string, json: IDataObject) => {
		const { nodes } = read(`examples/${file}.json`);
		const { parameters } = nodes.find(({ name }) => name === nodeName)!;
		const assigned = parameters.assignments as { assignments: Array<{ name: string; value: string }> };
		const expression =
			assigned?.assignments.find(({ name }) => name === parameter)?.value ?? parameters[parameter];
		const binary = {
			data: { data: '', mimeType: 'application/pdf', fileName: 'a.pdf', fileExtension: 'pdf' },
		};
		const context = executeContext({ node: new InvoiceNode(), parameters: {} }, [{ json, binary }]);
		return context.evaluateExpression(String(expression).slice(1), 0);
	};

	it.each([
		['document-to-disk', 'Write File', '/home/node/.n8n-files/___a a.pdf'],
		['pdf-to-s3', 'Upload to S3', 'digitalRiver/2026-03/___a a.pdf'],
	])('%s stays in its folder', (file, node, expected) => {
		const json = { provider: 'digitalRiver', id: '../a', issueDate: '2026-03-01' };
		expect(valueOf(file, node, 'fileName', json)).toBe(expected);
	});

	it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('a spreadsheet does not compute %j', (text) => {
		const json = { number: text, seller: { name: text } };
		for (const column of ['Belegfeld 1', 'Buchungstext'])
			expect(valueOf('datev-csv', 'Booking Rows', column, json)).toBe(`'${text}`);
	});
});

describe.each(FILES)('%s', (file) => {
	const { name, nodes, connections, pinData } = read(file);

	test('has a name, and a note that says what to do', () => {
		expect(name).toMatch(/\S/);
		const notes = nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
		expect(notes.length).toBeGreaterThan(0);
		expect(String(notes[0].parameters.content)).toMatch(/^## .*\n/);
	});

	test('connects only nodes that it has, each under a name of its own', () => {
		const names = nodes.map((node) => node.name);
		expect(new Set(names).size).toBe(names.length);
		const named = [...Object.keys(connections), ...targetsOf(connections), ...Object.keys(pinData)];
		expect(named.filter((node) => !names.includes(node))).toEqual([]);
	});

	test('holds no credential, no account and no secret', () => {
		// Even an empty one keeps n8n from running the node.
		expect(nodes.filter(({ credentials }) => credentials !== undefined).map((node) => node.name)).toEqual([]);
		const parameters = JSON.stringify(nodes.map((node) => node.parameters));
		expect(parameters).not.toMatch(/Bearer |Basic [A-Za-z0-9+/]{8}|sk_|whsec_|password|:\/\/[^/"]*@/);
		const addresses = parameters.match(/[\w.+-]+@[\w-]+\.[\w.-]+/g) ?? [];
		expect(addresses.filter((address) => !address.endsWith('@example.com'))).toEqual([]);
	});

	test('begins with sample data, or needs none', () => {
		const targets = targetsOf(connections);
		const foreign = nodes.filter(
			({ name: own, type }) =>
				!targets.includes(own) && connections[own]?.main !== undefined && !STARTS_ALONE.includes(type),
		);
		expect(foreign.map((node) => node.name).filter((own) => !(own in pinData))).toEqual([]);
	});

	test('has no code to maintain', () => {
		expect(nodes.filter(({ type }) => type === 'n8n-nodes-base.code')).toEqual([]);
	});
});

describe.each(Object.keys(SAMPLES))('the sample data of %s', (name) => {
	const { nodes, pinData } = read(`examples/${name}.json`);

	test('is what the present code makes of the samples (npm run generate)', async () => {
		expect(pinData).toEqual(await pinDataOf(name, { nodes }, providers));
	});

	test('stands at the trigger, in the normal form', () => {
		const trigger = nodes.find(isTrigger)!;
		expect(pinData[trigger.name].length).toBeGreaterThan(0);
		const invoices = Object.entries(pinData).filter(([node]) => node !== 'Read List');
		for (const { json } of invoices.flatMap(([, items]) => items)) {
			expect(invoiceSchema.strict().safeParse(json).error).toBeUndefined();
		}
	});
});

test.each(MAIL_EXAMPLES)(
	'the sample mails of %s are what the present code makes of the samples (npm run generate)',
	(name) => {
		expect(read(`examples/${name}.json`).pinData).toEqual(mailPinData());
	},
);

test('each example with a trigger has sample data', () => {
	const without = FILES.filter((file) => read(file).nodes.some(isTrigger))
		.map(nameOf)
		.filter((name) => !(name in SAMPLES));
	expect(without).toEqual([]);
});
