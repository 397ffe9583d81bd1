import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { Invoice } from '../../nodes/Invoice/Invoice.node';
import { bytesOf, cleanUp, executeContext, initialize, type Setup } from '../n8nCore/contexts.mts';
import { UBL } from '../support/einvoice/norm.mts';

beforeAll(async () => {
	await initialize();
});
afterAll(cleanUp);

const run = async (
	parameters: IDataObject,
	items: INodeExecutionData[],
	more: Partial<Setup> = {},
): Promise<INodeExecutionData[]> => {
	const setup = { node: new Invoice(), parameters: { resource: 'document', ...parameters }, ...more };
	const [output] = await new Invoice().execute.call(executeContext(setup, items));
	return output;
};

/** Read, which keeps the file, followed by Create. */
async function created(parameters: IDataObject = {}, more: Partial<Setup> = {}, extra = {}) {
	const { helpers } = executeContext({ node: new Invoice(), parameters: {} }, []);
	const file = await helpers.prepareBinaryData(Buffer.from(UBL), 'sent.xml');
	const read = await run({ operation: 'read', options: { keepInputFiles: true } }, [
		{ json: {}, binary: { data: file, ...extra } },
	]);
	const [output] = await run(
		{ operation: 'create', binaryPropertyName: 'data', ifMissing: 'write', ...parameters },
		read,
		more,
	);
	return output.binary!;
}

it('leaves the file that was read where it is, and takes the next free field', async () => {
	const binary = await created();
	expect(Object.keys(binary)).toEqual(['data', 'data_1']);
	expect((await bytesOf(binary.data!)).toString()).toBe(UBL);
	expect((await bytesOf(binary.data_1!)).toString()).toContain('R-2025-007');
	const third = await created({}, {}, { data_1: { data: 'eA==', mimeType: 'text/plain' } });
	expect(Object.keys(third)).toEqual(['data', 'data_1', 'data_2']);
});

it('takes the chosen field where that is free', async () => {
	expect(Object.keys(await created({ binaryPropertyName: 'e_invoice' }))).toEqual(['data', 'e_invoice']);
});

it('of the first version replaces the file', async () => {
	const binary = await created({}, { typeVersion: 1 });
	expect(Object.keys(binary)).toEqual(['data']);
	expect((await bytesOf(binary.data!)).toString()).not.toBe(UBL);
});
