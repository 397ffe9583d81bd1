import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { rillet } from '../../nodes/Rillet/provider';
import { invoiceSchema } from '../../nodes/shared/invoice/schema';
import { sampleJson, webhookSamplesOf } from '../simulator/samples.mts';
import {
	errorOf,
	invoice,
	itemOf,
	memo,
	META,
	normalize,
	RECEIVED_AT,
	usd,
	type Json,
} from '../support/Rillet/items.mts';

describe('samples', () => {
	const wanted = webhookSamplesOf('rillet').filter(({ event }) => event in rillet.events);

	it('are all there but the one of another entity', () => {
		expect(webhookSamplesOf('rillet')).toHaveLength(wanted.length + 1);
	});

	it.each(wanted.map(({ file, event, headers }) => [file, event, headers!] as const))(
		'%s gives its golden item',
		(file, event, headers) => {
			const payload = sampleJson<unknown>('rillet', file);
			const split = rillet.split(payload, { headers, selected: [event] });
			if (!split.ok) throw new Error(split.error.message);
			expect(split.value).toHaveLength(1);
			expect(split.value[0].providerType).toBe(event);

			const { raw, ...item } = itemOf(split.value[0].payload, event, split.value[0]);
			const golden = path.join(process.cwd(), 'test/golden/rillet', file);
			expect([item]).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
			expect(raw).toEqual(typeof payload === 'string' ? { id: payload } : payload);
			expect(invoiceSchema.safeParse({ ...item, raw }).error).toBeUndefined();
		},
	);
});

describe('event', () => {
	it('comes from the headers', () => {
		expect(itemOf(invoice()).event).toEqual({
			id: META.id,
			key: expect.stringMatching(`^${META.id}(:[\\da-f]{32})?$`) as unknown,
			type: 'invoice.created',
			providerType: 'invoice-created',
			occurredAt: META.timestamp,
			receivedAt: RECEIVED_AT,
			liveMode: true,
			authentication: 'signature',
		});
	});

	it.each(Object.entries(rillet.events))('%s has its type', (name, { type }) => {
		const body = name.endsWith('deleted') ? 'x' : name.startsWith('invoice') ? invoice() : memo();
		expect(itemOf(body, name).event).toMatchObject({ type, providerType: name });
	});

	it('has no time where the header has none, and a key in any case', () => {
		expect(
			itemOf(invoice(), 'invoice-created', { meta: { ...META, timestamp: 'soon' } }).event,
		).toMatchObject({
			occurredAt: null,
		});
		expect(itemOf(invoice(), 'invoice-created', { meta: undefined }).event).toMatchObject({
			id: null,
			key: expect.stringMatching(`^${RECEIVED_AT}(:[\\da-f]{32})?$`) as unknown,
			occurredAt: null,
		});
	});
});

describe('a payment in place of the invoice', () => {
	const [rest] = sampleJson<{ payments: Json[] }>('rillet', 'api.invoice-payments.json').payments;
	const flat = {
		id: 'p1',
		invoice_id: rest.invoice_id as string,
		amount: 50.1,
		currency: 'USD',
		payment_date: '2026-01-20',
		cash_account_code: '11112',
		status: 'CLEARED',
	};
	const expected = (references: Record<string, string>) => ({
		id: rest.invoice_id as string,
		number: null,
		kind: 'invoice',
		status: null,
		currency: 'USD',
		references,
		issues: [],
		document: {
			id: rest.invoice_id as string,
			url: `https://api.rillet.com/invoices/${String(rest.invoice_id)}`,
			fileName: null,
		},
	});

	it('as the REST API has it', () => {
		const item = itemOf(rest, 'invoice-payment-updated');
		expect(item).toMatchObject(
			expected({
				paymentId: rest.id as string,
				paymentStatus: 'SUCCESSFUL',
				paymentAmount: '50.00',
				paymentDate: '2026-01-20',
				cashAccountCode: '11112',
			}),
		);
		expect(Object.values(item.totals).every((total) => total === null)).toBe(true);
		expect(item.raw).toEqual(rest);
	});

	it.each([50.1, '50.1'])('flat, with the amount %j', (amount) => {
		const item = itemOf({ ...flat, amount }, 'invoice-payment-updated');
		expect(item).toMatchObject(
			expected({
				paymentId: 'p1',
				paymentStatus: 'CLEARED',
				paymentAmount: '50.1',
				paymentDate: '2026-01-20',
				cashAccountCode: '11112',
			}),
		);
		expect(Object.values(item.totals).every((total) => total === null)).toBe(true);
	});

	it('needs the id of the invoice only', () => {
		const item = itemOf({ id: 'p1', invoice_id: 'i1', invoice_number: null }, 'invoice-payment-updated');
		expect(item).toMatchObject({ id: 'i1', currency: null, references: { paymentId: 'p1' }, issues: [] });
		expect(itemOf({ invoice_id: 'i1' }, 'invoice-payment-updated').references).toEqual({});
	});

	it('is not read as one where an invoice came', () => {
		expect(itemOf(invoice({ invoice_id: 'x' }), 'invoice-payment-updated').number).toBe('INV01');
		expect(errorOf({ id: 'x', items: [] }, 'invoice-payment-updated')).toContain('net_amount: ');
		const both = { id: 'x', invoice_id: 'i1', items: [] };
		expect(errorOf(both, 'invoice-payment-updated')).toContain('net_amount: ');
		expect(errorOf({ id: 'x' }, 'invoice-payment-updated')).toContain('net_amount: ');
	});
});

describe('totality', () => {
	const events = Object.keys(rillet.events);

	it('any JSON gives an item or an error', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.constantFrom(...events), (payload, event) => {
				const result = normalize(payload, event);
				expect(result.ok ? result.value.length : result.error.message.length).toBeGreaterThan(0);
			}),
			{ numRuns: 500 },
		);
	});

	it('a changed sample gives an item of the normal form or an error', () => {
		const samples = webhookSamplesOf('rillet')
			.filter(({ event }) => event in rillet.events)
			.map(({ file, event }) => ({ event, payload: sampleJson<unknown>('rillet', file) }));
		const odd = fc.oneof(
			fc.jsonValue(),
			fc.constantFrom<unknown>(
				null,
				'',
				'-0.005',
				'1e39',
				'9'.repeat(60),
				'NaN',
				'-',
				1e300,
				[],
				{},
				usd('7'),
			),
		);
		fc.assert(
			fc.property(fc.constantFrom(...samples), fc.nat(), odd, ({ event, payload }, seed, value) => {
				const places = placesOf(payload);
				const changed = put(payload, places[seed % places.length], value);
				const result = normalize(changed, event);
				if (!result.ok) return;
				for (const item of result.value) {
					expect(invoiceSchema.safeParse(item).error).toBeUndefined();
					expect(() => JSON.stringify(item)).not.toThrow();
				}
			}),
			{ numRuns: 2000 },
		);
	});

	function placesOf(value: unknown, at: string[] = []): string[][] {
		const own = [at];
		if (typeof value !== 'object' || value === null) return own;
		return [...own, ...Object.entries(value).flatMap(([key, member]) => placesOf(member, [...at, key]))];
	}

	function put(value: unknown, [key, ...rest]: string[], replacement: unknown): unknown {
		if (key === undefined) return replacement;
		const copy = (Array.isArray(value) ? [...value] : { ...(value as Json) }) as Json;
		copy[key] = put(copy[key], rest, replacement);
		return copy;
	}
});

test('an address without a state fails no event', () => {
	const body: unknown = JSON.parse(
		readFileSync('test/samples/events/14c-rillet-address-without-state.json', 'utf8'),
	);
	const { number, seller } = itemOf(body);
	expect(number).toBe('2026-000417');
	expect(seller?.address?.region ?? null).toBeNull();
});
