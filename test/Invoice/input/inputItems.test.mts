/** Document > Create from the user's own items, through the node. */
import type { IDataObject, INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { Invoice } from '../../../nodes/Invoice/Invoice.node';
import { readEInvoice } from '../../../nodes/shared/einvoice/read';
import { bytesOf, cleanUp, executeContext, initialize } from '../../n8nCore/contexts.mts';
import { sampleJson } from '../../simulator/samples.mts';
import { valid } from '../../support/einvoice/items.mts';
import { BUYER, INVOICES, SELLER } from '../../support/einvoice/ownData.mts';

beforeAll(async () => await initialize());
afterAll(cleanUp);

const node = new Invoice();

const contextOf = (
	items: INodeExecutionData[],
	parameters: IDataObject,
	onError?: 'continueRegularOutput',
	typeVersion?: number,
) =>
	executeContext(
		{
			node,
			parameters: {
				resource: 'document',
				operation: 'create',
				format: 'ubl',
				specification: 'en16931',
				binaryPropertyName: 'data',
				ifMissing: 'fail',
				additions: {},
				options: {},
				...parameters,
			},
			onError,
			typeVersion,
		},
		items,
	);

async function run(
	rows: object[],
	parameters: IDataObject = {},
	onError?: 'continueRegularOutput',
	typeVersion?: number,
): Promise<INodeExecutionData[]> {
	const input = rows.map((json) => ({ json: json as IDataObject }));
	const context = contextOf(input, parameters, onError, typeVersion);
	const [items] = await node.execute.call(context as never);
	return items;
}

async function fileOf({ binary }: INodeExecutionData) {
	const read = await readEInvoice(await bytesOf(binary!.data));
	if (!read.ok) throw new Error(read.error.message);
	return read.value;
}

const { item } = INVOICES['hours of a service'];
/** Under the names of the node's fields. */
const fieldsOf = ({ country, ...party }: typeof SELLER | typeof BUYER) => ({
	fields: { ...party, countryCode: country, postalCode: String(party.postalCode) },
});
const additions = { seller: fieldsOf(SELLER), buyer: fieldsOf(BUYER) };
const row = {
	invoice: 1001,
	number: 1001,
	issueDate: '2026-01-31',
	dueDate: '2026-02-28',
	currency: 'EUR',
	description: 'Screw',
	quantity: '4',
	unitPrice: '2.50',
	taxRate: 19,
};

test('the item of Edit Fields is enough; the output has the file, the computed amounts and the own fields', async () => {
	const [output] = await run([{ ...item, mine: 'kept' }]);
	expect(output.json).toMatchObject({ mine: 'kept', number: '1001', totals: { due: 847.88 }, issues: [] });
	expect(output.binary!.data.fileName).toBe('1001.xml');
	expect((await fileOf(output)).totals).toMatchObject({
		net: 712.5,
		tax: 135.38,
		gross: 847.88,
		due: 847.88,
	});
});

test.each([7, '7', { $oid: '65a' }, null])('the id of a row stays, %j, also in a second file', async (id) => {
	const [{ json }] = await run([{ ...item, id, buyerReference: 'R' }]);
	expect(json).toMatchObject({ id, provider: null });
	const [again] = await run([json], { format: 'cii' });
	expect(again.json).toEqual(json);
	expect((await fileOf(again)).references.buyerReference).toBe('R');
});

test('an item without an id gets none', async () => {
	expect((await run([item]))[0].json.id).toBeNull();
});

test('seller and buyer may be fields of the node', async () => {
	const [output] = await run([row], { additions, specification: 'xrechnung', ifMissing: 'write' });
	const { seller, buyer, payment, references } = await fileOf(output);
	expect(seller).toMatchObject({ name: SELLER.name, taxId: 'DE123456789', phone: SELLER.phone });
	expect(buyer).toMatchObject({ name: BUYER.name, address: { city: 'Wien', postalCode: '1010' } });
	expect(payment).toMatchObject({ iban: 'DE89370400440532013000', method: '58' });
	expect(references).toMatchObject({
		sellerContact: SELLER.contact,
		buyerElectronicAddress: '9914:ATU12345678',
	});
	expect((output.json.issues as IDataObject[]).map(({ path }) => path)).toEqual([
		'references.buyerReference',
	]);
});

test('a number that an expression gives for seller or buyer is a text', async () => {
	const additions = { seller: { fields: { postalCode: 89073, phone: 731 } } };
	// The reader of own data would drop this.
	const lines = valid().lines.map((line) => ({ ...line, taxRate: 0.3 }));
	const [output] = await run([{ ...valid(), lines }], { additions, ifMissing: 'write' });
	const { seller, lines: written } = await fileOf(output);
	expect([seller?.address?.postalCode, seller?.phone, written[0].taxRate]).toEqual(['89073', '731', 0.3]);
});

test('a drawn PDF has the computed amounts, too', async () => {
	const [output] = await run([row], { additions, format: 'facturX' });
	expect(output.binary!.data.mimeType).toBe('application/pdf');
	expect((await fileOf(output)).totals.due).toBe(11.9);
});

test('rows with the same number may be lines of one invoice, which an issue says', async () => {
	const lines = [{ description: 'Screw', quantity: 1, unitPrice: 1, taxRate: 19 }];
	const outputs = await run([row, { ...row, number: 1002 }, row, { ...row, lines }], { additions });
	const said = outputs.map(({ json }) =>
		(json.issues as IDataObject[])
			.filter(({ code }) => code === 'number-repeated')
			.map(({ message }) => message),
	);
	expect(said).toEqual([
		[],
		[],
		[expect.stringMatching(/^Item 0 of the input has the same number\. If each is a line/)],
		['Item 0 of the input has the same number. Items are counted from 0.'],
	]);
});

describe('one invoice per value of a field', () => {
	const rows = [row, { ...row, invoice: 1002, number: 1002 }, { ...row, description: 'Nut', quantity: 1 }];
	const parameters = { additions, invoicePer: 'field', groupField: 'invoice' };

	test('has the items with that value as its lines', async () => {
		const outputs = await run(rows, parameters);
		expect(outputs.map(({ json, pairedItem }) => [json.number, pairedItem])).toEqual([
			['1001', [{ item: 0 }, { item: 2 }]],
			['1002', { item: 1 }],
		]);
		const files = await Promise.all(outputs.map(fileOf));
		expect(files.map(({ lines }) => lines.map(({ description }) => description))).toEqual([
			['Screw', 'Nut'],
			['Screw'],
		]);
	});

	test('groups anew in each node, although n8n hands the same items to several', async () => {
		const items = rows.map((json) => ({ json: json as IDataObject }));
		const ofNode = async (input: INodeExecutionData[]) => {
			const [outputs] = await node.execute.call(contextOf(input, parameters) as never);
			return outputs.map(({ json, pairedItem }) => [json.number, pairedItem]);
		};
		await ofNode(items);
		expect(await ofNode([items[0], items[1]])).toEqual([
			['1001', { item: 0 }],
			['1002', { item: 1 }],
		]);
		expect(await ofNode([items[0], items[2], items[1]])).toEqual([
			['1001', [{ item: 0 }, { item: 1 }]],
			['1002', { item: 2 }],
		]);
	});

	test('is an error for an item without the value, and for that alone', async () => {
		const outputs = await run([...rows, { ...row, invoice: '' }], parameters, 'continueRegularOutput');
		expect(outputs.map(({ json }) => json.error)).toEqual([
			undefined,
			undefined,
			expect.objectContaining({ message: 'The item has nothing in the field invoice' }),
		]);
	});

	test('fails for each of its items where it cannot be made, so that none is lost', async () => {
		const broken = rows.map((one) => (one.invoice === 1001 ? { ...one, dueDate: null } : one));
		const outputs = await run(broken, parameters, 'continueRegularOutput');
		expect(outputs.map(({ json, pairedItem }) => [(json.error as IDataObject)?.message, pairedItem])).toEqual(
			[
				['One thing is missing or wrong for an e-invoice', { item: 0 }],
				[undefined, { item: 1 }],
				['The invoice that this item belongs to was not created', { item: 2 }],
			],
		);
	});

	test('names the row and the column that lack something', async () => {
		const error = (await run([rows[0], { ...rows[2], quantity: 'four' }], parameters).catch(
			(caught: unknown) => caught,
		)) as NodeOperationError;
		expect(error.message).toBe('One thing is missing or wrong for an e-invoice');
		expect(error.description).toMatch(
			/^quantity of row 2: "four" is not a plain number: .* \(BT-129\)<br>\n/,
		);
	});
});

describe('what is missing is one line each, also where the node goes on', () => {
	const gaps = [
		'dueDate: The due date (BT-9), such as 2026-01-31, or payment.terms is missing (BR-CO-25)',
		'quantity: The quantity (BT-129), such as 1, is missing (BR-22)',
	];
	const lacking = [{ ...row, dueDate: null, quantity: null }];
	const message = '2 things are missing or wrong for an e-invoice';

	test('in the description', async () => {
		const [{ json }] = await run(lacking, { additions }, 'continueRegularOutput');
		expect(json.error).toEqual({ message, description: expect.stringContaining(`${gaps.join('\n')}\nFill`) });
	});

	test('in the message of the first version of the node', async () => {
		const [{ json }] = await run(lacking, { additions }, 'continueRegularOutput', 1);
		expect(json).toEqual({ error: [`${message}:`, ...gaps].join('\n') });
	});
});

describe("items of n8n's own nodes", () => {
	const stripe = () => sampleJson<IDataObject>('stripe', 'invoice.finalized.json');
	const chargebee = () => sampleJson<IDataObject>('chargebee', 'invoice_generated.json');
	const write = { ifMissing: 'write', additions: { taxCategory: 'S', unit: 'C62' } };

	test.each([
		['the Stripe Trigger', stripe, 'stripe', 'BH-0042', 274.25],
		[
			'an HTTP Request to Stripe',
			() => (stripe().data as IDataObject).object as object,
			'stripe',
			'BH-0042',
			274.25,
		],
		['the Chargebee Trigger', chargebee, 'chargebee', 'INV-1042', 110.3],
		[
			'the Chargebee node',
			() => (chargebee().content as IDataObject).invoice as object,
			'chargebee',
			'INV-1042',
			110.3,
		],
	])(
		'of %s become an e-invoice, and have the normal form behind it',
		async (_node, json, provider, number, gross) => {
			const [output] = await run([json()], write);
			expect((await fileOf(output)).totals.gross).toBe(gross);
			expect(output.json).toMatchObject({ provider, number, totals: { gross }, raw: json() });
			expect(output.json).not.toHaveProperty('data');
			expect(output.json).not.toHaveProperty('content');
			const [shown] = await run([json()], {
				operation: 'show',
				source: 'item',
				language: 'en',
				pageFieldName: 'html',
			});
			expect(shown.json).toMatchObject({ provider, number, text: expect.stringContaining(number) as string });
		},
	);

	test('that name an invoice alone say which node to put before', async () => {
		const charge = { id: 'ch_1', object: 'charge', amount: 100, currency: 'eur', invoice: 'in_1' };
		const error = (await run([charge]).catch((caught: unknown) => caught)) as NodeOperationError;
		expect(error.message).toBe('The item of Stripe names an invoice, in_1, but does not contain it');
		expect(error.description).toMatch(/Operation Get/);
	});

	test('of which one does not fit name the field', async () => {
		const odd = stripe();
		((odd.data as IDataObject).object as IDataObject).lines = 'many';
		await expect(run([odd])).rejects.toThrow(/data\.object\.lines/);
	});

	test('are own data where they name a provider, or lines of an invoice of several items', async () => {
		await expect(run([{ ...stripe(), provider: 'stripe' }])).rejects.toThrow(/missing or wrong/);
		const rows = [stripe(), stripe()].map((json) => ({ ...json, number: 1 }));
		await expect(run(rows, { invoicePer: 'field', groupField: 'number' })).rejects.toThrow(
			/missing or wrong/,
		);
	});
});
