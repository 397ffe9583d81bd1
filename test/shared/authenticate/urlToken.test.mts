import crypto from 'node:crypto';
import fc from 'fast-check';
import { isAllowedAddress } from '../../../nodes/shared/authenticate/ipAllowList';
import { TOKEN_PARAMETER, verifyUrlToken, withToken } from '../../../nodes/shared/authenticate/urlToken';
import { isSecret, reject, type WebhookRequest } from '../../../nodes/shared/authenticate/verdict';
import riverty from '../../vectors/riverty.json';
import { flippedTexts } from '../../support/bits.mts';

interface Vector {
	name: string;
	secrets: string[];
	tokenParameter: string;
	allowedIps: string[];
	remoteAddress: string;
	url: string;
	headers: Record<string, string | undefined>;
	body: string;
	expect: string;
	reason?: string;
}

const TOKEN = 'Zk3vQ9_bT1-Lw7xR0sYd5aHc2nGe8uPf';
const BODY = Buffer.from('{"type":"accounting/invoiceCreated"}');

const request = (rawQuery: string): WebhookRequest => ({
	rawBody: BODY,
	headers: {},
	rawQuery,
	remoteAddress: '203.0.113.9',
});
const send = (rawQuery: string, tokens: string[] = [TOKEN]) => verifyUrlToken(request(rawQuery), tokens);
/** The raw query as the trigger reads it: everything after the first question mark. */
const rawQueryOf = (url: string) => url.split('?').slice(1).join('?');

const accepted = { ok: true, body: BODY, method: 'urlToken' };
const rejected = (reason: string) => ({ ok: false, reason });

/** Any text, including lone surrogates. */
const anyText = fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) });

describe('vectors of Riverty: first the token, then the address list', () => {
	test.each(riverty as Vector[])('$name', (vector) => {
		expect(vector.tokenParameter).toBe(TOKEN_PARAMETER);
		const { headers, remoteAddress } = vector;
		const received = {
			rawBody: Buffer.from(vector.body),
			headers,
			rawQuery: rawQueryOf(vector.url),
			remoteAddress,
		};
		const byToken = verifyUrlToken(received, vector.secrets);
		const verdict =
			byToken.ok && !isAllowedAddress(remoteAddress, vector.allowedIps)
				? reject('address-not-allowed')
				: byToken;
		expect(verdict).toEqual(
			vector.expect === 'accept' ? { ...accepted, body: received.rawBody } : rejected(vector.reason!),
		);
	});
});

describe('the query', () => {
	test.each([
		['the token alone', `token=${TOKEN}`, null],
		['after an empty pair', `&&token=${TOKEN}`, null],
		['name percent-encoded', `%74oken=${TOKEN}`, null],
		[
			'value wholly percent-encoded',
			`token=${[...TOKEN].map((c) => `%${c.charCodeAt(0).toString(16)}`).join('')}`,
			null,
		],
		['beside broken escapes', `x=%zz&%=1&token=${TOKEN}`, null],
		['empty', '', 'missing-token'],
		['no value', 'token', 'missing-token'],
		['empty value', 'token=', 'missing-token'],
		['another name', `tokens=${TOKEN}`, 'missing-token'],
		['upper-case name', `TOKEN=${TOKEN}`, 'missing-token'],
		['name with a blank before', `%20token=${TOKEN}`, 'missing-token'],
		['name with a plus', `+token=${TOKEN}`, 'missing-token'],
		['array form', `token[0]=${TOKEN}`, 'missing-token'],
		['object form, encoded', `token%5Bx%5D=${TOKEN}`, 'missing-token'],
		['prototype', `__proto__[token]=${TOKEN}`, 'missing-token'],
		['semicolon as separator', `a=1;token=${TOKEN}`, 'missing-token'],
		['a second question mark', `a=1?token=${TOKEN}`, 'missing-token'],
		['inside another value', `a=token=${TOKEN}`, 'missing-token'],
		['encoded ampersand', `a=1%26token=${TOKEN}`, 'missing-token'],
		['twice', `token=${TOKEN}&token=${TOKEN}`, 'duplicate-token'],
		['twice, once encoded', `token=${TOKEN}&%74oken=${TOKEN}`, 'duplicate-token'],
		['twice, once empty', `token=${TOKEN}&token`, 'duplicate-token'],
		['twice, once with a broken escape', `token=${TOKEN}&token=%`, 'duplicate-token'],
		['blank after', `token=${TOKEN}%20`, 'token-mismatch'],
		['plus after', `token=${TOKEN}+`, 'token-mismatch'],
		['NUL after', `token=${TOKEN}%00`, 'token-mismatch'],
		['encoded twice', `token=%255Ak3vQ9_bT1-Lw7xR0sYd5aHc2nGe8uPf`, 'token-mismatch'],
		['broken escape', 'token=%zz', 'token-mismatch'],
		['invalid UTF-8', 'token=%ff', 'token-mismatch'],
		['with a fragment', `token=${TOKEN}#`, 'token-mismatch'],
		['twice in one value', `token=${TOKEN},${TOKEN}`, 'token-mismatch'],
		['with an equals sign after', `token=${TOKEN}=`, 'token-mismatch'],
	])('%s', (_name, query, reason) =>
		expect(send(query)).toEqual(reason === null ? accepted : rejected(reason)),
	);

	test('a blank is a blank and a plus a plus: nothing is trimmed or turned into another', () => {
		expect(send('token=a+b', ['a+b'])).toEqual(accepted);
		expect(send('token=a+b', ['a b'])).toEqual(rejected('token-mismatch'));
		expect(send('token=%20a', ['a'])).toEqual(rejected('token-mismatch'));
		expect(send('token=%20a', [' a'])).toEqual(accepted);
	});

	test.each(['%20', '%20%20', '%09', '%0A', '%C2%A0', '%E2%80%8B', '%C2%AD%20', '+', ''])(
		'a token of blanks is none: token=%s',
		(blank) => {
			const token = decodeURIComponent(blank);
			expect(send(`token=${blank}`, [token === '+' ? ' ' : token])).toEqual(rejected('no-secret'));
			expect(send(`token=${blank}`, [token === '+' ? ' ' : token, TOKEN]).ok).toBe(false);
		},
	);

	test('with any flipped bit is rejected', () => {
		const right = `token=${TOKEN}`;
		expect(send(right)).toEqual(accepted);
		for (const other of flippedTexts(right)) expect(send(other).ok).toBe(false);
	});

	test('10,000 parameters', () => {
		const many = Array.from({ length: 10_000 }, (_, index) => `p${index}=${index}`);
		expect(send(many.join('&'))).toEqual(rejected('missing-token'));
		expect(send([...many, `token=${TOKEN}`].join('&'))).toEqual(accepted);
	});
});

describe('the configured tokens', () => {
	const tokens = ['first-token', 'second-token', 'third-token'];

	test.each(tokens)('%s of several', (token) => expect(send(`token=${token}`, tokens)).toEqual(accepted));

	test.each([[[]], [['']], [['', '']]])('%j is no secret', (none) => {
		for (const query of ['', 'token', 'token=', 'token=x'])
			expect(send(query, none)).toEqual(rejected('no-secret'));
	});

	test('an empty one beside a real one does not count', () => {
		expect(send('token=', ['', TOKEN])).toEqual(rejected('missing-token'));
		expect(send(`token=${TOKEN}`, ['', TOKEN])).toEqual(accepted);
	});

	test('with any flipped bit are rejected', () => {
		for (const other of flippedTexts(TOKEN)) expect(send(`token=${TOKEN}`, [other]).ok).toBe(false);
	});

	test('are all compared, and in constant time, whichever matches', () => {
		const compare = jest.spyOn(crypto, 'timingSafeEqual');
		const calls = [...tokens, 'none', 'x'.repeat(5000)].map((token) => {
			compare.mockClear();
			send(`token=${token}`, tokens);
			return compare.mock.calls.length;
		});
		compare.mockRestore();
		expect(calls).toEqual([3, 3, 3, 3, 3]);
	});
});

test('headers and body do not count', () => {
	const received: WebhookRequest = {
		rawBody: Buffer.from(`token=${TOKEN}`),
		headers: { token: TOKEN, authorization: `Bearer ${TOKEN}`, cookie: `token=${TOKEN}` },
		rawQuery: '',
		remoteAddress: TOKEN,
	};
	expect(verifyUrlToken(received, [TOKEN])).toEqual(rejected('missing-token'));
});

test('nothing that a sender can write makes it throw or accept', () => {
	const query = fc.oneof(
		anyText,
		anyText.map((text) => `token=${text}`),
		fc
			.array(fc.constantFrom('token', '=', '&', '%', '%74', '[', ']', '+', TOKEN.slice(1), '#', '\0'))
			.map((all) => all.join('')),
	);
	fc.assert(
		fc.property(query, (anyQuery) => expect(send(anyQuery, [TOKEN, 'lone \ud800']).ok).toBe(false)),
		{ numRuns: 1000 },
	);
});

describe('withToken', () => {
	test.each([
		['https://n8n.example/webhook/1', 'https://n8n.example/webhook/1?token=a%2Fb'],
		['https://n8n.example/webhook/1?x=1', 'https://n8n.example/webhook/1?x=1&token=a%2Fb'],
	])('%s', (url, expected) => expect(withToken(url, 'a/b')).toBe(expected));

	test('what it registers is accepted, for any token, and only for that', () => {
		const base = fc.constantFrom('https://n8n.example/webhook/1', 'https://n8n.example/webhook/1?env=a%26b');
		fc.assert(
			fc.property(base, anyText, anyText, (url, token, other) => {
				fc.pre(isSecret(token) && Buffer.compare(Buffer.from(token), Buffer.from(other)) !== 0);
				// As sent by a provider whose URL class may escape more.
				const query = rawQueryOf(new URL(withToken(url, token)).href);
				expect(send(query, [other, token])).toEqual(accepted);
				expect(send(query, [other]).ok).toBe(false);
			}),
			{ numRuns: 500 },
		);
	});
});
