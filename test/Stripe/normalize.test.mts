import { stripe } from '../../nodes/Stripe/provider';
import { invoiceSchema } from '../../nodes/shared/invoice/schema';
import { webhookSamplesOf } from '../simulator/samples.mts';
import { EVENT_TYPES, stripeEvent } from '../simulator/stripe.mts';
import {
	codes,
	eventWith,
	golden,
	invoiceOf,
	normalize,
	RECEIVED_AT,
	sample,
} from '../support/Stripe/events.mts';

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

	it('has one key in every version of the API, and another one for another amount', () => {
		const invoice = {
			...{ id: 'in_1', object: 'invoice', currency: 'eur', number: 'A-1', status: 'open', total: 1190 },
			...{ total_excluding_tax: 1000, amount_due: 1190, amount_paid: 0, amount_remaining: 1190 },
		};
		const line = { id: 'il_1', amount: 1000, currency: 'eur', quantity: 1 };
		const tax = { amount: 190, taxable_amount: 1000 };
		const old = { ...tax, inclusive: false, tax_rate: 'txr_1' };
		const basil = { ...tax, tax_behavior: 'exclusive', tax_rate_details: { tax_rate: 'txr_1' } };
		const keyOf = (object: object) => invoiceOf(eventWith(object as never)).event.key;
		const shapes = [
			{ ...invoice, total_tax_amounts: [old], tax: 190, lines: { data: [{ ...line, tax_amounts: [old] }] } },
			{ ...invoice, total_taxes: [basil], lines: { data: [{ ...line, taxes: [basil] }], has_more: false } },
		];
		expect(keyOf(shapes[0]!)).toBe(keyOf(shapes[1]!));
		expect(keyOf({ ...shapes[0], amount_remaining: 1000 })).not.toBe(keyOf(shapes[0]!));
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
		const { raw: _raw, ...item } = invoiceOf(sample('invoice.finalized.json', changes));
		expect([item]).toEqual(golden('invoice.finalized.json'));
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
