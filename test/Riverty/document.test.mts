import fc from 'fast-check';
import { RivertyApi } from '../../credentials/RivertyApi.credentials';
import { Invoice as InvoiceNode } from '../../nodes/Invoice/Invoice.node';
import { documentOf, fileKey, locateDocument, urlOf } from '../../nodes/Riverty/document';
import { environmentOf, originsOf, PRODUCTION_URL, UAT_URL } from '../../nodes/Riverty/environment';
import { lookup } from '../../nodes/Riverty/lookup';
import { Findings } from '../../nodes/shared/invoice/findings';
import { isAllowedOrigin } from '../../nodes/shared/api/origin';
import { invoiceOf } from '../../nodes/shared/invoice/build';
import type { Invoice } from '../../nodes/shared/invoice/schema';
import { bytesOf, cleanUp, executeContext, initialize } from '../n8nCore/contexts.mts';
import { api, type RivertyApi as Api } from '../simulator/providers/riverty.mts';
import { carries, listen, listenElsewhere, type SimulatorServer } from '../simulator/server.mts';
import { virtualClock } from '../support/virtualClock.mts';

virtualClock();

const UUID = '6f9d2c1e-47b3-4a5e-9c0d-8e7f6a5b4c3d';
const HEX = '4D364E4C33564739453638324F4B57393447';
const BASE = 'https://archive.example/sap/opu/odata/sap/z_knox_extern_srv';
const plain = environmentOf({ environment: UAT_URL });
const full = environmentOf({
	environment: UAT_URL,
	documentBaseUrl: `${BASE}/`,
	documentHost: ' mytest.aqount.com ',
});
const archived = `${BASE}/FileSet('${HEX}')/$value`;

describe('addresses of the documentation', () => {
	test.each<[string, string, string | null, string | null]>([
		['current', `${UAT_URL}/documents/v1/S/${UUID}`, UUID, `${UAT_URL}/documents/v1/S/${UUID}`],
		['B2C, malformed', `//z_knox_extern_srv/FileSet'${HEX}'`, HEX, archived],
		['relative', `/z_knox_extern_srv/FileSet('${HEX}')/$value`, HEX, archived],
		['placeholder host', `https://riverty-url/../FileSet('${HEX}')/$value`, HEX, archived],
		[
			'listed host',
			`https://mytest.aqount.com/sap/z_knox_extern_srv/FileSet('${HEX}')/$value`,
			HEX,
			`https://mytest.aqount.com/sap/z_knox_extern_srv/FileSet('${HEX}')/$value`,
		],
		['lower-case key', `FileSet('${HEX.toLowerCase()}')`, HEX, archived],
		['half of the parentheses', `FileSet('${HEX}'`, HEX, archived],
		['blanks around', ` ${UAT_URL}/documents/v1/S/${UUID} `, UUID, `${UAT_URL}/documents/v1/S/${UUID}`],
		['key too short', "FileSet('ABCDEF1')", null, null],
		['key too long', `FileSet('${'A'.repeat(129)}')`, null, null],
		['key of other letters', "FileSet('ABCDEFGH')", null, null],
		['other environment', `${PRODUCTION_URL}/documents/v1/S/${UUID}`, UUID, null],
		[
			'longer than a UUID',
			`${UAT_URL}/documents/v1/S/${UUID}-1`,
			null,
			`${UAT_URL}/documents/v1/S/${UUID}-1`,
		],
		['nothing known', 'somewhere', null, null],
	])('%s', (_name, address, key, url) => {
		expect(fileKey(address)).toBe(key);
		expect(urlOf(address, full)).toBe(url);
	});

	test.each([
		['http', `http://api-uat.accounting.riverty.io/documents/v1/S/${UUID}`],
		['another port', `https://api-uat.accounting.riverty.io:8443/documents/v1/S/${UUID}`],
		['user info', `https://user@api-uat.accounting.riverty.io/documents/v1/S/${UUID}`],
		['user info that looks like the host', `https://api-uat.accounting.riverty.io@evil.example/${UUID}`],
		['subdomain', `https://x.api-uat.accounting.riverty.io/documents/v1/S/${UUID}`],
		['longer domain', `https://api-uat.accounting.riverty.io.evil.example/documents/v1/S/${UUID}`],
		['no scheme', `//api-uat.accounting.riverty.io/documents/v1/S/${UUID}`],
		['path only', `/documents/v1/S/${UUID}`],
		['backslashes', `\\\\api-uat.accounting.riverty.io\\documents\\v1\\S\\${UUID}`],
		['blob', `blob:${UAT_URL}/documents/v1/S/${UUID}`],
		['a listed host, http', 'http://mytest.aqount.com/file'],
		['a host like the listed one', 'https://xmytest.aqount.com/file'],
	])('%s is rejected', (_name, address) => expect(urlOf(address, full)).toBeNull());

	test('without a base and a host only the API is left', () => {
		expect(urlOf(`//z_knox_extern_srv/FileSet'${HEX}'`, plain)).toBeNull();
		expect(urlOf(`https://mytest.aqount.com/FileSet('${HEX}')/$value`, plain)).toBeNull();
	});

	test('whatever is written: a URL goes to a listed origin by https', () => {
		const origins = originsOf(full);
		const pieces = fc.constantFrom(
			...[
				'https:',
				'http:',
				'//',
				'/',
				'\\',
				'@',
				':',
				'?',
				'#',
				'..',
				'.',
				'%2F',
				'\t',
				'\n',
				'evil.example',
			],
			...[
				'api-uat.accounting.riverty.io',
				'mytest.aqount.com',
				`FileSet('${HEX}')`,
				`FileSet'${HEX}'`,
				'/$value',
			],
			...[`/documents/v1/S/${UUID}`, "'", '(', ')'],
		);
		const address = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.array(pieces).map((all) => all.join('')),
			fc.webUrl(),
		);
		fc.assert(
			fc.property(address, (text) => {
				const url = urlOf(text, full);
				if (url === null) return;
				expect(isAllowedOrigin(url, origins)).toBe(true);
				expect(new URL(url).protocol).toBe('https:');
			}),
			{ numRuns: 3000 },
		);
	});
});

describe('credential', () => {
	test('production unless it says otherwise', () => {
		expect(environmentOf({})).toMatchObject({ apiUrl: PRODUCTION_URL, live: true, documentOrigins: [] });
		expect(environmentOf({ environment: UAT_URL })).toMatchObject({ apiUrl: UAT_URL, live: false });
	});

	test.each([
		'http://archive.example',
		'https://archive.example:8443',
		'https://u:p@archive.example',
		'ftp://x',
		'x y',
	])('%s is no document base and no host', (typed) => {
		const environment = environmentOf({ documentBaseUrl: typed, documentHost: typed });
		expect(environment).toMatchObject({ documentBaseUrl: undefined, documentOrigins: [] });
	});

	test.each([
		['environment', 'http://api.accounting.riverty.io', 'Environment'],
		['documentBaseUrl', 'archive.example/z_knox_extern_srv', 'Document Base URL'],
		['documentBaseUrl', 'http://archive.example', 'Document Base URL'],
		['documentHost', 'http://archive.example', 'Extra Document Host'],
		['documentHost', 'archive.example:8443', 'Extra Document Host'],
	])('whoever tests it is told that %s cannot be %s', async (field, typed, label) => {
		const credential = { environment: UAT_URL, apiKey: 'k', [field]: typed };
		const sent = new RivertyApi().authenticate(credential, { url: `${UAT_URL}/x` });
		await expect(sent).rejects.toThrow(label);
	});

	test.each([
		['archive.example', 'https://archive.example'],
		['https://archive.example/', 'https://archive.example'],
		['ARCHIVE.example:443', 'https://archive.example'],
	])('%s is the host %s', (documentHost, origin) => {
		expect(environmentOf({ documentHost }).documentOrigins).toEqual([origin]);
	});

	test('the key goes to listed origins only', async () => {
		const credential = {
			environment: UAT_URL,
			apiKey: ' k ',
			documentBaseUrl: BASE,
			documentHost: 'h.example',
		};
		const sent = async (url: string, baseURL?: string) =>
			(await new RivertyApi().authenticate(credential, { url, baseURL })).headers?.['X-Subscription-Key'];
		for (const url of [`${UAT_URL}/x`, archived, 'https://h.example/x']) expect(await sent(url)).toBe('k');
		expect(await sent('/administration/v1/notification-callbacks', UAT_URL)).toBe('k');
		for (const url of [
			`${PRODUCTION_URL}/x`,
			'https://archive.example.evil.example/',
			'http://h.example/x',
			'https://h.example:444/x',
			'https://sub.h.example/x',
			`//api-uat.accounting.riverty.io/x`,
		]) {
			expect(await sent(url)).toBeUndefined();
		}
	});

	test('its test calls for the callbacks, and takes only 401 and 403 for a wrong key', () => {
		const { test: request } = new RivertyApi();
		const { url = '', ignoreHttpStatusErrors } = request.request;
		expect(new Function('$credentials', `return ${url.slice(3, -2)}`)({ apiKey: 'k' })).toBe(
			'/administration/v1/notification-callbacks',
		);
		const { except } = ignoreHttpStatusErrors as { except: number[] };
		expect(except.filter((status) => status >= 400)).toEqual([401, 403]);
		expect(request.rules?.map(({ properties }) => properties.value).slice(-2)).toEqual([401, 403]);
	});

	test('offers the addresses that the provider knows', () => {
		const { properties } = new RivertyApi();
		const [{ options, default: usual }] = properties;
		expect(options?.map((option) => 'value' in option && option.value)).toEqual([PRODUCTION_URL, UAT_URL]);
		expect(usual).toBe(PRODUCTION_URL);
	});
});

describe('locate', () => {
	const item = (document: Partial<NonNullable<Invoice['document']>> | null) =>
		invoiceOf({ provider: 'riverty', document: document as Invoice['document'] });

	test('judges the address of an item anew, for it may have been changed on the way', () => {
		const evil = { id: null, url: `https://evil.example/${UUID}`, fileName: 'a.pdf' };
		expect(locateDocument(item(evil), full)).toMatchObject({
			ok: false,
			error: { message: expect.stringContaining('evil.example') },
		});
		const known = { id: HEX, url: `https://evil.example/FileSet('${HEX}')`, fileName: 'a.pdf' };
		expect(locateDocument(item(known), full)).toMatchObject({
			ok: true,
			value: { url: archived, fileName: 'a' },
		});
	});

	test('finds an item that came before the base URL was filled in', () => {
		const early = documentOf(`//z_knox_extern_srv/FileSet'${HEX}'`, 'R-1', plain, new Findings());
		expect(early?.url).toBeNull();
		expect(locateDocument(item(early), plain)).toMatchObject({
			ok: false,
			error: { description: expect.stringContaining('Document Base URL') },
		});
		expect(locateDocument(item(early), full)).toMatchObject({ ok: true, value: { url: archived } });
	});

	test.each([
		[null],
		[{}],
		[{ id: UUID, url: null }],
		[{ id: null, url: null }],
		[{ id: 5 as never, url: 7 as never }],
	])('%j names no document', (document) =>
		expect(locateDocument(item(document), full)).toMatchObject({ ok: false }),
	);

	test.each([
		['a/b:c', 'a_b_c.pdf'],
		['../../etc', '_.._etc.pdf'],
		[null, 'document.pdf'],
	])('the file of invoice %j is %s', (name, fileName) => {
		expect(documentOf(archived, name, full, new Findings())?.fileName).toBe(fileName);
	});
});

describe('what a user types', () => {
	const found = (rivertyDocument: string) => {
		const result = lookup.invoice({ rivertyDocument }, full);
		return result.ok ? result.value.document?.url : result.error.message;
	};
	test.each([
		[UUID, `${UAT_URL}/documents/v1/S/${UUID}`],
		[HEX.toLowerCase(), archived],
		[`${UAT_URL}/documents/v1/S/${UUID}`, `${UAT_URL}/documents/v1/S/${UUID}`],
		[`//z_knox_extern_srv/FileSet'${HEX}'`, archived],
	])('%s', (typed, url) => expect(found(typed)).toBe(url));

	test('another host is an error that names it', () =>
		expect(found('https://evil.example/x')).toContain('evil.example'));

	test('nothing: the download says what is missing', () => {
		const result = lookup.invoice({}, full);
		expect(result).toMatchObject({ ok: true, value: { provider: 'riverty', document: null } });
		if (result.ok) expect(locateDocument(result.value, full).ok).toBe(false);
	});
});

describe('download', () => {
	const KEY = 'the-subscription-key-that-must-stay-at-home';
	let server: SimulatorServer;
	let elsewhere: SimulatorServer;
	let state: Api;

	beforeAll(async () => {
		await initialize();
		state = api({ apiKey: KEY });
		server = await listen(state);
		elsewhere = await listenElsewhere();
	});
	afterEach(() => {
		server.reset();
		elsewhere.reset();
	});
	afterAll(async () => {
		await Promise.all([server.close(), elsewhere.close()]);
		cleanUp();
	});

	const STORED = 'GET /documents/v1/S/:key';
	async function download(document: object, credential: object = {}) {
		const context = executeContext(
			{
				node: new InvoiceNode(),
				parameters: {
					resource: 'document',
					operation: 'download',
					provider: 'item',
					binaryPropertyName: 'data',
				},
				credential: {
					type: new RivertyApi(),
					data: { environment: server.url, apiKey: KEY, ...credential },
				},
			},
			[{ json: { provider: 'riverty', document, references: {}, issues: [] } }],
		);
		const [[item]] = await new InvoiceNode().execute.call(context);
		return item;
	}
	const stored = (key: string) => ({
		id: key,
		url: `${server.url}/documents/v1/S/${key}`,
		fileName: 'B-1.pdf',
	});

	test('a PDF, with the key', async () => {
		const key = state.addDocument();
		const { binary } = await download(stored(key));
		expect(binary?.data).toMatchObject({ fileName: 'B-1.pdf', mimeType: 'application/pdf' });
		expect(await bytesOf(binary!.data)).toEqual(state.documents.get(key)?.content);
		expect(server.requests[0].headers['x-subscription-key']).toBe(KEY);
	});

	test('an archived mail', async () => {
		const content = Buffer.from('Received: from a by b\r\nSubject: Reminder\r\n\r\nText');
		const key = state.addDocument({ content, headers: {} });
		const { binary } = await download(stored(key));
		expect(binary?.data).toMatchObject({ fileName: 'B-1.eml', mimeType: 'message/rfc822' });
	});

	test.each([
		['a web page', { html: true }, 'a web page'],
		['data', { body: { a: 1 } }, 'JSON'],
	])('%s instead of a document is an error', async (_name, fault, message) => {
		server.fail(STORED, fault);
		await expect(download(stored(state.addDocument()))).rejects.toThrow(message);
	});

	test('a wrong key is an error that does not show it', async () => {
		const key = state.addDocument();
		await expect(download(stored(key), { apiKey: 'wrong-key' })).rejects.toThrow(/API key \(HTTP 401\)/);
		await expect(download(stored(key), { apiKey: 'wrong-key' })).rejects.not.toThrow('wrong-key');
	});

	test('too many requests: asked again after the time that the answer names', async () => {
		server.fail(STORED, { status: 429, headers: { 'retry-after': '0' } }, 2);
		await download(stored(state.addDocument()));
		expect(server.requests).toHaveLength(3);
	});

	test('a foreign host is not called, not even without the key', async () => {
		const url = `${elsewhere.url}/documents/v1/S/${UUID}`;
		await expect(download({ ...stored(UUID), url })).rejects.toThrow('does not list');
		expect(elsewhere.requests).toEqual([]);
		expect(server.requests).toEqual([]);
	});

	test('a redirect elsewhere does not get the key', async () => {
		server.fail(STORED, { redirect: `${elsewhere.url}/file` });
		await expect(download(stored(state.addDocument()))).rejects.toThrow('not allowed');
		expect(elsewhere.requests.filter((request) => carries(request, KEY))).toEqual([]);
	});

	test('by address or ID alone', async () => {
		const key = state.addDocument();
		const context = executeContext(
			{
				node: new InvoiceNode(),
				parameters: {
					...{
						resource: 'document',
						operation: 'download',
						provider: 'riverty',
						invoiceFrom: 'id',
						binaryPropertyName: 'data',
					},
					rivertyDocument: key,
				},
				credential: { type: new RivertyApi(), data: { environment: server.url, apiKey: KEY } },
			},
			[{ json: {} }],
		);
		const [[item]] = await new InvoiceNode().execute.call(context);
		expect(item.binary?.data.fileName).toBe(`${key}.pdf`);
	});

	test('Invoice > Get says that Riverty has no call for it', async () => {
		const context = executeContext(
			{
				node: new InvoiceNode(),
				parameters: { resource: 'invoice', operation: 'get', provider: 'riverty' },
				credential: { type: new RivertyApi(), data: { environment: server.url, apiKey: KEY } },
			},
			[{ json: {} }],
		);
		await expect(new InvoiceNode().execute.call(context)).rejects.toThrow('Riverty has no API');
	});
});
