import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { invoiceSchema } from '../../nodes/shared/invoice/schema';
import { sampleJson, webhookSamplesOf } from '../simulator/samples.mts';
import { EVENT_TYPES, orderEvent } from '../simulator/providers/scayle.mts';
import {
	ADMIN,
	ALL,
	change,
	codes,
	event,
	invoiceOf,
	normalize,
	OLDER,
	YEN,
} from '../support/Scayle/events.mts';
import { golden } from '../support/Scayle/golden.mts';

const SAMPLES = webhookSamplesOf('scayle').map(({ file }) => file);
const STRICT = invoiceSchema.strict();

describe('samples', () => {
	test.each(SAMPLES)('%s', (file) => {
		const body = event(file);
		const { raw, ...item } = invoiceOf(body, ['order-invoiced']);
		expect([item]).toEqual(golden(file));
		expect(raw).toEqual(body);
		expect(STRICT.safeParse({ ...item, raw }).error).toBeUndefined();
	});

	test('each has its golden item', () => {
		expect(SAMPLES).toHaveLength(5);
	});
});

describe('an order of which an item was not delivered', () => {
	const ITEMS = [
		{ status: 'shipped', price: { withTax: 10000, withoutTax: 10000, tax: { vat: { amount: 0, rate: 0 } } } },
		{ status: 'cancelled', price: { withTax: 5000, withoutTax: 5000, tax: { vat: { amount: 0, rate: 0 } } } },
	];
	const COST = { withTax: 10000, withoutTax: 10000, tax: { vat: { amount: 0 } } };
	const itemWith = (items: object[]) =>
		invoiceOf(
			event(ADMIN, {
				'payload.membershipDiscount': null,
				'payload.items': items,
				'payload.cost': COST,
			}),
		);

	test.each(['cancelled', 'undeliverable', 'returned'])('%s has no discount that nobody gave', (status) => {
		const item = itemWith([ITEMS[0]!, { ...ITEMS[1]!, status }]);
		expect(item.totals).toMatchObject({ discount: null, gross: 100 });
		expect(codes(item)).toContain('amounts-may-cover-whole-order');
	});

	test('a discount of one that was delivered stays', () => {
		const item = itemWith([ITEMS[0]!, { ...ITEMS[1]!, status: 'shipped' }]);
		expect(item.totals).toMatchObject({ discount: 50 });
		expect(codes(item)).not.toContain('amounts-may-cover-whole-order');
	});
});

describe('required', () => {
	// The fields that each event may lack: test/providers/tolerance.test.mts.
	test.each(['key', 'occurredAt', 'payload.id'])('%s', (path) => {
		for (const nothing of [undefined, null]) {
			const result = normalize(event(ADMIN, { [path]: nothing }));
			if (result.ok) throw new Error('accepted');
			expect(result.error.message).toContain(`${path}: `);
			expect(result.error.description).toContain('nothing is lost');
		}
	});

	test('an amount that is none is left out, and named', () => {
		const item = invoiceOf(event(ADMIN, { 'payload.cost.withTax': 'a lot' }));
		expect(item.issues).toContainEqual(
			expect.objectContaining({ code: 'field-unreadable', path: 'raw.payload.cost.withTax' }),
		);
	});

	test.each(['', null, undefined])('the currency %j is missing, and the item says so', (currencyCode) => {
		const item = invoiceOf(event(ADMIN, { 'payload.currencyCode': currencyCode }));
		expect(item).toMatchObject({ currency: null, totals: { gross: null } });
		expect(codes(item)).toContain('currency-missing');
	});

	test('the rest may be absent, or null', () => {
		const least = { id: 1, basketKey: '', currencyCode: 'EUR', status: 'invoice_completed', cost: {} };
		const body = { key: 'k', occurredAt: '2026-01-01T00:00:00Z', payload: least };
		const item = invoiceOf(body, ['order-invoiced']);
		expect(item).toMatchObject({ lines: [], taxes: [], buyer: null, shipTo: null, payment: null });
		expect(Object.values(item.totals).every((value) => value === null)).toBe(true);
		expect(codes(item)).toEqual(['amounts-unknown', 'number-missing']);

		const nulls = sampleJson<Record<string, Record<string, unknown>>>('scayle', ADMIN);
		for (const name of Object.keys(nulls.payload)) if (!(name in least)) nulls.payload[name] = null;
		nulls.payload.cost = { withTax: null, withoutTax: null, tax: null, appliedFees: null };
		expect(invoiceOf({ ...nulls, meta: null })).toMatchObject({ lines: [], taxes: [], buyer: null });
	});
});

describe('event', () => {
	test.each([
		['order-invoiced', 'invoice.created', 'invoice', ['number-missing']],
		[
			'order-partially-invoiced',
			'invoice.created',
			'invoice',
			['number-missing', 'amounts-may-cover-whole-order'],
		],
		[
			'order-corrective-invoiced',
			'invoice.corrected',
			'corrective',
			['number-missing', 'amounts-may-cover-whole-order'],
		],
	])('%s', (type, ours, kind, issues) => {
		const item = invoiceOf(event(ADMIN, { type, 'payload.membershipDiscount': null }));
		expect(item).toMatchObject({ event: { type: ours, providerType: type }, kind, status: 'issued' });
		expect(codes(item)).toEqual(issues);
		// Signs are not flipped.
		expect(item.totals.gross).toBe(71.72);
	});

	test('its key is the same for each delivery, and another for another invoice of the order', () => {
		const keyOf = (changes: Record<string, unknown>) => invoiceOf(event(ADMIN, changes)).event.key;
		const key = keyOf({});
		expect(keyOf({ 'meta.xRequestId': 'another attempt' })).toBe(key);
		const others = [
			keyOf({ type: 'order-partially-invoiced' }),
			keyOf({ 'payload.id': 870232 }),
			keyOf({ key: 'other' }),
			keyOf({ occurredAt: '2026-02-13T09:41:23+00:00' }),
		];
		expect(new Set([key, ...others]).size).toBe(5);
	});

	test('a time without a zone is no moment', () => {
		const item = invoiceOf(event(ADMIN, { occurredAt: '2026-02-13 09:41' }));
		expect(item.event.occurredAt).toBeNull();
		expect(codes(item)).toContain('date-unknown');
	});

	test('a guessed name is told', () => {
		expect(codes(invoiceOf(event(OLDER), ALL))).toContain('event-type-inferred');
		expect(codes(invoiceOf(event(OLDER), ['order-invoiced']))).not.toContain('event-type-inferred');
		expect(codes(invoiceOf(event(ADMIN), ALL))).not.toContain('event-type-inferred');
	});
});

describe('status', () => {
	test.each([
		['order_open', 'issued'],
		['payment_pending', 'issued'],
		['payment_reserved', 'issued'],
		['invoice_completed', 'issued'],
		['invoice_partially_completed', 'issued'],
		['cancellation_pending', 'issued'],
		['cancellation_completed', 'void'],
	])('%s', (status, expected) => {
		const item = invoiceOf(event(ADMIN, { 'payload.status': status }));
		expect(item.status).toBe(expected);
		expect(codes(item)).not.toContain('status-unknown');
	});

	test.each(['something_new', 'toString', '__proto__'])('%j is unknown', (status) => {
		const item = invoiceOf(event(ADMIN, { 'payload.status': status }));
		expect(item.status).toBeNull();
		expect(codes(item)).toContain('status-unknown');
	});
});

describe('order', () => {
	const of = (changes: Record<string, unknown>, file = ADMIN) => invoiceOf(event(file, changes));

	test('is named by the key for other systems, the public one, the id', () => {
		expect(of({}).orderReference).toBe('erp-2026-000870231');
		expect(of({ 'payload.referenceKey': null }).orderReference).toBe('MS-870231');
		expect(of({ 'payload.referenceKey': '', 'payload.publicKey': undefined }).orderReference).toBe('870231');
	});

	test('issueDate is the day as written', () => {
		expect(of({ 'payload.invoicedAt': '2026-02-13T23:59:00-11:00' }).issueDate).toBe('2026-02-13');
		const odd = of({ 'payload.invoicedAt': '13.02.2026' });
		expect([odd.issueDate, codes(odd).includes('date-unknown')]).toEqual([null, true]);
	});

	test('the customer number', () => {
		expect(of({ 'payload.customer.referenceKey': null }).customerNumber).toBe('55012');
		expect(of({ 'payload.customer': null })).toMatchObject({
			customerNumber: null,
			buyer: { customerId: null },
		});
	});

	test('an organization has no first name', () => {
		expect(
			of({
				'payload.address.billing.recipient': {
					type: 'organization',
					lastName: 'Muster GmbH',
					firstName: 'z. Hd. Max',
				},
			}).buyer,
		).toMatchObject({ name: 'Muster GmbH', companyName: 'Muster GmbH', firstName: null, lastName: null });
	});

	test('e-mail and phone, from the nearest source', () => {
		expect(of({ 'payload.customer.email': null }).buyer!.email).toBe('erika.mustermann@musterladen.example');
		expect(of({ 'payload.customer.email': null, 'payload.contacts': null }).buyer!.email).toBeNull();
		const phones = {
			'payload.address.billing.phone': '1',
			'payload.customer.phone': '2',
			'payload.contacts': [{ type: 'Phone', value: '3' }],
		};
		expect(of(phones).buyer!.phone).toBe('1');
		expect(of({ ...phones, 'payload.address.billing.phone': '' }).buyer!.phone).toBe('2');
		expect(
			of({ ...phones, 'payload.address.billing.phone': null, 'payload.customer.phone': null }).buyer!.phone,
		).toBe('3');
	});

	test('a collection point only fills an empty line', () => {
		const at = 'payload.address.shipping';
		expect(of({ [`${at}.additional`]: 'Hof' }).shipTo!.address!.additional).toBe('Hof');
		expect(of({ [`${at}.collectionPoint.description`]: null }).shipTo!.address!.additional).toBe('HPS-12345');
		expect(of({ [`${at}.collectionPoint`]: null }).shipTo!.address!.additional).toBeNull();
	});

	test('an unknown country is null and reported', () => {
		const item = of({ 'payload.address.billing.countryCode': 'XYZ' });
		expect(item.buyer!.address!.countryCode).toBeNull();
		expect(item.issues).toContainEqual(
			expect.objectContaining({ code: 'country-unknown', path: 'buyer.address.countryCode' }),
		);
	});

	test('shop and country come from the addresses, and the country from the older envelope, where the order has none', () => {
		expect(of({ 'payload.shopCountry': null }).references).toMatchObject({
			shopKey: 'ms',
			countryCode: 'DE',
		});
		expect(of({ 'payload.shopCountry': null, 'payload.address.billing': null }).references).toMatchObject({
			shopKey: 'ms',
			countryCode: 'DE',
		});
		const older = invoiceOf(event(OLDER, { 'payload.shopCountry': null }), ['order-invoiced']).references;
		expect(older.shopKey).toBeUndefined();
		expect(older.countryCode).toBe('AT');
	});

	test('one that is a list in one place may be an object in the other', () => {
		const contact = { type: 'phone', value: '+49 1' };
		for (const contacts of [contact, [contact]]) {
			const item = of({
				'payload.contacts': contacts,
				'payload.address.billing.phone': null,
				'payload.customer.phone': null,
			});
			expect(item.buyer!.phone).toBe('+49 1');
		}
		expect(
			of({
				'payload.items.0.price.appliedReductions': [],
				'payload.promotion': [],
				'payload.payment.0.installment': [],
			}).totals.gross,
		).toBe(71.72);
	});

	test('a membership discount is reported, and none is not', () => {
		expect(of({}).issues).toContainEqual(
			expect.objectContaining({ code: 'membership-discount', message: expect.stringContaining('of 2 is') }),
		);
		for (const none of [0, null]) {
			expect(codes(of({ 'payload.membershipDiscount.reductionValue': none }))).not.toContain(
				'membership-discount',
			);
		}
	});

	test('payment means are joined', () => {
		expect(of({ 'payload.payment': [] }).payment).toBeNull();
		expect(of({ 'payload.payment': [{ key: 'paypal' }, { transactionKey: 't' }] }).payment).toMatchObject({
			method: 'paypal',
			reference: 't',
		});
	});
});

describe('total', () => {
	test('any JSON becomes invoices or an error', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.jsonValue(), (body, payload) => {
				expect(typeof normalize(body).ok).toBe('boolean');
				expect(typeof normalize({ key: 'k', occurredAt: 'x', type: 'order-invoiced', payload }).ok).toBe(
					'boolean',
				);
			}),
			{ numRuns: 500 },
		);
	});

	test('any change of a sample becomes a valid invoice or an error that names fields', () => {
		const paths = (value: unknown, at: string): string[] =>
			typeof value === 'object' && value !== null
				? Object.entries(value).flatMap(([key, inner]) => [`${at}${key}`, ...paths(inner, `${at}${key}.`)])
				: [];
		const value = fc.oneof(
			fc.jsonValue(),
			fc.constant(undefined),
			fc.integer(),
			fc.constant('1e39'),
			fc.constant('-0.5'),
		);
		fc.assert(
			fc.property(fc.constantFrom(...SAMPLES), fc.nat(), value, (file, at, any) => {
				const body = sampleJson<object>('scayle', file);
				const all = paths(body, '');
				change(body, all[at % all.length], any);
				const result = normalize(body);
				if (!result.ok) return expect(result.error.message).toMatch(/: |ignored|not a SCAYLE event/);
				expect(STRICT.safeParse(result.value[0]).error).toBeUndefined();
			}),
			{ numRuns: 1500 },
		);
	});

	test.each(EVENT_TYPES)('what the simulator sends as %s', (type) => {
		const sent = orderEvent({ type });
		const item = invoiceOf(sent);
		expect(item.references.orderId).toBe(String(sent.payload.id));
		expect(item.event.providerType).toBe(type);
		const older = invoiceOf(orderEvent({ type, older: true }));
		expect(older.event.providerType).toBe(type);
	});

	test('nothing is written into the payload', () => {
		for (const file of [ADMIN, OLDER, YEN]) {
			const body = event(file);
			invoiceOf(body);
			expect(body).toEqual(event(file));
		}
	});
});

/** Events that were once read incorrectly; `npm run test:node20` also runs them on the oldest Node.js. */
describe('cases', () => {
	const read = (file: string) => invoiceOf(JSON.parse(readFileSync(`test/samples/events/${file}`, 'utf8')));

	test('an empty currency is an issue that names it', () => {
		const { currency, issues } = read('14a-scayle-empty-currency.json');
		expect(currency).toBeNull();
		expect(issues.map(({ code, path }) => `${code} ${path}`)).toContain('currency-missing currency');
	});

	test('a discounted line of a correction keeps its discount and its price', () => {
		const { lines } = read('14b-scayle-negative-discounted.json');
		expect(lines).toMatchObject([{ net: -8, unitPrice: -10, discount: -2 }]);
	});

	test('an event without optional fields is an item', () => {
		const { totals, lines } = read('15-scayle-on-node-20.json');
		expect(totals).toMatchObject({ net: 10, tax: 1.9, gross: 11.9 });
		expect(lines).toMatchObject([{ description: 'Thing', net: 10, taxRate: 19 }]);
	});
});
