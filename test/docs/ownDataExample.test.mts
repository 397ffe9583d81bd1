/** `examples/own-data-to-e-invoice.json` without n8n: its rows, and its Invoice node with the same settings. */
import { readFileSync } from 'node:fs';
import type { IDataObject, INode } from 'n8n-workflow';
import { Invoice } from '../../nodes/Invoice/Invoice.node';
import { validateFile } from '../../nodes/shared/einvoice/validate';
import { bytesOf, cleanUp, executeContext, initialize } from '../n8nCore/contexts.mts';

beforeAll(async () => await initialize());
afterAll(cleanUp);

const { nodes } = JSON.parse(readFileSync('examples/own-data-to-e-invoice.json', 'utf8')) as {
	nodes: INode[];
};
const parametersOf = (name: string) => nodes.find((node) => node.name === name)!.parameters as IDataObject;
const node = new Invoice();

test('its three rows are two valid invoices', async () => {
	const { rows } = JSON.parse(parametersOf('Your Rows').jsonOutput as string) as { rows: IDataObject[] };
	const context = executeContext(
		{ node, parameters: parametersOf('Create E-Invoice') },
		rows.map((json) => ({ json })),
	);
	const [outputs] = await node.execute.call(context as never);
	expect(outputs.map(({ json }) => [json.number, (json.totals as IDataObject).due, json.issues])).toEqual([
		['1001', 931.15, []],
		['1002', 53.55, []],
	]);
	for (const { binary } of outputs) {
		const result = await validateFile(await bytesOf(binary!.data), 'claimed');
		expect(result.ok && result.value.validation.errors).toEqual([]);
	}
});
