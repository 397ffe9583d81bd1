import type { IDataObject } from 'n8n-workflow';
import { PaddleInvoiceApi } from '../../credentials/PaddleInvoiceApi.credentials';
import { details } from '../../nodes/Paddle/details';
import { PaddleInvoiceTrigger } from '../../nodes/Paddle/PaddleInvoiceTrigger.node';
import { paddle } from '../../nodes/Paddle/provider';
import { invoiceSchema, type Invoice } from '../../nodes/shared/invoice/schema';
import { executeContext } from '../n8nCore/contexts.mts';
import { api, forbidden, type PaddleApi as Api } from '../simulator/providers/paddle.mts';
import { listen, type SimulatorServer } from '../simulator/server.mts';
import { codes, itemOf, sample } from '../support/Paddle/items.mts';
import { virtualClock } from '../support/virtualClock.mts';

virtualClock();

const KEY = 'pdl_sdbx_apikey_under_test';
const STRICT = invoiceSchema.strict();
const BUYER = {
	name: 'Muster GmbH',
	companyName: 'Muster GmbH',
	firstName: null,
	lastName: null,
	taxId: 'DE136695976',
	registrationId: 'HRB 12345',
	customerId: 'ctm_01k7q2w9xv5t3m8r0000000001',
	email: 'erika@muster.example',
	phone: null,
	language: 'de',
	address: {
		street: 'Musterstraße 12',
		streetNumber: null,
		additional: 'Hinterhaus',
		city: 'Köln',
		postalCode: '50667',
		region: 'NW',
		countryCode: 'DE',
	},
};

let server: SimulatorServer;
let state: Api;
beforeEach(async () => {
	state = api({ apiKey: KEY });
	server = await listen(state);
});
afterEach(async () => await server.close());

async function detailsOf(invoice: Invoice, credential: IDataObject = {}): Promise<Invoice> {
	const data = { environment: 'live', apiKey: KEY, apiUrl: server.url, ...credential };
	const context = executeContext(
		{ node: new PaddleInvoiceTrigger(), parameters: {}, credential: { type: new PaddleInvoiceApi(), data } },
		[{ json: {} }],
	);
	const detailed = await details.call(context, invoice, paddle.environment(data), 0);
	expect(STRICT.safeParse(detailed).error).toBeUndefined();
	return detailed;
}
const lookedUp = (values: Record<string, string>): Invoice => {
	const found = paddle.lookup!.invoice(values, { apiUrl: server.url, live: true });
	if (!found.ok) throw new Error(found.error.message);
	return found.value;
};

describe('an invoice of an event', () => {
	it('gets its buyer, and keeps all else', async () => {
		const known = itemOf(sample('transaction.completed'));
		const detailed = await detailsOf(known);
		expect(detailed).toEqual({
			...known,
			buyer: BUYER,
			references: known.references,
		});
		expect(server.requests.map(({ url }) => decodeURIComponent(url))).toEqual([
			`/transactions/${known.id}?include=customer,address,business`,
		]);
	});

	it('gets the number that came after the event, and loses the issue about it', async () => {
		const known = itemOf(sample('transaction.completed', { invoice_number: null }));
		expect(codes(known)).toEqual(['number-missing number']);
		const detailed = await detailsOf(known);
		expect(detailed.number).toBe('74341-10005');
		expect(codes(detailed)).toEqual([]);
		expect(detailed.document!.fileName).toBe('74341-10005.pdf');
	});

	it('keeps the state of the event, although the API knows a later one', async () => {
		const event = sample('transaction.billed', { id: 'txn_01k7q2w9xv5t3m8r0000000001' });
		const known = itemOf(event);
		const detailed = await detailsOf(known);
		expect(detailed).toMatchObject({ status: 'unpaid', totals: known.totals, lines: known.lines });
		expect({ ...detailed.references, invoiceId: null }).toEqual({ ...known.references, invoiceId: null });
	});

	it('is found again with an ID of any form, in its own path', async () => {
		const known = { ...itemOf(sample('transaction.completed')), id: 'txn_/../events?x=/1' };
		await expect(detailsOf(known)).rejects.toThrow(/HTTP 404/);
		expect(server.requests[0]!.path).toBe('/transactions/txn_%2F..%2Fevents%3Fx%3D%2F1');
	});
});

it.each([[null], [''], ['74341-10005'], [7]])(
	'an item with the ID %j names nothing of Paddle',
	async (id) => {
		const known = { ...itemOf(sample('transaction.completed')), id: id as string | null };
		await expect(detailsOf(known)).rejects.toThrow(/does not name a transaction or an adjustment/);
		expect(server.requests).toEqual([]);
	},
);

describe('an adjustment of an event', () => {
	it('gets buyer, number of the invoice, and what its lines are', async () => {
		const known = itemOf(sample('adjustment.updated.refund'));
		const detailed = await detailsOf(known);
		expect(detailed).toMatchObject({
			kind: 'creditNote',
			buyer: BUYER,
			precedingInvoiceNumber: '74341-10005',
			totals: known.totals,
		});
		expect(detailed.lines[0]).toEqual({
			...known.lines[0],
			sku: 'pri_01k7q2w9xv5t3m8r0000000001',
			description: 'Editor Pro',
		});
		expect(server.requests.map(({ route }) => route)).toEqual(['GET /adjustments', 'GET /transactions/:id']);
	});

	it('that Paddle does not know is an error in words', async () => {
		state.adjustments.clear();
		const known = itemOf(sample('adjustment.updated.refund'));
		await expect(detailsOf(known)).rejects.toThrow(`Paddle has no adjustment ${known.id}`);
	});
});

describe('an ID alone', () => {
	it('of a transaction gives all that the API has', async () => {
		const { event, raw, ...rest } = await detailsOf(
			lookedUp({ paddleTransactionId: 'txn_01k7q2w9xv5t3m8r0000000001' }),
		);
		const { event: _event, raw: _raw, ...known } = itemOf(sample('transaction.completed'));
		expect(event).toBeNull();
		expect({ ...rest, document: null }).toEqual({ ...known, buyer: BUYER, document: null });
		expect(raw).toMatchObject({ id: 'txn_01k7q2w9xv5t3m8r0000000001', customer: { name: 'Erika Muster' } });
	});

	it('of an adjustment gives it with its invoice', async () => {
		const detailed = await detailsOf(lookedUp({ paddleAdjustmentId: 'adj_01k7q2w9xv5t3m8r0000000001' }));
		expect(detailed).toMatchObject({
			event: null,
			kind: 'creditNote',
			status: 'issued',
			buyer: BUYER,
			precedingInvoiceNumber: '74341-10005',
		});
		expect(detailed.lines[0]).toMatchObject({ description: 'Editor Pro', net: 29, taxRate: 19 });
	});

	it('of a person without a company gives the name of the person', async () => {
		const id = state.add().data.id;
		server.fail('GET /transactions/:id', {
			body: {
				data: {
					...sample('transaction.completed').data,
					id,
					customer: { name: 'Erika Muster' },
					address: { country_code: 'XX' },
				},
			},
		});
		const detailed = await detailsOf(lookedUp({ paddleTransactionId: id }));
		expect(detailed.buyer).toMatchObject({ name: 'Erika Muster', companyName: null, address: null });
		expect(codes(detailed)).toEqual(['country-unknown buyer.address.countryCode']);
	});
});

describe('an error', () => {
	const known = () => itemOf(sample('transaction.completed'));

	it('says what Paddle says, and nothing of the key', async () => {
		server.fail('GET /transactions/:id', forbidden(), 9);
		const error = (await detailsOf(known()).catch((caught: Error) => caught)) as Error & {
			description: string;
		};
		expect(error.message).toBe('Paddle does not allow this for the API key (HTTP 403)');
		expect(JSON.stringify([error, error.message, error.description])).not.toContain(KEY);
	});

	it('of an answer in another form names the field', async () => {
		server.fail('GET /transactions/:id', { body: { data: { id: null } } });
		await expect(detailsOf(known())).rejects.toThrow(/unexpected response – data.*id/);
	});

	it('of the rate limit waits as long as Paddle asks for', async () => {
		server.fail('GET /transactions/:id', { status: 429, headers: { 'retry-after': '2' }, body: {} }, 2);
		expect((await detailsOf(known())).buyer).toEqual(BUYER);
		expect(server.requests).toHaveLength(3);
	});
});
