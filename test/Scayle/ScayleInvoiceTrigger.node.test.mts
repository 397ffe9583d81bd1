import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { ScayleApi } from '../../credentials/ScayleApi.credentials';
import { scayle } from '../../nodes/Scayle/provider';
import { ScayleInvoiceTrigger } from '../../nodes/Scayle/ScayleInvoiceTrigger.node';
import { bytesOf, cleanUp, executeContext, initialize } from '../n8nCore/contexts.mts';
import { start } from '../simulator/harness.mts';
import { api, scayle as simulator } from '../simulator/providers/scayle.mts';
import { KEY, setup } from '../support/Scayle/contexts.mts';
import { virtualClock } from '../support/virtualClock.mts';

virtualClock();

beforeAll(initialize);
afterAll(cleanUp);

const { description } = new ScayleInvoiceTrigger();
const parameter = (name: string) => description.properties.find((property) => property.name === name)!;
const valuesOf = (name: string) =>
	parameter(name).options!.map((option) => (option as { value: string }).value);

describe('description', () => {
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
