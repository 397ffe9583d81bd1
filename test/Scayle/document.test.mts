import { invoiceOf } from '../../nodes/shared/invoice/build';
import type { Invoice } from '../../nodes/shared/invoice/schema';
import { documentOf, orderUrlPath, UNKNOWN_DOCUMENT } from '../../nodes/Scayle/document';
import { chooseDocument } from '../../nodes/Scayle/documentChoice';
import { invoiceDocument, pageOf, type InvoiceDocumentEntity } from '../../nodes/Scayle/schema';
import { sampleJson } from '../simulator/samples.mts';
import { ADMIN, ENVIRONMENT, event, invoiceOf as emitted } from '../support/Scayle/events.mts';

const OCCURRED = '2026-02-13T10:00:00+00:00';
const invoice = (type = 'order-invoiced', occurredAt = OCCURRED): Invoice =>
	emitted(event(ADMIN, { type, occurredAt }));
const entity = (id: string, type: string, time: string, more: object = {}): InvoiceDocumentEntity =>
	invoiceDocument.parse({ id, type, createdAt: `2026-02-13T${time}+00:00`, ...more });
const entitiesOf = (file: string) => pageOf(invoiceDocument).parse(sampleJson('scayle', file)).entities;

describe('chooseDocument', () => {
	test('of the sample, the invoice and not the return document', () => {
		const choice = chooseDocument(entitiesOf('api.order-invoices.870231.json'), emitted(event(ADMIN)));
		expect(choice).toEqual({
			entity: expect.objectContaining({ id: '9002', type: 'invoice', available: false }) as object,
			doubt: null,
			mayBeTooEarly: false,
		});
	});

	test('of the fixture, by kind', () => {
		const entities = entitiesOf('api.order-invoices.json');
		const chosen = (type: string) =>
			chooseDocument(entities, invoice(type, '2025-01-29T16:45:00+00:00'))?.entity.id;
		expect(chosen('order-partially-invoiced')).toBe('1');
		expect(chosen('order-corrective-invoiced')).toBe('2');
		expect(chosen('order-invoiced')).toBeUndefined();
	});

	test.each([
		['order-invoiced', ['invoice', 'merchant_invoice']],
		['order-partially-invoiced', ['partial_invoice', 'merchant_partial_invoice']],
		[
			'order-corrective-invoiced',
			['corrective_invoice', 'return_cost_corrective_invoice', 'merchant_corrective_invoice'],
		],
	])('%s means %j', (providerType, types) => {
		const others = ['praz', 'shipment_return_document', 'historical_corrective_invoice', 'something_new'];
		const all = ['invoice', 'merchant_invoice', 'partial_invoice', 'merchant_partial_invoice'];
		for (const type of [...types, ...all, 'corrective_invoice', ...others]) {
			const choice = chooseDocument([entity('1', type, '10:00:00')], invoice(providerType));
			expect([type, choice !== null]).toEqual([
				type,
				types.includes(type) || (type === 'corrective_invoice' && providerType.includes('corrective')),
			]);
		}
	});

	test('the newest, up to a quarter of an hour after the event', () => {
		const choose = (...times: string[]) =>
			chooseDocument(
				times.map((time) => entity(time, 'invoice', time)),
				invoice(),
			);
		expect(choose('09:50:00', '10:15:00')?.entity.id).toBe('10:15:00');
		expect(choose('09:50:00', '10:15:01')?.entity.id).toBe('09:50:00');
		expect(choose('10:15:01')).toBeNull();
		expect(choose()).toBeNull();
	});

	test('a second one within the quarter of an hour before it is a doubt', () => {
		const doubt = (...times: string[]) =>
			chooseDocument(
				times.map((time) => entity(time, 'invoice', time)),
				invoice(),
			)?.doubt;
		expect(doubt('09:59:00', '10:01:00')).toContain('several invoices');
		expect(doubt('09:46:00', '10:01:00')).toContain('several invoices');
		expect(doubt('09:45:59', '10:01:00')).toBeNull();
		expect(doubt('10:01:00')).toBeNull();
	});

	test('one from long before the event may belong to an earlier event', () => {
		const choose = (time: string) =>
			chooseDocument([entity('1', 'partial_invoice', time)], invoice('order-partially-invoiced'));
		expect(choose('09:44:59')).toMatchObject({
			mayBeTooEarly: true,
			doubt: expect.stringContaining('older') as string,
		});
		expect(choose('09:45:00')).toMatchObject({ mayBeTooEarly: false, doubt: null });
	});

	test('one that is known by id or number, whatever its time', () => {
		const entities = [
			entity('1', 'invoice', '08:00:00', { invoice: { number: 7, fullNumber: 'ms-7' } }),
			entity('2', 'invoice', '10:00:00', { invoice: { number: 8 } }),
			entity('3', 'praz', '10:00:00', { invoice: { fullNumber: 'p-1' } }),
		];
		const known = (more: Partial<Invoice>) => chooseDocument(entities, { ...invoice(), ...more });
		expect(known({ document: { ...UNKNOWN_DOCUMENT, id: '1' } })).toMatchObject({
			entity: { id: '1' },
			doubt: null,
		});
		expect(known({ number: 'ms-7' })?.entity.id).toBe('1');
		expect(known({ number: '8' })?.entity.id).toBe('2');
		expect(known({ number: '7' })).toBeNull();
		expect(known({ number: 'p-1' })).toBeNull();
		expect(known({ document: { ...UNKNOWN_DOCUMENT, id: '9' } })).toBeNull();
	});

	test('without an event the newest invoice of any kind, also for an item that lost its event', () => {
		const entities = [
			entity('1', 'invoice', '08:00:00'),
			entity('2', 'return_corrective_invoice', '12:00:00'),
			entity('3', 'shipment_return_document', '13:00:00'),
			entity('4', 'historical_corrective_invoice', '13:00:00'),
		];
		expect(chooseDocument(entities, invoiceOf({}))?.entity.id).toBe('2');
		expect(chooseDocument(entities, { references: {} } as unknown as Invoice)?.entity.id).toBe('2');
	});

	test('one without a time, or without a type, is none', () => {
		const entities = [
			{ id: '1', type: 'invoice' },
			{ id: '2', createdAt: OCCURRED },
		].map((one) => invoiceDocument.parse(one));
		expect(chooseDocument(entities, invoice())).toBeNull();
	});
});

describe('orderUrlPath', () => {
	const pathOf = (references: Record<string, string>) => orderUrlPath(invoiceOf({ references }));

	test.each([
		[
			{ shopKey: 'ms', countryCode: 'DE', orderId: '1', orderReferenceKey: 'x' },
			'/shops/ms/countries/DE/orders/1',
		],
		[
			{ shopKey: 'ms', countryCode: 'DE', orderReferenceKey: 'A T/1' },
			'/shops/ms/countries/DE/orders/key=A%20T%2F1',
		],
		[{ shopKey: '../x', countryCode: '?', orderId: '#' }, '/shops/..%2Fx/countries/%3F/orders/%23'],
	])('%j', (references, value) =>
		expect(pathOf(references as Record<string, string>)).toEqual({ ok: true, value }),
	);

	test.each([
		{},
		{ shopKey: 'ms', countryCode: 'DE' },
		{ shopKey: 'ms', orderId: '1' },
		{ countryCode: 'DE', orderId: '1' },
	])('%j says what is missing', (references) => {
		expect(pathOf(references as Record<string, string>)).toMatchObject({
			ok: false,
			error: { description: expect.stringContaining('shopKey, countryCode and orderId') as string },
		});
	});
});

test('documentOf builds the address from the API and never from a payload', () => {
	const one = entity('9002', 'invoice', '10:00:00', {
		invoice: { number: 88412, fullNumber: 'ms-26-88412' },
	});
	expect(documentOf(ENVIRONMENT, '/shops/ms/countries/DE/orders/870231', one)).toEqual({
		id: '9002',
		url: 'https://acme-live.admin.api.scayle.cloud/api/admin/v1/shops/ms/countries/DE/orders/870231/invoices/9002',
		fileName: 'ms-26-88412.pdf',
		mimeType: 'application/pdf',
		source: 'api',
		expiresAt: null,
	});
	expect(documentOf(ENVIRONMENT, '', entity('a/b', 'invoice', '10:00:00'))).toMatchObject({
		url: expect.stringMatching(/invoices\/a%2Fb$/) as string,
		fileName: null,
	});
});
