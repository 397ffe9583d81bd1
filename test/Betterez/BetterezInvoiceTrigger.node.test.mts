import { BetterezInvoiceTrigger } from '../../nodes/Betterez/BetterezInvoiceTrigger.node';
import { betterez } from '../../nodes/Betterez/provider';
import {
	bytesOf,
	cleanUp,
	executeContext,
	forget,
	initialize,
	webhookContext,
} from '../n8nCore/contexts.mts';
import { invoiceEvent, sign } from '../simulator/providers/betterez.mts';
import { notification } from '../simulator/authentication.mts';
import { SECRET, setup } from '../support/Betterez/contexts.mts';

beforeAll(initialize);
afterAll(cleanUp);
afterEach(forget);

const HOME = 'https://api.betterez.com';

describe('description', () => {
	const { description } = new BetterezInvoiceTrigger();
	const property = (name: string) => description.properties.find((one) => one.name === name)!;

	test('events and authentication are those of the provider', () => {
		const values = (name: string) =>
			(property(name).options as Array<{ value: string }>).map(({ value }) => value);
		expect(values('events')).toEqual(Object.keys(betterez.events));
		expect(property('events').default).toEqual(Object.keys(betterez.events));
		expect(values('authentication')).toEqual(Object.keys(betterez.schemes));
		expect(property('authentication').default).toBe('signature');
	});

	test('no configuration events, no sales: they are never offered', () => {
		expect(JSON.stringify(description.properties)).not.toMatch(
			/invoice_providers|transaction\.|invoiceemail/,
		);
	});

	test('each way to authenticate says how to register', () => {
		for (const method of Object.keys(betterez.schemes)) {
			const notice = description.properties.find(
				(one) => one.type === 'notice' && one.displayOptions?.show?.authentication?.includes(method),
			)!;
			for (const step of [
				'sales',
				'Admin > Integrations > Webhooks',
				'+ Add New',
				'Let me choose',
				'Create subscription',
			]) {
				expect(notice.displayName).toContain(step);
			}
		}
		expect(property('signatureNotice').displayName).toContain('betterez-webhooks');
		expect(property('urlTokenNotice').displayName).toContain('?token=');
	});

	test('options: no details, for the API knows no more than the event', () => {
		const names = (property('options').options as Array<{ name: string }>).map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining(['attachDocument', 'timestampTolerance']));
		expect(names).not.toContain('fetchDetails');
	});
});

describe('an event', () => {
	const receive = async (
		{ body, headers }: { body: Buffer; headers: Record<string, string> },
		parameters = {},
		url = '/webhook/x/webhook',
	) => {
		const { context, answered } = webhookContext(setup(HOME, parameters), { body, headers, url });
		return { response: await new BetterezInvoiceTrigger().webhook.call(context), answered };
	};
	const signed = (event: object, secret = SECRET) => {
		const { body, headers } = notification(event);
		return { body, headers: { ...headers, ...sign(body, secret) } };
	};

	test('goes from the request to the item, without its API key', async () => {
		const event = invoiceEvent();
		const { response } = await receive(signed({ ...event, apiKey: 'KEY-OF-THE-CALL', providerId: 'p1' }));
		expect(response.webhookResponse).toEqual({ status: 'accepted' });
		expect(JSON.stringify(response.workflowData)).not.toMatch(/KEY-OF-THE-CALL|signature":"t=|s2=/);
		const [[item]] = await new BetterezInvoiceTrigger().execute.call(
			executeContext(setup(HOME), response.workflowData![0]),
		);
		expect(item.json).toMatchObject({ provider: 'betterez', id: event.data._id, totals: { gross: 285 } });
		expect(JSON.stringify(item)).not.toContain('KEY-OF-THE-CALL');
	});

	test('attached document: the bytes of the event', async () => {
		const event = invoiceEvent();
		const { response } = await receive(signed(event));
		const parameters = { options: { attachDocument: true, includeRaw: false } };
		const [[item]] = await new BetterezInvoiceTrigger().execute.call(
			executeContext(setup(HOME, parameters), response.workflowData![0]),
		);
		expect(item.json).not.toHaveProperty('raw');
		expect(item.binary?.data).toMatchObject({
			fileName: `${String(event.data.authNumber)}.xml`,
			mimeType: 'application/xml',
		});
		expect((await bytesOf(item.binary!.data)).toString('base64')).toBe(event.data.data);
	});

	test.each([
		['{"a":1}', 'json', 'application/json'],
		['<html><body>x</body></html>', 'html', 'text/html'],
		['x', 'txt', 'application/octet-stream'],
	])('attached document %s: whatever it is, it is passed on', async (content, extension, mimeType) => {
		const event = invoiceEvent({ document: content });
		const { response } = await receive(signed(event));
		const [[item]] = await new BetterezInvoiceTrigger().execute.call(
			executeContext(setup(HOME, { options: { attachDocument: true } }), response.workflowData![0]),
		);
		expect(item.binary?.data).toMatchObject({
			fileName: `${String(event.data.authNumber)}.${extension}`,
			mimeType,
		});
		expect((await bytesOf(item.binary!.data)).toString()).toBe(content);
	});

	test.each(['invoice_providers.updated', 'transaction.completed', 'invoiceemail.created'])(
		'%s is acknowledged and ignored, even if somebody selected it',
		async (name) => {
			const body = { ...invoiceEvent(), event: name };
			expect((await receive(signed(body))).response).toEqual({ webhookResponse: { status: 'ignored' } });
			if (!name.startsWith('invoice_providers')) return;
			const selected = await receive(signed(body), { events: [name] });
			expect(selected.response).toEqual({ webhookResponse: { status: 'ignored' } });
		},
	);

	test('without an envelope it is named by what is selected', async () => {
		const { data } = invoiceEvent();
		const { response } = await receive(signed({ providerId: 'p', apiKey: 'k', data }), {
			events: ['invoices.updated'],
		});
		expect(response.workflowData?.[0][0].json).toMatchObject({ providerType: 'invoices.updated' });
	});

	test('again is dropped', async () => {
		const event = invoiceEvent();
		const first = await receive(signed(event));
		const again = await receive(signed({ ...event, attemptId: 'another' }));
		const run = async (input: typeof first, executionId: string) =>
			await new BetterezInvoiceTrigger().execute.call(
				executeContext({ ...setup(HOME), executionId }, input.response.workflowData![0]),
			);
		expect((await run(first, '1'))[0]).toHaveLength(1);
		expect((await run(again, '2'))[0]).toHaveLength(0);
	});

	test('that does not fit fails the execution with the name of the field', async () => {
		const { response } = await receive(signed({ ...invoiceEvent(), data: 'eJxT' }));
		await expect(
			new BetterezInvoiceTrigger().execute.call(executeContext(setup(HOME), response.workflowData![0])),
		).rejects.toThrow(/data: /);
	});
});
