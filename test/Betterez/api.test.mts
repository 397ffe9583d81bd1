import type { IHttpRequestOptions, INodeExecutionData } from 'n8n-workflow';
import { BetterezApi } from '../../credentials/BetterezApi.credentials';
import { bytesOf, cleanUp, initialize } from '../n8nCore/contexts.mts';
import { api, PASSWORD, USER } from '../simulator/providers/betterez.mts';
import { get, start, startElsewhere } from '../simulator/harness.mts';
import { pdfOfSize } from '../simulator/pdf.mts';
import { carries } from '../simulator/server.mts';
import { invoiceNode, KEY } from '../support/Betterez/contexts.mts';
import { itemOf } from '../support/Betterez/events.mts';
import { virtualClock } from '../support/virtualClock.mts';

virtualClock();

beforeAll(initialize);
afterAll(cleanUp);

const GET = { resource: 'invoice', operation: 'get' };
const DOWNLOAD = { resource: 'document', operation: 'download' };
const LOGIN = 'POST /accounts/users';
const INVOICE = 'GET /invoices/invoices/:id';
const PDF = 'GET /invoices/pdfs';

async function service(options: Partial<Parameters<typeof api>[0]> = {}) {
	const simulated = api({ apiKey: KEY, ...options });
	const server = await start(simulated);
	const { event, pdf } = simulated.addInvoice();
	return { simulated, server, event, pdf };
}
const asInput = (json: object): INodeExecutionData[] => [{ json: json as never }];
const typed = (id: string) => ({ ...GET, provider: 'betterez', invoiceFrom: 'id', betterezInvoiceId: id });
const pdfOf = (id: string) => ({
	...DOWNLOAD,
	provider: 'betterez',
	invoiceFrom: 'id',
	betterezTransactionId: id,
});

describe('Invoice > Get', () => {
	test('by ID: what an event says, without an event', async () => {
		const { server, event } = await service();
		const [[item]] = await invoiceNode(server.url, typed(event.data._id));
		const { event: _event, raw: _raw, ...expected } = itemOf(event);
		const { raw, ...got } = item.json;
		expect(got).toEqual({ ...expected, event: null });
		expect(raw).toEqual({ invoice: event.data });
	});

	test('of an item: its event stays', async () => {
		const { server, event, simulated } = await service();
		const before = itemOf(event);
		simulated.invoices.set(event.data._id, {
			...event.data,
			transactionId: 'changed since',
			apiKey: 'SECRET',
		});
		const [[item]] = await invoiceNode(server.url, GET, asInput(before));
		expect(item.json).toMatchObject({ event: before.event, references: { transactionId: 'changed since' } });
		expect(JSON.stringify(item)).not.toContain('SECRET');
	});

	test('an unknown one, and none', async () => {
		const { server } = await service();
		await expect(invoiceNode(server.url, typed('0'.repeat(24)))).rejects.toThrow(/Betterez could not find/);
		await expect(invoiceNode(server.url, GET, asInput({ provider: 'betterez' }))).rejects.toThrow(
			/does not name an invoice/,
		);
	});

	test('an answer of another form names the field', async () => {
		const { server } = await service();
		server.fail(INVOICE, { status: 200, body: { invoice: { id: 'x' } } });
		await expect(invoiceNode(server.url, typed('a'.repeat(24)))).rejects.toThrow(/invoice\._id/);
	});

	test('without a base URL', async () => {
		await expect(invoiceNode('no address', typed('a'))).rejects.toThrow(/base URL/);
		await expect(invoiceNode('no address', pdfOf('a'))).rejects.toThrow(/base URL/);
	});
});

describe('Document > Download', () => {
	test('of an item: the document in raw, without asking anybody', async () => {
		const { server, event } = await service();
		const [[item]] = await invoiceNode(server.url, DOWNLOAD, asInput(itemOf(event)));
		expect((await bytesOf(item.binary!.data)).toString('base64')).toBe(event.data.data);
		expect(server.requests).toEqual([]);
	});

	test('of an item of Get', async () => {
		const { server, event } = await service();
		const [[got]] = await invoiceNode(server.url, typed(event.data._id));
		server.reset();
		const [[item]] = await invoiceNode(server.url, DOWNLOAD, [got]);
		expect((await bytesOf(item.binary!.data)).toString('base64')).toBe(event.data.data);
		expect(server.requests).toEqual([]);
	});

	test('of an item without raw: fetched again', async () => {
		const { server, event } = await service();
		const { raw: _raw, ...item } = itemOf(event);
		const [[got]] = await invoiceNode(server.url, DOWNLOAD, asInput(item));
		expect((await bytesOf(got.binary!.data)).toString('base64')).toBe(event.data.data);
		expect(server.requestsTo(INVOICE)).toHaveLength(1);
	});

	test('the PDF of a transaction', async () => {
		const { server, event, pdf } = await service();
		const [[item]] = await invoiceNode(server.url, pdfOf(event.data.transactionId));
		expect(item.binary?.data).toMatchObject({
			fileName: `invoice-${event.data._id}.pdf`,
			mimeType: 'application/pdf',
		});
		expect(await bytesOf(item.binary!.data)).toEqual(pdf);
		expect(server.requestsTo(PDF)[0].headers.accept).toBe('application/pdf');
	});

	test('an item without a document says what to do', async () => {
		const { server, event } = await service();
		const item = itemOf({ ...event, data: { ...event.data, data: null } });
		await expect(invoiceNode(server.url, DOWNLOAD, asInput(item))).rejects.toMatchObject({
			message: expect.stringContaining('holds no document'),
			description: expect.stringContaining('references.transactionId'),
		});
	});

	test('an item’s own address is never called', async () => {
		const { server, event } = await service();
		const elsewhere = await startElsewhere();
		const document = { id: event.data.transactionId, url: `${elsewhere.url}/pdf`, source: 'api' };
		await invoiceNode(server.url, DOWNLOAD, asInput({ provider: 'betterez', document }));
		expect(elsewhere.requests).toEqual([]);
		expect(server.requestsTo(PDF)).toHaveLength(1);
	});
});

describe('credential', () => {
	test('logs in once, and sends key and token together', async () => {
		const { server, event } = await service();
		const { _id } = event.data;
		const input = [...asInput({}), ...asInput({})];
		await invoiceNode(server.url, typed(_id), input);
		expect(server.requestsTo(LOGIN)).toHaveLength(1);
		const [login] = server.requestsTo(LOGIN);
		expect(login.headers).toMatchObject({
			authorization: `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`,
			'x-api-key': KEY,
		});
		expect(JSON.parse(login.body.toString())).toEqual({ audience: 'betterez-app' });
		for (const { headers } of server.requestsTo(INVOICE)) {
			expect(headers).toMatchObject({
				'x-api-key': KEY,
				authorization: expect.stringMatching(/^Bearer short\./),
			});
		}
	});

	test('renews a token that is no longer valid, once', async () => {
		const { server, event } = await service();
		const old = { sessionToken: 'expired' };
		const [[item]] = await invoiceNode(server.url, typed(event.data._id), undefined, old);
		expect(item.json).toMatchObject({ id: event.data._id });
		expect([server.requestsTo(LOGIN).length, server.requestsTo(INVOICE).length]).toEqual([1, 2]);
	});

	test.each([
		[
			'a wrong password',
			{},
			{ password: 'wrong' },
			/login with user and password failed \(HTTP 401\)\. Check both.*WRONG_CREDENTIALS/,
		],
		['a second factor', { secondFactor: true }, {}, /two-factor authentication/],
	])('%s is told in plain words', async (_name, options, credential, message) => {
		const { server, event } = await service(options);
		await expect(invoiceNode(server.url, typed(event.data._id), undefined, credential)).rejects.toThrow(
			message,
		);
		expect(server.requestsTo(INVOICE)).toEqual([]);
	});

	test('a log-in that fails for another reason says to try again', async () => {
		const { server, event } = await service();
		server.fail(LOGIN, { status: 503, body: {} });
		await expect(invoiceNode(server.url, typed(event.data._id))).rejects.toThrow(
			/HTTP 503\)\. Try again later/,
		);
	});

	test('an answer to the log-in that has no end is not received to its end', async () => {
		const { server, event } = await service();
		const size = 1024 ** 3;
		server.fail(LOGIN, { body: pdfOfSize(size) });
		await expect(invoiceNode(server.url, typed(event.data._id))).rejects.toThrow(
			/Betterez answered with more than 16 MB/,
		);
		await server.idle();
		expect(server.requestsTo(LOGIN)[0].answer.bytes).toBeLessThan(size / 32);
		expect(server.requestsTo(INVOICE)).toEqual([]);
	});

	test('a log-in whose answer breaks off is tried again', async () => {
		const { server, event } = await service();
		server.fail(LOGIN, { cut: 5 });
		const [[item]] = await invoiceNode(server.url, typed(event.data._id));
		expect(item.json).toMatchObject({ id: event.data._id });
		expect(server.requestsTo(LOGIN)).toHaveLength(2);
	});

	test('a wrong key is told', async () => {
		const { server, event } = await service();
		await expect(
			invoiceNode(server.url, typed(event.data._id), undefined, { apiKey: 'wrong' }),
		).rejects.toThrow(/rejected the API key \(HTTP 401\)/);
	});

	test('without user and password only the key is sent', async () => {
		const { server, event } = await service();
		await expect(invoiceNode(server.url, typed(event.data._id), undefined, { user: '' })).rejects.toThrow(
			/401/,
		);
		expect(server.requestsTo(LOGIN)).toEqual([]);
		expect(server.requestsTo(INVOICE)[0].headers).not.toHaveProperty('authorization');
	});

	test('goes nowhere with a redirect, neither password nor key nor token', async () => {
		const { server, event } = await service();
		const elsewhere = await startElsewhere();
		server.fail(LOGIN, { redirect: elsewhere.url, status: 307 });
		await expect(invoiceNode(server.url, typed(event.data._id))).rejects.toThrow(/HTTP 307/);
		expect(elsewhere.requests).toEqual([]);
		for (const route of [INVOICE, PDF]) {
			server.fail(route, { redirect: `${elsewhere.url}/x` });
			const parameters = route === PDF ? pdfOf(event.data.transactionId) : typed(event.data._id);
			await expect(invoiceNode(server.url, parameters)).rejects.toThrow(/redirects to/);
		}
		expect(elsewhere.requests.filter((request) => carries(request, KEY))).toEqual([]);
	});

	test('the headers only to the address in the credential', async () => {
		const type = new BetterezApi();
		const headersTo = async (url: string, credential: object): Promise<object> => {
			const request: IHttpRequestOptions = { url };
			const data = { apiKey: KEY, sessionToken: 'T', ...credential };
			return (await type.authenticate(data, request)).headers ?? {};
		};
		const all = { 'x-api-key': KEY, Authorization: 'Bearer T' };
		expect(await headersTo('https://api.betterez.com/invoices/x', {})).toEqual(all);
		expect(
			await headersTo('https://sandbox-api.betterez.com/x', { apiUrl: 'https://sandbox-api.betterez.com' }),
		).toEqual(all);
		expect(
			await headersTo('https://own.example/x', { apiUrl: 'other', otherUrl: 'https://own.example/base' }),
		).toEqual(all);
		for (const url of [
			'https://sandbox-api.betterez.com/x',
			'http://api.betterez.com/x',
			'https://api.betterez.com:8443/x',
			'https://api.betterez.com.evil.example/x',
			'https://api.betterez.com@evil.example/x',
			'https://report.feel.com.gt/x',
		]) {
			expect(await headersTo(url, {})).toEqual({});
		}
		const none = headersTo('https://api.betterez.com/x', { apiUrl: 'other', otherUrl: '' });
		await expect(none).rejects.toThrow('base URL in the credential is missing');
		expect(await headersTo('https://api.betterez.com/x', { apiKey: '', sessionToken: '' })).toEqual({});
	});

	test('its fields: secrets are hidden, the token is kept by n8n', () => {
		const { properties, restrictToSupportedNodes } = new BetterezApi();
		expect(restrictToSupportedNodes).toBe(true);
		const secret = properties.filter(({ typeOptions }) => typeOptions?.password).map(({ name }) => name);
		expect(secret).toEqual(['signingSecrets', 'urlTokens', 'apiKey', 'password', 'sessionToken']);
		expect(properties.at(-1)).toMatchObject({
			type: 'hidden',
			default: '',
			typeOptions: { expirable: true },
		});
	});

	describe('test of the credential', () => {
		/** Resolves expressions in a credential test like n8n. */
		const resolved = (credentials: object) => {
			const { request } = new BetterezApi().test;
			const value = (expression: string) =>
				new Function('$credentials', `return (${expression.slice(3, -2)})`)({
					apiKey: KEY,
					...credentials,
				}) as string;
			return `${value(request.baseURL!)}${value(request.url!)}`;
		};
		const PATH = '/invoices?transactionId=000000000000000000000000';

		test.each([
			[
				{ apiUrl: 'https://api.betterez.com', servicePrefix: '/invoices' },
				`https://api.betterez.com/invoices${PATH}`,
			],
			[
				{ apiUrl: 'https://sandbox-api.betterez.com', servicePrefix: 'a/b/' },
				`https://sandbox-api.betterez.com/a/b${PATH}`,
			],
			[{ apiUrl: 'other', otherUrl: 'https://x.example', servicePrefix: '/' }, `https://x.example${PATH}`],
			[{}, `https://api.betterez.com/invoices${PATH}`],
		])('of %j asks for a transaction that nobody has', (credentials, url) => {
			expect(resolved(credentials)).toBe(url);
		});

		test('distinguishes a rejection from an answer', async () => {
			const { server, simulated } = await service();
			simulated.tokens.add('T');
			const ask = async (headers: Record<string, string>) =>
				(await get(resolved({ apiUrl: 'other', otherUrl: server.url, servicePrefix: 'invoices' }), headers))
					.status;
			expect(await ask({ 'x-api-key': KEY, authorization: 'Bearer T' })).toBe(200);
			expect(await ask({ 'x-api-key': KEY })).toBe(401);
		});
	});

	test('a busy API is asked again, a fault is told', async () => {
		const { server, event } = await service();
		server.fail(INVOICE, { status: 429, headers: { 'retry-after': '0' } });
		const [[item]] = await invoiceNode(server.url, typed(event.data._id));
		expect(item.json).toMatchObject({ id: event.data._id });
		server.fail(PDF, { status: 400, body: { code: 'WRONG_DATA' } });
		await expect(invoiceNode(server.url, pdfOf(event.data.transactionId))).rejects.toMatchObject({
			message: expect.stringContaining('HTTP 400'),
			description: expect.stringContaining('WRONG_DATA'),
		});
	});
});
