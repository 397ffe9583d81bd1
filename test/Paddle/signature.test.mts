import { Paddle } from '@paddle/paddle-node-sdk';
import fc from 'fast-check';
import { verifySignature } from '../../nodes/Paddle/signature';
import type { WebhookRequest } from '../../nodes/shared/authenticate/verdict';
import { newSecret, sign } from '../simulator/providers/paddle.mts';
import { sampleBytes, vectorsOf, webhookSamplesOf } from '../simulator/samples.mts';

const SECRET = 'pdl_ntfset_01k7q2w9xv5t3m8r0000000001_Zk3vQ9bT1Lw7xR0sYd5aHc2nGe8uPfJm';
const NOW = new Date('2026-03-02T08:15:32.500Z');
const SECONDS = Math.floor(NOW.getTime() / 1000);
const BODY = Buffer.from('{"event_id":"evt_1","event_type":"transaction.completed","data":{"id":"txn_1"}}');

const request = (rawBody: Buffer, headers: WebhookRequest['headers']): WebhookRequest => ({
	rawBody,
	headers,
	rawQuery: '',
	remoteAddress: '127.0.0.1',
});
const outcome = (
	body: Buffer,
	header: string,
	{ secrets = [SECRET], now = NOW, toleranceSeconds = 300 } = {},
) => {
	const verdict = verifySignature(request(body, { 'paddle-signature': header }), secrets, {
		now,
		toleranceSeconds,
	});
	return verdict.ok ? 'accept' : verdict.reason;
};
const signed = (body = BODY, secret: string | string[] = SECRET, now = NOW) =>
	sign(body, secret, { now })['Paddle-Signature'];
const flipBit = (bytes: Buffer, bit: number) => {
	const copy = Buffer.from(bytes);
	copy[bit >> 3] ^= 1 << (bit & 7);
	return copy;
};

describe('vectors', () => {
	it.each(vectorsOf('paddle').map((vector) => [vector.name, vector] as const))('%s', (_name, vector) => {
		const verdict = verifySignature(
			request(Buffer.from(vector.body, 'utf8'), vector.headers),
			vector.secrets!,
			{ now: new Date(vector.now), toleranceSeconds: vector.toleranceSeconds! },
		);
		expect(verdict.ok ? 'accept' : verdict.reason).toBe(vector.reason ?? 'accept');
	});
});

describe('what is signed', () => {
	it.each(webhookSamplesOf('paddle').map(({ file }) => file))('%s is accepted', (file) => {
		const body = Buffer.from(sampleBytes('paddle', file));
		expect(outcome(body, signed(body))).toBe('accept');
	});

	it('is accepted for any bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array(), (bytes) => {
				const body = Buffer.from(bytes);
				expect(outcome(body, signed(body))).toBe('accept');
			}),
		);
	});

	it('is accepted with any of several secrets on both sides', () => {
		const secrets = fc.uniqueArray(fc.stringMatching(/^[\w-]{8,20}$/), { minLength: 1, maxLength: 4 });
		fc.assert(
			fc.property(secrets, secrets, fc.nat(), fc.nat(), (theirs, ours, at, place) => {
				const shared = theirs[at % theirs.length]!;
				const known = ours.toSpliced(place % (ours.length + 1), 0, shared);
				expect(outcome(BODY, signed(BODY, theirs), { secrets: known })).toBe('accept');
				const strangers = ours.filter((secret) => !theirs.includes(secret));
				if (strangers.length > 0) {
					expect(outcome(BODY, signed(BODY, theirs), { secrets: strangers })).toBe('signature-mismatch');
				}
			}),
		);
	});

	it('returns the received bytes', () => {
		const verdict = verifySignature(request(BODY, { 'Paddle-Signature': signed() }), [SECRET], {
			now: NOW,
			toleranceSeconds: 300,
		});
		expect(verdict.ok && verdict.body).toBe(BODY);
	});
});

describe('a change', () => {
	it('of one bit of the body is rejected', () => {
		const header = signed();
		fc.assert(
			fc.property(fc.integer({ min: 0, max: BODY.length * 8 - 1 }), (bit) => {
				expect(outcome(flipBit(BODY, bit), header)).toBe('signature-mismatch');
			}),
		);
	});

	it('of one bit of the signature is rejected', () => {
		const [time, digest] = signed().split(';h1=');
		for (let bit = 0; bit < 256; bit++) {
			const forged = flipBit(Buffer.from(digest!, 'hex'), bit).toString('hex');
			expect(outcome(BODY, `${time};h1=${forged}`)).toBe('signature-mismatch');
		}
	});

	it('of the time is rejected, also where a digit moves from the time into the body', () => {
		expect(outcome(BODY, signed().replace(String(SECONDS), String(SECONDS + 1)))).toBe('signature-mismatch');
		const [, digest] = signed().split(';h1=');
		const moved = Buffer.concat([Buffer.from(`${String(SECONDS).slice(-1)}:`), BODY]);
		expect(outcome(moved, `ts=${String(SECONDS).slice(0, -1)};h1=${digest}`)).toBe('malformed-header');
	});
});

it('a header of any form is rejected and never throws', () => {
	const piece = fc.oneof(
		fc.constantFrom('ts=', 'h1=', ';', '=', `ts=${SECONDS}`, 'h1=00', `h1=${'0'.repeat(64)}`, ' '),
		fc.string(),
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
			expect(outcome(BODY, pieces.join(''))).not.toBe('accept');
		}),
	);
});

it.each([
	['a long header', `${'x'.repeat(5000)};`],
	['many signatures', `h1=${'0'.repeat(64)};`.repeat(30)],
])('%s is rejected before a hash is made', (_what, more) => {
	expect(outcome(BODY, `${more}${signed()}`)).toBe('malformed-header');
});

/** `isSignatureValid` of the vendor's SDK, at the time set in the fake timers. */
describe("beside Paddle's own verifier", () => {
	const { webhooks } = new Paddle('pdl_sdbx_apikey_unused');
	const theirs = async (body: Buffer, secret: string, header: string) =>
		await webhooks.isSignatureValid(body.toString('utf8'), secret, header).catch(() => false);

	beforeAll(() => void jest.useFakeTimers({ now: NOW, doNotFake: ['nextTick', 'queueMicrotask'] }));
	afterAll(() => void jest.useRealTimers());

	const bodies = fc
		.record({ event_id: fc.string({ unit: 'grapheme' }), data: fc.jsonValue() })
		.map((event) => Buffer.from(JSON.stringify(event)));
	const secrets = fc.oneof(fc.constant(null).map(newSecret), fc.stringMatching(/^[!-~]{1,80}$/));

	it('what we sign, it accepts, and so do we', async () => {
		await fc.assert(
			fc.asyncProperty(bodies, secrets, async (body, secret) => {
				const header = signed(body, secret);
				expect(await theirs(body, secret, header)).toBe(true);
				expect(outcome(body, header, { secrets: [secret] })).toBe('accept');
			}),
		);
	});

	it('what it rejects, we reject: another body, secret, time or signature', async () => {
		const ways = fc.constantFrom('body', 'secret', 'time', 'signature', 'nothing');
		await fc.assert(
			fc.asyncProperty(bodies, secrets, ways, fc.nat(), async (body, secret, way, at) => {
				const header = signed(body, secret);
				const [time, digest = ''] = header.split(';h1=');
				const other = digest[at % 64] === '0' ? '1' : '0';
				const forged = digest.slice(0, at % 64) + other + digest.slice((at % 64) + 1);
				const now = {
					body: way === 'body' ? Buffer.concat([body, Buffer.from(' ')]) : body,
					secret: way === 'secret' ? `${secret}x` : secret,
					header:
						way === 'time'
							? header.replace(String(SECONDS), String(SECONDS - 1))
							: way === 'signature'
								? `${time};h1=${forged}`
								: header,
				};
				const verdict = await theirs(now.body, now.secret, now.header);
				expect(verdict).toBe(way === 'nothing');
				const ours = outcome(now.body, now.header, { secrets: [now.secret] });
				expect(ours === 'accept').toBe(verdict);
			}),
		);
	});

	it('with its tolerance of five seconds, we find the same too old', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 0, max: 12 }), async (age) => {
				const header = signed(BODY, SECRET, new Date(NOW.getTime() - age * 1000));
				const ours = outcome(BODY, header, { toleranceSeconds: 5 });
				expect(ours).toBe((await theirs(BODY, SECRET, header)) ? 'accept' : 'stale-timestamp');
			}),
		);
	});

	it('of several signatures it looks at the last, and we at all', async () => {
		const wrong = `h1=${'0'.repeat(64)}`;
		expect(await theirs(BODY, SECRET, `${signed()};${wrong}`)).toBe(false);
		expect(outcome(BODY, `${signed()};${wrong}`)).toBe('accept');
		const last = signed().replace(';', `;${wrong};`);
		expect(await theirs(BODY, SECRET, last)).toBe(true);
		expect(outcome(BODY, last)).toBe('accept');
	});
});
