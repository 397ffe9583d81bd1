import { StripeInvoiceApi } from '../../credentials/StripeInvoiceApi.credentials';
import { comparable, getMany, invoicesIn, type Account } from '../support/Invoice/listing.mts';
import { cleanUp, initialize } from '../n8nCore/contexts.mts';
import { listen, type SimulatorServer } from '../simulator/server.mts';
import {
	api,
	EVENT_TYPES,
	stripeEvent,
	type StripeApi,
	type StripeEvent,
} from '../simulator/providers/stripe.mts';
import { invoiceOf } from '../support/Stripe/events.mts';
import { virtualClock } from '../support/virtualClock.mts';

const KEY = 'rk_test_of_the_list';
const LIST = 'GET /v1/events';

virtualClock();
let state: StripeApi;
let server: SimulatorServer;
let account: Account;

beforeAll(async () => {
	await initialize();
	state = api({ apiKey: KEY });
	server = await listen(state);
	account = { provider: 'stripe', type: new StripeInvoiceApi(), data: { apiKey: KEY, apiUrl: server.url } };
});
beforeEach(() => {
	state.events = [];
});
afterEach(() => server.reset());
afterAll(async () => {
	await server.close();
	cleanUp();
});

/** Events, newest first like in the API. */
function happened(count: number, type?: string): StripeEvent[] {
	const made = Array.from({ length: count }, () => stripeEvent(type));
	state.events.unshift(...made);
	return made;
}
const asked = () => server.requestsTo(LIST).map(({ query }) => Object.fromEntries(query));

it.each(EVENT_TYPES)('%s: is the item of the webhook, with its key', async (type) => {
	const [event] = happened(1, type) as [StripeEvent];
	happened(1, type === 'invoice.paid' ? 'invoice.sent' : 'invoice.paid');
	const items = await getMany(account, { stripeEvents: [type] });
	const [item] = invoicesIn(items);
	expect(items).toHaveLength(1);
	// The keys are equal, including the digest.
	expect(comparable(item!)).toEqual(comparable(invoiceOf(event)));
	expect(item!.event.authentication).toBe('api');
});

it('lists several events in one order, over pages, as many as are asked for', async () => {
	const types = ['invoice.finalized', 'invoice.paid', 'credit_note.created'];
	const made = Array.from({ length: 250 }, (_, index) => happened(1, types[index % 3])[0]!).reverse();
	const all = await getMany(account, { stripeEvents: types, returnAll: true });
	expect(all.map(({ json }) => (json.event as { id: string }).id)).toEqual(made.map(({ id }) => id));
	expect(asked()).toHaveLength(3);
	expect(asked()[0]).toEqual({
		'types[0]': types[0],
		'types[1]': types[1],
		'types[2]': types[2],
		limit: '100',
	});
	expect(await getMany(account, { stripeEvents: types, returnAll: false, limit: 7 })).toHaveLength(7);
});

it('asks since a moment, in seconds', async () => {
	happened(1);
	await getMany(account, { stripeEvents: ['invoice.finalized'], stripeCreatedSince: '2026-04-01T00:00:00Z' });
	expect(asked()[0]).toMatchObject({ 'created[gte]': '1775001600' });
});

it('asks nothing where no event is chosen, for that would be all of them', async () => {
	happened(3);
	expect(await getMany(account, { stripeEvents: [] })).toEqual([]);
	expect(server.requests).toEqual([]);
});
