import crypto from 'node:crypto';
import fc from 'fast-check';
import { equalSecrets } from '../../../nodes/shared/authenticate/constantTime';
import { flipBit } from '../../support/bits.mts';

const bytes = fc.uint8Array({ maxLength: 200 });

describe('equalSecrets', () => {
	test.each([
		['', '', true],
		['secret', 'secret', true],
		['secret', 'Secret', false],
		['secret', 'secre', false],
		['secret', 'secret ', false],
		['secret', 'secret\0', false],
		['', '\0', false],
		['ü', 'u\u0308', false],
		['ü', Buffer.from('ü'), true],
		['ü', Buffer.from('ü', 'latin1'), false],
		[new Uint8Array(), '', true],
		['x'.repeat(1_000_000), 'x'.repeat(1_000_000), true],
		['x'.repeat(1_000_000), `${'x'.repeat(999_999)}y`, false],
	])('%#', (a, b, expected) => {
		expect(equalSecrets(a, b)).toBe(expected);
		expect(equalSecrets(b, a)).toBe(expected);
	});

	test('says of bytes what they are', () => {
		fc.assert(
			fc.property(bytes, bytes, fc.boolean(), (a, other, same) => {
				const b = same ? Uint8Array.from(a) : other;
				expect(equalSecrets(a, b)).toBe(Buffer.from(a).equals(b));
			}),
			{ numRuns: 300 },
		);
	});

	test('says of texts what their UTF-8 is', () => {
		const text = fc.string({ unit: 'binary' });
		fc.assert(
			fc.property(text, text, (a, b) => {
				expect(equalSecrets(a, b)).toBe(a === b);
				expect(equalSecrets(a, Buffer.from(a))).toBe(true);
			}),
			{ numRuns: 300 },
		);
	});

	test('sees any flipped bit', () => {
		fc.assert(
			fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(), (a, at) => {
				expect(equalSecrets(a, flipBit(a, at % (a.length * 8)))).toBe(false);
			}),
			{ numRuns: 300 },
		);
	});

	test('reads a part of a buffer as that part', () => {
		const whole = Buffer.from('--secret--');
		expect(equalSecrets(whole.subarray(2, 8), 'secret')).toBe(true);
	});

	test('compares digests of one length in constant time, whatever the lengths given', () => {
		const compare = jest.spyOn(crypto, 'timingSafeEqual');
		const pairs = [
			['', ''],
			['a', 'a'],
			['a', 'b'],
			['', 'a'],
			['a', 'a'.repeat(100)],
		];
		for (const [a, b] of pairs) equalSecrets(a, b);
		const lengths = compare.mock.calls.map((given) => given.map((buffer) => buffer.byteLength));
		compare.mockRestore();
		expect(lengths).toEqual(pairs.map(() => [32, 32]));
	});
});
