import fc from 'fast-check';
import { verifySignature } from '../../nodes/Rillet/signature';
import type { WebhookRequest } from '../../nodes/shared/authenticate/verdict';
import {
	eventHeaders,
	READINGS,
	sign,
	type Reading,
	type RilletHeaders,
} from '../simulator/providers/rillet.mts';
import { sampleBytes, vectorsOf, webhookSamplesOf } from '../simulator/samples.mts';

const TOKEN = 'yVXIfRohtdbaUjt5y/az8naicmBhmxNyBK8dENbUtg4=';
const NOW = new Date('2026-01-15T12:00:02.500Z');
const EVENT = eventHeaders('INVOICE', 'CREATED', {
	id: '7d0f5f7e-2f3b-4c55-9a4e-0b8f6c1d2e3f',
	timestamp: '2026-01-15T12:00:00.000Z',
});
const BODY = Buffer.from('{"id":"1","total":{"amount":"108.00","currency":"USD"}}');

const request = (rawBody: Buffer, headers: WebhookRequest['headers']): WebhookRequest => ({
	rawBody,
	headers,
	rawQuery: '',
	remoteAddress: '127.0.0.1',
});
const outcome = (
	body: Buffer,
	headers: WebhookRequest['headers'],
	{ secrets = [TOKEN], now = NOW, toleranceSeconds = 300, signedText = 'guide' } = {},
) => {
	const verdict = verifySignature(request(body, headers), secrets, { now, toleranceSeconds, signedText });
	return verdict.ok ? 'accept' : verdict.reason;
};
const signed = (body = BODY, event: RilletHeaders = EVENT, reading?: Reading, token = TOKEN) => ({
	...event,
	...sign(body, event, token, reading),
});
const flipBit = (bytes: Buffer, bit: number) => {
	const copy = Buffer.from(bytes);
	copy[bit >> 3] ^= 1 << (bit & 7);
	return copy;
};

describe('vectors', () => {
	it.each(vectorsOf('rillet').map((vector) => [vector.name, vector] as const))('%s', (_name, vector) => {
		const verdict = verifySignature(
			request(Buffer.from(vector.body, 'utf8'), vector.headers),
			vector.secrets!,
			{
				now: new Date(vector.now),
				toleranceSeconds: vector.toleranceSeconds!,
				signedText: vector.signedText as string | undefined,
			},
		);
		expect(verdict.ok ? 'accept' : verdict.reason).toBe(vector.reason ?? 'accept');
	});
});

describe('what is signed', () => {
	const samples = webhookSamplesOf('rillet');
	const cases = samples.flatMap(({ file, headers }) =>
		READINGS.map((reading) => [file, reading.key, reading.signedText, headers as never] as const),
	);
	it.each(cases)(
		'%s, key %s, text of the %s: is accepted',
		(file, key, signedText, headers: RilletHeaders) => {
			const body = sampleBytes('rillet', file);
			const now = new Date(headers['X-Rillet-Timestamp']);
			const signature = sign(body, headers, TOKEN, { key, signedText });
			expect(outcome(body, { ...headers, ...signature }, { now, signedText })).toBe('accept');
			const other = signedText === 'guide' ? 'reference' : 'guide';
			expect(outcome(body, { ...headers, ...signature }, { now, signedText: other })).toBe(
				'signature-mismatch',
			);
		},
	);

	it('is accepted for any bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array(), (bytes) => {
				const body = Buffer.from(bytes);
				expect(outcome(body, signed(body))).toBe('accept');
			}),
		);
	});

	it('passes on the received bytes', () => {
		const verdict = verifySignature(request(BODY, signed()), [TOKEN], { now: NOW, toleranceSeconds: 300 });
		expect(verdict).toEqual({ ok: true, body: BODY, method: 'signature' });
		expect(verdict.ok && verdict.body).toBe(BODY);
	});
});

describe('a change', () => {
	it('of one bit of the body is rejected', () => {
		const headers = signed();
		fc.assert(
			fc.property(fc.integer({ min: 0, max: BODY.length * 8 - 1 }), (bit) => {
				expect(outcome(flipBit(BODY, bit), headers)).toBe('signature-mismatch');
			}),
		);
	});

	it('of one bit of the signature is rejected', () => {
		const headers = signed();
		const digest = Buffer.from(headers['X-Rillet-Signature'], 'base64');
		for (let bit = 0; bit < digest.length * 8; bit++) {
			const forged = { ...headers, 'X-Rillet-Signature': flipBit(digest, bit).toString('base64') };
			expect(outcome(BODY, forged)).toBe('signature-mismatch');
		}
	});

	it('of one bit of the token is rejected', () => {
		const token = Buffer.from(TOKEN, 'base64');
		for (let bit = 0; bit < token.length * 8; bit++) {
			const secrets = [flipBit(token, bit).toString('base64')];
			expect(outcome(BODY, signed(), { secrets })).toBe('signature-mismatch');
		}
	});

	it.each(Object.keys(EVENT) as Array<keyof RilletHeaders>)('of one bit of %s is rejected', (name) => {
		const headers = signed();
		const value = Buffer.from(EVENT[name], 'latin1');
		for (let bit = 0; bit < value.length * 8; bit++) {
			const forged = { ...headers, [name]: flipBit(value, bit).toString('latin1') };
			expect(outcome(BODY, forged)).toMatch(/^(malformed-header|missing-header|signature-mismatch)$/);
		}
	});

	it('of entity and event goes unseen where only time, id and body are signed, as the option says', () => {
		const signature = sign(BODY, EVENT, TOKEN, { key: 'decoded', signedText: 'reference' });
		const moved = { ...EVENT, ...signature, 'X-Rillet-Event': 'DELETED' };
		expect(outcome(BODY, moved, { signedText: 'reference' })).toBe('accept');
	});
});

describe('the form of the headers', () => {
	it.each([
		['X-Rillet-Timestamp', '2026-01-15 12:00:00Z'],
		['X-Rillet-Timestamp', '2026-01-15T12:00:00.0000000000Z'],
		['X-Rillet-Timestamp', '2026-01-15T12:00:00'],
		['X-Rillet-Timestamp', '1768478400'],
		['X-Rillet-Id', '7d0f5f7e2f3b4c559a4e0b8f6c1d2e3f'],
		['X-Rillet-Id', 'x'],
		['X-Rillet-Entity', 'INVOICE.CREATED'],
		['X-Rillet-Entity', 'I'.repeat(65)],
		['X-Rillet-Event', 'CREATED {'],
		['X-Rillet-Event', 'CRÉATED'],
	])('%s %s is rejected although it is signed', (name, value) => {
		expect(outcome(BODY, signed(BODY, { ...EVENT, [name]: value }))).toBe('malformed-header');
	});

	it('is judged before the signature, so that parts cannot be cut elsewhere', () => {
		const headers = signed();
		const [time, fraction] = EVENT['X-Rillet-Timestamp'].split('.');
		const cut = {
			...headers,
			'X-Rillet-Timestamp': time,
			'X-Rillet-Id': `${fraction}.${EVENT['X-Rillet-Id']}`,
		};
		expect(outcome(BODY, cut)).toBe('malformed-header');
	});

	it.each([...Object.keys(EVENT), 'X-Rillet-Signature'])('%s absent or blank: missing-header', (name) => {
		const headers: WebhookRequest['headers'] = signed();
		for (const value of [undefined, '', ' ', []]) {
			expect(outcome(BODY, { ...headers, [name]: value })).toBe('missing-header');
		}
	});

	it('takes no secret for one that is blank', () => {
		for (const secrets of [[], [''], ['  ', '\t']]) {
			expect(outcome(BODY, signed(), { secrets })).toBe('no-secret');
		}
	});
});

describe('the token as key', () => {
	it.each([
		['decodes to nothing', '!!!!$$$$!!!!$$$$'],
		['is blank after padding', '===='],
		['decodes to fewer than 16 bytes', Buffer.alloc(15, 7).toString('base64')],
		['is Base64 for URLs', Buffer.alloc(32, 0xff).toString('base64url')],
		['lacks its padding', TOKEN.replace('=', '')],
		['is not canonical', TOKEN.replace('4=', '5=')],
	])('is only text when it %s', (_, token) => {
		const text = signed(BODY, EVENT, { key: 'text', signedText: 'guide' }, token);
		const decoded = signed(BODY, EVENT, { key: 'decoded', signedText: 'guide' }, token);
		expect(outcome(BODY, text, { secrets: [token] })).toBe('accept');
		expect(outcome(BODY, decoded, { secrets: [token] })).toBe('signature-mismatch');
	});

	it('never lets an empty key pass, whatever the token', () => {
		const empty = signed(BODY, EVENT, { key: 'decoded', signedText: 'guide' }, '');
		fc.assert(
			fc.property(fc.array(fc.string(), { maxLength: 3 }), (secrets) => {
				expect(outcome(BODY, empty, { secrets })).not.toBe('accept');
			}),
		);
	});

	it('may be any of several, and so may the signature', () => {
		const old = Buffer.alloc(16, 1).toString('base64');
		const both = { ...EVENT, ...sign(BODY, EVENT, [old, TOKEN]) };
		expect(outcome(BODY, both)).toBe('accept');
		expect(outcome(BODY, both, { secrets: [old] })).toBe('accept');
		expect(outcome(BODY, signed(), { secrets: [old, TOKEN] })).toBe('accept');
		const many = Array<string>(300).fill(sign(BODY, EVENT, old)['X-Rillet-Signature']);
		const last = [...many, both['X-Rillet-Signature']].join(',');
		expect(outcome(BODY, { ...EVENT, 'X-Rillet-Signature': last })).toBe('accept');
	});
});

describe('the time window', () => {
	const time = new Date(EVENT['X-Rillet-Timestamp']).getTime();
	it.each([
		[-300_000, 'accept'],
		[-300_001, 'future-timestamp'],
		[300_000, 'accept'],
		[300_001, 'stale-timestamp'],
	])('%i ms from the signed time: %s', (distance, expected) => {
		expect(outcome(BODY, signed(), { now: new Date(time + distance) })).toBe(expected);
	});
});

describe('the hint for the log', () => {
	const hintOf = (signature: string) => {
		const headers = { ...EVENT, 'X-Rillet-Signature': signature };
		const verdict = verifySignature(request(BODY, headers), [TOKEN], { now: NOW, toleranceSeconds: 300 });
		return verdict.ok ? null : verdict.hint;
	};

	it.each([31, 48, 44, 60])('hints at the length of a signature of %i bytes, and nothing of it', (bytes) => {
		const signature = Buffer.alloc(bytes, 7).toString('base64');
		const hint = hintOf(signature)!;
		expect(hint).toContain(`${signature.length} characters`);
		expect(hint).not.toContain(signature.slice(0, 8));
	});

	it('hints at ten signatures at most, and at none of the expected length', () => {
		expect(hintOf(Buffer.alloc(32, 7).toString('base64'))).toBeUndefined();
		const many = Array.from({ length: 50 }, (_, index) => 'A'.repeat(index + 1)).join(',');
		expect(hintOf(many)).toBe('signatures of 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 characters came, 44 are expected');
	});
});

it('never throws, and accepts nothing unsigned', () => {
	const value = fc.oneof(fc.string(), fc.array(fc.string()), fc.constant(undefined));
	const names = [...Object.keys(EVENT), 'X-Rillet-Signature', 'x-rillet-id'];
	const headers = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), value);
	fc.assert(
		fc.property(
			headers,
			fc.uint8Array(),
			fc.array(fc.string()),
			fc.constantFrom('guide', 'reference', ''),
			(some, body, secrets, signedText) => {
				for (const given of [some, { ...EVENT, ...some }]) {
					expect(outcome(Buffer.from(body), given, { secrets, signedText })).not.toBe('accept');
				}
			},
		),
	);
});
