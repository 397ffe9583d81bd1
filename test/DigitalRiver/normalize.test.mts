import fc from 'fast-check';
import { digitalRiver } from '../../nodes/DigitalRiver/provider';
import { invoiceSchema } from '../../nodes/shared/invoice/schema';
import { EVENT_TYPES, invoiceEvent } from '../simulator/providers/digitalRiver.mts';
import { webhookSamplesOf } from '../simulator/samples.mts';
import {
	codes,
	FILE_EVENT,
	golden,
	invoiceOf,
	INVOICE_EVENT,
	normalize,
	pathsIn,
	RECEIVED_AT,
	sample,
} from '../support/DigitalRiver/events.mts';

const SAMPLES = webhookSamplesOf('digitalRiver')
	.filter(({ event }) => event in digitalRiver.events)
	.map(({ file }) => file);
const STRICT = invoiceSchema.strict();
const CREDIT_MEMO = { type: 'order.credit_memo.created', 'data.object.purpose': 'customer_credit_memo' };

describe('samples', () => {
	it('are all there but the one of an event that the node does not take', () => {
		expect(SAMPLES).toHaveLength(webhookSamplesOf('digitalRiver').length - 1);
		expect(normalize(sample('order.complete.json'))).toMatchObject({ error: { message: 'ignored' } });
	});

	it.each(SAMPLES)('%s gives its golden item, and is in raw whole', (file) => {
		const { raw, ...item } = invoiceOf(sample(file));
		expect([item]).toEqual(golden(file));
		expect(raw).toEqual(sample(file));
		expect(STRICT.safeParse({ ...item, raw }).error).toBeUndefined();
	});
});

describe('event', () => {
	it.each([
		['order.invoice.created', 'invoice.created'],
		['order.credit_memo.created', 'creditNote.created'],
		['invoice.created', 'invoice.created'],
		['invoice.open', 'invoice.opened'],
		['invoice.paid', 'invoice.paid'],
		['invoice.payment_failed', 'invoice.paymentFailed'],
		['invoice.uncollectible', 'invoice.uncollectible'],
		['invoice.updated', 'invoice.updated'],
		['invoice.void', 'invoice.voided'],
	])('%s is our %s', (providerType, type) => {
		const sent = invoiceEvent({ type: providerType, liveMode: true });
		expect(invoiceOf(sent).event).toMatchObject({
			id: sent.id,
			key: expect.stringMatching(`^${sent.id}(:[\\da-f]{32})?$`) as unknown,
			type,
			providerType,
			receivedAt: RECEIVED_AT,
			liveMode: true,
			authentication: 'signature',
		});
		expect(digitalRiver.events[providerType].type).toBe(type);
	});

	it('is everything that the simulator sends', () => {
		expect(Object.keys(digitalRiver.events).sort()).toEqual([...EVENT_TYPES].sort());
	});

	it.each([
		['2021-04-28T02:04:13Z', '2021-04-28T02:04:13.000Z'],
		['2021-04-28T04:04:13.5+02:00', '2021-04-28T02:04:13.500Z'],
		['2021-04-28T02:04:13.999999Z', '2021-04-28T02:04:13.999Z'],
		['2021-04-28T02:04:13', null],
		['soon', null],
		['', null],
		[null, null],
		[undefined, null],
	])('of %s occurred at %s', (createdTime, expected) => {
		expect(invoiceOf(sample(FILE_EVENT, { createdTime })).event.occurredAt).toBe(expected);
	});

	it.each([true, false, null, undefined])('with liveMode %s', (liveMode) => {
		expect(invoiceOf(sample(FILE_EVENT, { liveMode })).event.liveMode).toBe(liveMode ?? null);
	});
});

describe('a file event', () => {
	const of = (changes: Record<string, unknown>) => invoiceOf(sample(FILE_EVENT, changes));

	it('never has a figure, a date or a legal number', () => {
		for (const changes of [{}, CREDIT_MEMO]) {
			const item = of(changes);
			expect(Object.values(item.totals).every((total) => total === null)).toBe(true);
			expect(item).toMatchObject({ number: null, issueDate: null, currency: null, taxes: [], lines: [] });
			expect(item.issues).toEqual([]);
		}
	});

	it('of a credit memo has its kind', () => {
		expect(of(CREDIT_MEMO)).toMatchObject({ kind: 'creditNote', status: 'issued' });
	});

	it.each([
		['fileId', { 'data.object.id': undefined }],
		['id', { 'data.object.fileId': null }],
		['fileId where both are there', { 'data.object.id': 'another' }],
	])('names its file by %s', (_name, changes) => {
		const id = '6e5bf525-3907-40c5-86a9-f14ce4f33f35';
		expect(of(changes)).toMatchObject({ id, document: { id }, issues: [] });
	});

	it('takes ids of any form, and puts them into the address encoded', () => {
		const item = of({
			'data.object.fileId': 'a/b?c=1&d=ä',
			'data.object.orderId': 188418250336,
			'data.object.customerId': 7,
			'data.object.invoiceURL': null,
		});
		expect(item).toMatchObject({
			document: { url: 'https://api.digitalriver.com/files/a%2Fb%3Fc%3D1%26d%3D%C3%A4/content' },
			orderReference: '188418250336',
			customerNumber: '7',
			buyer: { customerId: '7' },
		});
	});

	it.each([undefined, null, ''])('of a guest has no customer: %j', (customerId) => {
		expect(of({ 'data.object.customerId': customerId })).toMatchObject({ customerNumber: null, buyer: null });
	});

	it.each([
		['order.invoice.created', 'customer_invoice', null],
		['order.invoice.created', 'customer_tax_invoice', null],
		['order.invoice.created', undefined, null],
		['order.invoice.created', '', null],
		['order.invoice.created', 'customer_credit_memo', 'invoice'],
		['order.invoice.created', 'tax_document_customer_upload', 'invoice'],
		['order.credit_memo.created', 'customer_credit_memo', null],
		['order.credit_memo.created', null, null],
		['order.credit_memo.created', 'customer_invoice', 'creditNote'],
		['order.credit_memo.created', 'tax_document_customer_upload', 'creditNote'],
	])('%s with the purpose %s', (type, purpose, told) => {
		const item = of({ type, 'data.object.purpose': purpose });
		expect(item.kind).toBe(type === 'order.invoice.created' ? 'invoice' : 'creditNote');
		expect(item.issues).toEqual(
			told === null
				? []
				: [
						{
							code: 'purpose-mismatch',
							path: 'kind',
							message: `The event type says otherwise than the purpose ${purpose}; the type was taken`,
						},
					],
		);
	});

	it.each([
		'https://api.digitalriver.com.evil.example/files/6e5bf525-3907-40c5-86a9-f14ce4f33f35/content',
		'http://api.digitalriver.com/files/6e5bf525-3907-40c5-86a9-f14ce4f33f35/content',
		'https://api.digitalriver.com:8443/files/6e5bf525-3907-40c5-86a9-f14ce4f33f35/content',
		'https://api.digitalriver.com/files/another/content',
		'https://api.digitalriver.com/files/6e5bf525-3907-40c5-86a9-f14ce4f33f35',
		'no address',
	])('that names the address %s is reported, and its document stays at the API', (invoiceURL) => {
		const item = of({ 'data.object.invoiceURL': invoiceURL });
		expect(codes(item)).toEqual(['document-url-unexpected document.url']);
		expect(item.document?.url).toBe(
			'https://api.digitalriver.com/files/6e5bf525-3907-40c5-86a9-f14ce4f33f35/content',
		);
	});

	it.each([undefined, null, ''])('that names no address (%j) has no issue', (invoiceURL) => {
		expect(of({ 'data.object.invoiceURL': invoiceURL }).issues).toEqual([]);
	});
});

describe('an invoice of the Invoices resource', () => {
	const of = (changes: Record<string, unknown>) => invoiceOf(sample(INVOICE_EVENT, changes));

	it.each([
		['draft', { kind: 'proForma', status: 'unbilled', totals: { paid: null, due: null } }],
		['open', { kind: 'invoice', status: 'unpaid', totals: { paid: null, due: 26.94 } }],
		['paid', { kind: 'invoice', status: 'paid', totals: { paid: 26.94, due: 0 } }],
		['void', { kind: 'invoice', status: 'void', totals: { paid: null, due: 0 } }],
	])('that is %s', (state, expected) => {
		const item = of({ 'data.object.state': state });
		expect(item).toMatchObject(expected);
		expect(item.issues).toEqual([]);
		// The state of the invoice is not that of an order.
		expect(item.references.orderState).toBeUndefined();
	});

	it.each(['uncollectible', 'something_new', 'toString', '__proto__', 'constructor'])(
		'in the state %s, which has no counterpart',
		(state) => {
			const item = of({ 'data.object.state': state });
			expect(item).toMatchObject({ status: null, totals: { gross: 26.94, paid: null, due: null } });
			expect(item.issues).toEqual([
				{
					code: 'status-unknown',
					path: 'status',
					message: `The state ${state} has no counterpart; it is kept in raw`,
				},
			]);
		},
	);

	it.each([undefined, null, ''])('without a state: %j', (state) => {
		expect(of({ 'data.object.state': state })).toMatchObject({ kind: 'invoice', status: null, issues: [] });
	});

	it('that is open owes what was not captured', () => {
		const { totals, issues } = of({ 'data.object.state': 'open', 'data.object.capturedAmount': 6.94 });
		expect(totals).toMatchObject({ paid: 6.94, due: 26.94 });
		expect(issues).toEqual([
			{
				code: 'sum-mismatch',
				path: 'totals.due',
				message: '26.94 was sent, but gross − paid + rounding is 20 (BR-CO-16)',
			},
		]);
	});

	it('may lack order, description and customer', () => {
		const nothing = {
			'data.object.orderId': null,
			'data.object.description': '',
			'data.object.customerId': undefined,
		};
		const item = of(nothing);
		expect(item).toMatchObject({ orderReference: null, note: null, customerNumber: null });
		expect(item.references).not.toHaveProperty('orderId');
	});

	it('gets the issues of sums that do not add up, and goes out', () => {
		const { totals, issues } = of({ 'data.object.totalAmount': 27 });
		expect(totals.gross).toBe(27);
		expect(issues).toEqual([
			{
				code: 'sum-mismatch',
				path: 'totals.gross',
				message: '27 was sent, but net + tax is 26.94 (BR-CO-15)',
			},
		]);
	});
});

describe('total', () => {
	it('any JSON becomes an invoice or an error that names fields', () => {
		const type = fc.constantFrom(...EVENT_TYPES);
		fc.assert(
			fc.property(fc.jsonValue(), fc.jsonValue(), type, (body, object, name) => {
				for (const any of [body, { id: 'e', type: name, data: { object } }]) {
					const result = normalize(any);
					if (!result.ok) expect(result.error.message).not.toBe('');
				}
			}),
			{ numRuns: 500 },
		);
	});

	it('any change of a sample becomes a valid invoice or an error that names fields', () => {
		const value = fc.oneof(
			fc.jsonValue(),
			fc.constantFrom(undefined, '', '1e39', '-0.5', '12345678901234567890.12', 'uncollectible'),
			fc.double(),
		);
		fc.assert(
			fc.property(fc.constantFrom(...SAMPLES), fc.nat(), value, (file, at, any) => {
				const paths = pathsIn(sample(file));
				const result = normalize(sample(file, { [paths[at % paths.length]]: any }));
				if (!result.ok) return expect(result.error.message).toMatch(/: |ignored|not a Digital River event/);
				expect(STRICT.safeParse(result.value[0]).error).toBeUndefined();
				expect(Object.keys(result.value[0]).sort()).toEqual(Object.keys(invoiceSchema.shape).sort());
			}),
			{ numRuns: 1500 },
		);
	});

	it('nothing is written into the payload', () => {
		for (const file of SAMPLES) {
			const body = sample(file);
			invoiceOf(body);
			expect(body).toEqual(sample(file));
		}
	});
});
