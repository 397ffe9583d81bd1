import fc from 'fast-check';
import { StripeInvoiceApi } from '../../credentials/StripeInvoiceApi.credentials';
import { Invoice } from '../../nodes/Invoice/Invoice.node';
import { takenItem } from '../../nodes/Invoice/input/inputItems';
import { recognize } from '../../nodes/Stripe/recognize';
import { stripe } from '../../nodes/Stripe/provider';
import { executeContext } from '../n8nCore/contexts.mts';
import { sampleJson, webhookSamplesOf } from '../simulator/samples.mts';
import { listen, type SimulatorServer } from '../simulator/server.mts';
import { api } from '../simulator/providers/stripe.mts';
import { invoiceOf, sample } from '../support/Stripe/events.mts';
import { virtualClock } from '../support/virtualClock.mts';

virtualClock();

const KEY = 'rk_test_of_the_recognition';
type Json = Record<string, unknown>;
const objectOf = (file: string) => sampleJson<{ data: { object: Json } }>('stripe', file).data.object;

let server: SimulatorServer;
beforeAll(async () => (server = await listen(api({ apiKey: KEY }))));
afterEach(() => server.reset());
afterAll(async () => await server.close());

/** The output of *Invoice > Get* for an item of another node. */
async function get(json: unknown) {
	const context = executeContext(
		{
			node: new Invoice(),
			parameters: { resource: 'invoice', operation: 'get', provider: 'item', options: {} },
			credential: { type: new StripeInvoiceApi(), data: { apiKey: KEY, apiUrl: server.url } },
		},
		[{ json: json as never }],
	);
	const [[item]] = (await new Invoice().execute.call(context)) as [[{ json: Json }]];
	return item.json;
}

it.each(webhookSamplesOf('stripe').filter(({ event }) => event in stripe.events))(
	"$file, as n8n's Stripe Trigger passes it on, has the key of our trigger",
	({ file }) => {
		const listed = recognize.event(sample(file))!;
		const [invoice] = (
			stripe.events[listed.event.providerType]!.normalize(
				{ ...listed.event, receivedAt: '2026-04-01T12:00:00.000Z', authentication: 'item' },
				stripe.environment({}),
			) as { ok: true; value: [ReturnType<typeof invoiceOf>] }
		).value;
		const own = invoiceOf(sample(file));
		expect(invoice).toEqual({ ...own, event: { ...own.event, authentication: 'item' } });
	},
);

it('the event of the trigger is completed by the API', async () => {
	const item = await get(sample('invoice.finalized.json'));
	expect(item).toMatchObject({
		provider: 'stripe',
		number: 'BH-0042',
		seller: { taxId: 'DE987654321' },
		event: { id: 'evt_finalized', authentication: 'item' },
	});
});

it('an invoice and a credit note by themselves have no event', async () => {
	expect(await get(objectOf('invoice.finalized.json'))).toMatchObject({ number: 'BH-0042', event: null });
	const listed = recognize.event(objectOf('credit_note.created.json'))!;
	expect(listed.event.providerType).toBe('credit_note.updated');
	expect(listed.complete!({ event: {}, raw: 1 } as never)).toEqual({
		event: null,
		raw: objectOf('credit_note.created.json'),
	});
});

it.each<[string, Json]>([
	['a charge', { object: 'charge', id: 'ch_1', invoice: 'in_finalized', amount: 5 }],
	['an expanded charge', { object: 'charge', id: 'ch_1', invoice: objectOf('invoice.finalized.json') }],
	['a checkout session', { object: 'checkout.session', id: 'cs_1', invoice: 'in_finalized' }],
	['a payment intent', { object: 'payment_intent', id: 'pi_1', invoice: 'in_finalized' }],
	['a payment of an invoice', { object: 'invoice_payment', id: 'inpay_1', invoice: 'in_finalized' }],
	['a subscription', { object: 'subscription', id: 'sub_1', latest_invoice: 'in_finalized' }],
	['an invoice item', { object: 'invoiceitem', id: 'ii_1', invoice: 'in_finalized' }],
	['a quote', { object: 'quote', id: 'qt_1', invoice: 'in_finalized' }],
	[
		'an event of one',
		{
			object: 'event',
			id: 'evt_1',
			type: 'charge.succeeded',
			data: { object: { object: 'charge', invoice: 'in_finalized' } },
		},
	],
])('%s leads to its invoice', async (_what, json) => {
	const item = await get(json);
	expect(item).toMatchObject({ id: 'in_finalized', number: 'BH-0042', event: null, issues: [], raw: json });
});

it.each<[string, unknown]>([
	['a customer', { object: 'customer', id: 'cus_1' }],
	['a charge without invoice', { object: 'charge', id: 'ch_1', invoice: null }],
	['a charge of something else', { object: 'charge', id: 'ch_1', invoice: 'xx_1' }],
	['an event of a customer', sampleJson('stripe', 'customer.created.json')],
	['a thin event', { object: 'v2.core.event', id: 'evt_1', type: 'invoice.paid' }],
	['an invoice of something else', { id: '1', type: 'invoice.paid', data: { object: { id: 'in_1' } } }],
	['nothing', null],
])('%s is not recognized', (_what, json) => {
	expect(recognize.event(json)).toBeNull();
});

describe('an item that names no invoice', () => {
	it.each<[string, Json]>([
		['a charge', { object: 'charge', id: 'ch_1', livemode: false, invoice: null }],
		['a customer', { object: 'customer', id: 'cus_1', livemode: true }],
		['a coupon', { object: 'coupon', id: 'SUMMER', livemode: false, percent_off: 10 }],
		['a source', { object: 'source', id: 'src_1', livemode: false }],
		['a token', { object: 'token', id: 'tok_1', livemode: false }],
		['a card', { object: 'card', id: 'card_1', customer: 'cus_1' }],
		['a balance', { object: 'balance', livemode: false }],
		['an application fee', { object: 'application_fee', id: 'fee_1', livemode: false }],
		['the event customer.created', sampleJson('stripe', 'customer.created.json')],
	])('is named, and what is needed: %s', async (what, json) => {
		await expect(get(json)).rejects.toMatchObject({
			message: `The input item is ${what} of Stripe, and names no invoice`,
			description: expect.stringMatching(/^This node needs an invoice, a credit note, .* choose Stripe /),
			context: { itemIndex: 0 },
		});
		const create = executeContext(
			{ node: new Invoice(), parameters: { resource: 'document', operation: 'create', additions: {} } },
			[{ json: json as never }],
		);
		await expect(takenItem.call(create, [json as never], {} as never, 0)).rejects.toThrow(what);
	});

	it.each<[string, unknown]>([
		['an item of another tool', { object: 'chat.completion', id: 'x' }],
		['an event of another sender', { object: 'event', id: 'x', type: 'response.completed' }],
		['a kind that is no name', { object: '<b>x</b>', livemode: true }],
	])('is not made of %s', (_what, json) => expect(recognize.other!(json)).toBeNull());
});

it('is total', () => {
	fc.assert(
		fc.property(fc.anything(), (json) => {
			recognize.event(json);
			recognize.other!(json);
		}),
	);
});
