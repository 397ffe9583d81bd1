/** Verifies and calls like Chargebee's own code, the npm package `chargebee`. */
import type ChargebeeSdk from 'chargebee';
import fc from 'fast-check';
import { chargebee } from '../../nodes/Chargebee/provider';
import { secretLines, type WebhookRequest } from '../../nodes/shared/authenticate/verdict';
import type { AuthenticationMethod } from '../../nodes/shared/invoice/schema';
import { basicAuth } from '../simulator/authentication.mts';
import {
	api,
	chargebee as simulator,
	chargebeeEvent,
	EVENT_TYPES,
} from '../simulator/providers/chargebee.mts';
import { start } from '../simulator/harness.mts';
import { sampleBytes, vectorsOf, webhookSamplesOf } from '../simulator/samples.mts';
import { flippedTexts } from '../support/bits.mts';

type Headers = Record<string, string | string[] | undefined>;
type Login = readonly [user: string, password: string];

const Chargebee = jest.requireActual<
	(new (conf: object) => ChargebeeSdk) & {
		basicAuthValidator(
			validate: (user: string, password: string) => boolean,
		): (headers: Headers) => Promise<void>;
	}
>('chargebee');

const SETTINGS = { now: new Date('2026-01-01T00:00:00.000Z'), toleranceSeconds: 300 };
const verify = (method: AuthenticationMethod, request: Partial<WebhookRequest>, secrets: readonly string[]) =>
	chargebee.schemes[method]!.verify(
		{ rawBody: Buffer.from('{}'), headers: {}, rawQuery: '', remoteAddress: '127.0.0.1', ...request },
		secrets,
		SETTINGS,
	);

const weAccept = (headers: Headers, logins: readonly Login[]) =>
	verify(
		'basicAuth',
		{ headers },
		logins.map((login) => login.join(':')),
	).ok;

const theyAccept = async (headers: Headers, logins: readonly Login[]) =>
	await Chargebee.basicAuthValidator((user, password) =>
		logins.some(([known, secret]) => known === user && secret === password),
	)(headers).then(
		() => true,
		() => false,
	);

/** User names have no colon, which would end them, and nothing that is trimmed from a line of the credential. */
const word = fc
	.string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
	.filter((text) => text.trim() === text && text !== '');
const login = fc.tuple(
	word.filter((user) => !user.includes(':')),
	word,
);
/** Characters that are the same in every encoding, so that both sides read them alike. */
const plainLogin = fc.tuple(fc.stringMatching(/^[\w.~-]{1,12}$/), fc.stringMatching(/^[\w.~-]{1,20}$/));

test.each(vectorsOf('chargebee'))('$name', (vector) => {
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

describe("beside the package's basicAuthValidator", () => {
	test('each login that is sent is accepted by both, or by neither', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(login, { minLength: 1, maxLength: 3 }),
				login,
				fc.nat(3),
				async (logins, other, index) => {
					const sent = logins[index] ?? other;
					const headers = basicAuth(...sent);
					const theirs = await theyAccept(headers, logins);
					expect(weAccept(headers, logins)).toBe(theirs);
					expect(theirs).toBe(logins.some(([user, password]) => user === sent[0] && password === sent[1]));
				},
			),
		);
	});

	test('what it rejects of a changed header, we reject', async () => {
		let rejected = 0;
		await fc.assert(
			fc.asyncProperty(plainLogin, fc.nat(), fc.integer({ min: 33, max: 126 }), async (right, at, code) => {
				const { authorization } = basicAuth(...right);
				// Only we accept the scheme in any case (RFC 7617), and one more space changes nothing.
				const position = 'Basic '.length + (at % (authorization.length - 'Basic '.length));
				const changed = `${authorization.slice(0, position)}${String.fromCharCode(code)}${authorization.slice(position + 1)}`;
				if (await theyAccept({ authorization: changed }, [right])) return;
				rejected++;
				expect([changed, weAccept({ authorization: changed }, [right])]).toEqual([changed, false]);
			}),
			{ numRuns: 300 },
		);
		expect(rejected).toBeGreaterThan(200);
	});

	test('what it rejects of arbitrary headers, we reject', async () => {
		const header = fc.oneof(
			fc.string(),
			fc.base64String().map((value) => `Basic ${value}`),
			fc.constantFrom('Basic', 'Basic ', 'Bearer x', 'Basic Og==', 'Digest username="a"'),
			plainLogin.map((other) => basicAuth(...other).authorization),
		);
		await fc.assert(
			fc.asyncProperty(header, plainLogin, async (authorization, right) => {
				if (!(await theyAccept({ authorization }, [right]))) {
					expect(weAccept({ authorization }, [right])).toBe(false);
				}
			}),
		);
	});
});

describe("the package's own receiver of webhooks", () => {
	const { basicAuth: secret } = simulator.secrets as { basicAuth: string };
	const [user, password] = secret.split(':');

	test.each(EVENT_TYPES)(
		'takes what our simulator sends as %s, and knows the event by that name',
		async (type) => {
			const handler = new Chargebee({ site: 'acme-test', apiKey: 'k' }).webhooks.createHandler({
				requestValidator: Chargebee.basicAuthValidator((u, p) => u === user && p === password),
			});
			const taken: string[] = [];
			handler.on(type as 'invoice_generated', ({ event }) => void taken.push(event.id));
			const sent = chargebeeEvent({ type });
			const request = { url: 'https://n8n.example/x', headers: {}, body: Buffer.from(JSON.stringify(sent)) };
			const { body, headers } = simulator.authenticators.basicAuth!(request, secret, SETTINGS.now);
			await handler.handle({ body: body.toString('utf8'), headers });
			expect(taken).toEqual([sent.id]);
			expect(verify('basicAuth', { rawBody: body, headers }, [secret]).ok).toBe(true);
		},
	);
});

describe("the package's client", () => {
	/** A client for the simulator, whose responses the node tests rely on. */
	async function client() {
		const simulated = api({ apiKey: 'key' });
		const prefixed = Object.fromEntries(
			Object.entries(simulated.routes).map(([route, handler]) => [route.replace(' /', ' /api/v2/'), handler]),
		);
		const { port } = await start({ ...simulated, routes: prefixed });
		const sdk = new Chargebee({
			site: '127.0.0.1',
			apiKey: 'key',
			protocol: 'http',
			hostSuffix: '',
			port,
			sdkTelemetryEnabled: false,
		});
		return { simulated, sdk };
	}

	test('lists events, gets documents and their links', async () => {
		const { simulated, sdk } = await client();
		const event = simulated.add(chargebeeEvent({ type: 'credit_note_created' }));
		const { list } = await sdk.event.list({
			event_type: { in: ['credit_note_created'] },
			occurred_at: { after: 1 },
		} as object);
		expect(list.map((entry) => entry.event.id)).toEqual([event.id]);
		const { id } = event.content.credit_note!;
		expect((await sdk.creditNote.retrieve(id)).credit_note).toMatchObject({ id, object: 'credit_note' });
		expect((await sdk.creditNote.pdf(id)).download.download_url).toContain(`/files/${id}`);
		expect((await sdk.invoice.retrieve('INV-1042')).invoice.total).toBe(11030);
		await expect(sdk.invoice.retrieve('INV-0')).rejects.toMatchObject({
			api_error_code: 'resource_not_found',
		});
	});

	test('makes, changes, lists and deletes webhooks as we do', async () => {
		const { simulated, sdk } = await client();
		const url = 'https://n8n.example.com/webhook/1/webhook';
		const made = await sdk.webhookEndpoint.create({
			name: 'n8n 1',
			url,
			api_version: 'v2',
			basic_auth_username: 'u',
			basic_auth_password: 'p & =',
			enabled_events: ['invoice_generated', 'credit_note_created'],
		});
		const { id } = made.webhook_endpoint;
		expect(simulated.webhooks.get(id)).toMatchObject({
			url,
			enabled_events: ['invoice_generated', 'credit_note_created'],
			login: { user: 'u', password: 'p & =' },
		});
		await sdk.webhookEndpoint.update(id, { disabled: true });
		const { list } = await sdk.webhookEndpoint.list({ limit: 100 });
		expect(list.map((entry) => entry.webhook_endpoint)).toMatchObject([{ id, disabled: true }]);
		await sdk.webhookEndpoint.delete(id);
		expect(simulated.webhooks.size).toBe(0);
	});
});

describe.each(Object.keys(simulator.authenticators) as AuthenticationMethod[])('%s', (method) => {
	const secret = simulator.secrets[method]!;
	const authenticate = (body: Buffer, by = secret) => {
		const url = 'https://n8n.example/webhook/1/webhook';
		const sent = simulator.authenticators[method]!({ url, headers: {}, body }, by, SETTINGS.now);
		return { rawBody: sent.body, headers: sent.headers, rawQuery: sent.url.split('?').slice(1).join('?') };
	};

	test.each(webhookSamplesOf('chargebee'))('accepts $file, by each of several secrets', ({ file }) => {
		const request = authenticate(sampleBytes('chargebee', file));
		expect(verify(method, request, [secret])).toEqual({ ok: true, body: request.rawBody, method });
		expect(verify(method, request, ['new:secret', secret]).ok).toBe(true);
		expect(verify(method, request, ['new:secret'])).toMatchObject({ ok: false });
		expect(verify(method, request, [])).toEqual({ ok: false, reason: 'no-secret' });
	});

	test('rejects any flipped bit of the secret, on either side', () => {
		const request = authenticate(Buffer.from('{}'));
		for (const other of flippedTexts(secret)) {
			expect(verify(method, request, secretLines(other)).ok).toBe(false);
			// The simulator cannot send a login without a colon.
			if (method === 'basicAuth' && !other.includes(':')) continue;
			expect(verify(method, authenticate(Buffer.from('{}'), other), [secret]).ok).toBe(false);
		}
	});
});

test.each([
	null,
	[],
	'text',
	{},
	{ id: 'ev_1', content: {} },
	{ event_type: 'x', content: {} },
	{ id: '', event_type: 'x', content: {} },
	{ id: 'ev_1', event_type: 'x', content: [] },
])('%j is no event of Chargebee', (body) => {
	expect(chargebee.split(body, { headers: {}, selected: [] })).toMatchObject({ ok: false });
});

test.each([
	[{ site: 'acme-test' }, 'https://acme-test.chargebee.com/api/v2', false],
	[{ site: ' Acme ' }, 'https://acme.chargebee.com/api/v2', true],
	[{ site: 'acme', apiUrl: 'https://proxy.example/cb/' }, 'https://proxy.example/cb', true],
	[{ apiUrl: 'http://127.0.0.1:8080' }, 'http://127.0.0.1:8080', null],
	[{ site: 'evil.example/' }, '', true],
	[{ site: 'acme', apiUrl: 'http://proxy.example' }, '', true],
	[{}, '', null],
])('the environment of %j is at %s', (credential, apiUrl, live) => {
	expect(chargebee.environment(credential as never)).toEqual({ apiUrl, live });
});
