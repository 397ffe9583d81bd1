import { request as httpsRequest } from 'node:https';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { get, jsonOf, start, startElsewhere } from './harness.mts';
import { pdf, pdfOfSize } from './pdf.mts';
import { basicAuth } from './authentication.mts';
import { sampleBytes, sampleFiles, samplesOf, vectorsOf, webhookSamplesOf } from './samples.mts';
import { deliver, send, type DeliveryRules, type Reply } from './sender.mts';
import { carries, selfSigned, type Api, type SimulatorServer } from './server.mts';
import { simulators } from './simulator.mts';

describe('server', () => {
	const echo: Api = {
		routes: {
			'GET /files/:id/content': ({ params, query }) => ({
				body: { ...params, query: Object.fromEntries(query) },
			}),
			"GET /odata/FileSet(':hex')/$value": ({ params }) => ({ body: params }),
			'POST /files': ({ json, headers }) => ({ status: 201, body: { json, type: headers['content-type'] } }),
			'GET /broken': () => {
				throw new Error('a mistake in a handler');
			},
		},
	};

	it('hands parameters, query, headers and body to the route', async () => {
		const { url } = await start(echo);
		expect(jsonOf(await get(`${url}/files/a%2Fb/content?limit=2&x=y`))).toEqual({
			id: 'a/b',
			query: { limit: '2', x: 'y' },
		});
		expect(jsonOf(await get(`${url}/odata/FileSet('4D36')/$value`))).toEqual({ hex: '4D36' });
		const sent = await send(`${url}/files`, {
			body: Buffer.from('{"a":1}'),
			headers: { 'content-type': 'application/json' },
		});
		expect(sent).toMatchObject({ status: 201, headers: { 'content-type': 'application/json' } });
		expect(jsonOf(sent)).toEqual({ json: { a: 1 }, type: 'application/json' });
	});

	it('answers 404 where no route is, and 500 where a handler throws', async () => {
		const server = await start(echo);
		expect((await get(`${server.url}/files/a/b/content`)).status).toBe(404);
		expect((await get(`${server.url}/files`)).status).toBe(404);
		expect((await get(`${server.url}/broken`)).status).toBe(500);
		expect(server.errors).toEqual([new Error('a mistake in a handler')]);
	});

	it('records every request, also those without a route', async () => {
		const server = await start(echo);
		await send(`${server.url}/nowhere?a=%C3%A4`, { body: Buffer.from([0xff, 0]), headers: { 'X-Key': 'k' } });
		await get(`${server.url}/files/1/content`);
		await server.idle();
		expect(server.requests).toMatchObject([
			{ method: 'POST', path: '/nowhere', url: '/nowhere?a=%C3%A4', route: null, answer: { status: 404 } },
			{ method: 'GET', path: '/files/1/content', answer: { status: 200, complete: true } },
		]);
		const [first] = server.requests;
		expect(first.query.get('a')).toBe('ä');
		expect(first.headers['x-key']).toBe('k');
		expect(first.rawHeaders).toContain('X-Key');
		expect(first.body).toEqual(Buffer.from([0xff, 0]));
		expect(server.requestsTo('GET /files/:id/content')).toHaveLength(1);
	});

	it('takes many requests at once', async () => {
		const server = await start(echo);
		const replies = await Promise.all(
			Array.from({ length: 100 }, (_, id) => get(`${server.url}/files/${id}/content`)),
		);
		expect(replies.map((reply) => jsonOf<{ id: string }>(reply).id)).toEqual(
			Array.from({ length: 100 }, (_, id) => String(id)),
		);
		await server.idle();
		expect(server.requests.every(({ answer }) => answer.complete)).toBe(true);
	});

	it('ends every connection when closed', async () => {
		const server = await start(echo);
		server.fail('*', { slow: Infinity });
		server.fail('*', { size: 1e6, drip: { bytes: 1, ms: 10 } });
		const waiting = [get(`${server.url}/files/1/content`), get(`${server.url}/files/2/content`)];
		const outcome = Promise.allSettled(waiting);
		while (server.pendingFaults() > 0) await new Promise(setImmediate);
		await server.close();
		expect((await outcome).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		expect(server.errors).toEqual([]);
	});
});

describe('faults', () => {
	const CONTENT = 'GET /files/:id/content';
	const file = pdf('A small invoice');
	let server: SimulatorServer;
	let url: string;
	beforeEach(async () => {
		server = await start({
			routes: {
				[CONTENT]: () => ({ headers: { 'content-type': 'application/pdf' }, body: file }),
				'GET /other': () => ({ body: 'other' }),
			},
		});
		url = `${server.url}/files/1/content`;
	});
	afterEach(async () => {
		await server.idle();
		expect(server.errors).toEqual([]);
	});

	it('are used up in order, the route’s before those of any route', async () => {
		server.fail('*', { status: 503 });
		server.fail(CONTENT, { status: 429, headers: { 'retry-after': '7' } }, 2);
		server.fail(CONTENT, { status: 404, body: { message: 'gone' } });
		const replies: Reply[] = [];
		for (let index = 0; index < 5; index++) replies.push(await get(url));
		expect(replies.map(({ status }) => status)).toEqual([429, 429, 404, 503, 200]);
		expect(replies[0].headers['retry-after']).toBe('7');
		expect(jsonOf(replies[2])).toEqual({ message: 'gone' });
		expect(server.pendingFaults()).toBe(0);
	});

	it('are rejected for a route that does not exist, or for no request', () => {
		expect(() => server.fail('GET /file/:id', { status: 500 })).toThrow(/No route/);
		expect(() => server.fail(CONTENT, { status: 500 }, 0)).toThrow(RangeError);
	});

	it('leave other routes alone', async () => {
		server.fail(CONTENT, { status: 500 });
		expect((await get(`${server.url}/other`)).status).toBe(200);
		expect((await get(url)).status).toBe(500);
	});

	it('slow: nothing comes before the time, then everything', async () => {
		server.fail(CONTENT, { slow: 10 });
		expect((await get(url)).body).toEqual(file);
		server.fail(CONTENT, { slow: Infinity });
		const controller = new AbortController();
		const waiting = fetch(url, { signal: controller.signal });
		while (server.requests.length < 2) await nextTurn();
		expect(server.requests.map(({ answer }) => answer.bytes)).toEqual([file.length, 0]);
		controller.abort();
		await expect(waiting).rejects.toThrow('abort');
	});

	it('drip: the body comes in pieces', async () => {
		server.fail(CONTENT, { drip: { bytes: 10, ms: 1 } });
		expect((await get(url)).body).toEqual(file);
		server.fail(CONTENT, { drip: { bytes: 10, ms: 3_600_000 } });
		const reader = (await fetch(url)).body!.getReader();
		expect((await reader.read()).value).toHaveLength(10);
		await reader.cancel();
	});

	it.each([301, 302, 303, 307, 308])('redirect: %d with the address', async (status) => {
		server.fail(CONTENT, { redirect: 'https://elsewhere.example/x', status });
		expect(await get(url)).toMatchObject({ status, headers: { location: 'https://elsewhere.example/x' } });
	});

	it.each([
		['a length', 0, {}],
		['a length', 100, {}],
		['a length, all bytes of the file', 10_000, {}],
		['chunks', 100, { chunked: true }],
		['a packed body', 100, { gzip: true }],
	])('cut: the connection ends in the middle, with %s (%d)', async (_, cut, more) => {
		server.fail(CONTENT, { cut, ...more });
		await expect(get(url)).rejects.toMatchObject({ code: 'ECONNRESET' });

		server.fail(CONTENT, { cut, ...more });
		const response = await fetch(url);
		expect(response.status).toBe(200);
		const promised = response.headers.get('content-length');
		if (!('chunked' in more)) expect(Number(promised)).toBeGreaterThan(cut);
		await expect(response.arrayBuffer()).rejects.toThrow();
		await server.idle();
		expect(server.requests[1].answer).toMatchObject({ status: 200, complete: false });
	});

	it('cut: so many bytes arrive and no more', async () => {
		server.fail(CONTENT, { cut: 100 });
		const response = await fetch(url);
		let bytes = 0;
		const read = async () => {
			for await (const piece of response.body!) bytes += piece.length;
		};
		await expect(read()).rejects.toThrow();
		expect(bytes).toBe(100);
	});

	it('hangUp: the connection ends before any answer', async () => {
		server.fail(CONTENT, { hangUp: true });
		await expect(get(url)).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(server.requests[0].answer).toEqual({ status: null, bytes: 0, complete: false });
	});

	it('html: a web page with 200', async () => {
		server.fail(CONTENT, { html: true });
		const reply = await get(url);
		expect(reply.status).toBe(200);
		expect(reply.headers['content-type']).toContain('text/html');
		expect(reply.body.toString()).toMatch(/^<!DOCTYPE html>/);
	});

	it('empty: 200 and no bytes', async () => {
		server.fail(CONTENT, { empty: true });
		expect(await get(url)).toMatchObject({
			status: 200,
			headers: { 'content-type': 'application/pdf', 'content-length': '0' },
			body: Buffer.alloc(0),
		});
	});

	it.each([5, 700, 1_000_000])('size: a PDF of %d bytes', async (size) => {
		server.fail(CONTENT, { size });
		const reply = await get(url);
		expect(reply.headers).toMatchObject({
			'content-type': 'application/pdf',
			'content-length': String(size),
			'content-disposition': 'attachment; filename="large invoice.pdf"',
		});
		expect(reply.body).toHaveLength(size);
		expect(reply.body.subarray(0, 5).toString()).toBe('%PDF-');
	});

	it('size: without Content-Length and Content-Disposition', async () => {
		server.fail(CONTENT, { size: 100_000, chunked: true, headers: { 'content-disposition': null } });
		const reply = await get(url);
		expect(reply.body).toHaveLength(100_000);
		expect(reply.headers['transfer-encoding']).toBe('chunked');
		expect(reply.headers).not.toHaveProperty('content-length');
		expect(reply.headers).not.toHaveProperty('content-disposition');
	});

	it('size: is made only as far as the client reads', async () => {
		server.fail(CONTENT, { size: 1e12 });
		const response = await fetch(url);
		const reader = response.body!.getReader();
		await reader.read();
		await reader.cancel();
		await server.idle();
		const [{ answer }] = server.requests;
		expect(response.headers.get('content-length')).toBe('1000000000000');
		expect(answer.bytes).toBeLessThan(50e6);
		expect(answer.complete).toBe(false);
	});

	it('gzip: packed bytes, of any size', async () => {
		server.fail(CONTENT, { gzip: true });
		const small = await get(url);
		expect(small.headers).toMatchObject({
			'content-encoding': 'gzip',
			'content-length': String(small.body.length),
		});
		expect(gunzipSync(small.body)).toEqual(file);

		server.fail(CONTENT, { size: 2_000_000, gzip: true });
		const large = await get(url);
		expect(large.body.length).toBeLessThan(50_000);
		expect(gunzipSync(large.body)).toHaveLength(2_000_000);
	});

	it('headers: over those of the route, null removes one', async () => {
		server.fail(CONTENT, { headers: { 'content-type': 'text/plain' } });
		server.fail(CONTENT, { headers: { 'content-type': null } });
		expect(await get(url)).toMatchObject({ headers: { 'content-type': 'text/plain' }, body: file });
		expect((await get(url)).headers).not.toHaveProperty('content-type');
	});
});

describe('elsewhere', () => {
	it('records what comes, and finds a secret in whatever form it came', async () => {
		const elsewhere = await startElsewhere();
		await get(`${elsewhere.url}/plain`, { authorization: 'Bearer the secret key' });
		await get(`${elsewhere.url}/basic`, basicAuth('user', 'the secret key'));
		await get(`${elsewhere.url}/query?token=the%20secret%20key`);
		await send(`${elsewhere.url}/body`, { body: Buffer.from('{"password":"the secret key"}') });
		await get(`${elsewhere.url}/clean`, { accept: '*/*' });
		expect(elsewhere.requests.map((request) => carries(request, 'the secret key'))).toEqual([
			...[true, true, true, true],
			false,
		]);
	});

	it('speaks TLS with a certificate that nobody trusts', async () => {
		const elsewhere = await startElsewhere({ tls: true, answer: { status: 418 } });
		const status = async (ca?: string) =>
			await new Promise((resolve, reject) => {
				const request = httpsRequest(elsewhere.url, { ca, agent: false }, (response) => {
					response.resume();
					resolve(response.statusCode);
				});
				request.on('error', reject);
				request.end();
			});
		await expect(status()).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
		expect(elsewhere).toMatchObject({ connections: 1, requests: [] });
		expect(await status(selfSigned().cert)).toBe(418);
		expect(elsewhere.requests).toHaveLength(1);
	});
});

describe('pdf', () => {
	it('makes the same bytes of the same text', () => {
		expect(pdf('A (strange) \\ text\nof two lines, 5 €')).toEqual(
			pdf('A (strange) \\ text\nof two lines, 5 €'),
		);
		expect(pdf('a')).not.toEqual(pdf('b'));
	});

	it.each([0, 1, 2, 63, 64, 65, 65_536, 65_537, 200_001])(
		'has a true cross-reference table with %d bytes more',
		async (more) => {
			const smallest = await collect(pdfOfSize(1e4));
			expect(smallest).toHaveLength(1e4);
			const whole = (await collect(pdfOfSize(1e4 + more))).toString('latin1');
			expect(whole).toHaveLength(1e4 + more);
			const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(whole)?.[1]);
			expect(whole.slice(start, start + 5)).toBe('xref\n');
			const offsets = [...whole.slice(start).matchAll(/^(\d{10}) 00000 n/gm)].map(([, offset]) =>
				Number(offset),
			);
			expect(offsets.map((offset) => whole.slice(offset, offset + 7))).toEqual(
				[1, 2, 3, 4, 5].map((number) => `${number} 0 obj`),
			);
			const filling = whole.slice(whole.lastIndexOf('endobj\n') + 7, start);
			expect(filling).toMatch(/^(%.*\n|\n)*$/);
		},
	);
});

async function collect(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
	const all: Buffer[] = [];
	for await (const piece of pieces) all.push(piece);
	return Buffer.concat(all);
}

describe('sender', () => {
	const rules: DeliveryRules = { timeLimitMs: 60_000, waitsMs: [1, 2, 3] };
	const HOOK = 'POST /hook';
	const receiver: Api = { routes: { [HOOK]: () => ({ body: 'taken' }) } };

	it.each([
		'https://127.0.0.1:1/',
		'http://example.com/',
		'http://127.0.0.1.example.com/',
		'http://10.0.0.1/',
	])('rejects %s', async (url) => {
		await expect(send(url, { body: Buffer.alloc(0) })).rejects.toThrow(/this machine only/);
		await expect(deliver(() => ({ url, body: Buffer.alloc(0) }), rules)).rejects.toThrow(/this machine only/);
	});

	it('sends the bytes as they are', async () => {
		const server = await start(receiver);
		const body = Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d]);
		const reply = await send(`${server.url}/hook`, { body, headers: { 'X-Name': 'v' } });
		expect(reply).toMatchObject({ status: 200, body: Buffer.from('taken') });
		expect(server.requests[0].body).toEqual(body);
	});

	it('delivers again until a 2xx comes, signing each attempt anew', async () => {
		const server = await start(receiver);
		server.fail(HOOK, { status: 500 });
		server.fail(HOOK, { redirect: server.url });
		server.fail(HOOK, { hangUp: true });
		const delivery = await deliver(
			(attempt) => ({
				url: `${server.url}/hook`,
				body: Buffer.from('x'),
				headers: { attempt: `${attempt}` },
			}),
			rules,
		);
		expect(delivery).toMatchObject({
			delivered: true,
			attempts: [
				{ status: 500, error: null },
				{ status: 302, error: null },
				{ status: null, error: 'ECONNRESET' },
				{ status: 200, error: null },
			],
		});
		expect(server.requests.map(({ headers }) => headers.attempt)).toEqual(['1', '2', '3', '4']);
	});

	it('gives up after the last attempt', async () => {
		const server = await start(receiver);
		server.fail(HOOK, { status: 401 }, 10);
		const { delivered, attempts } = await deliver(
			() => ({ url: `${server.url}/hook`, body: Buffer.alloc(0) }),
			rules,
		);
		expect(delivered).toBe(false);
		expect(attempts).toHaveLength(4);
		expect(server.requests).toHaveLength(4);
	});

	it('counts an answer that takes too long as a failure', async () => {
		const server = await start(receiver);
		server.fail(HOOK, { slow: Infinity }, 2);
		const slow = deliver(() => ({ url: `${server.url}/hook`, body: Buffer.alloc(0) }), {
			timeLimitMs: 20,
			waitsMs: [1],
		});
		const attempt = { status: null, error: 'ETIMEDOUT' };
		expect(await slow).toMatchObject({ delivered: false, attempts: [attempt, attempt] });
	});

	it('waits as the rules say before each further attempt', async () => {
		const server = await start(receiver);
		server.fail(HOOK, { status: 500 }, 2);
		const waits: [number, number][] = [];
		const wait = async (milliseconds: number) => {
			waits.push([milliseconds, server.requests.length]);
		};
		const waitsMs = [30_000, 60_000, 90_000];
		await deliver(
			() => ({ url: `${server.url}/hook`, body: Buffer.alloc(0) }),
			{ ...rules, waitsMs },
			undefined,
			wait,
		);
		expect(waits).toEqual([
			[30_000, 1],
			[60_000, 2],
		]);
	});

	it('takes only what the provider takes for a success', async () => {
		const server = await start(receiver);
		server.fail(HOOK, { status: 202 });
		const { attempts } = await deliver(() => ({ url: `${server.url}/hook`, body: Buffer.alloc(0) }), {
			...rules,
			isSuccess: (status) => status === 200,
		});
		expect(attempts.map(({ status }) => status)).toEqual([202, 200]);
	});

	it('delivers many at once', async () => {
		const server = await start(receiver);
		server.fail(HOOK, { status: 503 }, 20);
		const deliveries = await Promise.all(
			Array.from({ length: 40 }, (_, index) =>
				deliver(() => ({ url: `${server.url}/hook`, body: Buffer.from(`${index}`) }), {
					timeLimitMs: 60_000,
					waitsMs: Array.from({ length: 20 }, () => 1),
				}),
			),
		);
		expect(deliveries.every(({ delivered }) => delivered)).toBe(true);
		expect(server.requests).toHaveLength(60);
		expect(new Set(server.requests.map(({ body }) => body.toString())).size).toBe(40);
	});
});

describe.each(simulators)('$name', (simulator) => {
	const { name, authenticators, secrets, events } = simulator;

	it('lists each of its samples, with a provenance that is known', () => {
		const samples = samplesOf(name);
		expect(samples.map(({ file }) => file).sort()).toEqual(sampleFiles(name).sort());
		expect(samples.filter(({ provenance }) => !/^(vendor-documented|composed)$/.test(provenance))).toEqual(
			[],
		);
		expect(samples.every(({ event, note }) => event !== '' && note !== '')).toBe(true);
	});

	it('has samples that are JSON, and webhooks among them', () => {
		for (const { file } of samplesOf(name)) {
			expect(() => JSON.parse(sampleBytes(name, file).toString('utf8')) as unknown).not.toThrow();
		}
		expect(webhookSamplesOf(name).length).toBeGreaterThan(0);
	});

	it('has vectors of both kinds, each with a provenance and a name of its own', () => {
		const vectors = vectorsOf(name);
		expect(new Set(vectors.map(({ expect: verdict }) => verdict))).toEqual(new Set(['accept', 'reject']));
		expect(new Set(vectors.map((vector) => vector.name)).size).toBe(vectors.length);
		expect(vectors.filter(({ provenance }) => !provenance)).toEqual([]);
	});

	it('authenticates a request by each of its methods, and changes nothing else', () => {
		expect(Object.keys(authenticators).sort()).toEqual(Object.keys(secrets).sort());
		for (const [method, authenticate] of Object.entries(authenticators)) {
			const request = {
				url: 'http://127.0.0.1/hook?a=b',
				headers: { 'x-own': '1' },
				body: Buffer.from('{}'),
			};
			const authenticated = authenticate(request, secrets[method as keyof typeof secrets]!, new Date());
			expect(authenticated).not.toEqual(request);
			expect(authenticated.body).toBe(request.body);
			expect(authenticated.headers).toMatchObject(request.headers);
			expect(authenticated.url.startsWith(request.url)).toBe(true);
		}
	});

	it.each(Object.entries(events))('makes fresh events %s', (_, make) => {
		const [one, other] = [make(), make()];
		// Not always an object: for a deletion, Rillet sends a JSON string.
		expect(JSON.parse(one.body.toString('utf8')) ?? '').not.toBe('');
		expect(one.body.equals(other.body)).toBe(false);
	});
});
