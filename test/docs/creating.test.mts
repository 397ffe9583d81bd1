/** The items in docs/creating.md work as written, in the format that the page names. */
import { readFileSync } from 'node:fs';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { Invoice } from '../../nodes/Invoice/Invoice.node';
import { validateFile } from '../../nodes/shared/einvoice/validate';
import { bytesOf, cleanUp, executeContext, initialize } from '../n8nCore/contexts.mts';

beforeAll(async () => await initialize());
afterAll(cleanUp);

const node = new Invoice();
const page = readFileSync('docs/creating.md', 'utf8');
const examples = [...page.matchAll(/<!-- (.+?) -->\s*```json\n([\s\S]*?)```/g)].map(([, how, json]) => ({
	how,
	item: JSON.parse(json) as IDataObject,
}));

/** The value of an option from its label on the page. */
function valueOf(field: string, name: string) {
	const property = node.description.properties.find((one) => one.name === field) as INodeProperties;
	const found = property.options!.find((option) => option.name === name);
	if (!found || !('value' in found)) throw new Error(`${field} has no option ${name}`);
	return found.value;
}

const PARTIES = {
	seller: { fields: { name: 'Example Ltd', taxId: 'DE123456789', countryCode: 'DE' } },
	buyer: { fields: { name: 'Customer Inc', countryCode: 'AT' } },
};

async function created(item: IDataObject, format: string, specification: string, additions: IDataObject) {
	const parameters = {
		resource: 'document',
		operation: 'create',
		format: valueOf('format', format),
		specification: valueOf('specification', specification),
		additions,
	};
	const context = executeContext({ node, parameters }, [{ json: item }]);
	const [[output]] = await node.execute.call(context as never);
	const result = await validateFile(await bytesOf(output.binary!.data), 'claimed');
	if (!result.ok) throw new Error(result.error.message);
	return { json: output.json, validation: result.value.validation };
}

test('there is one for each way', () => {
	expect(examples.map(({ how }) => how)).toEqual([
		'UBL, EN 16931',
		'UBL, XRechnung 3',
		'UBL, EN 16931, with seller and buyer of the node',
	]);
});

const runs = examples.flatMap(({ how, item }) => {
	const [, specification, parties] = how.split(', ');
	return ['UBL', 'CII', 'Factur-X / ZUGFeRD (PDF)'].map((format) => ({
		...{ format, specification, item },
		additions: parties ? PARTIES : {},
	}));
});

test.each(runs)('$format by $specification is valid, without an issue', async (run) => {
	const { json, validation } = await created(run.item, run.format, run.specification, run.additions);
	expect([...validation.errors, ...validation.warnings]).toEqual([]);
	expect(json.issues).toEqual([]);
	expect(json.totals).toMatchObject({ net: 760, tax: 144.4, gross: 904.4, due: 904.4 });
	expect(page.replace(/\s+/g, ' ')).toContain('760.00 net, 144.40 VAT, 904.40 due');
});

test('each field of the smallest item is needed', async () => {
	const [{ item }] = examples;
	for (const field of Object.keys(item)) {
		const { [field]: _, ...rest } = item;
		await expect(created(rest, 'UBL', 'EN 16931', {})).rejects.toThrow(/missing or wrong/);
	}
});
