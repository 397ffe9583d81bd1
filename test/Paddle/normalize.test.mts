import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { paddle } from '../../nodes/Paddle/provider';
import { invoiceSchema } from '../../nodes/shared/invoice/schema';
import { sampleJson, webhookSamplesOf } from '../simulator/samples.mts';
import { EVENT_TYPES, eventOf } from '../simulator/providers/paddle.mts';
import { changed, codes, errorOf, itemOf, normalize, RECEIVED_AT, sample } from '../support/Paddle/items.mts';
import { apartFromKey } from '../support/apartFromKey.mts';

describe('samples', () => {
	it.each(webhookSamplesOf('paddle').map(({ file, event }) => [file, event] as const))(
		'%s gives its golden item',
		(file, event) => {
			const payload = sampleJson<unknown>('paddle', file);
			const split = paddle.split(payload, { headers: {}, selected: [event] });
			if (!split.ok) throw new Error(split.error.message);
			expect(split.value).toEqual([{ providerType: event, payload }]);

			const { raw, ...item } = itemOf(payload);
			const golden = path.join(process.cwd(), 'test/golden/paddle', file);
			expect([item]).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
			expect(raw).toEqual(payload);
			expect(invoiceSchema.strict().safeParse({ ...item, raw }).error).toBeUndefined();
		},
	);
});

describe('event', () => {
	it('is that of the envelope', () => {
		expect(itemOf(sample('transaction.completed')).event).toEqual({
			id: 'evt_01k7q2w9xv5t3m8r0000000001',
			key: expect.stringMatching(/^evt_01k7q2w9xv5t3m8r0000000001:[\da-f]{32}$/) as unknown,
			type: 'invoice.paid',
			providerType: 'transaction.completed',
			occurredAt: '2026-03-02T08:15:31.104Z',
			receivedAt: RECEIVED_AT,
			liveMode: true,
			authentication: 'signature',
		});
	});

	it('is a test if it comes from the simulator, also in a live account', () => {
		const simulated = { ...sample('transaction.completed'), event_id: 'ntfsimevt_01k7q2w9xv5t3m8r' };
		expect(itemOf(simulated).event).toMatchObject({ liveMode: false });
	});

	it('has the same key in every notification of it, and where no notification was sent', () => {
		const { key } = itemOf(sample('transaction.completed')).event!;
		for (const notification_id of ['ntf_other', null, undefined]) {
			const again = { ...sample('transaction.completed'), notification_id };
			expect(itemOf(again).event!.key).toBe(key);
		}
	});

	it.each(EVENT_TYPES)('%s has its type', (name) => {
		expect(itemOf(eventOf(name)).event).toMatchObject({
			type: paddle.events[name]!.type,
			providerType: name,
		});
	});

	it.each([
		['adjustment.created', 'chargeback', 'adjustment.created'],
		['adjustment.created', 'chargeback_warning', 'adjustment.created'],
		['adjustment.updated', 'credit_reverse', 'adjustment.updated'],
		['adjustment.created', 'something_new', 'adjustment.created'],
		['adjustment.created', 'credit', 'creditNote.created'],
		['adjustment.updated', 'refund', 'creditNote.updated'],
	])('%s of a %s is %s', (name, action, type) => {
		expect(itemOf(eventOf(name, { action })).event!.type).toBe(type);
	});
});

it.each([
	['event_id', 'event_id: required'],
	['data.id', 'data.id: required'],
])('without %s an event fails, and says so', (field, message) => {
	expect(errorOf(changed(sample('transaction.completed'), field, undefined))).toContain(message);
});

it('a list of lines in another form fails, because an invoice without them would be wrong', () => {
	const event = changed(sample('transaction.completed'), 'data.details.line_items', 'none');
	expect(errorOf(event)).toContain('data.details.line_items');
});

it('fields and values to come change nothing', () => {
	const event = sample('transaction.completed');
	const more = { ...event, api_version: 2, data: { ...event.data, something_new: { a: [1] } } };
	expect(apartFromKey(itemOf(more))).toEqual(apartFromKey(itemOf(event)));
	const odd = itemOf(changed(event, 'data.status', 'something_new'));
	expect(odd.status).toBeNull();
	expect(codes(odd)).toEqual(['status-unknown status']);
});

it('whatever stands in an event, an item is valid, or the event fails', () => {
	const file = fc.constantFrom(...webhookSamplesOf('paddle').map((one) => one.file.replace(/\.json$/, '')));
	const paths = (value: unknown, at: string[] = []): string[][] =>
		typeof value !== 'object' || value === null
			? [at]
			: [at, ...Object.entries(value).flatMap(([key, member]) => paths(member, [...at, key]))];
	const schema = invoiceSchema.strict();
	fc.assert(
		fc.property(file, fc.nat(), fc.jsonValue(), (name, at, value) => {
			const event = sample(name);
			const all = paths(event).filter((keys) => keys.length > 0);
			const odd = changed(event, all[at % all.length]!.join('.'), value);
			const result = normalize(odd, event.event_type);
			if (result.ok) for (const item of result.value) expect(schema.safeParse(item).error).toBeUndefined();
		}),
		{ numRuns: 400 },
	);
});
