import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { ChargebeeInvoiceApi } from '../../credentials/ChargebeeInvoiceApi.credentials';
import { Invoice } from '../../nodes/Invoice/Invoice.node';
import { recognize as recognizeAny } from '../../nodes/Invoice/input/recognize';
import { sourceOf } from '../../nodes/Invoice/input/source';
import { chargebee } from '../../nodes/Chargebee/provider';
import { executeContext } from '../n8nCore/contexts.mts';
import { api, chargebeeEvent, type ChargebeeEvent } from '../simulator/providers/chargebee.mts';
import { start } from '../simulator/harness.mts';
import { sampleJson, webhookSamplesOf } from '../simulator/samples.mts';
import { KEY } from '../support/Chargebee/contexts.mts';
import { ENVIRONMENT, event, invoiceOf } from '../support/Chargebee/events.mts';
import { PROVIDER_NAMES } from '../support/providers.mts';
import { virtualClock } from '../support/virtualClock.mts';

virtualClock();

const { recognize } = chargebee;
const SAMPLES = webhookSamplesOf('chargebee').map(({ file }) => file);

const contextFor = (json: unknown, apiUrl: string = ENVIRONMENT.apiUrl) =>
	executeContext(
		{
			node: new Invoice(),
			parameters: { resource: 'invoice', operation: 'get', provider: 'item', options: {} },
			credential: { type: new ChargebeeInvoiceApi(), data: { site: 'acme-test', apiUrl, apiKey: KEY } },
		},
		[{ json: json as IDataObject }],
	);
const read = async (json: unknown) => (await sourceOf.call(contextFor(json), 0)).invoice;

// n8n's Chargebee Trigger 2.41.1 outputs the webhook's body as it came, without checking a login.
test.each(SAMPLES.filter((file) => file !== 'subscription_renewed.json'))(
	'%s as an item is what the webhook makes of it',
	async (file) => {
		const { event: received, ...invoice } = invoiceOf(event(file));
		const { event: given, ...same } = await read(event(file));
		expect(same).toEqual(invoice);
		expect(given).toEqual({ ...received, authentication: 'item', receivedAt: given!.receivedAt });
	},
);

test('an event of another kind is taken for the invoice in it', async () => {
	const invoice = await read(event('subscription_renewed.json'));
	expect(invoice).toMatchObject({
		number: 'INV-6001',
		event: { type: 'invoice.updated', providerType: 'subscription_renewed' },
	});
});

// n8n's Chargebee node 2.41.1 outputs the invoices of a list as they came, with an additional pdfUrl.
test.each(['invoice_generated.json', 'credit_note_created.json'])(
	'the document of %s alone is normalized by the same function, without an event',
	async (file) => {
		const { content } = event(file) as ChargebeeEvent;
		const document = { ...(content.invoice ?? content.credit_note)!, pdfUrl: 'https://x.example/a.pdf' };
		const { raw, buyer, references, ...invoice } = await read(document);
		const { raw: _, event: __, buyer: ___, references: ____, ...expected } = invoiceOf(event(file));
		expect(invoice).toEqual({ ...expected, event: null });
		expect(raw).toEqual(document);
		expect([buyer?.companyName, references.channel]).toEqual(['Muster GmbH', 'web']);
	},
);

// As the API answers an HTTP Request node, and n8n's Chargebee node when it cancels a subscription.
test.each(['invoice_generated.json', 'credit_note_created.json'])(
	'the document of %s in an answer of the API is the same',
	async (file) => {
		const { content: answer } = event(file) as ChargebeeEvent;
		const { raw, references, ...invoice } = await read(answer);
		const { raw: _, event: __, references: ofEvent, ...expected } = invoiceOf(event(file));
		expect(invoice).toEqual({ ...expected, event: null });
		expect(ofEvent).toMatchObject(references);
		expect(raw).toEqual(answer);
	},
);

test('Get then takes the figures from Chargebee, so that what a stranger sent does not count', async () => {
	const simulated = api({ apiKey: KEY });
	const { url } = await start(simulated);
	const truth = simulated.add(chargebeeEvent());
	const forged = structuredClone(truth);
	forged.content.invoice!.total = 1;
	const [[item]] = await new Invoice().execute.call(contextFor(forged, url));
	expect(item.json).toMatchObject({
		totals: { gross: 110.3 },
		event: { id: truth.id, authentication: 'item' },
		issues: [{ code: 'differs-from-event' }],
	});
});

test.each([
	{ id: 'evt_1', object: 'event', type: 'invoice.paid', data: { object: { object: 'invoice' } } },
	{ id: 'in_1', object: 'invoice', currency: 'eur', customer: 'cus_1' },
	{ id: 'ev_1', event_type: 'customer_created', occurred_at: 1, content: { customer: {} } },
	{ id: 'ev_1', event_type: 'invoice_generated', occurred_at: 1 },
	{ id: 'ev_1', event_type: 'x', object: 'other', occurred_at: 1, content: { invoice: {} } },
	{ event_type: 'invoice_generated', content: { invoice: {} } },
])('%j is nothing of Chargebee', (json) => expect(recognize!.event(json)).toBeNull());

test('no sample of another provider is taken for one of Chargebee, nor the other way round', () => {
	for (const name of PROVIDER_NAMES) {
		for (const { file } of webhookSamplesOf(name)) {
			const found = recognizeAny(sampleJson(name, file))?.provider.name;
			expect([name, file, found === 'chargebee']).toEqual([name, file, name === 'chargebee']);
		}
	}
});

test.each<[string, unknown]>([
	['a customer', { id: 'c', object: 'customer', resource_version: 1 }],
	['a payment source', { id: 'pm', object: 'payment_source', resource_version: 1 }],
	// The node's output where it creates a customer, and where it cancels a subscription.
	['a customer', { customer: { id: 'c', object: 'customer', resource_version: 1 } }],
	[
		'a subscription',
		{
			customer: { id: 'c', object: 'customer', resource_version: 1 },
			subscription: { id: 's', object: 'subscription', resource_version: 1 },
		},
	],
	[
		'the event customer_changed',
		{
			id: 'ev_1',
			occurred_at: 1,
			object: 'event',
			event_type: 'customer_changed',
			content: { customer: { id: 'c' } },
		},
	],
])('%s names no invoice, and the error says so', async (what, json) => {
	await expect(read(json)).rejects.toMatchObject({
		message: `The input item is ${what} of Chargebee, and names no invoice`,
		description: expect.stringContaining('choose Chargebee in the field Provider'),
	});
	expect(recognize!.other!({ object: 'customer', id: 'cus_1', livemode: true })).toBeNull();
});

test('never throws, whatever the item is', () => {
	fc.assert(fc.property(fc.anything(), (json) => void recognize!.event(json)));
	fc.assert(
		fc.property(fc.string(), fc.jsonValue(), (event_type, content) => {
			void recognize!.event({ id: 'ev_1', occurred_at: 1, event_type, content });
		}),
	);
});
