import fc from 'fast-check';
import Stripe from 'stripe';
import { verifySignature } from '../../nodes/Stripe/signature';
import { flipBit } from '../support/bits.mts';
import { sampleBytes, vectorsOf, webhookSamplesOf } from '../simulator/samples.mts';
import { newSecret, sign } from '../simulator/providers/stripe.mts';

/** The vendor's own code: it verifies, and signs test events. */
const { webhooks: vendor } = new Stripe('sk_test_of_nobody');

const SECRET = newSecret();
const NOW = new Date('2026-04-01T12:00:00.000Z');
const SECONDS = NOW.getTime() / 1000;

interface Given {
	secrets?: string[];
	now?: Date;
	toleranceSeconds?: number;
}

function outcome(
	body: Buffer | string,
	header: string | undefined,
	{ secrets = [SECRET], now = NOW, toleranceSeconds = 300 }: Given = {},
) {
	const headers = header === undefined ? {} : { 'stripe-signature': header };
	const request = { rawBody: Buffer.from(body), headers, rawQuery: '', remoteAddress: '127.0.0.1' };
	const verdict = verifySignature(request, secrets, { now, toleranceSeconds });
	return verdict.ok ? 'accept' : verdict.reason;
}

/** Whether the vendor's code accepts it. */
function vendorAccepts(body: string, header: string, secret: string, now = NOW): boolean {
	try {
		vendor.constructEvent(body, header, secret, 300, undefined, now.getTime());
		return true;
	} catch (error) {
		expect((error as Error).constructor.name).toBe('StripeSignatureVerificationError');
		return false;
	}
}

const vendorSigns = (payload: string, secret = SECRET, timestamp = SECONDS, scheme = 'v1') =>
	vendor.generateTestHeaderString({ payload, secret, timestamp, scheme });

const json = fc.json({ maxDepth: 2 }).filter((text) => text.startsWith('{'));
const secrets = fc.string({ minLength: 1, maxLength: 60 }).filter((text) => text.trim() !== '');

describe('vectors', () => {
	it.each(vectorsOf('stripe'))('$name', (vector) => {
		const { body, headers, now, toleranceSeconds, expect: expected, reason } = vector;
		const given = { secrets: vector.secrets, now: new Date(now), toleranceSeconds };
		expect(outcome(body, headers['Stripe-Signature'], given)).toBe(reason ?? expected);
	});
});

describe("the vendor's code", () => {
	it('signs what is accepted here', () => {
		fc.assert(
			fc.property(json, secrets, fc.integer({ min: -300, max: 300 }), (body, secret, age) => {
				const header = vendorSigns(body, secret, SECONDS - age);
				expect(outcome(body, header, { secrets: [secret] })).toBe('accept');
			}),
		);
	});

	it('accepts what is signed here, also with two secrets', () => {
		fc.assert(
			fc.property(json, secrets, secrets, (body, secret, other) => {
				const header = sign(Buffer.from(body), [other, secret], NOW)['Stripe-Signature'];
				expect(vendorAccepts(body, header, secret)).toBe(true);
				expect(vendorAccepts(body, header, other)).toBe(true);
				expect(outcome(body, header, { secrets: [secret] })).toBe('accept');
			}),
		);
	});

	it('and this one agree on each sample', () => {
		for (const { file } of webhookSamplesOf('stripe')) {
			const body = sampleBytes('stripe', file).toString();
			const header = vendorSigns(body);
			expect([file, vendorAccepts(body, header, SECRET), outcome(body, header)]).toEqual([
				file,
				true,
				'accept',
			]);
		}
	});

	it('rejects nothing that is accepted here: a changed body, secret, time, digest or scheme', () => {
		const parts = fc.record({
			bodyBit: fc.option(fc.nat({ max: 400 }), { nil: undefined, freq: 2 }),
			secret: fc.option(secrets, { nil: undefined, freq: 2 }),
			time: fc.option(fc.integer({ min: -2000, max: 2000 }), { nil: undefined, freq: 2 }),
			digit: fc.option(fc.nat({ max: 63 }), { nil: undefined, freq: 2 }),
			scheme: fc.constantFrom('v1', 'v1', 'v1', 'v0', 'v2', 'V1', ''),
			now: fc.integer({ min: -400, max: 400 }),
		});
		let accepted = 0;
		fc.assert(
			fc.property(json, parts, (text, { bodyBit, secret, time, digit, scheme, now }) => {
				const signed = vendorSigns(text);
				let digest = signed.split('v1=')[1]!;
				if (digit !== undefined)
					digest = digest.slice(0, digit) + (digest[digit] === '0' ? '1' : '0') + digest.slice(digit + 1);
				const header = `t=${SECONDS + (time ?? 0)},${scheme}=${digest}`;
				const bytes = Buffer.from(text);
				const body = bodyBit === undefined || bodyBit >= bytes.length * 8 ? bytes : flipBit(bytes, bodyBit);
				const at = new Date(NOW.getTime() + now * 1000);
				const key = secret ?? SECRET;
				const ours = outcome(body, header, { secrets: [key], now: at });
				if (ours !== 'accept') return;
				accepted++;
				expect(vendorAccepts(body.toString(), header, key, at)).toBe(true);
			}),
			{ numRuns: 3000 },
		);
		expect(accepted).toBeGreaterThan(10);
	});
});

it('the window has two sides, the vendor has one', () => {
	const early = vendorSigns('{}', SECRET, SECONDS + 301);
	expect(vendorAccepts('{}', early, SECRET)).toBe(true);
	expect(outcome('{}', early)).toBe('future-timestamp');
	expect(outcome('{}', vendorSigns('{}', SECRET, SECONDS - 301))).toBe('stale-timestamp');
});

it.each(['', ' ', '\u200b', 'whsec_', 'whsec_ '])('%j is no secret: anyone can sign with it', (secret) => {
	expect(outcome('{}', vendorSigns('{}', secret || 'x'), { secrets: [secret] })).toBe('no-secret');
});

it('every v1 is tried with every secret, wherever it stands', () => {
	const digest = (secret: string) => vendorSigns('{}', secret).split(',')[1]!;
	const known = [newSecret(), newSecret()];
	const others = Array.from({ length: 5 }, () => digest(newSecret()));
	fc.assert(
		fc.property(fc.shuffledSubarray(others), fc.nat(), fc.constantFrom(...known), (wrong, place, secret) => {
			const items = [...wrong];
			items.splice(place % (wrong.length + 1), 0, digest(secret));
			expect(outcome('{}', [`t=${SECONDS}`, ...items].join(','), { secrets: known })).toBe('accept');
			expect(outcome('{}', [`t=${SECONDS}`, ...wrong].join(','), { secrets: known })).toMatch(
				wrong.length === 0 ? 'malformed-header' : 'signature-mismatch',
			);
		}),
	);
});

it('is total: any header and any body give a verdict', () => {
	const item = fc.oneof(fc.string(), fc.constantFrom('t=1775044800', 'v1=', 't=', 'v1=zz', '=', ',,,'));
	fc.assert(
		fc.property(fc.array(item), fc.uint8Array(), (items, body) => {
			expect(outcome(Buffer.from(body), items.join(','))).not.toBe('accept');
		}),
	);
	expect(outcome('{}', `t=${SECONDS},${'v1=a,'.repeat(50)}`)).toBe('malformed-header');
	expect(outcome('{}', `t=${SECONDS},x=${'a'.repeat(5000)}`)).toBe('malformed-header');
});
