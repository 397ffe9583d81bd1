import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { RilletApi } from '../../credentials/RilletApi.credentials';
import { Invoice as InvoiceNode } from '../../nodes/Invoice/Invoice.node';
import { rillet } from '../../nodes/Rillet/provider';
import type { Invoice } from '../../nodes/shared/invoice/schema';
import { bytesOf, cleanUp, executeContext, initialize } from '../n8nCore/contexts.mts';
import {
	api,
	creditMemo,
	documentOf,
	eventHeaders,
	forbidden,
	invoice,
	payment,
	problem,
	rillet as simulator,
	type RilletApi as SimulatedApi,
} from '../simulator/providers/rillet.mts';
import { sampleJson } from '../simulator/samples.mts';
import { carries, listen, listenElsewhere, type SimulatorServer } from '../simulator/server.mts';
import { virtualClock } from '../support/virtualClock.mts';

const time = virtualClock();

const API_KEY = 'rillet-key-7f3a';
const INVOICE_ID = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
const MEMO_ID = 'bb1c0dfe-4f30-4122-94a5-0b1c2d3e4f50';

let simulated: SimulatedApi;
let server: SimulatorServer;
let elsewhere: SimulatorServer;
beforeAll(async () => {
	await initialize();
});
beforeEach(async () => {
	simulated = api({ apiKey: API_KEY });
	server = await listen(simulated);
	elsewhere = await listenElsewhere();
});
afterEach(async () => {
	await Promise.all([server.close(), elsewhere.close()]);
});
afterAll(cleanUp);

const credential = (more: IDataObject = {}) => ({
	type: new RilletApi(),
	data: { environment: 'sandbox', apiKey: API_KEY, apiUrl: server.url, ...more },
});

/**
 * Runs the Invoice node.
 * @param input the items of the previous node
 */
async function run(
	parameters: IDataObject,
	input: INodeExecutionData[] = [{ json: {} }],
	more: IDataObject = {},
) {
	const node = new InvoiceNode();
	const context = executeContext(
		{ node, parameters: { options: {}, ...parameters }, credential: credential(more) },
		input,
	);
	return (await node.execute.call(context))[0];
}

const get = async (parameters: IDataObject) => {
	const [item] = await run({
		resource: 'invoice',
		operation: 'get',
		provider: 'rillet',
		invoiceFrom: 'id',
		...parameters,
	});
	return item.json as unknown as Invoice;
};

const download = async (parameters: IDataObject, input?: INodeExecutionData[], more?: IDataObject) =>
	await run(
		{
			resource: 'document',
			operation: 'download',
			provider: 'rillet',
			invoiceFrom: 'id',
			binaryPropertyName: 'data',
			...parameters,
		},
		input,
		more,
	);

/** The item for an event. */
function itemOf(payload: unknown, providerType: string): Invoice {
	const { 'X-Rillet-Id': id, 'X-Rillet-Timestamp': timestamp } = eventHeaders('', '');
	const result = rillet.events[providerType].normalize(
		{
			providerType,
			payload,
			meta: { id, timestamp },
			receivedAt: '2026-02-10T08:00:00.000Z',
			authentication: 'signature',
		},
		{ apiUrl: server.url, live: false },
	);
	if (!result.ok) throw new Error(result.error.message);
	return result.value[0];
}

/** @param context one execution; a new one if absent */
async function details(known: Invoice, context: IExecuteFunctions = execution()): Promise<Invoice> {
	return await rillet.details!.call(context, known, { apiUrl: server.url, live: false }, 0);
}
const execution = (): IExecuteFunctions =>
	executeContext({ node: new InvoiceNode(), parameters: { provider: 'item' }, credential: credential() }, []);

const paths = () => server.requests.map(({ path }) => path);

describe('details', () => {
	const names = {
		seller: { name: 'Rillet Inc.', companyName: 'Rillet Inc.' },
		buyer: { name: 'Demo Customer', companyName: 'Demo Customer Inc.', email: 'billing@example.com' },
	};

	it('are the names of buyer and seller, for an invoice', async () => {
		const known = itemOf(sampleJson('rillet', 'invoice-created.json'), 'invoice-created');
		const found = await details(known);
		expect(found).toEqual({
			...known,
			seller: { ...known.seller, ...names.seller },
			buyer: { ...known.buyer, ...names.buyer },
		});
		expect(paths()).toEqual([
			'/customers/3fa85f64-5717-4562-b3fc-2c963f66afa8',
			'/subsidiaries/3fa85f64-5717-4562-b3fc-2c963f66afa7',
		]);
		expect(server.requests.map(({ headers }) => headers['x-rillet-api-version'])).toEqual(['4', '4']);
	});

	it('are asked for once in an execution, and again in the next', async () => {
		const context = execution();
		for (let count = 0; count < 3; count++) {
			await details(itemOf(invoice(), 'invoice-created'), context);
		}
		expect(server.requests).toHaveLength(2);
		await details(
			itemOf(invoice({ customer_id: '22e3d4c5-b6a7-4899-8b1c-d2e3f4a5b6c7' }), 'invoice-created'),
			context,
		);
		expect(server.requests).toHaveLength(3);
		await details(itemOf(invoice(), 'invoice-created'));
		expect(server.requests).toHaveLength(5);
	});

	it('do not remember a failure', async () => {
		const context = execution();
		const known = itemOf(invoice(), 'invoice-created');
		server.fail('GET /customers/:id', forbidden());
		await expect(details(known, context)).rejects.toThrow('does not allow this');
		expect((await details(known, context)).buyer?.name).toBe('Demo Customer');
	});

	it('take addresses of the customer only where the invoice has none', async () => {
		const known = itemOf(invoice({ customer_address: null }), 'invoice-created');
		simulated.customers.set(known.customerNumber!, {
			...sampleJson<object>('rillet', 'api.customer.json'),
			name_on_invoice: null,
			emails: [{ email: 'copy@example.com', type: 'CC' }],
			shipping_address: {
				line1: '1 Dock Rd',
				city: 'Memphis',
				state: 'TN',
				zip_code: '38103',
				country: 'Nowhere',
			},
		});
		const found = await details(known);
		expect(found.buyer).toMatchObject({
			companyName: 'Demo Customer',
			email: null,
			address: { street: '500 Market Ave', city: 'Nashville' },
		});
		expect(found.shipTo?.address).toMatchObject({ street: '1 Dock Rd', countryCode: null });
		expect(found.issues.map(({ path }) => path)).toEqual(['shipTo.address.countryCode']);

		const shipped = await details(
			itemOf(sampleJson('rillet', 'invoice-updated.sent.json'), 'invoice-updated'),
		);
		expect(shipped.buyer?.address?.city).toBe('Strasbourg');
		expect(shipped.shipTo?.address?.city).toBe('Colmar');
	});

	it('are the whole invoice where only a payment came', async () => {
		const event = payment(INVOICE_ID);
		const known = itemOf(event, 'invoice-payment-updated');
		const found = await details(known);
		expect(found).toMatchObject({
			event: known.event,
			number: 'INV01',
			totals: { gross: 108, due: 108 },
			document: { fileName: 'INV01.pdf' },
			references: { paymentId: event.id as string, subsidiaryId: '3fa85f64-5717-4562-b3fc-2c963f66afa7' },
			buyer: names.buyer,
			issues: [],
		});
		expect(found.raw).toEqual(event);
	});

	it('are the names, for a credit memo', async () => {
		const found = await details(itemOf(creditMemo(), 'credit-memo-created'));
		expect(found).toMatchObject({ ...names, issues: [] });
		expect(found.buyer?.address?.street).toBe('500 Market Ave');
	});

	it.each(['invoice-deleted', 'credit-memo-deleted'])(
		'are nothing for %s, and an issue says so',
		async (event) => {
			const known = itemOf(INVOICE_ID, event);
			const found = await details(known);
			expect(found).toMatchObject({ ...known, issues: [{ code: 'details-not-fetched' }] });
			expect(server.requests).toEqual([]);
		},
	);

	it('wait up to a minute where Rillet rejects too many calls', async () => {
		server.fail('GET /customers/:id', problem(429, 'Too Many Requests', 'Slow down.'), 3);
		expect((await details(itemOf(invoice(), 'invoice-created'))).buyer?.name).toBe('Demo Customer');
		expect(time.elapsed).toBe(60_000);
	});
});

describe('Invoice > Get', () => {
	it('gets an invoice by its ID', async () => {
		const found = await get({ rilletInvoiceId: ` ${INVOICE_ID} ` });
		expect(found).toMatchObject({
			provider: 'rillet',
			event: null,
			id: INVOICE_ID,
			number: 'INV01',
			totals: { gross: 108 },
			buyer: { name: 'Demo Customer' },
			seller: { name: 'Rillet Inc.' },
			issues: [],
		});
		expect(found.raw).toEqual(simulated.invoices.get(INVOICE_ID));
	});

	it('gets a credit memo by its ID', async () => {
		const found = await get({ rilletCreditMemoId: MEMO_ID });
		expect(found).toMatchObject({
			kind: 'creditNote',
			number: 'CM01',
			totals: { gross: 54 },
			document: null,
		});
		expect(found.raw).toEqual(simulated.creditMemos.get(MEMO_ID));
	});

	it('completes the item of the trigger', async () => {
		const json = itemOf(invoice(), 'invoice-created') as unknown as IDataObject;
		const [item] = await run({ resource: 'invoice', operation: 'get', provider: 'item' }, [{ json }]);
		expect(item.json).toMatchObject({ event: json.event, buyer: { name: 'Demo Customer' } });
	});

	it('names what is missing in an answer', async () => {
		const { total: _, ...rest } = invoice();
		simulated.invoices.set(rest.id, rest as never);
		await expect(get({ rilletInvoiceId: rest.id })).rejects.toThrow('total: ');
	});

	it.each([
		[{}, 'No Invoice ID is given'],
		[{ rilletInvoiceId: 'a', rilletCreditMemoId: 'b' }, 'Both an Invoice ID and a Credit Memo ID are given'],
	])('with %j: %s', async (parameters, message) => {
		await expect(get(parameters)).rejects.toThrow(message);
		expect(server.requests).toEqual([]);
	});

	it('keeps an ID inside its place in the path', async () => {
		await expect(get({ rilletInvoiceId: '../api-key?x=' })).rejects.toThrow('could not find');
		expect(server.requests[0].url).toBe('/invoices/..%2Fapi-key%3Fx%3D');
	});

	it('says what Rillet says', async () => {
		server.fail('GET /invoices/:id', forbidden());
		const error = await get({ rilletInvoiceId: INVOICE_ID }).catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({
			message: 'Rillet does not allow this for the API key (HTTP 403)',
			description: expect.stringContaining('User does not have rights to perform this operation.') as unknown,
		});
		const wrong = run(
			{ resource: 'invoice', operation: 'get', provider: 'rillet', invoiceFrom: 'id', rilletInvoiceId: 'x' },
			undefined,
			{
				apiKey: 'wrong',
			},
		);
		await expect(wrong).rejects.toThrow('rejected the API key');
	});
});

describe('Document > Download', () => {
	it('downloads the PDF of an ID', async () => {
		const [item] = await download({ rilletInvoiceId: INVOICE_ID });
		expect(item.binary!.data).toMatchObject({ fileName: `${INVOICE_ID}.pdf`, mimeType: 'application/pdf' });
		expect(await bytesOf(item.binary!.data as never)).toEqual(
			documentOf(simulated.invoices.get(INVOICE_ID)!),
		);
		expect(server.requests[0].headers.accept).toBe('application/pdf');
	});

	it('downloads the PDF of an item, from the ID and never from the address in the item', async () => {
		const known = itemOf(simulated.invoices.get(INVOICE_ID), 'invoice-created');
		const document = { ...known.document, url: `${elsewhere.url}/invoices/${INVOICE_ID}` };
		const [item] = await download({ provider: 'item' }, [
			{ json: { ...known, document } as unknown as IDataObject },
		]);
		expect(item.binary!.data).toMatchObject({ fileName: 'INV01.pdf' });
		expect(elsewhere.requests).toEqual([]);
	});

	it('leads to the PDF export where JSON comes', async () => {
		simulated.pdfExport = false;
		const error = await download({ rilletInvoiceId: INVOICE_ID }).catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({
			message: 'Rillet answered with data in JSON form instead of a document',
			description: expect.stringContaining('may not have enabled PDF export') as unknown,
		});
	});

	it('has none for a credit memo and a deleted invoice', async () => {
		const memo = itemOf(creditMemo(), 'credit-memo-created') as unknown as IDataObject;
		await expect(download({ provider: 'item' }, [{ json: memo }])).rejects.toThrow('no PDFs of credit memos');
		const deleted = itemOf(INVOICE_ID, 'invoice-deleted') as unknown as IDataObject;
		await expect(download({ provider: 'item' }, [{ json: deleted }])).rejects.toThrow(
			'does not name a Rillet invoice',
		);
		expect(server.requests).toEqual([]);
	});

	it('never sends the key to where a redirect leads', async () => {
		server.fail('GET /invoices/:id', { redirect: `${elsewhere.url}/x.pdf` });
		await expect(download({ rilletInvoiceId: INVOICE_ID })).rejects.toThrow('redirects');
		expect(elsewhere.requests.filter((request) => carries(request, API_KEY))).toEqual([]);
	});
});

describe('credential', () => {
	const type = new RilletApi();
	const authenticate = async (data: IDataObject, url: string) =>
		(await type.authenticate({ apiKey: 'k', ...data } as never, { url })).headers;
	const HEADERS = { Authorization: 'Bearer k', 'X-Rillet-API-Version': '4' };

	it.each([
		[{ environment: 'production' }, 'https://api.rillet.com/invoices/1', HEADERS],
		[{ environment: 'sandbox' }, 'https://sandbox.api.rillet.com/invoices/1', HEADERS],
		[{ environment: 'production' }, 'https://sandbox.api.rillet.com/invoices/1', undefined],
		[{ environment: 'sandbox' }, 'https://api.rillet.com/invoices/1', undefined],
		[{ environment: 'production' }, 'http://api.rillet.com/invoices/1', undefined],
		[{ environment: 'production' }, 'https://api.rillet.com:8443/invoices/1', undefined],
		[{ environment: 'production' }, 'https://api.rillet.com.example/invoices/1', undefined],
		[{ environment: 'production', apiUrl: 'http://127.0.0.1:9' }, 'http://127.0.0.1:9/x', HEADERS],
		[{ environment: 'production', apiUrl: 'http://127.0.0.1:9' }, 'https://api.rillet.com/x', undefined],
	])('%j authenticates %s: %j', async (data, url, headers) => {
		expect(await authenticate(data, url)).toEqual(headers);
	});

	it.each([
		[{ environment: 'production', apiUrl: '' }, 'https://api.rillet.com'],
		[{ environment: 'sandbox', apiUrl: '' }, 'https://sandbox.api.rillet.com'],
		[{ environment: 'sandbox', apiUrl: 'http://127.0.0.1:9' }, 'http://127.0.0.1:9'],
	])('%j is tested at %s, where its key may go', async (data, home) => {
		const { baseURL = '', url = '' } = type.test.request;
		const [, expression] = /^=\{\{ (.*) \}\}$/.exec(baseURL)!;
		const evaluated = new Function('$credentials', `return ${expression}`)({
			apiKey: 'k',
			...data,
		}) as string;
		expect(evaluated).toBe(home);
		expect(rillet.environment(data).apiUrl).toBe(home);
		const path = new Function('$credentials', `return ${url.slice(3, -2)}`)({ apiKey: 'k' }) as string;
		const { headers } = await type.authenticate({ apiKey: 'k', ...data }, { baseURL: home, url: path });
		expect(headers).toEqual(HEADERS);
	});
});

it('has a simulator that rejects a wrong key', async () => {
	expect(simulator.api).toBe(api);
	const wrong = await fetch(`${server.url}/organizations/self`, { headers: { authorization: 'Bearer x' } });
	expect(wrong.status).toBe(401);
	const right = await fetch(`${server.url}/organizations/self`, {
		headers: { authorization: `Bearer ${API_KEY}`, 'x-rillet-api-version': '4' },
	});
	expect(await right.json()).toEqual(sampleJson('rillet', 'api.organization.json'));
});
