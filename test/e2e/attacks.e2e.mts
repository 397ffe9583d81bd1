/** Hostile requests over real HTTP, through n8n's own server. Those that need no server are in test/providers/fuzz.test.mts. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { packedPackage } from '../../scripts/pack.mts';
import { errorOf, outputOf, ran } from '../n8n/api/executions.mts';
import { startN8n, type N8n } from '../n8n/start.mts';
import { send, type SendOptions } from '../simulator/sender.mts';
import { listen, type SimulatorServer } from '../simulator/server.mts';
import type { Scenario } from '../support/e2e/scenario.mts';
import { scenarios } from '../support/e2e/scenarios.mts';
import { activeTrigger, API_KEY, NEXT, TRIGGER, type ActiveTrigger } from '../support/e2e/trigger.mts';

const MEGABYTE = 1024 * 1024;
/** Node.js itself rejects headers above 16 KB in total, before n8n sees them. */
const TOO_LARGE = [431, 'ECONNRESET', 'EPIPE'];

let n8n: N8n;
/** Rillet: a signature in headers that covers several of them. */
let signed: ActiveTrigger;
/** Riverty: a token in the URL. */
let tokened: ActiveTrigger;

const scenarioOf = (name: string): Scenario => scenarios.find(({ simulator }) => simulator.name === name)!;

beforeAll(async () => {
	const { directory } = await packedPackage();
	n8n = await startN8n({ packages: [directory], env: { N8N_LOG_LEVEL: 'debug' } });
	signed = await activeTrigger(n8n.api, scenarioOf('rillet'));
	tokened = await activeTrigger(n8n.api, scenarioOf('riverty'));
});
afterAll(async () => await n8n.remove());

/** The response status, or the error that ended the connection. */
async function statusOf(url: string, options: SendOptions): Promise<number | string> {
	try {
		return (await send(url, options)).status;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code ?? String(error);
	}
}

const count = async ({ workflowId }: ActiveTrigger) => (await n8n.api.executions({ workflowId })).length;

describe('before the sender is authenticated', () => {
	let before: number;
	beforeEach(async () => (before = await count(signed)));
	afterEach(async () => expect(await count(signed)).toBe(before));

	it.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'])(
		'%s is not found, however well it is signed',
		async (method) => {
			const request = signed.request(signed.event());
			expect(await statusOf(request.url, { ...request, method })).toBe(404);
		},
	);

	it.each(['X-Rillet-Signature', 'X-Rillet-Id', 'X-Rillet-Timestamp', 'Content-Type', 'X-Anything'])(
		'a header %s of 1 MB is rejected by the HTTP server',
		async (name) => {
			const request = signed.request(signed.event());
			const headers = { ...request.headers, [name]: 'A'.repeat(MEGABYTE) };
			expect(TOO_LARGE).toContain(await statusOf(request.url, { ...request, headers }));
		},
	);

	it('10,000 signatures in a header, in 10,000 headers, and as many as fit', async () => {
		const { headers, ...request } = signed.request(signed.event(), Buffer.alloc(32, 7).toString('base64'));
		const one = headers['X-Rillet-Signature']!;
		for (const many of [Array<string>(10_000).fill(one).join(','), Array<string>(10_000).fill(one)]) {
			const sent = { ...headers, 'X-Rillet-Signature': many };
			expect(TOO_LARGE).toContain(await statusOf(request.url, { ...request, headers: sent }));
		}
		for (const many of [Array<string>(300).fill(one).join(','), Array<string>(200).fill(one)]) {
			const sent = { ...headers, 'X-Rillet-Signature': many };
			expect(await statusOf(request.url, { ...request, headers: sent })).toBe(401);
		}
	});

	it.each([
		['nested 100,000 levels deep', '['.repeat(100_000) + ']'.repeat(100_000)],
		[
			'with a key that is everywhere',
			'{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
		],
		['with a number of a million digits', `[${'9'.repeat(1_000_000)}]`],
		['of 15 MB', `["${'x'.repeat(15 * MEGABYTE)}"]`],
	])('JSON %s', async (_what, body) => {
		const headers = { 'content-type': 'application/json' };
		expect(await statusOf(signed.url, { body: Buffer.from(body), headers })).toBe(401);
	});

	it.each([
		'application/x-www-form-urlencoded',
		'text/plain',
		'application/octet-stream',
		'application/a+json',
		'',
	])('a forged event as %j', async (type) => {
		const request = signed.request(signed.event(), Buffer.alloc(32, 7).toString('base64'));
		const headers = { ...request.headers, 'content-type': type };
		expect(await statusOf(request.url, { ...request, headers })).toBe(401);
	});

	// n8n unpacks and parses some types itself, before any node runs, and leaves the others to the node.
	describe.each(['application/json', 'text/plain', 'application/octet-stream', ''])(
		'a body of type %j',
		(type) => {
			const headers = { 'content-type': type, 'content-encoding': 'gzip' };
			const BAD = [400, 413, 422, 500];

			it('that unpacks to more than n8n takes', async () => {
				const body = gzipSync(Buffer.alloc(200 * MEGABYTE, 0x20));
				expect(body.length).toBeLessThan(MEGABYTE);
				expect(BAD).toContain(await statusOf(signed.url, { body, headers }));
			});

			it('that is larger than n8n takes', async () => {
				const body = Buffer.alloc(17 * MEGABYTE, 0x20);
				expect([...BAD, ...TOO_LARGE]).toContain(
					await statusOf(signed.url, { body, headers: { 'content-type': type } }),
				);
			});

			it.each(['gzip', 'deflate'])('that is not packed as %s, as it says', async (encoding) => {
				const sent = { body: Buffer.from('{"a":1}'), headers: { ...headers, 'content-encoding': encoding } };
				expect(BAD).toContain(await statusOf(signed.url, sent));
			});

			it('that is packed, and cut', async () => {
				const body = gzipSync(Buffer.from('{"a":1}')).subarray(0, -9);
				expect(BAD).toContain(await statusOf(signed.url, { body, headers }));
			});

			it('that ends too early', async () => {
				const { pathname, port } = new URL(signed.url);
				const socket = connect(Number(port), '127.0.0.1').resume();
				const head = `POST ${pathname} HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: 999`;
				socket.end(`${head}\r\n\r\n{"id":1}`);
				await once(socket, 'close');
			});
		},
	);

	it('a form with files', async () => {
		const body = Buffer.from(
			'--x\r\nContent-Disposition: form-data; name="a"; filename="../b"\r\n\r\nc\r\n--x--\r\n',
		);
		for (const [type, sent] of [
			['form-data', body],
			['form-data', body.subarray(0, 60)],
			['mixed', body],
		] as const) {
			const headers = { 'content-type': `multipart/${type}; boundary=x` };
			expect([415, 400, 500]).toContain(await statusOf(signed.url, { body: sent, headers }));
		}
	});
});

it('after all of this the next event is taken as ever', async () => {
	const before = await count(signed);
	const request = signed.request(signed.event());
	const { status, body } = await send(request.url, request);
	expect([status, body.toString()]).toEqual([200, '{"status":"accepted"}']);
	await n8n.api.waitForExecutions({ workflowId: signed.workflowId, count: before + 1 });
});

describe('the token in the URL', () => {
	it.each([
		['none', () => ''],
		['an empty one', () => '?token='],
		['a part of it', (token: string) => `?token=${token.slice(0, -1)}`],
		['more than it', (token: string) => `?token=${token}x`],
		['another case', (token: string) => `?token=${token.toUpperCase()}`],
		['twice', (token: string) => `?token=${token}&token=${token}`],
		['behind a wrong one', (token: string) => `?token=x&token=${token}`],
		['as a list', (token: string) => `?token[]=${token}`],
		['as an object', (token: string) => `?token[a]=${token}`],
		['behind a fragment', (token: string) => `?a=1%23token=${token}`],
		[
			'encoded twice',
			(token: string) => `?token=${token.replace(/./g, (c) => `%25${c.charCodeAt(0).toString(16)}`)}`,
		],
		['with a character of nothing', (token: string) => `?token=${token}%00`],
	])('%s: rejected', async (_what, query) => {
		const before = await count(tokened);
		const { body, headers } = tokened.event();
		const url = `${tokened.url}${query(encodeURIComponent(tokened.secret))}`;
		expect(await statusOf(url, { body, headers })).toBe(401);
		expect(await count(tokened)).toBe(before);
	});
});

describe('with a valid signature over it', () => {
	const post = async (body: Buffer | string, headers: Record<string, string> = {}, packed?: Buffer) => {
		const { headers: own } = signed.event();
		const request = signed.request({ headers: { ...own, ...headers }, body: Buffer.from(body as string) });
		const answer = await send(request.url, { ...request, body: packed ?? request.body });
		return [answer.status, answer.body.toString()];
	};
	/** A new event with the given text as its memo. */
	const eventWith = (memo: string) => {
		const event = JSON.parse(signed.event().body.toString()) as Record<string, unknown>;
		return JSON.stringify({ ...event, memo: 'MEMO' }).replace('"MEMO"', () => memo);
	};
	const accepted = [200, '{"status":"accepted"}'];
	/** The item or the error of the latest execution. */
	const outcome = async (before: number) => {
		const { workflowId } = signed;
		const executions = await n8n.api.waitForExecutions({ workflowId, count: before + 1 });
		const execution = await n8n.api.execution(executions.at(-1)!.id);
		return ran(execution, NEXT) ? outputOf(execution, NEXT)[0]!.json : errorOf(execution)!.message;
	};

	it.each([
		['not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), /not valid UTF-8/],
		['201 levels deep', '['.repeat(201) + ']'.repeat(201), /nested deeper than 200 levels/],
		['100,000 levels deep', '['.repeat(100_000) + ']'.repeat(100_000), /nested deeper than 200 levels/],
	])('a body that is %s is rejected, and says so', async (_what, body, message) => {
		const before = await count(signed);
		const [status, text] = await post(body as Buffer);
		expect([status, text]).toEqual([400, expect.stringMatching(message)]);
		expect(await count(signed)).toBe(before);
	});

	it.each([
		['a key that is everywhere', '"x","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}'],
		['the same key twice', '"first","memo":"second"'],
		['half a character', '"\\ud800"'],
		['a character of nothing', '"\\u0000"'],
		['control characters and a turn of direction', '"\\u001b[2J\\u202e"'],
		['markup', '"<img src=x onerror=alert(1)>{{ $env }}={{ 1+1 }}"'],
		['a megabyte', `"${'x'.repeat(MEGABYTE)}"`],
	])('an event with %s makes its item', async (_what, memo) => {
		const before = await count(signed);
		expect(await post(eventWith(memo))).toEqual(accepted);
		const item = (await outcome(before)) as Record<string, unknown>;
		expect(item).toMatchObject({ provider: 'rillet', event: { type: 'invoice.created' } });
		expect(JSON.stringify(item)).not.toContain('__proto__');
	});

	it.each(['1e400', '9007199254740993', '{}', '[]', 'true'])(
		'an event with %s for a text makes an item, or says which field does not fit',
		async (memo) => {
			const before = await count(signed);
			expect(await post(eventWith(memo))).toEqual(accepted);
			const result = await outcome(before);
			if (typeof result === 'string') expect(result).toContain('memo');
			else expect(result).toMatchObject({ provider: 'rillet' });
		},
	);

	it('a packed body counts as what was packed', async () => {
		const body = eventWith('"packed"');
		const gzip = { 'content-encoding': 'gzip' };
		const before = await count(signed);
		expect(await post(body, gzip, gzipSync(body))).toEqual(accepted);
		expect(await outcome(before)).toMatchObject({ provider: 'rillet' });
		// The signature covers the uncompressed text, but providers sign what they send.
		const packed = gzipSync(eventWith('"other"'));
		const { headers } = signed.event();
		const request = signed.request({ headers: { ...headers, ...gzip }, body: packed });
		expect(await statusOf(request.url, request)).toBe(401);
		// n8n does not decompress this one, so it is rejected as not being JSON.
		const brotli = brotliCompressSync(body);
		const other = signed.request({ headers: { ...headers, 'content-encoding': 'br' }, body: brotli });
		const status = await statusOf(other.url, other);
		expect(status).toBeGreaterThanOrEqual(400);
		expect(status).toBeLessThan(500);
		expect(await count(signed)).toBe(before + 1);
	});
});

describe('a document', () => {
	const scenario = scenarioOf('rillet');
	const api = scenario.simulator.api!({ apiKey: API_KEY });
	let server: SimulatorServer;
	let trigger: ActiveTrigger;
	beforeAll(async () => {
		server = await listen(api);
		const options = { attachDocument: true };
		trigger = await activeTrigger(n8n.api, scenario, { apiUrl: server.url, options });
	});
	afterAll(async () => await server.close());

	it.each([
		[
			'with a path for its name',
			{ headers: { 'content-disposition': 'attachment; filename="../../../../tmp/evil.pdf"' } },
			'_.._.._.._tmp_evil.pdf',
		],
		[
			'with an encoded path',
			{ headers: { 'content-disposition': "attachment; filename*=utf-8''..%2f..%5c%00evil" } },
			'_.._evil.pdf',
		],
		['that is a web page', { html: true }, /a web page instead of a document/],
		['that is empty', { empty: true }, /the file is empty/],
		[
			'that is on this machine',
			{ redirect: 'https://[::]/' },
			/it redirects to \[::\], which is an address without a name/,
		],
		[
			'that is a file of this machine',
			{ redirect: 'file:///etc/passwd' },
			/it redirects to , which is not allowed/,
		],
	])('%s', async (_what, fault, expected) => {
		server.reset();
		const before = await count(trigger);
		const { notification } = scenario.issue(api, server.url);
		server.fail('GET /invoices/:id', fault, 9);
		const request = trigger.request(notification);
		expect((await send(request.url, request)).status).toBe(200);
		const { workflowId } = trigger;
		const executions = await n8n.api.waitForExecutions({ workflowId, count: before + 1 });
		const execution = await n8n.api.execution(executions.at(-1)!.id);
		if (typeof expected === 'string') {
			const { fileName, directory } = outputOf(execution, TRIGGER)[0]!.binary!.data!;
			expect([fileName, directory]).toEqual([expected, undefined]);
		} else {
			expect(ran(execution, NEXT)).toBe(false);
			expect(errorOf(execution)!.message).toMatch(expected);
		}
	});
});

it('nothing of it all is told in the log', () => {
	const log = n8n.logText();
	for (const secret of [signed.secret, tokened.secret, API_KEY]) {
		for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])
			expect(log.includes(form)).toBe(false);
	}
	expect(log).toContain('Rillet: rejected a request');
	expect(log).not.toMatch(/Unhandled|uncaughtException|heap out of memory/i);
});
