import type { IDataObject } from 'n8n-workflow';
import { Invoice } from '../../../nodes/Invoice/Invoice.node';
import { executeContext } from '../../n8nCore/contexts.mts';

/** A field of the given number of levels. */
function deep(levels: number, wrap: (inside: unknown) => unknown): unknown {
	let value: unknown = 'chargebee';
	for (let level = 0; level < levels; level++) value = wrap(value);
	return value;
}
const inList = (inside: unknown) => [inside];
const inObject = (inside: unknown) => ({ a: inside });

async function run(operation: string, fields: object): Promise<string> {
	const [resource, name] = operation.split(':');
	const parameters = { resource, operation: name, provider: 'item', source: 'item' };
	const context = executeContext({ node: new Invoice(), parameters }, [{ json: fields as IDataObject }]);
	try {
		await new Invoice().execute.call(context);
		return 'succeeded';
	} catch (error) {
		return (error as Error).message;
	}
}

const FIELDS = ['provider', 'number', 'seller', 'lines', 'raw', 'event'];
const OPERATIONS = [
	'document:create',
	'document:show',
	'document:download',
	'document:validate',
	'invoice:get',
];

describe.each(OPERATIONS)('%s', (operation) => {
	test.each(FIELDS)('names the field %s that is nested too deep', async (field) => {
		for (const wrap of [inList, inObject]) {
			const message = await run(operation, { [field]: deep(50_000, wrap) });
			expect(message).toBe(`The field ${field} of the input item is nested deeper than 400 levels`);
		}
	});

	test('names the field that has too many entries', async () => {
		const message = await run(operation, { lines: Array.from({ length: 50_001 }, () => ({})) });
		expect(message).toBe('The field lines of the input item is a list of more than 50,000 entries');
	});

	test('says something else of a field that is not', async () => {
		const message = await run(operation, { provider: deep(400, inList) });
		expect(message).not.toMatch(/nested|Maximum call stack/);
	});
});
