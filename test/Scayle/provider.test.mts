import fc from 'fast-check';
import { withToken } from '../../nodes/shared/authenticate/urlToken';
import { secretLines, type WebhookRequest } from '../../nodes/shared/authenticate/verdict';
import type { AuthenticationMethod } from '../../nodes/shared/invoice/schema';
import { scayle } from '../../nodes/Scayle/provider';
import { flippedTexts } from '../support/bits.mts';
import { sampleBytes, samplesOf, vectorsOf, webhookSamplesOf } from '../simulator/samples.mts';
import { scayle as simulator } from '../simulator/providers/scayle.mts';
import { ADMIN, ALL, event, OLDER, YEN } from '../support/Scayle/events.mts';

const SETTINGS = { now: new Date('2026-02-13T09:41:23.000Z'), toleranceSeconds: 300 };
const verify = (method: AuthenticationMethod, request: Partial<WebhookRequest>, secrets: readonly string[]) =>
	scayle.schemes[method]!.verify(
		{ rawBody: Buffer.from('{}'), headers: {}, rawQuery: '', remoteAddress: '127.0.0.1', ...request },
		secrets,
		SETTINGS,
	);
const queryOf = (url: string) => url.split('?').slice(1).join('?');

describe('schemes', () => {
	test('Basic is the default; there is no signature, for SCAYLE has none', () => {
		expect(Object.keys(scayle.schemes)).toEqual(['basicAuth', 'urlToken']);
	});

	test.each(vectorsOf('scayle'))('$name', (vector) => {
		const logins = vector.credentials as Array<{ username: string; password: string }>;
		const rawBody = Buffer.from(vector.body);
		const lines = logins.map(({ username, password }) => `${username}:${password}`);
		const verdict = verify('basicAuth', { rawBody, headers: vector.headers }, lines);
		expect(verdict).toEqual(
			vector.expect === 'accept'
				? { ok: true, body: rawBody, method: 'basicAuth' }
				: { ok: false, reason: vector.reason },
		);
	});

	test.each(webhookSamplesOf('scayle'))(
		'the headers listed for $file authenticate it',
		({ file, headers }) => {
			const rawBody = sampleBytes('scayle', file);
			expect(verify('basicAuth', { rawBody, headers }, ['hook-user:hook-secret']).ok).toBe(true);
			expect(verify('basicAuth', { rawBody, headers }, ['hook-user:other'])).toMatchObject({ ok: false });
		},
	);

	describe.each(Object.keys(simulator.authenticators) as AuthenticationMethod[])('%s', (method) => {
		const secret = simulator.secrets[method]!;
		const authenticate = (body: Buffer, with_ = secret) => {
			const url = 'https://n8n.example/webhook/1/webhook';
			const sent = simulator.authenticators[method]!({ url, headers: {}, body }, with_, SETTINGS.now);
			return { rawBody: sent.body, headers: sent.headers, rawQuery: queryOf(sent.url) };
		};

		test.each(webhookSamplesOf('scayle'))(
			'what the simulator authenticates of $file is accepted',
			({ file }) => {
				const request = authenticate(sampleBytes('scayle', file));
				expect(verify(method, request, [secret])).toEqual({ ok: true, body: request.rawBody, method });
				expect(verify(method, request, ['new:secret', secret]).ok).toBe(true);
				expect(verify(method, request, ['new:secret'])).toMatchObject({ ok: false });
				expect(verify(method, request, [])).toEqual({ ok: false, reason: 'no-secret' });
			},
		);

		test('any flipped bit of the configured secret is rejected', () => {
			const request = authenticate(Buffer.from('{}'));
			for (const other of flippedTexts(secret)) {
				expect(verify(method, request, secretLines(other)).ok).toBe(false);
			}
		});

		test('any flipped bit of the sent secret is rejected', () => {
			for (const other of flippedTexts(secret)) {
				// The simulator cannot send a login without a colon.
				if (method === 'basicAuth' && !other.includes(':')) continue;
				expect(verify(method, authenticate(Buffer.from('{}'), other), [secret]).ok).toBe(false);
			}
		});

		test('nothing that a stranger sends makes it throw or accept', () => {
			const anything = fc.record({
				headers: fc.dictionary(
					fc.oneof(fc.string(), fc.constant('authorization')),
					fc.oneof(fc.string(), fc.array(fc.string()), fc.constant(undefined)),
				),
				rawQuery: fc.oneof(
					fc.string(),
					fc.string().map((text) => `token=${text}`),
				),
				rawBody: fc.uint8Array().map((bytes) => Buffer.from(bytes)),
			});
			fc.assert(
				fc.property(anything, (request) => {
					expect(verify(method, request, [secret]).ok).toBe(false);
				}),
			);
		});
	});

	test('neither method accepts what authenticates the other', () => {
		const { basicAuth, urlToken } = simulator.secrets;
		const rawQuery = queryOf(withToken('https://n8n.example/w', urlToken!));
		expect(verify('basicAuth', { rawQuery }, [basicAuth!])).toEqual({ ok: false, reason: 'missing-header' });
		const headers = { authorization: `Basic ${Buffer.from(basicAuth!).toString('base64')}` };
		expect(verify('urlToken', { headers }, [urlToken!])).toEqual({ ok: false, reason: 'missing-token' });
	});
});

describe('split', () => {
	const split = (body: unknown, selected: readonly string[] = ALL) =>
		scayle.split(body, { headers: {}, selected });
	const nameIn = (body: unknown, selected?: readonly string[]) => {
		const result = split(body, selected);
		if (!result.ok) throw new Error(result.error.message);
		return result.value[0];
	};

	test('passes on the whole body under the name that it says', () => {
		const body = event(ADMIN);
		expect(split(body, [])).toEqual({ ok: true, value: [{ providerType: 'order-invoiced', payload: body }] });
		const other = event(ADMIN, { type: 'order-confirmed' });
		expect(nameIn(other)).toEqual({ providerType: 'order-confirmed', payload: other });
	});

	test.each([
		['the only one selected', {}, ['order-partially-invoiced'], 'order-partially-invoiced'],
		['the plain one', {}, ALL, 'order-invoiced'],
		['null counts as absent', { type: null }, ALL, 'order-invoiced'],
		['blank counts as absent', { type: '' }, ALL, 'order-invoiced'],
		['partial', { 'payload.status': 'invoice_partially_completed' }, ALL, 'order-partially-invoiced'],
		['returned', { 'payload.items.1.returnedAt': '2024-05-09T00:00:00Z' }, ALL, 'order-corrective-invoiced'],
		[
			'returned, of a partly invoiced order',
			{
				'payload.status': 'invoice_partially_completed',
				'payload.items.0.returnedAt': '2024-05-09T00:00:00Z',
			},
			ALL,
			'order-corrective-invoiced',
		],
		['returned at null', { 'payload.items.0.returnedAt': null }, ALL, 'order-invoiced'],
		['items that are none', { 'payload.items': { a: 1 } }, ALL, 'order-invoiced'],
		['items of nothing', { 'payload.items': [null, 1] }, ALL, 'order-invoiced'],
		[
			'never one that was not selected, or the invoice would be dropped',
			{},
			['order-partially-invoiced', 'order-corrective-invoiced'],
			'order-partially-invoiced',
		],
		[
			'returned, but corrections were not selected',
			{ 'payload.items.0.returnedAt': '2024-05-09T00:00:00Z' },
			['order-partially-invoiced', 'order-invoiced'],
			'order-invoiced',
		],
	])('older envelope: %s', (_name, changes, selected, expected) => {
		const { providerType, meta } = nameIn(event(OLDER, changes), selected);
		expect(providerType).toBe(expected);
		expect(meta).toEqual(selected.length > 1 ? { eventName: 'guessed' } : undefined);
	});

	test.each([
		null,
		[],
		'text',
		1,
		{},
		{ payload: [] },
		{ payload: null },
		{ type: 'order-invoiced' },
		{ type: 1, payload: {} },
	])('%j is rejected', (body) => {
		expect(split(body)).toMatchObject({ ok: false, error: { message: expect.stringContaining('SCAYLE') } });
	});

	test('never throws', () => {
		fc.assert(fc.property(fc.jsonValue(), (body) => expect(typeof split(body).ok).toBe('boolean')));
	});
});

test('every event that the node offers is known, and its type too', () => {
	expect(Object.entries(scayle.events).map(([name, { type }]) => [name, type])).toEqual([
		['order-invoiced', 'invoice.created'],
		['order-partially-invoiced', 'invoice.created'],
		['order-corrective-invoiced', 'invoice.corrected'],
	]);
	expect(samplesOf('scayle').map(({ file }) => file)).toEqual(expect.arrayContaining([ADMIN, OLDER, YEN]));
});

describe('environment', () => {
	test.each([
		[{ tenant: 'acme-live' }, 'https://acme-live.admin.api.scayle.cloud/api/admin/v1'],
		[{ tenant: ' Acme-Live ', apiUrl: ' ' }, 'https://acme-live.admin.api.scayle.cloud/api/admin/v1'],
		[{ tenant: 'acme', apiUrl: 'https://api.example/v1//' }, 'https://api.example/v1'],
		[{ apiUrl: 'http://127.0.0.1:8080' }, 'http://127.0.0.1:8080'],
		[{}, ''],
		[{ tenant: '' }, ''],
		[{ tenant: 'acme.evil' }, ''],
		[{ tenant: 'evil.example/' }, ''],
		[{ tenant: 'evil.example#' }, ''],
		[{ tenant: 'user@evil' }, ''],
		[{ tenant: 'evil\\' }, ''],
		[{ tenant: 'a\nb' }, ''],
		[{ tenant: 'äcme' }, ''],
		[{ tenant: 'acme', apiUrl: 'no address' }, ''],
		[{ tenant: 'acme', apiUrl: 'ftp://x.example' }, ''],
		[{ tenant: 'acme', apiUrl: 'https://user:pass@x.example' }, ''],
	])('%j', (credential, apiUrl) => {
		expect(scayle.environment(credential)).toEqual({ apiUrl, live: null });
	});

	test('whatever is typed as tenant, the host is SCAYLE’s or there is none', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (tenant) => {
				const { apiUrl } = scayle.environment({ tenant });
				if (apiUrl !== '') expect(new URL(apiUrl).host).toMatch(/^[a-z0-9-]+\.admin\.api\.scayle\.cloud$/);
			}),
			{ numRuns: 500 },
		);
	});
});
