import fc from 'fast-check';
import {
	accept,
	headerOf,
	reject,
	secretLines,
	type RejectionReason,
	type Verdict,
	type VerifiedBody,
} from '../../../nodes/shared/authenticate/verdict';

describe('accept and reject', () => {
	test('hand back the very bytes', () => {
		const body = Buffer.from([0xff, 0x00]);
		const verdict = accept(body, 'signature');
		expect(verdict).toEqual({ ok: true, body, method: 'signature' });
		expect(verdict.ok && verdict.body).toBe(body);
	});

	test('a rejection holds nothing but its reason', () => {
		expect(reject('no-secret')).toEqual({ ok: false, reason: 'no-secret' });
	});
});

/** Checked by `npm run typecheck`. */
describe('types', () => {
	const parse = (body: VerifiedBody) => body.length;

	test('bytes whose sender was not authenticated cannot be parsed', () => {
		const raw = Buffer.from('{}');
		// @ts-expect-error unverified bytes
		parse(raw);
		const verdict: Verdict = accept(raw, 'urlToken');
		// @ts-expect-error the verdict was not looked at
		parse(verdict.body);
		expect(verdict.ok && parse(verdict.body)).toBe(2);
	});

	test('a rejection has no body and one of the known reasons', () => {
		const verdict: Verdict = reject('token-mismatch');
		// @ts-expect-error a rejection has no body
		if (!verdict.ok) expect(verdict.body).toBeUndefined();
		// @ts-expect-error no such reason
		reject('because');
		// @ts-expect-error no such method
		accept(Buffer.alloc(0), 'trust');
	});

	test('a reason that is not handled does not compile', () => {
		// @ts-expect-error all reasons but one are missing
		const texts: Record<RejectionReason, string> = { 'no-secret': 'none' };
		expect(texts['no-secret']).toBe('none');
	});
});

describe('headerOf', () => {
	test.each([
		['lower case', { 'x-signature': 'a' }, 'a'],
		['as written', { 'X-Signature': 'a' }, 'a'],
		['upper case', { 'X-SIGNATURE': 'a' }, 'a'],
		['a list of one', { 'x-signature': ['a'] }, 'a'],
		['a list', { 'x-signature': ['a', 'b'] }, 'a,b'],
		['two spellings', { 'x-signature': 'a', 'X-Signature': 'b' }, 'a,b'],
		['blanks kept', { 'x-signature': ' a ' }, ' a '],
		['absent', {}, null],
		['undefined', { 'x-signature': undefined }, null],
		['empty', { 'x-signature': '' }, null],
		['blank', { 'x-signature': ' \t' }, null],
		['an empty list', { 'x-signature': [] }, null],
		['a longer name', { 'x-signature-2': 'a' }, null],
		['a shorter name', { signature: 'a' }, null],
	])('%s', (_name, headers, expected) => expect(headerOf(headers, 'X-Signature')).toBe(expected));

	test('what every object has is no header', () => {
		for (const name of ['constructor', '__proto__', 'toString']) expect(headerOf({}, name)).toBeNull();
	});

	test('never throws, and gives each value of that name', () => {
		const value = fc.oneof(fc.string(), fc.array(fc.string()), fc.constant(undefined));
		fc.assert(
			fc.property(fc.dictionary(fc.string(), value), fc.string(), (headers, name) => {
				const found = headerOf(headers, name);
				if (found !== null) expect(found.trim()).not.toBe('');
				const joined = headerOf({ ...headers, 'X-Known': ['one', 'two'] }, 'x-known');
				expect(joined?.endsWith('one,two')).toBe(true);
			}),
			{ numRuns: 500 },
		);
	});
});

describe('secretLines', () => {
	test.each([
		['', []],
		[' \n\t\r\n ', []],
		['one', ['one']],
		[' one ', ['one']],
		['one\ntwo', ['one', 'two']],
		['one\r\n\r\ntwo\r\n', ['one', 'two']],
		['a b', ['a b']],
		['\u200b\none\u00ad', ['one\u00ad']],
		[undefined, []],
		[null, []],
		[42, []],
		[['one'], []],
		[{ secret: 'one' }, []],
	])('%j', (field, expected) => expect(secretLines(field)).toEqual(expected));

	test('never gives an empty or a blank secret', () => {
		fc.assert(
			fc.property(fc.anything(), fc.array(fc.string()), (anything, lines) => {
				expect(() => secretLines(anything)).not.toThrow();
				for (const secret of secretLines(lines.join('\n'))) {
					expect(secret).not.toBe('');
					expect(secret).toBe(secret.trim());
				}
			}),
		);
	});
});
