import type { IDataObject, IHttpRequestOptions, IWebhookFunctions } from 'n8n-workflow';
import { ChargebeeInvoiceApi } from '../../credentials/ChargebeeInvoiceApi.credentials';
import { ChargebeeInvoiceTrigger } from '../../nodes/Chargebee/ChargebeeInvoiceTrigger.node';
import { bytesOf, cleanUp, executeContext, initialize, webhookContext } from '../n8nCore/contexts.mts';
import { notification } from '../simulator/authentication.mts';
import { api, chargebee as simulator, chargebeeEvent } from '../simulator/providers/chargebee.mts';
import { start } from '../simulator/harness.mts';
import { carries } from '../simulator/server.mts';
import { KEY, LOGIN, setup, TOKEN } from '../support/Chargebee/contexts.mts';
import { virtualClock } from '../support/virtualClock.mts';

virtualClock();

beforeAll(initialize);
afterAll(cleanUp);

// The description and everything common to triggers: test/mirror.test.mts, test/shared/trigger.

describe('credential', () => {
	const sent = async (url: string, credential: IDataObject, more: Partial<IHttpRequestOptions> = {}) =>
		(await new ChargebeeInvoiceApi().authenticate({ apiKey: KEY, ...credential } as never, { url, ...more }))
			.headers;
	const HOME = 'https://acme-test.chargebee.com';
	const EXPECTED = { Authorization: `Basic ${Buffer.from(`${KEY}:`).toString('base64')}` };

	test.each([
		[`${HOME}/api/v2/events`, { site: 'acme-test' }, {}],
		[`${HOME}:443/x`, { site: ' ACME-test ', apiKey: ` ${KEY}\n` }, {}],
		['/events', { site: 'acme-test' }, { baseURL: `${HOME}/api/v2` }],
		['http://127.0.0.1:8080/x', { apiUrl: 'http://127.0.0.1:8080' }, {}],
	])('goes to %s', async (url, credential, more) => {
		expect(await sent(url, credential, more)).toEqual(EXPECTED);
	});

	test.each([
		['https://other.chargebee.com/x', { site: 'acme-test' }],
		['http://acme-test.chargebee.com/x', { site: 'acme-test' }],
		['https://acme-test.chargebee.com:8443/x', { site: 'acme-test' }],
		['https://acme-test.chargebee.com.evil.example/x', { site: 'acme-test' }],
		['https://acme-test.chargebee.com@evil.example/x', { site: 'acme-test' }],
		['https://acme-test.chargebee.com/x', { site: 'acme-test', apiUrl: 'https://other.example' }],
	])('and not to %s', async (url, credential) => {
		expect(await sent(url, credential)).toBeUndefined();
	});

	test.each([{ site: 'evil.example/' }, { site: 'evil.example#' }, {}])(
		'and nowhere where %j names no site',
		async (credential) => {
			await expect(sent(`${HOME}/x`, credential)).rejects.toThrow('Fill in Site');
		},
	);
});

describe('webhook', () => {
	const deliver = async (
		method: 'basicAuth' | 'urlToken',
		secret: string,
		body: object = chargebeeEvent(),
		parameters: IDataObject = {},
	) => {
		const outgoing = simulator.authenticators[method]!(
			{ url: 'http://127.0.0.1/webhook/x/webhook', ...notification(body) },
			secret,
			new Date(),
		);
		const { context, answered } = webhookContext(
			setup('', { authentication: method, ...parameters }, { site: 'acme', timeZone: 'Asia/Tokyo' }),
			{
				body: outgoing.body,
				headers: outgoing.headers,
				url: outgoing.url.slice('http://127.0.0.1'.length),
			},
		);
		const answer = await new ChargebeeInvoiceTrigger().webhook.call(context as unknown as IWebhookFunctions);
		return { answer, answered };
	};

	test.each([
		['basicAuth', LOGIN],
		['urlToken', TOKEN],
	] as const)('%s: accepts, rejects, and passes on no secret', async (method, secret) => {
		const body = chargebeeEvent();
		const { answer } = await deliver(method, secret, body);
		expect(answer.webhookResponse).toEqual({ status: 'accepted' });
		const [[{ json }]] = answer.workflowData!;
		expect(json).toMatchObject({
			providerType: 'invoice_generated',
			payload: body,
			authentication: method,
			environment: { apiUrl: 'https://acme.chargebee.com/api/v2', live: true, timeZone: 'Asia/Tokyo' },
		});
		for (const kept of [secret.split(':').at(-1)!, KEY]) expect(JSON.stringify(json)).not.toContain(kept);

		const { answer: rejected, answered } = await deliver(method, `${secret}x`);
		expect([answered.status, rejected.workflowData]).toEqual([401, undefined]);
	});

	test('what is no event is a bad request', async () => {
		const { answered } = await deliver('basicAuth', LOGIN, { hello: 'world' });
		expect(answered.status).toBe(400);
	});
});

describe('execute', () => {
	const execute = async (body: ReturnType<typeof chargebeeEvent>, options: IDataObject, url: string) => {
		const json = {
			providerType: body.event_type,
			payload: body,
			receivedAt: '2026-04-01T08:00:00.000Z',
			authentication: 'basicAuth',
		};
		const context = executeContext(setup(url, { options }), [{ json: json as never }]);
		const [items] = await new ChargebeeInvoiceTrigger().execute.call(context as never);
		return items;
	};

	test('with Fetch Details, a forged event says nothing of the figures; the PDF is attached', async () => {
		const simulated = api({ apiKey: KEY });
		const server = await start(simulated);
		const truth = simulated.add(chargebeeEvent());
		const forged = structuredClone(truth);
		Object.assign(forged.content.invoice!, { total: 1, amount_due: 1, line_items: [] });
		const options = { fetchDetails: true, attachDocument: true, includeRaw: false };
		const [item] = await execute(forged, options, server.url);
		expect(item.json).toMatchObject({
			number: truth.content.invoice!.id,
			totals: { gross: 110.3, due: 110.3 },
			event: { id: truth.id, authentication: 'basicAuth' },
			issues: [{ code: 'differs-from-event' }],
		});
		expect(item.json).not.toHaveProperty('raw');
		expect(await bytesOf(item.binary!.data as never)).toEqual(simulated.files.get(truth.content.invoice!.id));
		const toLink = server.requestsTo('GET /files/:id');
		expect(toLink).toHaveLength(1);
		expect(toLink.some((request) => carries(request, KEY))).toBe(false);
		expect(JSON.stringify(item.json)).not.toContain(KEY);
	});

	test('with Fetch Details, an invoice that does not exist fails the execution', async () => {
		const { url } = await start(api({ apiKey: KEY }));
		await expect(execute(chargebeeEvent(), { fetchDetails: true }, url)).rejects.toThrow('Chargebee');
	});

	test('a payment for no invoice emits nothing', async () => {
		const body = chargebeeEvent({ type: 'payment_succeeded' });
		delete body.content.invoice;
		expect(await execute(body, {}, 'http://127.0.0.1:9')).toEqual([]);
	});
});
