import { Readable } from 'node:stream';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { PaddleInvoiceApi } from '../../credentials/PaddleInvoiceApi.credentials';
import { Invoice } from '../../nodes/Invoice/Invoice.node';
import { bytesOf, cleanUp, executeContext, initialize } from '../n8nCore/contexts.mts';
import { api, documentOf, type PaddleApi as Api } from '../simulator/providers/paddle.mts';
import { carries, listen, type SimulatorServer } from '../simulator/server.mts';
import { itemOf, sample } from '../support/Paddle/items.mts';
import { virtualClock } from '../support/virtualClock.mts';

virtualClock();

const KEY = 'pdl_sdbx_apikey_under_test';
const LINK = 'GET /transactions/:id/invoice';
const NOTE = 'GET /adjustments/:id/credit-note';

let server: SimulatorServer;
let state: Api;
beforeAll(initialize);
afterAll(cleanUp);
beforeEach(async () => {
	state = api({ apiKey: KEY });
	server = await listen(state);
});
afterEach(async () => await server.close());

function contextOf(json: unknown, parameters: IDataObject = {}, credential: IDataObject = {}) {
	return executeContext(
		{
			node: new Invoice(),
			parameters: {
				resource: 'document',
				operation: 'download',
				provider: 'item',
				binaryPropertyName: 'data',
				options: {},
				...parameters,
			},
			credential: {
				type: new PaddleInvoiceApi(),
				data: { environment: 'live', apiKey: KEY, apiUrl: server.url, ...credential },
			},
		},
		[{ json: json as IDataObject }],
	);
}
async function download(json: unknown, parameters: IDataObject = {}, credential: IDataObject = {}) {
	const [[item]] = await new Invoice().execute.call(contextOf(json, parameters, credential));
	return item!;
}

it.each([
	['transaction.completed', LINK, '74341-10005.pdf'],
	['adjustment.updated.refund', NOTE, 'adj_01k7q2w9xv5t3m8r0000000001.pdf'],
])('the PDF of %s is that of its link', async (file, route, fileName) => {
	const invoice = itemOf(sample(file));
	const item = await download(invoice);
	expect(await bytesOf(item.binary!.data!)).toEqual(documentOf(invoice.id!));
	expect(item.binary!.data).toMatchObject({ fileName, mimeType: 'application/pdf' });
	const [asked] = server.requestsTo(route);
	expect(asked!.query.get('disposition')).toBe('attachment');
	expect(carries(asked!, KEY)).toBe(true);
});

it('the link leads to another host, which gets no key', async () => {
	state.linksUrl = 'https://paddle-invoices.example';
	const invoice = itemOf(sample('transaction.completed'));
	const context = contextOf(invoice);
	const asked: IHttpRequestOptions[] = [];
	Object.assign(context.helpers, {
		getSecureEgressFilter: () => ({ validateUrl: async () => await Promise.resolve({ ok: true }) }),
		httpRequest: async (options: IHttpRequestOptions) => {
			asked.push(options);
			const body = Readable.from([documentOf(invoice.id!)]);
			return await Promise.resolve({ statusCode: 200, headers: {}, body });
		},
	});
	const [[item]] = await new Invoice().execute.call(context);
	expect(await bytesOf(item!.binary!.data!)).toEqual(documentOf(invoice.id!));
	expect(asked.map(({ url }) => url)).toEqual([
		`https://paddle-invoices.example/pdf/${invoice.id}.pdf?X-Amz-Expires=3600`,
	]);
	expect(JSON.stringify(asked)).not.toContain(KEY);
	expect(asked[0]!.headers).toEqual({ accept: '*/*' });
});

it.each(['http://127.0.0.1:9', 'https://127.0.0.1:9', 'https://localhost:9', 'https://user:p@files.example'])(
	'a link to %s is not followed',
	async (linksUrl) => {
		state.linksUrl = linksUrl;
		await expect(download(itemOf(sample('transaction.completed')))).rejects.toThrow(/could not be reached/);
	},
);

it.each([
	['paddleTransactionId', 'txn_01k7q2w9xv5t3m8r0000000001'],
	['paddleAdjustmentId', 'adj_01k7q2w9xv5t3m8r0000000001'],
])('%s is enough', async (field, id) => {
	const item = await download({}, { provider: 'paddle', invoiceFrom: 'id', [field]: id });
	expect(item.binary!.data!.fileName).toBe(`${id}.pdf`);
});

it('what has no PDF says so, and asks for nothing', async () => {
	const draft = itemOf(sample('transaction.updated.draft'));
	await expect(download(draft)).rejects.toThrow('Paddle has no PDF for this item');
	expect(server.requests).toEqual([]);
	const passed = await download(draft, { options: { onMissing: 'pass' } });
	expect(passed.json.issues).toContainEqual(expect.objectContaining({ code: 'document-missing' }));
});

it('a PDF that is made a moment later is waited for', async () => {
	const missing = { status: 404, body: { error: { detail: 'Not yet' } } };
	server.fail(LINK, missing, 2);
	const item = await download(itemOf(sample('transaction.completed')));
	expect(item.binary!.data).toBeDefined();
	expect(server.requestsTo(LINK)).toHaveLength(3);
});

it('a PDF that does not come is missing, in the words of Paddle', async () => {
	server.fail(LINK, { status: 404, body: { error: { detail: 'Entity not found' } } }, 99);
	const error = (await download(itemOf(sample('transaction.completed'))).catch(
		(caught: unknown) => caught,
	)) as Error & { description: string };
	expect(error.message).toBe('Paddle has no PDF of this invoice, or none yet');
	expect(error.description).toContain('Paddle says: Entity not found');
});

it.each([[''], ['<html></html>'], [{}]])('a 404 with %j is a missing PDF, too', async (body) => {
	server.fail(LINK, { status: 404, body }, 99);
	await expect(download(itemOf(sample('transaction.completed')))).rejects.toThrow(
		/has no PDF of this invoice/,
	);
});

it.each([[{ data: {} }], [{}], ['a page']])('an answer of %j has no link, and says so', async (body) => {
	server.fail(LINK, { body });
	await expect(download(itemOf(sample('transaction.completed')))).rejects.toThrow(
		'Paddle answered without a link to the PDF',
	);
});

it('without a usable base URL no API is asked', async () => {
	await expect(
		download(itemOf(sample('transaction.completed')), {}, { apiUrl: 'http://api.example' }),
	).rejects.toThrow('The Paddle credential does not say where the API is');
});
