import { z } from 'zod/v4';
import { invoiceSchema } from '../../nodes/shared/invoice/schema';

const { previewSchema } = jest.requireActual<{ previewSchema(schema: object): object }>(
	'../../scripts/invoiceJsonSchema.js',
);

interface Schema {
	type?: string;
	anyOf?: Schema[];
	properties: Record<string, Schema>;
	description?: string;
}

const preview = previewSchema(z.toJSONSchema(invoiceSchema)) as Schema;

it('shows what may be null with its type, its description and the fields inside', () => {
	const { seller, number, totals } = preview.properties;
	expect(number).toMatchObject({ type: 'string', description: expect.stringMatching(/^BT-1:/) });
	expect(seller!.type).toBe('object');
	expect(seller!.properties.name).toMatchObject({ type: 'string' });
	expect(totals!.properties.gross).toMatchObject({ type: 'number' });
});

it('leaves no field without a type, at any depth', () => {
	expect(JSON.stringify(preview)).not.toContain('"anyOf"');
});

it('keeps a choice of several types', () => {
	const choice = { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'null' }] };
	expect(previewSchema(choice)).toEqual(choice);
});
