/** API responses over HTTP: read completely within the limits; beyond them, the rest is not received. */
import { Readable } from 'node:stream';
import zlib from 'node:zlib';
import { callApi, type ApiRequest } from '../../../../nodes/shared/api/request';
import { executeContext } from '../../../n8nCore/contexts.mts';
import { start } from '../../../simulator/harness.mts';
import type { Answer, Fault, SimulatorServer } from '../../../simulator/server.mts';
import { setup } from '../../../support/acme.mts';
import { virtualClock } from '../../../support/virtualClock.mts';

const time = virtualClock();

const MEGABYTE = 1024 * 1024;
const ROUTE = 'GET /things';

const TOO_LARGE = 'Acme answered with more than 16 MB';
const TOO_DEEP = 'Acme answered with JSON that cannot be read: The body is nested deeper than 200 levels';

const serve = async (answer: Answer) =>
	await start({ routes: { [ROUTE]: () => answer, 'POST /things': () => answer } });

async function call(server: SimulatorServer, more: Partial<ApiRequest> = {}): Promise<unknown> {
	const request = {
		credential: 'acmeApi',
		displayName: 'Acme',
		origins: [server.url],
		url: `${server.url}/things`,
		itemIndex: 2,
		...more,
	};
	const answered = callApi.call(executeContext(setup(), [{ json: {} }]), request);
	return await answered.then(({ body }) => body).catch((error: Error) => error);
}
const bodyOf = async (answer: Answer) => await call(await serve(answer));

/** A JSON text of the given number of bytes, generated while it is sent. */
async function* textOf(bytes: number) {
	yield Buffer.from('"');
	const piece = Buffer.alloc(MEGABYTE / 4, 'a');
	for (let left = bytes - 2; left > 0; left -= piece.length) yield piece.subarray(0, left);
	yield Buffer.from('"');
}
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('within the bounds', () => {
	it.each<[string, Answer, unknown]>([
		['JSON, whatever its type says', { body: '{"a":[1,"ä"]}' }, { a: [1, 'ä'] }],
		['a byte order mark', { body: '\ufeff{"a":1}' }, { a: 1 }],
		['numbers as they are written', { body: '[1.10, 9007199254740993]' }, [1.1, '9007199254740993']],
		['no content', { status: 204 }, ''],
		['an empty body', { body: '' }, ''],
		['a plain text', { body: 'accepted' }, 'accepted'],
		['a web page', { body: '<html>"ä"</html>' }, '<html>"ä"</html>'],
		['an encoding of old', { body: Buffer.from('{"a":"M\xfcller"}', 'latin1') }, { a: 'M\ufffdller' }],
		['200 levels', { body: nested(200) }, JSON.parse(nested(200))],
	])('%s', async (_what, answer, expected) => {
		expect(await bodyOf(answer)).toEqual(expected);
	});

	it('16 MB, to the last byte', async () => {
		expect(await bodyOf({ body: textOf(16 * MEGABYTE) })).toHaveLength(16 * MEGABYTE - 2);
	});

	it('packed', async () => {
		const server = await serve({ body: { a: 1 } });
		server.fail(ROUTE, { gzip: true });
		expect(await call(server)).toEqual({ a: 1 });
	});

	it('a status that the caller expects', async () => {
		const server = await serve({ status: 409, body: { a: 1 } });
		expect(await call(server, { expect: [409] })).toEqual({ a: 1 });
	});
});

describe('beyond the bounds', () => {
	it('one byte more than 16 MB', async () => {
		const server = await serve({ body: textOf(16 * MEGABYTE + 1) });
		expect(await call(server)).toMatchObject({
			name: 'NodeApiError',
			message: TOO_LARGE,
			description: expect.stringContaining('Check the base URL in the credential'),
			context: { itemIndex: 2 },
		});
		// A retry would be just as large.
		expect(server.requests).toHaveLength(1);
	});

	it.each([
		['that is a success', { status: 200 }, TOO_LARGE, 32],
		['that the caller expects', { status: 404 }, TOO_LARGE, 32],
		['that is an error', { status: 400 }, 'Acme rejected the request (HTTP 400)', 16],
	])('an answer without end, %s, is left', async (_what, { status }, message, megabytes) => {
		const server = await serve({ status, body: textOf(1024 * MEGABYTE) });
		expect(await call(server, { expect: [404] })).toMatchObject({ message });
		await server.idle();
		const [{ answer }] = server.requests;
		expect(answer.complete).toBe(false);
		// Bytes in the buffers of both sides count, too.
		expect(answer.bytes).toBeLessThan(megabytes * MEGABYTE);
	});

	it('a megabyte that inflates to a gigabyte is inflated up to the bound', async () => {
		const part = zlib.gzipSync(Buffer.alloc(16 * MEGABYTE));
		const body = Buffer.concat(Array.from({ length: 64 }, () => part));
		expect(body.length).toBeLessThan(1.1 * MEGABYTE);
		let inflated = 0;
		const spy = jest.spyOn(zlib.Unzip.prototype, 'push').mockImplementation(function (
			this: Readable,
			chunk: Buffer | null,
		) {
			inflated += chunk?.length ?? 0;
			return Readable.prototype.push.call(this, chunk);
		});
		const answer = await bodyOf({ headers: { 'content-encoding': 'gzip' }, body });
		spy.mockRestore();
		expect(answer).toMatchObject({ message: TOO_LARGE });
		expect(inflated).toBeGreaterThan(16 * MEGABYTE);
		expect(inflated).toBeLessThan(17 * MEGABYTE);
	});

	it.each([201, 100_000, 8_000_000])('%d levels', async (depth) => {
		const server = await serve({ body: Buffer.from(nested(depth)) });
		expect(await call(server)).toMatchObject({ name: 'NodeApiError', message: TOO_DEEP });
		expect(server.requests).toHaveLength(1);
	});
});

it.each<[string, Fault]>([
	['that is retried', { status: 503, headers: { 'retry-after': '0' } }],
	['that leads elsewhere', { status: 302, headers: { location: '/things' } }],
])('the endless body of a response %s is not received', async (_which, fault) => {
	const server = await serve({ body: { a: 1 } });
	server.fail(ROUTE, { ...fault, body: textOf(1024 * MEGABYTE) });
	expect(await call(server)).toEqual({ a: 1 });
	await server.idle();
	expect(server.requests).toHaveLength(2);
	expect(server.requests[0].answer.bytes).toBeLessThan(16 * MEGABYTE);
});

describe('an answer that breaks off', () => {
	it.each([
		['in its middle', { cut: 3 }],
		['in its middle, without a length', { cut: 3, chunked: true }],
		['packed', { cut: 12, gzip: true }],
	])('%s, is asked for again', async (_where, fault) => {
		const server = await serve({ body: { a: 'b' } });
		server.fail(ROUTE, fault);
		expect(await call(server)).toEqual({ a: 'b' });
		expect(server.requests).toHaveLength(2);
	});

	it('each time, fails', async () => {
		const server = await serve({ body: { a: 'b' } });
		server.fail(ROUTE, { cut: 3 }, 4);
		expect(await call(server)).toMatchObject({
			message: 'Acme could not be reached: it closed the connection',
		});
		expect(server.requests).toHaveLength(4);
	});

	it('after a POST, fails at once: it may have had its effect', async () => {
		const server = await serve({ body: { a: 'b' } });
		server.fail('POST /things', { cut: 3 });
		expect(await call(server, { method: 'POST' })).toMatchObject({
			message: 'Acme could not be reached: it closed the connection',
		});
		expect(server.requests).toHaveLength(1);
	});

	it('by falling silent, is asked for again', async () => {
		const server = await serve({ body: { a: 'b' } });
		server.fail(ROUTE, { drip: { bytes: 3, ms: 2 ** 31 - 1 } });
		const called = call(server, { timeLimit: Infinity });
		await time.until(() => {
			time.advance(1000);
			return server.requests.length === 2;
		});
		expect(await called).toEqual({ a: 'b' });
		await server.idle();
	});
});
