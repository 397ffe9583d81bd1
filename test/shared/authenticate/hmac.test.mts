import { isUtf8 } from 'node:buffer';
import { createHmac, createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import {
	sha256FromBase64,
	verifyHmac,
	type HmacCheck,
	type SignedPart,
} from '../../../nodes/shared/authenticate/hmac';
import { isSecret } from '../../../nodes/shared/authenticate/verdict';
import rfc4231 from '../../vectors/rfc4231-hmac-sha256.json';
import wycheproof from '../../vectors/wycheproof-hmac-sha256.json';
import { flipBit } from '../../support/bits.mts';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const TOLERANCE = 300;

type Bytes = string | Uint8Array;

/** Independent of the source: hashes the concatenation in one go. */
const sign = (key: Bytes, prefix: string, body: Uint8Array) =>
	createHmac('sha256', key)
		.update(Buffer.concat([Buffer.from(prefix, 'utf8'), body]))
		.digest();

const part = (signatures: Buffer[], prefix = '', time: Date = NOW): SignedPart => ({
	prefix,
	time,
	signatures,
});

function check(rawBody: Buffer, settings: Partial<HmacCheck>) {
	return verifyHmac({
		parts: [],
		keys: [],
		bodies: [rawBody],
		rawBody,
		now: NOW,
		toleranceSeconds: TOLERANCE,
		...settings,
	});
}

const accepted = (body: Buffer) => ({ ok: true, body, method: 'signature' });
const rejected = (reason: string) => ({ ok: false, reason });

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
const someBytes = fc.uint8Array({ minLength: 1, maxLength: 200 }).map((array) => Buffer.from(array));
const prefixes = fc.string({ unit: 'binary', maxLength: 40 });

describe('RFC 4231, HMAC-SHA-256', () => {
	const whole = rfc4231.cases.filter(({ tag }) => tag.length === 64);
	const readCase = (vector: (typeof rfc4231.cases)[number]) => ({
		key: Buffer.from(vector.key, 'hex'),
		data: Buffer.from(vector.data, 'hex'),
		tag: Buffer.from(vector.tag, 'hex'),
	});

	test('all seven cases are there', () => expect(rfc4231.cases).toHaveLength(7));

	test.each(whole)('case $case is accepted', (vector) => {
		const { key, data, tag } = readCase(vector);
		expect(check(data, { keys: [key], parts: [part([tag])] })).toEqual(accepted(data));
	});

	test.each(whole)('case $case is accepted wherever prefix and body are parted', (vector) => {
		const { key, data, tag } = readCase(vector);
		// The prefix is text, so non-ASCII bytes stay in the body.
		const ascii = data.findIndex((byte) => byte > 0x7f);
		const last = ascii === -1 ? data.length : ascii;
		for (let at = 0; at <= last; at++) {
			const body = data.subarray(at);
			const parts = [part([tag], data.subarray(0, at).toString('latin1'))];
			expect(check(body, { keys: [key], parts })).toEqual(accepted(body));
		}
	});

	test.each(rfc4231.cases)('case $case is rejected with a tag cut short or made longer', (vector) => {
		const { key, data } = readCase(vector);
		const tag = createHmac('sha256', key).update(data).digest();
		expect(tag.toString('hex').startsWith(vector.tag)).toBe(true);
		const others = [...Array(32).keys()].map((length) => tag.subarray(0, length));
		others.push(Buffer.concat([tag, Buffer.alloc(1)]), Buffer.concat([tag, tag]), tag.subarray(1));
		for (const other of others) {
			expect(check(data, { keys: [key], parts: [part([other])] })).toEqual(rejected('signature-mismatch'));
		}
	});

	test('case 5, a tag of 128 bits, is rejected', () => {
		const { key, data, tag } = readCase(rfc4231.cases[4]);
		expect(tag).toHaveLength(16);
		expect(check(data, { keys: [key], parts: [part([tag])] })).toEqual(rejected('signature-mismatch'));
	});
});

describe('Wycheproof, HMAC-SHA-256', () => {
	/** A tag of 16 bytes is cut to 128 bits. No provider sends such tags, so they are rejected even if correct. */
	const isWhole = ({ tag }: { tag: string }) => tag.length === 64;

	test('all 174 cases are there', () => {
		const { tests } = wycheproof;
		expect(tests.map(({ tcId }) => tcId)).toEqual([...Array(174).keys()].map((index) => index + 1));
		expect(tests.filter(({ result }) => result === 'valid')).toHaveLength(66);
		expect(tests.filter(isWhole)).toHaveLength(87);
	});

	test.each(wycheproof.tests)('$tcId $comment: $result', (vector) => {
		const [key, message, tag] = [vector.key, vector.msg, vector.tag].map((hex) => Buffer.from(hex, 'hex'));
		const expected =
			vector.result === 'valid' && isWhole(vector) ? accepted(message) : rejected('signature-mismatch');
		expect(check(message, { keys: [key], parts: [part([tag])] })).toEqual(expected);
		expect(check(message, { keys: ['another', key], parts: [part([Buffer.alloc(32), tag])] })).toEqual(
			expected,
		);
	});
});

describe('what is signed is accepted', () => {
	test('any body, prefix and key', () => {
		// A blank key does not count.
		const texts = fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }).filter(isSecret);
		const keys = fc.oneof(texts, someBytes);
		fc.assert(
			fc.property(bytes, prefixes, keys, (body, prefix, key) => {
				const verdict = check(body, { keys: [key], parts: [part([sign(key, prefix, body)], prefix)] });
				expect(verdict).toEqual(accepted(body));
				expect(verdict.ok && verdict.body).toBe(body);
			}),
			{ numRuns: 500 },
		);
	});

	test('a key of any byte, alone and among all others', () => {
		const all = Buffer.from([...Array(256).keys()]);
		const body = Buffer.from('{}');
		for (const key of [all, all.toReversed(), ...[...all].map((byte) => Uint8Array.of(byte))].map((bytes) =>
			Buffer.from(bytes),
		)) {
			const tag = createHmac('sha256', createSecretKey(key)).update(body).digest();
			expect(check(body, { keys: [key], parts: [part([tag])] })).toEqual(accepted(body));
			expect(check(body, { keys: [key.toString('utf8')], parts: [part([tag])] }).ok).toBe(
				isUtf8(key) && isSecret(key.toString('utf8')),
			);
		}
	});

	test('bytes that are no UTF-8 are not told apart by their text', () => {
		const [signed, other] = [Buffer.from([0x7b, 0xff, 0x7d]), Buffer.from([0x7b, 0xfe, 0x7d])];
		expect(signed.toString()).toBe(other.toString());
		const parts = [part([sign('secret', 'p.', signed)], 'p.')];
		expect(check(signed, { keys: ['secret'], parts })).toEqual(accepted(signed));
		expect(check(other, { keys: ['secret'], parts })).toEqual(rejected('signature-mismatch'));
	});
});

describe('one flipped bit is rejected', () => {
	const key = Buffer.from('a secret of the provider');
	const body = Buffer.from('{"id":"evt_1","amount":12.50}');
	const prefix = '1795299485.';
	const signature = sign(key, prefix, body);
	const verdictOf = (changed: { key?: Buffer; body?: Buffer; prefix?: string; signature?: Buffer }) =>
		check(changed.body ?? body, {
			keys: [changed.key ?? key],
			parts: [part([changed.signature ?? signature], changed.prefix ?? prefix)],
		});
	const allBits = (of: Uint8Array) => [...Array(of.length * 8).keys()].map((bit) => flipBit(of, bit));

	test('unchanged, it is accepted', () => expect(verdictOf({})).toEqual(accepted(body)));

	test.each([
		['body', allBits(body).map((changed) => ({ body: changed }))],
		['signature', allBits(signature).map((changed) => ({ signature: changed }))],
		['secret', allBits(key).map((changed) => ({ key: changed }))],
		['prefix', allBits(Buffer.from(prefix)).map((changed) => ({ prefix: changed.toString('latin1') }))],
	])('in the %s, each of them', (_name, all) => {
		for (const changed of all) expect(verdictOf(changed)).toEqual(rejected('signature-mismatch'));
	});

	test('in any of the four, for any content', () => {
		// ASCII: a flipped bit in a longer encoding may not be text.
		const ascii = fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 30 });
		const where = fc.constantFrom('body', 'signature', 'secret', 'prefix');
		fc.assert(
			fc.property(someBytes, ascii, someBytes, where, fc.nat(), (anyBody, anyPrefix, anyKey, place, at) => {
				const right: Record<string, Buffer> = {
					body: anyBody,
					prefix: Buffer.from(anyPrefix),
					secret: anyKey,
				};
				const sent: typeof right = { ...right, signature: sign(anyKey, anyPrefix, anyBody) };
				sent[place] = flipBit(sent[place], at % (sent[place].length * 8));
				const parts = [part([sent.signature], sent.prefix.toString('latin1'))];
				expect(check(sent.body, { keys: [sent.secret], parts })).toEqual(rejected('signature-mismatch'));
			}),
			{ numRuns: 1000 },
		);
	});

	test('but the border between prefix and body is not signed: the reader of the header has to keep it', () => {
		const moved = Buffer.concat([Buffer.from('.'), body]);
		expect(check(moved, { keys: [key], parts: [part([signature], '1795299485')] }).ok).toBe(true);
	});
});

describe('the window', () => {
	const body = Buffer.from('{}');
	const at = (milliseconds: number, toleranceSeconds = TOLERANCE) =>
		check(body, {
			keys: ['secret'],
			parts: [part([sign('secret', '', body)], '', new Date(NOW.getTime() + milliseconds))],
			toleranceSeconds,
		});

	test.each([
		[0, accepted(body)],
		[-300_000, accepted(body)],
		[300_000, accepted(body)],
		[-300_001, rejected('stale-timestamp')],
		[300_001, rejected('future-timestamp')],
		[-1e12, rejected('stale-timestamp')],
		[1e12, rejected('future-timestamp')],
	])('of 300 seconds at %d ms', (milliseconds, expected) => expect(at(milliseconds)).toEqual(expected));

	test('is exact and symmetric for any tolerance', () => {
		const around = fc.integer({ min: -2_000_000, max: 2_000_000 });
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 2000 }),
				around,
				fc.constantFrom(-1, 0, 1),
				(tolerance, offset, nudge) => {
					const edge = tolerance * 1000 + nudge;
					// With a tolerance of 0, the inner edge is on the other side of the present.
					for (const difference of [offset, -offset, edge, -edge]) {
						expect(at(difference, tolerance).ok).toBe(Math.abs(difference) <= tolerance * 1000);
					}
				},
			),
			{ numRuns: 300, examples: [[0, 0, -1]] },
		);
	});

	test('a time or a tolerance that is no number is outside', () => {
		expect(at(Number.NaN)).toEqual(rejected('stale-timestamp'));
		expect(at(0, Number.NaN)).toEqual(rejected('stale-timestamp'));
	});

	test('a wrong signature is a wrong signature, however old', () => {
		const parts = [part([sign('other', '', body)], '', new Date(0))];
		expect(check(body, { keys: ['secret'], parts })).toEqual(rejected('signature-mismatch'));
	});

	test('a fresh time stamp does not help an old signature', () => {
		const old = new Date(NOW.getTime() - 3_600_000);
		const signature = sign('secret', 'old.', body);
		const parts = [part([signature], 'fresh.'), part([signature], 'old.', old), part([signature], 'new.')];
		expect(check(body, { keys: ['secret'], parts })).toEqual(rejected('stale-timestamp'));
	});

	test('an old part that matches does not spoil a fresh one that matches', () => {
		const old = new Date(NOW.getTime() - 3_600_000);
		const parts = [
			part([sign('secret', 'old.', body)], 'old.', old),
			part([sign('secret', 'new.', body)], 'new.'),
		];
		expect(check(body, { keys: ['secret'], parts })).toEqual(accepted(body));
	});
});

describe('secrets and signatures', () => {
	const body = Buffer.from('{"id":1}');
	const names = ['one', 'two', 'three'];
	const subsets = names.reduce<string[][]>(
		(all, name) => [...all, ...all.map((set) => [...set, name])],
		[[]],
	);
	const pairs = subsets.flatMap((keys) => subsets.map((signers) => ({ keys, signers })));

	test.each(pairs)('configured $keys, signed with $signers', ({ keys, signers }) => {
		const signatures = signers.map((name) => sign(name, 't.', body));
		const shared = keys.some((name) => signers.includes(name));
		const expected =
			keys.length === 0 ? rejected('no-secret') : shared ? accepted(body) : rejected('signature-mismatch');
		expect(check(body, { keys, parts: [part(signatures, 't.')] })).toEqual(expected);
		expect(check(body, { keys, parts: signatures.map((one) => part([one], 't.')) })).toEqual(expected);
	});

	test.each([
		['no key', []],
		['an empty text', ['']],
		['a text of blanks', [' \t\n\u00a0']],
		['a text of invisible characters', ['\u200b\u2060']],
		['empty bytes', [Buffer.alloc(0)]],
		['several empty ones', ['', Buffer.alloc(0), '']],
	])('%s is no secret', (_name, keys) => {
		const parts = [part([sign('', 't.', body)], 't.')];
		expect(check(body, { keys, parts })).toEqual(rejected('no-secret'));
	});

	test('an empty key beside a real one does not count', () => {
		const keys = ['', 'secret', Buffer.alloc(0)];
		expect(check(body, { keys, parts: [part([sign('', '', body)])] })).toEqual(
			rejected('signature-mismatch'),
		);
		expect(check(body, { keys, parts: [part([sign('secret', '', body)])] })).toEqual(accepted(body));
	});

	test.each([
		['no part', []],
		['a part without signatures', [part([])]],
		['a part with an empty one', [part([Buffer.alloc(0)])]],
	])('%s is rejected', (_name, parts) => {
		expect(check(body, { keys: ['secret'], parts })).toEqual(rejected('signature-mismatch'));
	});

	test('10,000 signatures: the right one is found at any place, and none is not', () => {
		const wrong = Array.from({ length: 10_000 }, (_, index) => sign(`wrong ${index}`, '', body));
		expect(check(body, { keys: ['secret'], parts: [part(wrong)] })).toEqual(rejected('signature-mismatch'));
		for (const place of [0, 5000, 9999]) {
			const signatures = wrong.with(place, sign('secret', '', body));
			expect(check(body, { keys: ['other', 'secret'], parts: [part(signatures)] })).toEqual(accepted(body));
		}
	});

	test('10,000 parts', () => {
		const parts = Array.from({ length: 10_000 }, (_, index) =>
			part([sign('wrong', `${index}.`, body)], `${index}.`),
		);
		expect(check(body, { keys: ['secret'], parts })).toEqual(rejected('signature-mismatch'));
		const right = part([sign('secret', '9999.', body)], '9999.');
		expect(check(body, { keys: ['secret'], parts: parts.with(9999, right) })).toEqual(accepted(body));
	});
});

describe('other readings of the body', () => {
	const rawBody = Buffer.from('{ "id": 1 }');
	const compact = Buffer.from('{"id":1}');

	test('the received bytes are what is authenticated, whichever reading was signed', () => {
		const parts = [part([sign('secret', '', compact)])];
		const verdict = check(rawBody, { keys: ['secret'], parts, bodies: [rawBody, compact] });
		expect(verdict.ok && verdict.body).toBe(rawBody);
	});

	test('are not made when those before matched', () => {
		const made: number[] = [];
		function* bodies() {
			for (const [index, body] of [rawBody, compact].entries()) {
				made.push(index);
				yield body;
			}
		}
		expect(
			check(rawBody, { keys: ['k'], parts: [part([sign('k', '', rawBody)])], bodies: bodies() }).ok,
		).toBe(true);
		const stale = [part([sign('k', '', rawBody)], '', new Date(0))];
		expect(check(rawBody, { keys: ['k'], parts: stale, bodies: bodies() })).toEqual(
			rejected('stale-timestamp'),
		);
		expect(made).toEqual([0, 0]);
	});

	test('none at all is rejected', () => {
		const parts = [part([sign('k', '', rawBody)])];
		expect(check(rawBody, { keys: ['k'], parts, bodies: [] })).toEqual(rejected('signature-mismatch'));
	});
});

test('nothing that a sender can write makes it throw or accept', () => {
	const anyPart = fc.record({
		prefix: fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) }),
		time: fc.date({ noInvalidDate: false }),
		signatures: fc.array(bytes),
	});
	fc.assert(
		fc.property(
			fc.array(anyPart),
			fc.array(someBytes),
			bytes,
			fc.double(),
			(parts, keys, body, toleranceSeconds) => {
				expect(check(body, { parts, keys, toleranceSeconds }).ok).toBe(false);
			},
		),
		{ numRuns: 500 },
	);
});

describe('sha256FromBase64', () => {
	const digest = Buffer.from([...Array(32).keys()].map((index) => (index * 37 + 251) % 256));
	const text = digest.toString('base64');

	test('reads any 32 bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (array) => {
				expect(sha256FromBase64(Buffer.from(array).toString('base64'))).toEqual(Buffer.from(array));
			}),
		);
	});

	test.each([
		['empty', ''],
		['31 bytes', Buffer.alloc(31).toString('base64')],
		['33 bytes', Buffer.alloc(33).toString('base64')],
		['20 bytes', Buffer.alloc(20).toString('base64')],
		['without padding', text.slice(0, -1)],
		['padded twice', `${text}=`],
		['Base64url', text.replaceAll('+', '-').replaceAll('/', '_')],
		['hexadecimal', digest.toString('hex')],
		['blank before', ` ${text}`],
		['line break after', `${text}\n`],
		['blank inside', `${text.slice(0, 10)} ${text.slice(10)}`],
		['foreign character inside', `${text.slice(0, 10)}*${text.slice(11)}`],
		['full-width letter', `Ａ${text.slice(1)}`],
		['two values', `${text},${text}`],
	])('rejects %s', (_name, other) => {
		expect(other).not.toBe(text);
		expect(sha256FromBase64(other)).toBeNull();
	});

	test('has one form for each digest: unused bits are zero', () => {
		const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
		const read = [...letters].filter((last) => sha256FromBase64(`${'A'.repeat(42)}${last}=`) !== null);
		expect(read.join('')).toBe('AEIMQUYcgkosw048');
	});

	test('what it reads writes back as the same text', () => {
		fc.assert(
			fc.property(fc.base64String({ minLength: 40, maxLength: 48 }), (other) => {
				const decoded = sha256FromBase64(other);
				if (decoded !== null) expect(decoded.toString('base64')).toBe(other);
			}),
			{ numRuns: 1000 },
		);
	});
});
