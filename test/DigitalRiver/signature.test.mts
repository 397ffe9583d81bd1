import fc from 'fast-check';
import { verifySignature } from '../../nodes/DigitalRiver/signature';
import type { WebhookRequest } from '../../nodes/shared/authenticate/verdict';
import { flipBit, flippedTexts } from '../support/bits.mts';
import {
	LAYOUTS,
	newSecret,
	sign,
	TIMESTAMPS,
	type Layout,
	type SignOptions,
} from '../simulator/providers/digitalRiver.mts';
import { sampleBytes, vectorsOf, webhookSamplesOf } from '../simulator/samples.mts';

const SECRET = 'whk_ddca9378-9475-40b8-aa8a-b526d42dbc2e';
const NOW = new Date('2026-01-15T12:00:00.000Z');
const BODY = Buffer.from('{"id":"1","type":"order.invoice.created"}');
const NAME = 'DigitalRiver-Signature';

const request = (rawBody: Buffer, headers: WebhookRequest['headers']): WebhookRequest => ({
	rawBody,
	headers,
	rawQuery: '',
	remoteAddress: '127.0.0.1',
});

function outcome(
	body: Buffer,
	headers: WebhookRequest['headers'],
	{ secrets = [SECRET], now = NOW, toleranceSeconds = 300 } = {},
) {
	const verdict = verifySignature(request(body, headers), secrets, { now, toleranceSeconds });
	return verdict.ok ? 'accept' : verdict.reason;
}

const signed = (body: Buffer = BODY, secret: string | string[] = SECRET, options: SignOptions = {}) =>
	sign(body, secret, { now: NOW, ...options });
const nameOf = ({ grouping, labels, blank, timestamp }: Layout) =>
	`${grouping}, ${labels ? 'labels' : 'no labels'}, ${blank ? 'blanks' : 'no blanks'}, ${timestamp}`;

describe('vectors', () => {
	it.each(vectorsOf('digitalRiver'))('$name', (vector) => {
		const verdict = verifySignature(
			request(Buffer.from(vector.body, 'utf8'), vector.headers),
			vector.secrets ?? [],
			{ now: new Date(vector.now), toleranceSeconds: vector.toleranceSeconds ?? 300 },
		);
		expect(verdict.ok ? 'accept' : verdict.reason).toBe(vector.reason ?? 'accept');
	});
});

describe.each(LAYOUTS.map((layout) => [nameOf(layout), layout] as const))('%s', (_name, layout) => {
	const [old, other] = [newSecret(), newSecret()];

	it.each(webhookSamplesOf('digitalRiver'))('$file is accepted, also while secrets rotate', ({ file }) => {
		const body = sampleBytes('digitalRiver', file);
		const one = signed(body, SECRET, { layout });
		expect(outcome(body, one)).toBe('accept');
		expect(outcome(body, one, { secrets: [old, SECRET] })).toBe('accept');
		expect(outcome(body, one, { secrets: [old] })).toBe('signature-mismatch');

		const both = signed(body, [SECRET, old], { layout });
		for (const secrets of [[SECRET], [old], [other, old]])
			expect(outcome(body, both, { secrets })).toBe('accept');
		expect(outcome(body, both, { secrets: [other] })).toBe('signature-mismatch');
	});

	it('passes on the received bytes', () => {
		const verdict = verifySignature(request(BODY, signed(BODY, SECRET, { layout })), [SECRET], {
			now: NOW,
			toleranceSeconds: 300,
		});
		expect(verdict).toEqual({ ok: true, body: BODY, method: 'signature' });
		expect(verdict.ok && verdict.body).toBe(BODY);
	});

	it('rejects every flipped bit of the body, the secret, the timestamp and the signature', () => {
		const headers = signed(BODY, SECRET, { layout });
		const outcomes = new Set<string>();
		for (let bit = 0; bit < BODY.length * 8; bit++) outcomes.add(outcome(flipBit(BODY, bit), headers));
		for (const secret of flippedTexts(SECRET)) outcomes.add(outcome(BODY, headers, { secrets: [secret] }));
		expect(outcomes).toEqual(new Set(['signature-mismatch']));

		const time = TIMESTAMPS[layout.timestamp](NOW);
		const [, signature] = headers[NAME].split(/, ?/).map((item) => item.replace(/^v1=/, ''));
		for (const text of [time, signature]) {
			const at = headers[NAME].indexOf(text);
			expect(at).toBeGreaterThanOrEqual(0);
			for (const flipped of flippedTexts(text)) {
				const forged = headers[NAME].slice(0, at) + flipped + headers[NAME].slice(at + text.length);
				outcomes.add(outcome(BODY, { [NAME]: forged }));
			}
		}
		expect(outcomes).toEqual(new Set(['signature-mismatch', 'malformed-header']));
	});
});

describe('the time window', () => {
	it.each([
		[-300_000, 'accept'],
		[-300_001, 'future-timestamp'],
		[300_000, 'accept'],
		[300_001, 'stale-timestamp'],
	])('%i ms after the signed time: %s', (distance, expected) => {
		expect(outcome(BODY, signed(), { now: new Date(NOW.getTime() + distance) })).toBe(expected);
	});

	it('is that of the setting', () => {
		const now = new Date(NOW.getTime() + 10_000);
		expect(outcome(BODY, signed(), { now, toleranceSeconds: 10 })).toBe('accept');
		expect(outcome(BODY, signed(), { now, toleranceSeconds: 9 })).toBe('stale-timestamp');
	});

	it('is judged on the pair that matches: a fresh time in front of an old pair does not help', () => {
		const old = signed(BODY, SECRET, { now: new Date(NOW.getTime() - 3_600_000) });
		const fresh = String(NOW.getTime());
		expect(outcome(BODY, { [NAME]: `${fresh}, ${old[NAME]}` })).toBe('stale-timestamp');
		const forged = signed(BODY, 'whk_another');
		expect(outcome(BODY, { [NAME]: `${forged[NAME]}, ${old[NAME]}` })).toBe('stale-timestamp');
		// A single pair inside the window is enough.
		expect(outcome(BODY, { [NAME]: `${old[NAME]}, ${signed()[NAME]}` })).toBe('accept');
	});
});

describe('the header', () => {
	it.each(['digitalriver-signature', 'DIGITALRIVER-SIGNATURE', 'DigitalRiver-Signature'])(
		'may be %s',
		(name) => {
			expect(outcome(BODY, { [name]: signed()[NAME] })).toBe('accept');
		},
	);

	it.each(['X-DigitalRiver-Signature', 'DigitalRiver-Signature-2', 'DigitalRiver_Signature', 'Signature'])(
		'is not %s',
		(name) => {
			expect(outcome(BODY, { [name]: signed()[NAME] })).toBe('missing-header');
		},
	);

	it('is bounded in length and in items', () => {
		const { [NAME]: header } = signed();
		const [time, signature] = header.split(', ');
		const items = (count: number) => [time, ...Array<string>(count - 1).fill(signature)].join(',');
		expect(outcome(BODY, { [NAME]: items(20) })).toBe('accept');
		expect(outcome(BODY, { [NAME]: items(21) })).toBe('malformed-header');
		expect(outcome(BODY, { [NAME]: header.padEnd(4096) })).toBe('accept');
		expect(outcome(BODY, { [NAME]: header.padEnd(4097) })).toBe('malformed-header');
	});

	it.each([
		['the signature first', (time: string, signature: string) => `${signature}, ${time}`],
		['something before the time', (time: string, signature: string) => `x, ${time}, ${signature}`],
		['another separator', (time: string, signature: string) => `${time}; ${signature}`],
		['only a time', (time: string) => time],
		['only a signature', (_time: string, signature: string) => signature],
		['labels of others', (time: string, signature: string) => `time=${time}, sig=${signature}`],
		[
			'hex',
			(time: string, signature: string) => `${time}, ${Buffer.from(signature, 'base64').toString('hex')}`,
		],
		['a cut signature', (time: string, signature: string) => `${time}, ${signature.slice(0, 40)}`],
		[
			'Base64 without its padding',
			(time: string, signature: string) => `${time}, ${signature.replace('=', '')}`,
		],
		['digits and text as time', (time: string, signature: string) => `${time}abc, ${signature}`],
	])('with %s has not its form', (_name, make) => {
		const [time, signature] = signed()[NAME].split(', ');
		expect(outcome(BODY, { [NAME]: make(time, signature) })).toBe('malformed-header');
	});

	it('cannot be cut elsewhere: the dot between time and body belongs to neither', () => {
		// The signed text is `<time>.<body>`; if the body starts with digits and a dot, these must not become part of
		// the time.
		const [seconds, rest] = ['1768478400', '123.{"id":"1"}'];
		const body = Buffer.from(rest.slice(4));
		const signature = signed(Buffer.from(rest), SECRET, { layout: { timestamp: 'seconds' } })[NAME].split(
			', ',
		)[1];
		expect(outcome(body, { [NAME]: `${seconds}.123, ${signature}` })).toBe('malformed-header');
		expect(outcome(body, { [NAME]: `${seconds}, ${signature}` })).toBe('signature-mismatch');
	});
});

it.each([[[]], [['']], [[' ', '\t']]])('without a secret (%j) everything is rejected', (secrets) => {
	expect(outcome(BODY, signed(BODY, secrets[0] ?? ''), { secrets })).toBe('no-secret');
});

it('is accepted for any bytes and any secret', () => {
	const secret = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '');
	fc.assert(
		fc.property(fc.uint8Array(), secret, fc.constantFrom(...LAYOUTS), (bytes, key, layout) => {
			const body = Buffer.from(bytes);
			expect(outcome(body, signed(body, key, { layout }), { secrets: [key] })).toBe('accept');
		}),
	);
});

it('never throws, and accepts nothing unsigned', () => {
	const item = fc.oneof(
		fc.string(),
		fc.constant(String(NOW.getTime())),
		fc.constant(NOW.toISOString()),
		fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('base64')),
	);
	const header = fc.array(item, { maxLength: 30 }).map((items) => items.join(','));
	const value = fc.oneof(header, fc.array(header), fc.constant(undefined));
	const headers = fc.dictionary(fc.oneof(fc.constantFrom(NAME, NAME.toLowerCase()), fc.string()), value);
	fc.assert(
		fc.property(headers, fc.uint8Array(), fc.array(fc.string()), (given, body, secrets) => {
			expect(outcome(Buffer.from(body), given, { secrets })).not.toBe('accept');
		}),
		{ numRuns: 1000 },
	);
});
