import type { IDataObject, IHttpRequestOptions, IWebhookFunctions } from 'n8n-workflow';
import { ScayleApi } from '../../credentials/ScayleApi.credentials';
import codex from '../../nodes/Scayle/ScayleInvoiceTrigger.node.json';
import { scayle } from '../../nodes/Scayle/provider';
import { ScayleInvoiceTrigger } from '../../nodes/Scayle/ScayleInvoiceTrigger.node';
import { bytesOf, cleanUp, executeContext, initialize, webhookContext } from '../n8nCore/contexts.mts';
import { start } from '../simulator/harness.mts';
import { notification } from '../simulator/authentication.mts';
import { api, orderEvent, scayle as simulator } from '../simulator/scayle.mts';
import { KEY, LOGIN, setup, TOKEN } from '../support/Scayle/contexts.mts';
import { virtualClock } from '../support/virtualClock.mts';

virtualClock();

beforeAll(initialize);
afterAll(cleanUp);

const { description } = new ScayleInvoiceTrigger();
const parameter = (name: string) => description.properties.find((property) => property.name === name)!;
const valuesOf = (name: string) =>
	parameter(name).options!.map((option) => (option as { value: string }).value);

describe('description', () => {
	test('has the names that workflows depend on', () => {
		expect(description).toMatchObject({
			name: 'scayleInvoiceTrigger',
			credentials: [{ name: 'scayleApi', required: true }],
			webhooks: [
				{
					name: 'default',
					httpMethod: 'POST',
					path: 'webhook',
					responseMode: 'onReceived',
					responseData: '',
				},
			],
			inputs: [],
		});
		expect(new ScayleApi().name).toBe(scayle.credential);
		expect(codex.node).toBe(`n8n-nodes-invoices.${description.name}`);
	});

	test('offers what the provider knows', () => {
		expect(valuesOf('events').sort()).toEqual(Object.keys(scayle.events).sort());
		expect([...(parameter('events').default as string[])].sort()).toEqual(Object.keys(scayle.events).sort());
		expect(valuesOf('authentication')).toEqual(Object.keys(scayle.schemes));
		expect(parameter('authentication').default).toBe('basicAuth');
		expect(scayle.registration!.methods).toEqual(valuesOf('authentication'));
		expect([valuesOf('registration'), parameter('registration').default]).toEqual([
			['automatic', 'manual'],
			'manual',
		]);
		expect(Object.keys(simulator.events)).toEqual(Object.keys(scayle.events));
	});

	test('shows how to register in each case', () => {
		const notices = description.properties.filter(({ type }) => type === 'notice');
		const shown = (authentication: string, registration: string) =>
			notices
				.filter(({ displayOptions }) =>
					Object.entries(displayOptions!.show!).every(([name, values]) =>
						values!.includes({ authentication, registration }[name]!),
					),
				)
				.map(({ name }) => name);
		expect(shown('basicAuth', 'manual')).toEqual(['basicAuthNotice']);
		expect(shown('urlToken', 'manual')).toEqual(['urlTokenNotice']);
		expect(shown('basicAuth', 'automatic')).toEqual(['automaticNotice']);
		expect(shown('urlToken', 'automatic')).toEqual(['automaticNotice']);
	});
});

describe('credential', () => {
	const sent = async (url: string, credential: IDataObject, more: Partial<IHttpRequestOptions> = {}) =>
		(await new ScayleApi().authenticate({ accessToken: KEY, ...credential } as never, { url, ...more }))
			.headers;
	const HOME = 'https://acme-live.admin.api.scayle.cloud';

	test('has a field for every secret, hidden', () => {
		const { properties } = new ScayleApi();
		const fields = [...Object.values(scayle.schemes).map(({ field }) => field), 'accessToken'];
		for (const name of fields) {
			expect(properties.find((property) => property.name === name)?.typeOptions?.password).toBe(true);
		}
		expect(new ScayleApi().restrictToSupportedNodes).toBe(true);
	});

	test('goes to the tenant, or to the typed base URL', async () => {
		const expected = { 'X-Access-Token': KEY };
		expect(await sent(`${HOME}/api/admin/v1/x`, { tenant: 'acme-live' })).toEqual(expected);
		expect(await sent(`${HOME}:443/x`, { tenant: 'acme-live', accessToken: ` ${KEY}\n` })).toEqual(expected);
		expect(
			await sent('/webhooks/events', { tenant: 'acme-live' }, { baseURL: `${HOME}/api/admin/v1` }),
		).toEqual(expected);
		expect(await sent('http://127.0.0.1:8080/x', { apiUrl: 'http://127.0.0.1:8080' })).toEqual(expected);
	});

	test.each([
		['https://other.admin.api.scayle.cloud/x', { tenant: 'acme-live' }],
		['http://acme-live.admin.api.scayle.cloud/x', { tenant: 'acme-live' }],
		['https://acme-live.admin.api.scayle.cloud:8443/x', { tenant: 'acme-live' }],
		['https://acme-live.admin.api.scayle.cloud.evil.example/x', { tenant: 'acme-live' }],
		['https://acme-live.admin.api.scayle.cloud@evil.example/x', { tenant: 'acme-live' }],
		['https://www.musterladen.example/', { tenant: 'acme-live' }],
		['https://acme-live.admin.api.scayle.cloud/x', { tenant: 'acme-live', apiUrl: 'https://other.example' }],
	])('and not to %s', async (url, credential) => {
		expect(await sent(url, credential)).toBeUndefined();
	});

	test.each([
		['https://evil.example/.admin.api.scayle.cloud/x', { tenant: 'evil.example/' }],
		['https://acme-live.admin.api.scayle.cloud/x', {}],
	])('and not to %s, nor anywhere, where it names no tenant', async (url, credential) => {
		await expect(sent(url, credential)).rejects.toThrow('Fill in Tenant');
	});

	test('is tested by a call that changes nothing', () => {
		const { request, rules } = new ScayleApi().test;
		expect(request.url).toContain('"/webhooks/events"');
		const values = rules!.map(({ properties }) => properties.value as number);
		expect(values.filter((status) => status >= 400)).toEqual([401, 403]);
	});
});

describe('webhook', () => {
	const deliver = async (
		method: 'basicAuth' | 'urlToken',
		secret: string,
		body: object = orderEvent(),
		parameters: IDataObject = {},
	) => {
		const outgoing = simulator.authenticators[method]!(
			{ url: 'http://127.0.0.1/webhook/x/webhook', ...notification(body) },
			secret,
			new Date(),
		);
		const { context, answered } = webhookContext(setup('', { authentication: method, ...parameters }), {
			body: outgoing.body,
			headers: outgoing.headers,
			url: outgoing.url.slice('http://127.0.0.1'.length),
		});
		const answer = await new ScayleInvoiceTrigger().webhook.call(context as unknown as IWebhookFunctions);
		return { answer, answered };
	};

	test.each([
		['basicAuth', LOGIN],
		['urlToken', TOKEN],
	] as const)('%s: accepts, and hands on no secret', async (method, secret) => {
		const body = orderEvent();
		const { answer } = await deliver(method, secret, body);
		expect(answer.webhookResponse).toEqual({ status: 'accepted' });
		const [[{ json }]] = answer.workflowData!;
		expect(json).toEqual({
			providerType: 'order-invoiced',
			payload: body,
			receivedAt: expect.any(String) as string,
			authentication: method,
			delivery: expect.any(String) as string,
			environment: { apiUrl: expect.any(String) as string, live: null },
		});
		expect(JSON.stringify(json)).not.toContain(secret.split(':').at(-1));

		const { answer: refused, answered } = await deliver(method, `${secret}x`);
		expect([answered.status, refused.workflowData]).toEqual([401, undefined]);
	});

	test('ignores what was not asked for', async () => {
		for (const type of ['order-confirmed', 'order-partially-invoiced']) {
			const { answer } = await deliver(
				'basicAuth',
				LOGIN,
				{ ...orderEvent(), type },
				{ events: ['order-invoiced'] },
			);
			expect(answer).toEqual({ webhookResponse: { status: 'ignored' } });
		}
	});
});

test('execute: number and PDF on the item, the key only to the API', async () => {
	const simulated = api({ apiKey: KEY });
	const server = await start(simulated);
	const { event, document } = simulated.addInvoice();
	const json = {
		providerType: event.type,
		payload: event,
		receivedAt: '2026-04-01T08:00:00.000Z',
		authentication: 'basicAuth',
	};
	const options = { fetchDetails: true, attachDocument: true, includeRaw: false };
	const context = executeContext(setup(server.url, { options }), [{ json: json as never }]);
	const [[item]] = await new ScayleInvoiceTrigger().execute.call(context as never);
	expect(item.json).toMatchObject({ number: document.invoice.fullNumber, id: String(document.id) });
	expect(item.json).not.toHaveProperty('raw');
	expect(item.binary!.data).toMatchObject({
		fileName: `${document.invoice.fullNumber}.pdf`,
		mimeType: 'application/pdf',
	});
	expect(await bytesOf(item.binary!.data as never)).toEqual(document.content);
	expect(server.requests.every(({ headers }) => headers['x-access-token'] === KEY)).toBe(true);
	expect(JSON.stringify(item.json)).not.toContain(KEY);
});
