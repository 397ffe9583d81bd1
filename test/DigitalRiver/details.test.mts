import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { DigitalRiverApi } from '../../credentials/DigitalRiverApi.credentials';
import { details } from '../../nodes/DigitalRiver/details';
import { DigitalRiverInvoiceTrigger } from '../../nodes/DigitalRiver/DigitalRiverInvoiceTrigger.node';
import { digitalRiver } from '../../nodes/DigitalRiver/provider';
import { invoiceSchema, type Invoice } from '../../nodes/shared/invoice/schema';
import { executeContext } from '../n8nCore/contexts.mts';
import { api, type ApiOptions, type DigitalRiverApi as Api } from '../simulator/providers/digitalRiver.mts';
import { basicAuth } from '../simulator/authentication.mts';
import { listen, type Fault, type SimulatorServer } from '../simulator/server.mts';
import {
	codes,
	COMMERCE_EVENT,
	FILE_EVENT,
	golden,
	invoiceOf,
	INVOICE_EVENT,
	sample,
} from '../support/DigitalRiver/events.mts';
import { virtualClock } from '../support/virtualClock.mts';

virtualClock();

const KEY = 'sk_test_1';
const ORDER_ID = '188418250336';
const FILE_ID = '6e5bf525-3907-40c5-86a9-f14ce4f33f35';
const STRICT = invoiceSchema.strict();
const NOW = { 'retry-after': '0' };

let server: SimulatorServer;
let state: Api;

async function start(options: Partial<ApiOptions> = {}) {
	state = api({ apiKey: KEY, ...options });
	server = await listen(state);
}
const startCommerce = async () => await start({ product: 'commerce', apiSecret: 'secret', siteId: 'shopx1' });
afterEach(async () => await server?.close());

/** Replaces the simulated API's addresses with those of the real one. */
const atHome = (invoice: Invoice) =>
	JSON.parse(JSON.stringify(invoice).replaceAll(server.url, 'https://api.digitalriver.com')) as Invoice;

async function detailsOf(invoice: Invoice, credential: IDataObject = {}): Promise<Invoice> {
	const data = { product: 'digitalRiver', apiKey: KEY, apiUrl: server.url, ...credential };
	const context = executeContext(
		{
			node: new DigitalRiverInvoiceTrigger(),
			parameters: {},
			credential: { type: new DigitalRiverApi(), data },
		},
		[{ json: {} }],
	);
	return atHome(await details.call(context, invoice, digitalRiver.environment(data), 3));
}
const COMMERCE = { product: 'commerce', apiSecret: 'secret', siteId: 'shopx1' };

async function failure(invoice: Invoice, credential: IDataObject = {}) {
	return await detailsOf(invoice, credential).then(
		() => {
			throw new Error('The call did not fail');
		},
		(error: NodeApiError) => {
			expect(error.context.itemIndex).toBe(3);
			expect(JSON.stringify([error, error.message, error.description])).not.toContain(KEY);
			return `${error.message} | ${error.description}`;
		},
	);
}

const typed = (values: Record<string, string>) => {
	const result = digitalRiver.lookup!.invoice(values, digitalRiver.environment({ apiUrl: server.url }));
	if (!result.ok) throw new Error(result.error.message);
	return result.value;
};

describe('the Digital River API', () => {
	it('completes an invoice by its order and the name of its file', async () => {
		await start();
		const invoice = invoiceOf(sample(FILE_EVENT));
		const { raw, ...item } = await detailsOf(invoice);
		expect([item]).toEqual(golden('order.invoice.created.digital-river-api.details.json'));
		expect(raw).toEqual(sample(FILE_EVENT));
		expect(STRICT.safeParse({ ...item, raw }).error).toBeUndefined();
		expect(server.requests.map(({ method, url, headers }) => [method, url, headers.authorization])).toEqual([
			['GET', `/orders/${ORDER_ID}`, `Bearer ${KEY}`],
			['GET', `/files/${FILE_ID}`, `Bearer ${KEY}`],
		]);
	});

	it('finds the file of an order that was typed by hand', async () => {
		await start();
		const item = await detailsOf(typed({ digitalRiverOrderId: ORDER_ID }));
		expect(item).toMatchObject({
			event: null,
			id: FILE_ID,
			customerNumber: '532736320336',
			totals: { gross: 376 },
			document: { id: FILE_ID, url: `https://api.digitalriver.com/files/${FILE_ID}/content` },
			issues: [],
		});
	});

	it('encodes the ids', async () => {
		await start();
		const { event } = state.addInvoice({ orderId: 'a/b?c', fileId: 'd/../e' });
		await detailsOf(invoiceOf(event));
		expect(server.requests.map(({ url }) => url)).toEqual(['/orders/a%2Fb%3Fc', '/files/d%2F..%2Fe']);
	});

	it.each([
		['a fresh simulated invoice', {}, 376],
		['a guest', { customerId: null }, 376],
	])('serves %s', async (_name, options, gross) => {
		await start();
		const item = await detailsOf(invoiceOf(state.addInvoice(options).event));
		expect(item).toMatchObject({ totals: { gross }, issues: [] });
		expect(item.customerNumber).toBe('customerId' in options ? null : item.buyer?.customerId);
	});
});

describe('figures are left out, and that is reported,', () => {
	const expectFactsOnly = (item: Invoice, message: RegExp) => {
		expect(Object.values(item.totals).every((total) => total === null)).toBe(true);
		expect([item.taxes, item.lines]).toEqual([[], []]);
		// Buyer and currency are known nevertheless.
		expect(item).toMatchObject({ currency: 'EUR', seller: { name: 'Digital River Ireland Ltd.' } });
		expect(item.issues).toEqual([
			{ code: 'figures-not-fetched', path: 'totals', message: expect.stringMatching(message) },
		]);
		expect(STRICT.safeParse(item).error).toBeUndefined();
	};

	it('for a credit memo, although its order has one invoice', async () => {
		await start();
		state.addInvoice({ orderId: 'o' });
		const { event, file } = state.addInvoice({ orderId: 'o', type: 'order.credit_memo.created' });
		const item = await detailsOf(invoiceOf(event));
		expectFactsOnly(item, /not those of a credit memo; see the document$/);
		expect(item).toMatchObject({ kind: 'creditNote', id: file.id, document: { fileName: file.fileName } });
	});

	it('for an order with two invoices', async () => {
		await start();
		state.addInvoice({ orderId: 'o' });
		const item = await detailsOf(invoiceOf(state.addInvoice({ orderId: 'o' }).event));
		expectFactsOnly(item, /does not have exactly this one invoice/);

		const byHand = await detailsOf(typed({ digitalRiverOrderId: 'o' }));
		expectFactsOnly(byHand, /does not have exactly this one invoice/);
		// The user did not say which of the two.
		expect(byHand).toMatchObject({ id: null, document: null });
	});

	it('for an order of which a part has been fulfilled, or cancelled', async () => {
		await start();
		const { event, order } = state.addInvoice();
		for (const itemState of ['accepted', 'cancelled']) {
			(order.items as Array<{ state: string }>)[0].state = itemState;
			expectFactsOnly(await detailsOf(invoiceOf(event)), /exactly this one invoice, of all its items/);
		}
	});

	it('for an order whose one invoice is another, or that has none', async () => {
		await start();
		const { event, order } = state.addInvoice();
		for (const invoicePDFs of [[{ id: 'another' }], [], null]) {
			order.invoicePDFs = invoicePDFs;
			expectFactsOnly(await detailsOf(invoiceOf(event)), /does not have exactly this one invoice/);
		}
	});
});

it('nothing is asked for what the Invoices resource sent whole', async () => {
	await start();
	const invoice = invoiceOf(sample(INVOICE_EVENT));
	expect(await detailsOf(invoice)).toEqual(invoice);
	expect(server.requests).toEqual([]);
});

it('nothing is asked without an order', async () => {
	await start();
	const invoice = typed({ digitalRiverFileId: FILE_ID });
	expect(await detailsOf(invoice)).toEqual(atHome(invoice));
	expect(server.requests).toEqual([]);
});

describe('the Commerce API', () => {
	it('completes an invoice by its order, the list of its invoices, and the name of its file', async () => {
		await startCommerce();
		const { raw, ...item } = await detailsOf(invoiceOf(sample(COMMERCE_EVENT)), COMMERCE);
		expect([item]).toEqual(golden('order.invoice.created.commerce-api.details.json'));
		expect(raw).toEqual(sample(COMMERCE_EVENT));
		expect(STRICT.safeParse({ ...item, raw }).error).toBeUndefined();
		const { authorization } = basicAuth(KEY, 'secret');
		expect(
			server.requests.map(({ url, headers }) => [url, headers.authorization, headers['x-siteid']]),
		).toEqual(
			[
				'/v1/orders/851511800082',
				'/v1/orders/851511800082/invoices',
				'/files/9e00869b-e2f5-4663-aacb-e33687466020',
			].map((url) => [url, authorization, 'shopx1']),
		);
	});

	it('has no figures for a credit memo, nor for an order with two receipts', async () => {
		await startCommerce();
		const { event } = state.addInvoice({ orderId: 'o' });
		const credit = state.addInvoice({ orderId: 'o', type: 'order.credit_memo.created' });
		for (const sent of [event, credit.event]) {
			const item = await detailsOf(invoiceOf(sent), COMMERCE);
			expect(codes(item)).toEqual(['figures-not-fetched totals']);
			expect(item).toMatchObject({ currency: 'USD', totals: { gross: null }, lines: [] });
		}
	});

	it('has no figures for a credit memo, although its order has one invoice', async () => {
		await startCommerce();
		const { event } = state.addInvoice({ orderId: 'o' });
		event.type = 'order.credit_memo.created';
		event.data.object.purpose = 'customer_credit_memo';
		const item = await detailsOf(invoiceOf(event), COMMERCE);
		expect(codes(item)).toEqual(['figures-not-fetched totals']);
		expect(item).toMatchObject({ kind: 'creditNote', totals: { gross: null }, lines: [] });
	});

	it('does not name the file of an order that was typed by hand', async () => {
		await startCommerce();
		const item = await detailsOf(typed({ digitalRiverOrderId: '851511800082' }), COMMERCE);
		expect(item).toMatchObject({ id: null, document: null, totals: { gross: 655.9 } });
		expect(codes(item)).toEqual(['amounts-may-cover-whole-order totals']);
	});

	it('without a site says what Digital River says', async () => {
		await startCommerce();
		expect(await failure(invoiceOf(sample(COMMERCE_EVENT)), { ...COMMERCE, siteId: '' })).toMatch(
			/^Digital River rejected the request \(HTTP 400\) \| .*The company is not provided/,
		);
	});
});

describe('an error', () => {
	it.each([
		['a wrong key', { apiKey: 'wrong' }, {}, 'rejected the API key (HTTP 401)'],
		[
			'an order that is not there',
			{},
			{ 'data.object.orderId': 'none' },
			'could not find what was requested (HTTP 404)',
		],
	])('of %s is in the user’s words', async (_name, credential, changes, message) => {
		await start();
		expect(await failure(invoiceOf(sample(FILE_EVENT, changes)), credential)).toContain(
			`Digital River ${message}`,
		);
		expect(server.requestsTo('GET /files/:id')).toEqual([]);
	});

	it('of the Commerce API, too', async () => {
		await startCommerce();
		expect(await failure(invoiceOf(sample(COMMERCE_EVENT)), { ...COMMERCE, apiSecret: 'wrong' })).toContain(
			'Digital River rejected the API key (HTTP 401)',
		);
	});

	it('that passes is asked again', async () => {
		await start();
		server.fail('GET /orders/:id', { status: 503, headers: NOW }, 2);
		server.fail('GET /files/:id', { status: 429, headers: NOW });
		expect((await detailsOf(invoiceOf(sample(FILE_EVENT)))).totals.gross).toBe(376);
	});

	it.each<[string, string, Fault, string]>([
		['another order', 'GET /orders/:id', { body: { id: 7, items: {} } }, 'items: '],
		['a list', 'GET /orders/:id', { body: [] }, 'the response itself: '],
		['a web page', 'GET /orders/:id', { html: true }, 'the response itself: '],
		['nothing', 'GET /orders/:id', { empty: true }, 'the response itself: '],
		['a list instead of a file', 'GET /files/:id', { body: [] }, 'the response itself: '],
	])('of form names the field: %s', async (_name, route, fault, field) => {
		await start();
		server.fail(route, fault);
		const message = await failure(invoiceOf(sample(FILE_EVENT)));
		expect(message).toContain(`Digital River sent an unexpected response – ${field}`);
		expect(message).toContain('Check the base URL in the credential');
	});
});
