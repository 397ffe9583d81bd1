import { commerceInvoices, commerceOrder, file, order } from '../../nodes/DigitalRiver/schema';
import {
	COMMERCE_ORDER,
	FILE_EVENT,
	invoiceOf,
	INVOICE_EVENT,
	normalize,
	ORDER,
	pathsIn,
	sample,
} from '../support/DigitalRiver/events.mts';

const errorOf = (body: unknown) => {
	const result = normalize(body);
	return result.ok ? 'no error' : result.error.message;
};

describe('required', () => {
	it.each([['id of an invoice', INVOICE_EVENT, 'data.object.id']])(
		'the %s: without it the error names it',
		(_name, sent, at) => {
			for (const nothing of [undefined, null, '', {}, true]) {
				const result = normalize(sample(sent, { [at]: nothing }));
				if (result.ok) throw new Error('accepted');
				expect(result.error.message).toContain(`does not have the expected form – ${at}: `);
				expect(result.error.description).toContain('nothing is lost');
			}
		},
	);

	it('fileId or id of a file event', () => {
		for (const nothing of [undefined, null, '']) {
			const neither = { 'data.object.fileId': nothing, 'data.object.id': nothing };
			expect(errorOf(sample(FILE_EVENT, neither))).toBe(
				'The event order.invoice.created does not have the expected form – data.object.fileId: required, and there is no id either',
			);
		}
	});

	it.each([
		['id', undefined],
		['id', ''],
		['type', null],
		['type', ''],
		['data', null],
		['data.object', 'text'],
		['data.object', []],
	])('the envelope’s %s: %j is no event', (at, value) => {
		expect(errorOf(sample(FILE_EVENT, { [at]: value }))).toBe(
			'the body is not a Digital River event (id, type and data.object are required)',
		);
	});

	it('an id of orders, of their files and of webhooks', () => {
		expect(order.safeParse(sample(ORDER, { id: null })).success).toBe(false);
		expect(order.safeParse(sample(ORDER, { 'invoicePDFs.0.id': null })).success).toBe(false);
		expect(commerceOrder.safeParse(sample(COMMERCE_ORDER, { id: undefined })).success).toBe(false);
	});
});

describe('optional', () => {
	const optional = (sent: string, required: readonly string[]) =>
		pathsIn(sample(sent)).filter(
			(at) => !required.includes(at) && !required.some((one) => one.startsWith(`${at}.`)),
		);

	it.each([
		[FILE_EVENT, ['id', 'type', 'data.object']],
		// A list may be empty, but must not contain null.
		[INVOICE_EVENT, ['id', 'type', 'data.object.id', 'data.object.items.0', 'data.object.payment.sources.0']],
	])('everything else of %s: absent or null', (sent, required) => {
		const paths = optional(sent, required);
		expect(paths.length).toBeGreaterThan(5);
		for (const at of paths) {
			for (const nothing of [undefined, null]) {
				// An array with a hole is not JSON.
				if (nothing === undefined && /\.\d+$/.test(at)) continue;
				expect([at, errorOf(sample(sent, { [at]: nothing }))]).toEqual([at, 'no error']);
			}
		}
	});

	it.each([
		[ORDER, order, ['id', 'invoicePDFs.0.id', 'items.0', 'items.1', 'taxIdentifiers.0']],
		[COMMERCE_ORDER, commerceOrder, ['id', 'lineItems.0', 'lineItems.1', 'lineItems.2', 'paymentMethods.0']],
	] as const)('everything else of %s', (sent, schema, required) => {
		for (const at of optional(sent, required)) {
			for (const nothing of [undefined, null]) {
				if (nothing === undefined && /\.\d+$/.test(at)) continue;
				expect([at, schema.safeParse(sample(sent, { [at]: nothing })).success]).toEqual([at, true]);
			}
		}
	});

	it('an empty text counts as absent, and an id may be a number', () => {
		const item = invoiceOf(
			sample(INVOICE_EVENT, {
				'data.object.customerId': '',
				'data.object.upstreamId': '',
				'data.object.billTo.name': '',
				'data.object.items.0.skuId': 4711,
			}),
		);
		expect(item).toMatchObject({ customerNumber: null, buyer: { name: null }, lines: [{ sku: '4711' }] });
		expect(item.references).not.toHaveProperty('upstreamId');
	});

	it('what is unknown is no error', () => {
		expect(errorOf(sample(FILE_EVENT, { new: 1, 'data.new': {}, 'data.object.new': [null] }))).toBe(
			'no error',
		);
	});

	it('the answers that say little', () => {
		expect(file.parse({})).toEqual({ fileName: null });
		expect(commerceInvoices.parse({}).invoices ?? []).toEqual([]);
		for (const nothing of [null, [], 'text', 1]) expect(file.safeParse(nothing).success).toBe(false);
	});
});

describe('an amount', () => {
	it.each(['a lot', '1,50', '1e400', 1e50, ' 1', {}, [], true])(
		'that is none (%j) is left out, and named',
		(value) => {
			for (const at of ['subtotal', 'items[0].tax.rate', 'items[0].quantity']) {
				const path = `data.object.${at.replaceAll('[0]', '.0')}`;
				expect(invoiceOf(sample(INVOICE_EVENT, { [path]: value })).issues).toContainEqual({
					code: 'field-unreadable',
					path: `raw.data.object.${at}`,
					message: `data.object.${at} is not an amount; it is kept in raw`,
				});
			}
		},
	);

	it.each([
		[0, 0],
		['25.05', 25.05],
		[-1.5, -1.5],
		['0.1000', 0.1],
	])('%j is one', (value, expected) => {
		expect(invoiceOf(sample(INVOICE_EVENT, { 'data.object.totalShipping': value })).totals.charges).toBe(
			expected,
		);
	});
});
