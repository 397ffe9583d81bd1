import { changed, codes, itemOf, sample, type Json } from '../support/Paddle/items.mts';

const refund = (change: Json = {}) => sample('adjustment.updated.refund', change);

describe('what an adjustment is', () => {
	it.each([
		['credit', 'creditNote', []],
		['refund', 'creditNote', []],
		['credit_reverse', null, ['no-credit-note kind']],
		['chargeback', null, ['no-credit-note kind']],
		['chargeback_reverse', null, ['no-credit-note kind']],
		['chargeback_warning', null, ['no-credit-note kind']],
		['chargeback_warning_reverse', null, ['no-credit-note kind']],
		['something_new', null, ['kind-unknown kind']],
		[null, null, []],
	])('%s is a %s', (action, kind, issues) => {
		const item = itemOf(refund({ action }));
		expect(item.kind).toBe(kind);
		expect(codes(item)).toEqual(issues);
		expect(item.references.adjustmentAction).toBe(action ?? undefined);
		expect(item.document !== null).toBe(kind === 'creditNote');
	});

	it.each([
		['pending_approval', 'unbilled', false],
		['approved', 'issued', true],
		['rejected', 'void', false],
		['reversed', 'void', false],
	])('in the state %s it is %s, with a document: %s', (status, expected, hasDocument) => {
		const item = itemOf(refund({ status }));
		expect(item.status).toBe(expected);
		expect(item.document !== null).toBe(hasDocument);
	});
});

describe('amounts', () => {
	it('are positive, and have no discount', () => {
		const item = itemOf(refund());
		expect(item.totals).toMatchObject({ lines: 29, net: 29, tax: 5.51, gross: 34.51, discount: null });
		expect(item.lines[0]).toMatchObject({ net: 29, tax: 5.51, gross: 34.51, taxRate: 19, quantity: null });
		expect(item.taxes).toEqual([
			{ category: null, name: null, rate: 19, taxableAmount: 29, taxAmount: 5.51 },
		]);
	});

	it('of an adjustment from before 2026 have no rate', () => {
		const item = itemOf(sample('adjustment.created.credit'));
		expect(item.taxes).toMatchObject([{ rate: null, taxAmount: 887.5 }]);
		expect(item.lines.map(({ taxRate }) => taxRate)).toEqual([null, null]);
		expect(codes(item)).toEqual([]);
	});

	it.each([
		['alone', 'tax', ['0', '551', '551'], []],
		[
			'of a net amount of zero that is no tax item',
			'full',
			['0', '551', '551'],
			['tax-mismatch taxes[0].taxAmount'],
		],
	])('tax %s', (_what, type, [subtotal, tax, total], issues) => {
		const totals = { subtotal, tax, total };
		const item = itemOf(
			refund({
				items: [{ id: 'adjitm_1', item_id: 'txnitm_1', type, amount: total, proration: null, totals }],
				totals: { ...totals, fee: '0', earnings: '0', currency_code: 'EUR' },
				tax_rates_used: [{ tax_rate: '0.19', totals }],
			}),
		);
		expect(codes(item)).toEqual(issues);
		expect(item.totals).toMatchObject({ net: 0, tax: 5.51, gross: 5.51 });
		expect(item.taxes).toMatchObject([{ rate: 19, taxAmount: 5.51 }]);
	});

	it('that are negative have an issue', () => {
		const negative = changed(refund(), 'data.totals.total', '-3451');
		expect(codes(itemOf(negative))).toContain('negative-credit-note totals.gross');
	});

	it('that do not add up have an issue', () => {
		const item = itemOf(changed(refund(), 'data.items.0.totals.subtotal', '2800'));
		expect(codes(item)).toEqual(['sum-mismatch totals.lines']);
	});

	it('of items without totals are null', () => {
		const item = itemOf(changed(refund(), 'data.items.0.totals', null));
		expect(item.lines[0]).toMatchObject({ net: null, gross: null });
		expect(item.totals).toMatchObject({ lines: null, net: 29 });
	});
});

it('names the transaction that it adjusts, and not a number that it does not know', () => {
	const { references, precedingInvoiceNumber, number, note } = itemOf(refund());
	expect(references).toMatchObject({
		transactionId: 'txn_01k7q2w9xv5t3m8r0000000001',
		adjustmentType: 'partial',
		adjustmentStatus: 'approved',
	});
	expect([precedingInvoiceNumber, number, note]).toEqual([null, null, 'Cancellation']);
});

it('the zero of times that Paddle writes for what never happened is no day', () => {
	const never = '0001-01-01T00:00:00Z';
	const item = itemOf(sample('adjustment.created.refund', { created_at: never, updated_at: never }));
	expect(item.issueDate).toBeNull();
	expect(item.references.updatedAt).toBeUndefined();
	expect(codes(item)).toEqual([]);
});
