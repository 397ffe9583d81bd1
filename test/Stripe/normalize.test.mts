import { stripe } from '../../nodes/Stripe/provider';
import { invoiceSchema, type Invoice } from '../../nodes/shared/invoice/schema';
import { webhookSamplesOf } from '../simulator/samples.mts';
import { EVENT_TYPES, stripeEvent } from '../simulator/providers/stripe.mts';
import { codes, golden, invoiceOf, normalize, RECEIVED_AT, sample } from '../support/Stripe/events.mts';
import { apartFromKey } from '../support/apartFromKey.mts';

const SAMPLES = webhookSamplesOf('stripe')
	.filter(({ event }) => event in stripe.events)
	.map(({ file }) => file);
const STRICT = invoiceSchema.strict();

describe('samples', () => {
	it('are all there but the one of an event that the node does not take', () => {
		expect(SAMPLES).toHaveLength(webhookSamplesOf('stripe').length - 1);
		expect(normalize(sample('customer.created.json'))).toMatchObject({ error: { message: 'ignored' } });
	});

	it.each(SAMPLES)('%s gives its golden item, and is in raw whole', (file) => {
		const { raw, ...item } = invoiceOf(sample(file));
		expect([item]).toEqual(golden(file));
		expect(raw).toEqual(sample(file));
		expect(STRICT.safeParse({ ...item, raw }).error).toBeUndefined();
	});
});

describe('event', () => {
	it.each(EVENT_TYPES)('%s has our name, and its ID as key', (providerType) => {
		const sent = { ...stripeEvent(providerType), livemode: true };
		expect(invoiceOf(sent).event).toMatchObject({
			id: sent.id,
			key: expect.stringMatching(`^${sent.id}:[\\da-f]{32}$`) as unknown,
			type: stripe.events[providerType]!.type,
			providerType,
			occurredAt: new Date(sent.created * 1000).toISOString(),
			receivedAt: RECEIVED_AT,
			liveMode: true,
			authentication: 'signature',
		});
	});

	it('is everything that the simulator sends', () => {
		expect(Object.keys(stripe.events).sort()).toEqual([...EVENT_TYPES].sort());
	});

	it('has the same key in a repeated delivery, and another one for a figure that is not in the item', () => {
		const file = 'invoice.finalized.json';
		const keyOf = (changes: Record<string, unknown>) => invoiceOf(sample(file, changes)).event.key;
		const same = { pending_webhooks: 7, request: null, created: 1, api_version: null };
		expect(keyOf(same)).toBe(keyOf({}));
		expect(keyOf({ 'data.object.starting_balance': -5 })).not.toBe(keyOf({}));
	});
});

describe('what is no event', () => {
	it('of version 2 is named', () => {
		expect(
			normalize({ id: 'evt_1', object: 'v2.core.event', type: 'v1.billing.meter.error', related_object: {} }),
		).toMatchObject({ error: { message: expect.stringContaining('thin event') as unknown } });
	});

	it.each([null, 1, 'x', [], {}, { id: 'evt_1', type: 'invoice.paid' }])('%j is rejected', (body) => {
		expect(normalize(body)).toMatchObject({
			error: { message: 'the body is not a Stripe event (id, type and data.object are required)' },
		});
	});
});

describe('an unknown version', () => {
	it('with fields that nobody knows yet gives the same item', () => {
		const changes = { 'data.object.new_field': { deep: [1] }, 'data.object.lines.data.0.new_field': true };
		const [known] = golden('invoice.finalized.json') as [Invoice];
		expect(apartFromKey(invoiceOf(sample('invoice.finalized.json', changes)))).toEqual(apartFromKey(known));
	});

	it('with another form of a minor field names it, and leaves it out', () => {
		const item = invoiceOf(sample('invoice.finalized.json', { 'data.object.custom_fields': 'none' }));
		expect(item.orderReference).toBeNull();
		expect(codes(item)).toEqual(['field-unreadable raw.data.object.custom_fields']);
	});

	it('with lines of another form fails, because an invoice without them would be wrong', () => {
		expect(normalize(sample('invoice.finalized.json', { 'data.object.lines.data': 'none' }))).toMatchObject({
			error: { message: expect.stringContaining('data.object.lines.data') as unknown },
		});
	});
});
