import fc from 'fast-check';
import { betterez } from '../../nodes/Betterez/provider';
import { verifySignature } from '../../nodes/Betterez/signature';
import type { WebhookRequest } from '../../nodes/shared/authenticate/verdict';
import { flipBit, flippedTexts } from '../support/bits.mts';
import { betterez as simulator, LAYOUTS, sign } from '../simulator/providers/betterez.mts';
import { sampleBytes, vectorsOf, webhookSamplesOf } from '../simulator/samples.mts';

const SECRET = simulator.secrets.signature!;
const NOW = new Date('2026-02-12T04:41:13.000Z');
const verify = (
	request: Partial<WebhookRequest>,
	secrets: readonly string[] = [SECRET],
	settings: { now?: Date; toleranceSeconds?: number } = {},
) =>
	verifySignature(
		{ rawBody: Buffer.from('{}'), headers: {}, rawQuery: '', remoteAddress: '127.0.0.1', ...request },
		secrets,
		{ now: NOW, toleranceSeconds: 300, ...settings },
	);
const rewritten = (body: Buffer) => Buffer.from(JSON.stringify(JSON.parse(body.toString('utf8'))));

test.each(vectorsOf('betterez'))('$name', (vector) => {
	const rawBody = Buffer.from(vector.body, 'utf8');
	const verdict = verify({ rawBody, headers: vector.headers }, vector.secrets, {
		now: new Date(vector.now),
		toleranceSeconds: vector.toleranceSeconds,
	});
	if (vector.expect === 'reject') {
		expect(verdict).toEqual({ ok: false, reason: vector.reason });
		return;
	}
	// The parsed content is what was signed.
	const signed = vector.interpretation?.toString().startsWith('re-serialised') ? rewritten(rawBody) : rawBody;
	expect(verdict).toEqual({ ok: true, body: signed, method: 'signature' });
});

test('there are 36 vectors', () => {
	expect(vectorsOf('betterez')).toHaveLength(36);
});

describe('samples', () => {
	const signed = webhookSamplesOf('betterez').filter(({ headers }) => headers !== undefined);

	test.each(signed)('the header listed for $file verifies it', ({ file, headers = {} }) => {
		const time = Number(/t=(\d+)/.exec(headers['x-btrz-signature'])?.[1]) * 1000;
		const rawBody = sampleBytes('betterez', file);
		expect(verify({ rawBody, headers }, [SECRET], { now: new Date(time) }).ok).toBe(true);
		expect(verify({ rawBody, headers }, ['another'], { now: new Date(time) })).toMatchObject({
			reason: 'signature-mismatch',
		});
	});

	describe.each(webhookSamplesOf('betterez'))('$file', ({ file }) => {
		const rawBody = sampleBytes('betterez', file);

		test.each(LAYOUTS.map((layout) => [Object.values(layout).join(' '), layout] as const))(
			'signed as %s',
			(_name, layout) => {
				const headers = sign(rawBody, SECRET, { now: NOW, layout });
				expect(verify({ rawBody, headers }).ok).toBe(true);
				expect(verify({ rawBody, headers }, ['new', SECRET]).ok).toBe(true);
				expect(verify({ rawBody, headers }, ['new'])).toMatchObject({ reason: 'signature-mismatch' });
			},
		);
	});
});

describe('a forged request', () => {
	const forged = (body: string) => {
		const rawBody = Buffer.from(body);
		const headers = sign(rawBody, 'another secret', { now: NOW });
		const parse = jest.spyOn(JSON, 'parse');
		const stringify = jest.spyOn(JSON, 'stringify');
		try {
			expect(verify({ rawBody, headers })).toEqual({ ok: false, reason: 'signature-mismatch' });
			return parse.mock.calls.length + stringify.mock.calls.length;
		} finally {
			jest.restoreAllMocks();
		}
	};

	it.each([
		['of 12 MB', `[${'{"a":[1.5,"b"]},'.repeat(750_000)}0]`],
		['of 256 KB and a byte', `"${'x'.repeat(256 * 1024 - 1)}"`],
		['of 65 levels', `${'['.repeat(65)}${']'.repeat(65)}`],
		['of 100,000 levels behind a text', `["\\"]]]",${'['.repeat(100_000)}`],
	])('%s is hashed, and neither parsed nor written', (_what, body) => expect(forged(body)).toBe(0));

	it.each([
		['of 256 KB', `"${'x'.repeat(256 * 1024 - 2)}"`],
		['of 64 levels', `${'['.repeat(64)}${']'.repeat(64)}`],
		['with brackets in its texts', `["${'['.repeat(1000)}\\"${'{'.repeat(1000)}"]`],
	])('%s is parsed and written once', (_what, body) => expect(forged(body)).toBe(2));

	it('and a signed one of 12 MB is accepted as it was sent', () => {
		const rawBody = Buffer.from(`["${'x'.repeat(12_000_000)}"]`);
		const headers = sign(rawBody, SECRET, { now: NOW });
		expect(verify({ rawBody, headers })).toMatchObject({ ok: true });
	});
});

describe('the text written anew', () => {
	test('is what goes on, so that nothing unsigned is read', () => {
		// JSON.parse rounds the number, and the rounded one was signed.
		const sent = Buffer.from('{"n": 9007199254740993, "a": 1, "a": 2}');
		const headers = sign(sent, SECRET, { now: NOW, layout: { text: 'rewritten' } });
		const verdict = verify({ rawBody: sent, headers });
		expect(verdict.ok && verdict.body.toString()).toBe('{"n":9007199254740992,"a":2}');
	});

	test('blanks and escapes do not matter, anything else does', () => {
		const headers = sign(Buffer.from('{"a":"é","b":1}'), SECRET, { now: NOW });
		for (const same of [
			'{"a":"é","b":1}',
			' {"a" : "\\u00e9",\n"b":1.0} ',
			'{"b":2,"a":"é","b":1}'.replace('"b":2,', ''),
		]) {
			const matches = JSON.stringify(JSON.parse(same)) === '{"a":"é","b":1}';
			expect(verify({ rawBody: Buffer.from(same), headers }).ok).toBe(matches);
		}
		for (const other of [
			'{"a":"é","b":2}',
			'{"a":"é","b":1,"c":1}',
			'[{"a":"é","b":1}]',
			'{"a":"e","b":1}',
			'',
		]) {
			expect(verify({ rawBody: Buffer.from(other), headers })).toMatchObject({
				reason: 'signature-mismatch',
			});
		}
	});

	test('is not tried for what is no UTF-8 and no JSON', () => {
		for (const rawBody of [
			Buffer.from('{"a":"\xff"}', 'latin1'),
			Buffer.from('{'),
			Buffer.alloc(0),
			Buffer.from('['.repeat(200_000)),
		]) {
			const headers = sign(Buffer.from('{}'), SECRET, { now: NOW });
			expect(verify({ rawBody, headers })).toEqual({ ok: false, reason: 'signature-mismatch' });
		}
	});

	test('is not made where the bytes already match', () => {
		const parse = jest.spyOn(JSON, 'parse');
		const rawBody = Buffer.from('{ "a": 1 }');
		const headers = sign(rawBody, SECRET, { now: NOW });
		parse.mockClear();
		expect(verify({ rawBody, headers }).ok).toBe(true);
		expect(verify({ rawBody, headers }, [SECRET], { now: new Date(0) })).toMatchObject({
			reason: 'future-timestamp',
		});
		expect(parse).not.toHaveBeenCalled();
		parse.mockRestore();
	});
});

describe('header', () => {
	const body = Buffer.from('{"a":1}');
	const usual = sign(body, SECRET, { now: NOW })['x-btrz-signature'];
	const [t, , s2] = usual.split(',');
	const judge = (header: string | string[] | undefined) =>
		verify({ rawBody: body, headers: { 'x-btrz-signature': header } });

	test.each([
		[undefined, 'missing-header'],
		['  ', 'missing-header'],
		[[], 'missing-header'],
		[',', 'malformed-header'],
		[t, 'malformed-header'],
		[s2, 'malformed-header'],
		[`${t},${s2.replace('s2', 's')}`, 'malformed-header'],
		[`${t},${s2},s3`, 'malformed-header'],
		[`${t},${s2},${s2}`, 'malformed-header'],
		[`${t},${s2},x=1,x=2`, 'malformed-header'],
		[[usual, usual], 'malformed-header'],
		[`${t}.0,${s2}`, 'malformed-header'],
		[`t=+770871273,${s2}`, 'malformed-header'],
		[`t= 1770871273,${s2}`, 'malformed-header'],
		[`t=１７７０８７１２７３,${s2}`, 'malformed-header'],
		[`${t},${s2}=`, 'malformed-header'],
		[`${t},${s2}00`, 'malformed-header'],
		[`T=${t.slice(2)},${s2}`, 'malformed-header'],
		[`${usual}${' '.repeat(5000)},x=1`, 'malformed-header'],
		[`${t},s2=${'A'.repeat(43)}`, 'signature-mismatch'],
		[`t=1770871274,${s2}`, 'signature-mismatch'],
	])('%j: %s', (header, reason) => {
		expect(judge(header)).toEqual({ ok: false, reason });
	});

	test('parts in any order, with blanks, and parts that nobody knows', () => {
		for (const header of [`${s2},${t}`, ` ${t} , ${s2} ,`, `${t},${s2},v=3,=,z=`]) {
			expect(judge(header).ok).toBe(true);
		}
	});

	test('nothing can be moved between time and body', () => {
		const moved = Buffer.from(`273.{"a":1}`);
		expect(verify({ rawBody: moved, headers: { 'x-btrz-signature': `t=1770871,${s2}` } }).ok).toBe(false);
	});
});

describe('properties', () => {
	const body = sampleBytes('betterez', 'invoices-created-documented.json').subarray(0, 120);

	test('any flipped bit of body, secret, time or digest is rejected', () => {
		const headers = sign(body, SECRET, { now: NOW });
		for (let bit = 0; bit < body.length * 8; bit++) {
			expect(verify({ rawBody: flipBit(body, bit), headers }).ok).toBe(false);
		}
		for (const other of flippedTexts(SECRET))
			expect(verify({ rawBody: body, headers }, [other]).ok).toBe(false);
		for (const other of flippedTexts(headers['x-btrz-signature'])) {
			const same =
				digestOf(other) === digestOf(headers['x-btrz-signature']) &&
				timeOf(other) === timeOf(headers['x-btrz-signature']);
			// Flips in the deprecated part and in the case of a hex digit do not matter.
			if (!same) expect(verify({ rawBody: body, headers: { 'x-btrz-signature': other } }).ok).toBe(false);
		}
	});
	const digestOf = (header: string) => /(?:^|,)\s*s2=([^,]*)/.exec(header)?.[1].trim().toLowerCase();
	const timeOf = (header: string) => /(?:^|,)\s*t=([^,]*)/.exec(header)?.[1].trim();

	test('any body that is signed is accepted, under each layout', () => {
		fc.assert(
			fc.property(
				fc.uint8Array(),
				fc.constantFrom(...LAYOUTS.filter(({ text }) => text === 'asSent')),
				(bytes, layout) => {
					const rawBody = Buffer.from(bytes);
					expect(verify({ rawBody, headers: sign(rawBody, SECRET, { now: NOW, layout }) }).ok).toBe(true);
				},
			),
		);
		fc.assert(
			fc.property(fc.json(), (json) => {
				const rawBody = Buffer.from(json);
				const headers = sign(rawBody, SECRET, { now: NOW, layout: { text: 'rewritten' } });
				expect(verify({ rawBody, headers }).ok).toBe(true);
			}),
		);
	});

	test('the window is exact on both sides', () => {
		const headers = sign(body, SECRET, { now: NOW, layout: { time: 'milliseconds' } });
		const at = (offset: number) =>
			verify({ rawBody: body, headers }, [SECRET], { now: new Date(NOW.getTime() + offset) });
		expect([at(300_000).ok, at(-300_000).ok]).toEqual([true, true]);
		expect(at(300_001)).toEqual({ ok: false, reason: 'stale-timestamp' });
		expect(at(-300_001)).toEqual({ ok: false, reason: 'future-timestamp' });
	});

	test('nothing that a stranger sends makes it throw or accept', () => {
		const part = fc.oneof(
			fc.string(),
			fc.constantFrom('t=1770871273', `s2=${'a'.repeat(64)}`, 's=', 't=', ',', '='),
		);
		const header = fc.oneof(
			fc.array(part).map((parts) => parts.join(',')),
			fc.array(fc.string()),
			fc.constant(undefined),
		);
		fc.assert(
			fc.property(
				fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('x-btrz-signature', 'X-BTRZ-Signature')), header),
				fc.uint8Array(),
				fc.array(fc.string({ minLength: 1 })),
				(headers, bytes, secrets) => {
					expect(verify({ headers, rawBody: Buffer.from(bytes) }, secrets).ok).toBe(false);
				},
			),
		);
	});
});

describe('schemes', () => {
	test('the signature is the default, a token in the URL the choice', () => {
		expect(Object.keys(betterez.schemes)).toEqual(['signature', 'urlToken']);
	});

	test.each(Object.keys(simulator.authenticators) as Array<'signature' | 'urlToken'>)('%s', (method) => {
		for (const { file } of webhookSamplesOf('betterez')) {
			const secret = simulator.secrets[method]!;
			const sent = simulator.authenticators[method]!(
				{ url: 'https://n8n.example/webhook/1/webhook', headers: {}, body: sampleBytes('betterez', file) },
				secret,
				NOW,
			);
			const request = {
				rawBody: sent.body,
				headers: sent.headers,
				rawQuery: sent.url.split('?').slice(1).join('?'),
				remoteAddress: '127.0.0.1',
			};
			const settings = { now: NOW, toleranceSeconds: 300 };
			const scheme = betterez.schemes[method]!;
			expect(scheme.verify(request, [secret], settings)).toEqual({ ok: true, body: sent.body, method });
			expect(scheme.verify(request, ['another'], settings).ok).toBe(false);
			expect(scheme.verify(request, [], settings)).toEqual({ ok: false, reason: 'no-secret' });
			const other = method === 'signature' ? 'urlToken' : 'signature';
			expect(betterez.schemes[other]!.verify(request, [secret], settings).ok).toBe(false);
		}
	});
});
