import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import type { IDataObject } from 'n8n-workflow';
import { DigitalRiverApi } from '../../../credentials/DigitalRiverApi.credentials';
import { Invoice } from '../../../nodes/Invoice/Invoice.node';
import { bytesOf, cleanUp, executeContext, initialize, type Setup } from '../../n8nCore/contexts.mts';
import { api, type DigitalRiverApi as Api } from '../../simulator/providers/digitalRiver.mts';
import { REDIRECTS } from '../../simulator/redirects.mts';
import { carries, listen, listenElsewhere, type SimulatorServer } from '../../simulator/server.mts';
import { virtualClock } from '../../support/virtualClock.mts';
import { messageIn } from '../../support/Invoice/failed.mts';

const KEY = 'sk_test_the_key_that_must_stay_at_home';
const CONTENT = 'GET /files/:id/content';
const NOW = { 'retry-after': '0' };

const time = virtualClock();
let storage: string;
let server: SimulatorServer;
let elsewhere: SimulatorServer;
let state: Api;

beforeAll(async () => {
	({ storage } = await initialize());
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

const stored = () =>
	readdirSync(storage, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

function setup(options: IDataObject = {}, apiUrl = server.url, more: Partial<Setup> = {}): Setup {
	return {
		node: new Invoice(),
		parameters: {
			resource: 'document',
			operation: 'download',
			provider: 'item',
			binaryPropertyName: 'data',
			options,
		},
		credential: { type: new DigitalRiverApi(), data: { product: 'digitalRiver', apiKey: KEY, apiUrl } },
		...more,
	};
}

const item = (id: string, document: IDataObject = {}) => ({
	json: { provider: 'digitalRiver', number: 'R-1', document: { id, ...document } } as IDataObject,
});

async function download(id: string, options: IDataObject = {}, document: IDataObject = {}) {
	const context = executeContext(setup(options), [item(id, document)]);
	const [[result]] = await new Invoice().execute.call(context);
	return result;
}

/** Expects a download to fail, leave nothing in the store and reveal no secret; returns its error. */
async function failure(id: string, options: IDataObject = {}) {
	const before = stored().length;
	const error = await download(id, options).then(
		() => {
			throw new Error('The download did not fail');
		},
		(caught: Error & { description?: string; context: { itemIndex?: number } }) => caught,
	);
	expect(stored()).toHaveLength(before);
	expect(JSON.stringify([error.message, error.description, error])).not.toContain(KEY);
	expect(error.context.itemIndex).toBe(0);
	return `${error.message} | ${error.description}`;
}

describe('a download', () => {
	it('stores the right bytes under a safe name and keeps the item', async () => {
		const file = state.addFile();
		const result = await download(file.id);
		expect(await bytesOf(result.binary!.data)).toEqual(file.content);
		expect(result.binary!.data).toMatchObject({ mimeType: 'application/pdf', fileName: `${file.id}.pdf` });
		expect(result.json).toMatchObject({
			number: 'R-1',
			document: { id: file.id, mimeType: 'application/pdf' },
		});
		expect(result.pairedItem).toEqual({ item: 0 });
	});

	it('sends the key, and asks for a PDF', async () => {
		await download(state.addFile().id);
		const [request] = server.requestsTo(CONTENT);
		expect(request.headers).toMatchObject({ authorization: `Bearer ${KEY}`, accept: 'application/pdf, */*' });
	});

	it('percent-encodes the id instead of trusting an address in the item', async () => {
		await failure('../webhooks?x=/1');
		expect(server.requests[0].url).toBe('/files/..%2Fwebhooks%3Fx%3D%2F1/content');
	});

	it.each([
		['of the option first', { fileName: 'a/b\\c:?.pdf' }, 'x.pdf', 'a_b_c__.pdf'],
		['of Content-Disposition', {}, '../../etc/passwd', '_.._etc_passwd.pdf'],
	])('takes the name %s, made safe', async (_what, options, sent, expected) => {
		const file = state.addFile({ headers: { 'content-disposition': `attachment; filename="${sent}"` } });
		expect((await download(file.id, options)).binary!.data.fileName).toBe(expected);
	});

	it.each([
		['the fields of the option', '{number}_{document.id}', (id: string) => `R-1_${id}.pdf`],
		['the provider where a field of the option is empty', '{number}_{dueDate}', (id: string) => `${id}.pdf`],
	])('takes the name of %s', async (_what, fileName, expected) => {
		const { id } = state.addFile();
		const context = executeContext(setup({ fileName }), [
			{ json: { ...item(id).json, dueDate: null } as IDataObject },
		]);
		const [[result]] = await new Invoice().execute.call(context);
		expect(result.binary!.data.fileName).toBe(expected(id));
	});

	it('a field that no item has is an error, before anything is asked for', async () => {
		expect(await failure('x', { fileName: '{numbr}' })).toMatch(/asks for \{numbr\}.*such as \{number\}/);
		expect(server.requests).toEqual([]);
	});

	it('judges by the first bytes, not by the declared type', async () => {
		const pdf = state.addFile({ headers: { 'content-type': 'text/html' } });
		expect((await download(pdf.id)).binary!.data.mimeType).toBe('application/pdf');
		const xml = state.addFile({ content: Buffer.from('\ufeff<?xml version="1.0"?><Invoice/>'), headers: {} });
		expect((await download(xml.id)).binary!.data).toMatchObject({ mimeType: 'application/xml' });
	});

	it('unpacks gzip and reads a body without a length', async () => {
		server.fail(CONTENT, { gzip: true, size: 300_000 });
		expect((await bytesOf((await download('x')).binary!.data)).length).toBe(300_000);
		server.fail(CONTENT, { chunked: true, size: 300_000 });
		expect((await bytesOf((await download('x')).binary!.data)).length).toBe(300_000);
	});

	it.each([10_000, 5_000_000])('stores a file of %d bytes that packing has made longer', async (size) => {
		const body = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size)]);
		server.fail(CONTENT, { status: 200, body, gzip: true });
		// toEqual() compares bytes one by one, in seconds.
		expect(body.equals(await bytesOf((await download('x')).binary!.data))).toBe(true);
	});
});

describe('a document that is none', () => {
	it.each([
		['a web page', { html: true }, /a web page instead of a document/],
		['nothing', { empty: true }, /the file is empty/],
		['a line of text', { body: 'Not found' }, /a text instead of a document/],
		['JSON', { body: { id: 'x', fileName: 'File Name' } }, /data in JSON form instead of a document/],
	])('%s with 200 is an error', async (_what, fault, message) => {
		server.fail(CONTENT, fault);
		expect(await failure('x')).toMatch(message);
	});

	it('an item without a file says what to do', async () => {
		const context = executeContext(setup(), [{ json: { provider: 'digitalRiver', document: null } }]);
		await expect(new Invoice().execute.call(context)).rejects.toThrow(
			'The item does not name a file of Digital River',
		);
	});
});

describe('a missing document, when the item is to be passed on', () => {
	const pass = { onMissing: 'pass' };

	it.each([404, 410])('HTTP %d goes on without a file, and says so in issues', async (status) => {
		server.fail(CONTENT, { status, body: { message: 'said the provider' }, headers: NOW }, 9);
		const result = await download('x', pass);
		expect(result.binary).toBeUndefined();
		expect(result.json).toEqual({
			...item('x').json,
			issues: [
				{
					code: 'document-missing',
					path: 'document',
					message: expect.stringMatching(
						new RegExp(`^Digital River .*\\(HTTP ${status}\\)\\. .*Digital River says: said the provider$`),
					) as string,
				},
			],
		});
	});

	it('so does an item that names none, with what it has', async () => {
		const binary = { other: { data: '', mimeType: 'text/plain' } };
		const earlier = { code: 'earlier', path: 'x', message: 'Earlier' };
		const json = { provider: 'digitalRiver', document: null, issues: [earlier] };
		const context = executeContext(setup(pass), [{ json, binary }]);
		const [[result]] = await new Invoice().execute.call(context);
		expect(result).toMatchObject({ binary, pairedItem: { item: 0 } });
		expect(result.json.issues).toEqual([
			earlier,
			expect.objectContaining({
				message: expect.stringContaining('does not name a file of Digital River') as string,
			}),
		]);
	});

	it.each([
		['a rejected key', { status: 401 }, /rejected the API key/],
		['a fault of the provider', { status: 500, headers: NOW }, /has a fault/],
		['a web page', { html: true }, /a web page instead of a document/],
		['an empty file', { empty: true }, /the file is empty/],
	])('%s is still an error', async (_what, fault, message) => {
		server.fail(CONTENT, fault, 9);
		expect(await failure('x', pass)).toMatch(message);
	});
});

describe('the size', () => {
	it('is rejected by Content-Length before a byte is stored', async () => {
		server.fail(CONTENT, { size: 3_000_000 });
		expect(await failure('x', { maxDocumentSize: 1 })).toMatch(/larger than 1 MB.*Maximum Document Size/);
	});

	it('is rejected while streaming, early and without a remainder', async () => {
		server.fail(CONTENT, { size: 200_000_000, chunked: true });
		expect(await failure('x', { maxDocumentSize: 1 })).toMatch(/larger than 1 MB/);
		await server.idle();
		const [{ answer }] = server.requestsTo(CONTENT) as unknown as Array<{ answer: { bytes: number } }>;
		expect(answer.bytes).toBeLessThan(20_000_000);
	});

	it.each([1, 5])('at the limit of %d MB passes, and one byte more does not', async (maxDocumentSize) => {
		const size = maxDocumentSize * 1024 * 1024;
		server.fail(CONTENT, { size, chunked: true });
		expect((await download('x', { maxDocumentSize })).binary!.data.bytes).toBe(size);
		server.reset();
		server.fail(CONTENT, { size: size + 1, chunked: true });
		expect(await failure('x', { maxDocumentSize })).toMatch(/larger than/);
	});
});

describe('a connection', () => {
	it.each([
		[0, 1_000_000],
		[100, 1_000_000],
		[500_000, 1_000_000],
		[4_000_000, 5_000_000],
	])('cut after %d of %d bytes is an error, never a short file', async (cut, size) => {
		server.fail(CONTENT, { size, cut }, 9);
		expect(await failure('x')).toMatch(/did not arrive complete|could not be reached/);
	});

	it.each([
		[5000, 10_000],
		[4_000_000, 5_000_000],
	])('cut after %d of %d packed bytes is one, too', async (cut, size) => {
		const body = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size)]);
		server.fail(CONTENT, { status: 200, body, gzip: true, cut }, 9);
		expect(await failure('x')).toMatch(/did not arrive complete|could not be reached/);
	});

	it('a part that nobody asked for is an error, too', async () => {
		server.fail(CONTENT, { size: 1000, status: 206 });
		expect(await failure('x')).toMatch(/did not arrive complete: only part of it was sent/);
	});

	const HEAD = 2 * 1024 * 1024;
	const FOREVER = 2 ** 31 - 1;
	/** The error of a download during which half a minute passes whenever both sides wait for data. */
	async function failureWhileTimePasses(pass = 30_000, isTime = () => true) {
		let ended = false;
		const before = time.signals;
		const said = failure('x').finally(() => (ended = true));
		while (!ended) {
			// Both limits are set, on the call and on idle time: the reader waits for data.
			await time.until(() => ended || (time.signals === before + 2 && isTime()));
			time.advance(pass);
		}
		return await said;
	}

	it.each([
		['after the headers', { bytes: 0 }],
		['within the first bytes', { bytes: 100 }],
		['behind the first bytes', { bytes: 2 * HEAD }],
		['within a packed file', { bytes: 100, gzip: true }],
	])('that falls silent %s is given up', async (_when, { bytes, ...fault }) => {
		server.fail(CONTENT, { size: 3 * HEAD, drip: { bytes, ms: FOREVER }, ...fault });
		expect(await failureWhileTimePasses()).toMatch(/did not arrive complete: no data arrived for 30 seconds/);
		// The request was aborted, too.
		await server.idle();
	});

	it.each([0, 2 * HEAD])('that trickles after %d bytes is given up in the end', async (bytes) => {
		async function* trickling() {
			yield Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(bytes)]);
			for (;;) {
				await new Promise(setImmediate);
				yield Buffer.alloc(1);
			}
		}
		server.fail(CONTENT, { body: trickling() });
		let sent = 0;
		const more = () => {
			const [{ answer }] = server.requestsTo(CONTENT);
			if (answer.bytes < sent + 50) return false;
			sent = answer.bytes;
			return true;
		};
		expect(await failureWhileTimePasses(20_000, more)).toMatch(/complete: the download took too long/);
		await server.idle();
	});

	it('that is rejected is tried again, and then said', async () => {
		const gone = await listenElsewhere();
		await gone.close();
		const context = executeContext(setup({}, gone.url), [item('x')]);
		await expect(new Invoice().execute.call(context)).rejects.toThrow(
			'Digital River could not be reached: it refused the connection',
		);
	});
});

describe('an error status', () => {
	it.each([
		[429, 'received too many requests'],
		[500, 'has a fault'],
		[503, 'has a fault'],
		[404, 'could not find what was requested'],
	])('%d is asked again until it passes', async (status, message) => {
		const file = state.addFile();
		server.fail(CONTENT, { status, headers: NOW }, 2);
		expect((await download(file.id)).binary!.data.bytes).toBe(file.content.length);
		expect(server.requestsTo(CONTENT)).toHaveLength(3);

		server.reset();
		const body = { errors: [{ message: 'said the provider' }] };
		server.fail(CONTENT, { status, body, headers: NOW }, 9);
		expect(await failure(file.id)).toMatch(
			new RegExp(`Digital River ${message} \\(HTTP ${status}\\).*said the provider`),
		);
		expect(server.requestsTo(CONTENT)).toHaveLength(4);
	});

	it('waits as long as Retry-After says', async () => {
		const file = state.addFile();
		server.fail(CONTENT, { status: 429, headers: { 'retry-after': '2' } });
		await download(file.id);
		expect(time.elapsed).toBe(2000);
	});

	it.each([
		[403, 'does not allow this for the API key'],
		[410, 'no longer has what was requested'],
		[400, 'rejected the request'],
	])('%d is not asked again', async (status, message) => {
		server.fail(CONTENT, { status }, 9);
		expect(await failure('x')).toContain(message);
		expect(server.requestsTo(CONTENT)).toHaveLength(1);
	});

	it('401 says which key', async () => {
		const context = executeContext(
			setup({}, server.url, {
				credential: {
					type: new DigitalRiverApi(),
					data: { product: 'digitalRiver', apiKey: 'wrong', apiUrl: server.url },
				},
			}),
			[item('x')],
		);
		await expect(new Invoice().execute.call(context)).rejects.toThrow(
			'Digital River rejected the API key (HTTP 401)',
		);
	});
});

describe('the credential stays at home', () => {
	/** Expects that no part of the key arrived anywhere but at the API. */
	const expectNothingElsewhere = () => {
		expect(elsewhere.requests.filter((request) => carries(request, KEY))).toEqual([]);
	};

	it.each([301, 302, 303, 307, 308])(
		'a redirect (%d) to a private address is not followed',
		async (status) => {
			server.fail(CONTENT, { redirect: `${elsewhere.url}/x.pdf`, status });
			expect(await failure('x')).toMatch(/it redirects to 127\.0\.0\.1:\d+, which is not allowed/);
			expect(elsewhere.connections).toBe(0);
		},
	);

	it('a redirect within the API keeps the key', async () => {
		const file = state.addFile();
		server.fail(CONTENT, { redirect: `/files/${file.id}/content` });
		expect((await download('x')).binary!.data.bytes).toBe(file.content.length);
		expect(server.requests.map((request) => request.headers.authorization)).toEqual([
			`Bearer ${KEY}`,
			`Bearer ${KEY}`,
		]);
	});

	it.each(REDIRECTS)('a redirect to %s', async (_what, target) => {
		const redirect = target(new URL(server.url).host, elsewhere.port);
		server.fail(CONTENT, { redirect });
		expect(await failure('x')).toMatch(/it redirects to/);
		expect(elsewhere.requests).toEqual([]);
		expectNothingElsewhere();
	});

	it('a redirect to another host, in an n8n that does not know which hosts are public', async () => {
		server.fail(CONTENT, { redirect: 'https://files.example/x.pdf' });
		const context = executeContext(setup(), [item('x')]);
		delete (context.helpers as Partial<typeof context.helpers>).getSecureEgressFilter;
		await expect(new Invoice().execute.call(context)).rejects.toThrow(
			/it redirects to files\.example, which only a newer n8n can check: update n8n/,
		);
		expectNothingElsewhere();
	});

	it('a redirect in a circle ends', async () => {
		server.fail(CONTENT, { redirect: '/files/x/content' }, 99);
		expect(await failure('x')).toMatch(/redirects more than 5 times/);
	});

	it('the address in an item is never called', async () => {
		const file = state.addFile();
		await download(file.id, {}, { url: `${elsewhere.url}/evil.pdf`, source: 'url' });
		expect(elsewhere.connections).toBe(0);
	});
});

describe('several items', () => {
	it('get each its own file and name', async () => {
		const files = Array.from({ length: 10 }, () => state.addFile());
		const context = executeContext(
			setup(),
			files.map(({ id }) => item(id)),
		);
		const [results] = await new Invoice().execute.call(context);
		expect(results.map((result) => result.binary!.data.fileName)).toEqual(files.map(({ id }) => `${id}.pdf`));
		expect(results.map((result) => result.pairedItem)).toEqual(
			files.map((_file, index) => ({ item: index })),
		);
		for (const [index, result] of results.entries()) {
			expect(await bytesOf(result.binary!.data)).toEqual(files[index].content);
		}
	});

	it('fail each for itself with Continue On Fail', async () => {
		const [first, last] = [state.addFile(), state.addFile()];
		server.fail('GET /files/:id/content', { status: 403 });
		const context = executeContext(setup({}, server.url, { onError: 'continueRegularOutput' }), [
			item('forbidden'),
			item(first.id),
			{ json: { some: 'thing' } },
			item(last.id),
		]);
		const [results] = await new Invoice().execute.call(context);
		expect(results.map((result) => messageIn(result.json) ?? result.binary!.data.fileName)).toEqual([
			'Digital River does not allow this for the API key (HTTP 403)',
			`${first.id}.pdf`,
			'The input item does not say which provider its invoice is from',
			`${last.id}.pdf`,
		]);
		expect(results.map((result) => result.pairedItem)).toEqual(
			[0, 1, 2, 3].map((index) => ({ item: index })),
		);
	});

	it('keep the files that they had', async () => {
		const file = state.addFile();
		const other = { data: '', mimeType: 'text/plain' };
		const context = executeContext(setup(), [{ ...item(file.id), binary: { other } }]);
		const [[result]] = await new Invoice().execute.call(context);
		expect(Object.keys(result.binary!)).toEqual(['other', 'data']);
	});
});

describe('fields typed by hand', () => {
	it('name the file', async () => {
		const file = state.addFile();
		const { parameters, ...rest } = setup();
		const context = executeContext(
			{
				...rest,
				parameters: {
					...parameters,
					provider: 'digitalRiver',
					invoiceFrom: 'id',
					digitalRiverFileId: ` ${file.id} `,
				},
			},
			[{ json: { mine: 1 } }],
		);
		const [[result]] = await new Invoice().execute.call(context);
		expect(result.json).toMatchObject({ mine: 1, document: { id: file.id } });
		expect(await bytesOf(result.binary!.data)).toEqual(file.content);
	});

	it('without a value, or without a credential, say what to do', async () => {
		const { parameters, credential, ...rest } = setup();
		const empty = {
			...rest,
			credential,
			parameters: { ...parameters, provider: 'digitalRiver', invoiceFrom: 'id', digitalRiverFileId: '' },
		};
		await expect(new Invoice().execute.call(executeContext(empty, [{ json: {} }]))).rejects.toThrow(
			'Neither a File ID nor an Order ID is given',
		);
		await expect(
			new Invoice().execute.call(executeContext({ ...rest, parameters }, [item('x')])),
		).rejects.toThrow('No Digital River credential is selected in this node');
	});
});

it.each([0, -1, NaN, 'many'])(
	'a size limit of %s is an error, and no lack of a limit',
	async (maxDocumentSize) => {
		await expect(download('any', { maxDocumentSize })).rejects.toThrow(
			'Maximum Document Size is not a positive number',
		);
	},
);
