import crypto from 'node:crypto';
import fc from 'fast-check';
import { loginsOf, verifyBasicAuth, type Login } from '../../../nodes/shared/authenticate/basicAuth';
import { isSecret, type WebhookRequest } from '../../../nodes/shared/authenticate/verdict';
import scayle from '../../vectors/scayle.json';
import { flipBit, flippedTexts } from '../../support/bits.mts';

interface Vector {
	name: string;
	credentials: Array<{ username: string; password: string }>;
	headers: Record<string, string | undefined>;
	body: string;
	expect: string;
	reason?: string;
}

const LOGIN: Login = { user: 'hook-user', password: 'hook-secret' };
const BODY = Buffer.from('{"type":"order-invoiced"}');

const request = (headers: WebhookRequest['headers']): WebhookRequest => ({
	rawBody: BODY,
	headers,
	rawQuery: '',
	remoteAddress: '203.0.113.9',
});
const basic = (pair: string | Uint8Array) => `Basic ${Buffer.from(pair as string).toString('base64')}`;
const send = (authorization: string | string[] | undefined, logins: Login[] = [LOGIN]) =>
	verifyBasicAuth(request({ authorization }), logins);

const accepted = { ok: true, body: BODY, method: 'basicAuth' };
const rejected = (reason: string) => ({ ok: false, reason });

describe('vectors of SCAYLE', () => {
	test.each(scayle as Vector[])('$name', (vector) => {
		const logins = vector.credentials.map(({ username, password }) => ({ user: username, password }));
		const rawBody = Buffer.from(vector.body);
		expect(verifyBasicAuth({ ...request(vector.headers), rawBody }, logins)).toEqual(
			vector.expect === 'accept' ? { ...accepted, body: rawBody } : rejected(vector.reason!),
		);
	});
});

describe('the header', () => {
	const right = basic('hook-user:hook-secret');
	const value = right.slice('Basic '.length);

	test('is read whatever the case of its name', () => {
		for (const name of ['authorization', 'Authorization', 'AUTHORIZATION']) {
			expect(verifyBasicAuth(request({ [name]: right }), [LOGIN])).toEqual(accepted);
		}
	});

	test.each([
		['absent', undefined, 'missing-header'],
		['empty', '', 'missing-header'],
		['blank', ' \t ', 'missing-header'],
		['an empty list', [], 'missing-header'],
		['sent twice, both right', [right, right], 'malformed-header'],
		['sent twice, the first one right', [right, basic('a:b')], 'malformed-header'],
		['sent twice, the last one right', [basic('a:b'), right], 'malformed-header'],
		['the scheme alone', 'Basic', 'malformed-header'],
		['the scheme and blanks', 'Basic   ', 'malformed-header'],
		['a tab after the scheme', `Basic\t${value}`, 'unsupported-scheme'],
		['no blank after the scheme', `Basic${value}`, 'unsupported-scheme'],
		['a scheme that begins alike', `BasicX ${value}`, 'unsupported-scheme'],
		['a full-width scheme', `Ｂａｓｉｃ ${value}`, 'unsupported-scheme'],
		['Digest', `Digest ${value}`, 'unsupported-scheme'],
		['a comma after the value', `${right},`, 'malformed-header'],
		['a blank inside the value', `Basic ${value.slice(0, 8)} ${value.slice(8)}`, 'malformed-header'],
		['Base64url', `Basic ${Buffer.from('u:???>>>').toString('base64url')}`, 'malformed-header'],
		['missing padding', `Basic ${btoa('u:pp').replaceAll('=', '')}`, 'malformed-header'],
		['too much padding', `${right}=`, 'malformed-header'],
		['padding alone', 'Basic ====', 'malformed-header'],
		['padding in the middle', `Basic ${btoa('u:pp')}${value}`, 'malformed-header'],
		['plain text', 'Basic hook-user:hook-secret', 'malformed-header'],
		['a line break at its end', `${right}\n`, null],
	])('%s', (_name, header, reason) => {
		// HTTP allows whitespace around a value, and servers strip it.
		expect(send(header)).toEqual(reason === null ? accepted : rejected(reason));
	});

	test('with any flipped bit is rejected, but for the case of the scheme', () => {
		expect(send(right)).toEqual(accepted);
		for (const other of flippedTexts(right)) {
			const otherCase = other.slice(5) === right.slice(5) && other.toLowerCase() === right.toLowerCase();
			expect(send(other).ok).toBe(otherCase);
		}
	});
});

describe('user and password', () => {
	test('any login is accepted in UTF-8, and with any flipped bit it is not', () => {
		const part = fc.string({ unit: 'binary', minLength: 1 }).filter(isSecret);
		const user = part.filter((text) => !text.includes(':'));
		const password = part;
		fc.assert(
			fc.property(user, password, fc.nat(), (anyUser, anyPassword, at) => {
				const login = { user: anyUser, password: anyPassword };
				const pair = Buffer.from(`${anyUser}:${anyPassword}`);
				expect(send(basic(pair), [login])).toEqual(accepted);
				const changed = flipBit(pair, at % (pair.length * 8));
				const reason = changed.includes(':') ? 'credentials-mismatch' : 'malformed-header';
				expect(send(basic(changed), [login])).toEqual(rejected(reason));
			}),
			{ numRuns: 500 },
		);
	});

	test('any flipped bit in the configured login is rejected', () => {
		for (const user of flippedTexts(LOGIN.user)) {
			expect(send(basic('hook-user:hook-secret'), [{ ...LOGIN, user }]).ok).toBe(false);
		}
		for (const password of flippedTexts(LOGIN.password)) {
			expect(send(basic('hook-user:hook-secret'), [{ ...LOGIN, password }]).ok).toBe(false);
		}
	});

	test.each([
		['UTF-8', Buffer.from('Jörg:Grüße', 'utf8'), true],
		['ISO-8859-1', Buffer.from('Jörg:Grüße', 'latin1'), true],
		['percent-encoded, upper-case digits', Buffer.from('J%C3%B6rg:Gr%C3%BC%C3%9Fe'), true],
		['percent-encoded, lower-case digits', Buffer.from('J%c3%b6rg:Gr%c3%bc%c3%9fe'), true],
		['UTF-16', Buffer.from('Jörg:Grüße', 'utf16le'), false],
		['one half in each set', Buffer.concat([Buffer.from('Jörg:'), Buffer.from('Grüße', 'latin1')]), false],
		['percent-encoded ISO-8859-1', Buffer.from('J%F6rg:Gr%FC%DFe'), false],
		['decomposed', Buffer.from('Jörg:Grüße'.normalize('NFD')), false],
	])('in %s', (_name, sent, ok) => {
		const verdict = send(basic(sent), [{ user: 'Jörg', password: 'Grüße' }]);
		expect(verdict).toEqual(ok ? accepted : rejected('credentials-mismatch'));
	});

	test('a password outside ISO-8859-1 is not cut down to it', () => {
		const login = { user: 'u', password: '東京' };
		expect(send(basic(Buffer.from('u:東京', 'latin1')), [login])).toEqual(rejected('credentials-mismatch'));
	});

	test('a login that is not escaped is not unescaped', () => {
		const login = { user: 'u', password: 'a%2Fb' };
		expect(send(basic('u:a/b'), [login])).toEqual(rejected('credentials-mismatch'));
		expect(send(basic('u:a%2Fb'), [login])).toEqual(accepted);
	});
});

describe('several logins', () => {
	const logins = [
		{ user: 'a', password: 'one' },
		{ user: 'b', password: 'two' },
		{ user: 'c', password: 'three' },
	];
	const pairs = logins.flatMap(({ user }) => logins.map(({ password }) => ({ user, password })));

	test.each(pairs)('$user with $password', ({ user, password }) => {
		const belongs = logins.some((login) => login.user === user && login.password === password);
		const verdict = send(basic(`${user}:${password}`), logins);
		expect(verdict).toEqual(belongs ? accepted : rejected('credentials-mismatch'));
	});

	test('each is compared, and in constant time, whichever matches', () => {
		const compare = jest.spyOn(crypto, 'timingSafeEqual');
		const calls = ['a:one', 'b:two', 'c:three', 'd:four', 'a:', 'x'.repeat(1000) + ':'].map((pair) => {
			compare.mockClear();
			send(basic(pair), logins);
			return compare.mock.calls.length;
		});
		compare.mockRestore();
		expect(new Set(calls).size).toBe(1);
		expect(calls[0]).toBeGreaterThanOrEqual(logins.length);
	});
});

describe('an empty secret never matches', () => {
	const halves: Login[] = [
		{ user: '', password: '' },
		{ user: 'user', password: '' },
		{ user: '', password: 'password' },
		{ user: ' ', password: 'password' },
		{ user: 'user', password: ' \t' },
	];

	test.each([
		['none', []],
		['only empty ones', halves],
		...halves.map((login) => [JSON.stringify(login), [login]]),
	])('%s', (_name, logins) => {
		for (const pair of [':', 'user:', ':password', 'user:password']) {
			expect(send(basic(pair), logins as Login[])).toEqual(rejected('no-secret'));
		}
		expect(send(undefined, logins as Login[])).toEqual(rejected('no-secret'));
	});

	test('beside a real one', () => {
		for (const pair of [':', 'user:', ':password']) {
			expect(send(basic(pair), [...halves, LOGIN])).toEqual(rejected('credentials-mismatch'));
		}
		expect(send(basic('hook-user:hook-secret'), [...halves, LOGIN])).toEqual(accepted);
	});
});

test('nothing that a sender can write makes it throw or accept', () => {
	const anyText = fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) });
	const header = fc.oneof(
		anyText,
		fc.array(anyText),
		fc.constant(undefined),
		anyText.map((text) => `Basic ${text}`),
		fc.base64String().map((text) => `basic ${text}`),
		fc.uint8Array().map((array) => basic(array)),
	);
	const headers = fc.dictionary(fc.oneof(anyText, fc.constant('Authorization')), header);
	const logins = [LOGIN, { user: 'lone \ud800', password: '\udfff %' }];
	fc.assert(
		fc.property(headers, (anyHeaders) => {
			expect(verifyBasicAuth(request(anyHeaders), logins).ok).toBe(false);
		}),
		{ numRuns: 1000 },
	);
});

describe('loginsOf', () => {
	test.each([
		['user:password', [{ user: 'user', password: 'password' }]],
		['user:a:b', [{ user: 'user', password: 'a:b' }]],
		['user::', [{ user: 'user', password: ':' }]],
		['user:', []],
		[':password', []],
		[':', []],
		['user', []],
		['', []],
	])('%j', (line, expected) => expect(loginsOf([line])).toEqual(expected));

	test('keeps the order and drops the lines that are none', () => {
		expect(loginsOf(['a:1', 'none', 'b:2'])).toEqual([
			{ user: 'a', password: '1' },
			{ user: 'b', password: '2' },
		]);
	});
});
