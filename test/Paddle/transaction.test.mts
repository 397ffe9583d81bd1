import { changed, codes, itemOf, sample, type Json } from '../support/Paddle/items.mts';

const completed = (change: Json = {}) => sample('transaction.completed', change);

describe('what a transaction is', () => {
	it.each([
		['draft', null, 'proForma', 'unbilled'],
		['ready', null, 'proForma', 'unbilled'],
		['ready', '2026-03-02T08:15:03Z', 'proForma', 'unbilled'],
		['canceled', null, 'proForma', 'void'],
		['canceled', '2026-03-02T08:15:03Z', 'invoice', 'void'],
		['billed', '2026-03-02T08:15:03Z', 'invoice', 'unpaid'],
		['past_due', '2026-03-02T08:15:03Z', 'invoice', 'unpaid'],
		['paid', '2026-03-02T08:15:03Z', 'invoice', 'paid'],
		['completed', '2026-03-02T08:15:03Z', 'invoice', 'paid'],
	])('%s, billed at %s, is a %s that is %s', (status, billed_at, kind, invoiceStatus) => {
		const item = itemOf(completed({ status, billed_at }));
		expect(item).toMatchObject({ kind, status: invoiceStatus, issues: [] });
		expect(item.references.transactionStatus).toBe(status);
	});

	it('is sold by Paddle, whoever has the account', () => {
		expect(itemOf(completed()).seller).toMatchObject({ name: 'Paddle', companyName: null, taxId: null });
	});

	it('of a negative total has an issue', () => {
		expect(codes(itemOf(sample('transaction.updated.negative')))).toEqual(['negative-invoice totals.gross']);
	});
});

describe('the number', () => {
	it('that is not there yet has an issue, but not in a draft', () => {
		expect(codes(itemOf(completed({ invoice_number: null })))).toEqual(['number-missing number']);
		expect(codes(itemOf(completed({ invoice_number: null, status: 'ready', billed_at: null })))).toEqual([]);
	});
});

describe('the due date', () => {
	const terms = (interval: unknown, frequency: unknown, change: Json = {}) =>
		itemOf(
			sample('transaction.billed', {
				billing_details: { payment_terms: { interval, frequency } },
				...change,
			}),
		);

	it.each([
		['day', 14, '2026-03-17', '14 days'],
		['day', 1, '2026-03-04', '1 day'],
		['day', 0, '2026-03-03', '0 days'],
		['week', 2, '2026-03-17', '2 weeks'],
		['day', '30', '2026-04-02', '30 days'],
		['month', 1, null, '1 month'],
		['year', 1, null, '1 year'],
		['fortnight', 1, null, '1 fortnight'],
		[null, 14, null, null],
		['day', null, null, null],
		['day', 1.5, null, '1.5 days'],
	])('in terms of %s × %s is %s', (interval, frequency, dueDate, text) => {
		const item = terms(interval, frequency);
		expect(item.dueDate).toBe(dueDate);
		expect(item.payment?.terms ?? null).toBe(text);
	});

	it('is none before the invoice is issued, and none of what is charged by itself', () => {
		expect(terms('day', 14, { billed_at: null, status: 'ready' }).dueDate).toBeNull();
		expect(terms('day', 14, { collection_mode: 'automatic' }).dueDate).toBeNull();
	});
});

describe('the document', () => {
	it.each([
		['automatic', 'completed', true],
		['automatic', 'paid', false],
		['automatic', 'billed', false],
		['automatic', 'past_due', false],
		['manual', 'billed', true],
		['manual', 'past_due', true],
		['manual', 'paid', true],
		['manual', 'completed', true],
		['manual', 'draft', false],
		['manual', 'canceled', false],
		[null, 'completed', false],
	])('of %s collection in the state %s: %s', (collection_mode, status, exists) => {
		const { document } = itemOf(completed({ collection_mode, status }));
		expect(document !== null).toBe(exists);
	});

	it('is named by the number, and does not exist for nothing', () => {
		expect(itemOf(completed()).document).toEqual({
			id: 'txn_01k7q2w9xv5t3m8r0000000001',
			url: 'https://api.paddle.com/transactions/txn_01k7q2w9xv5t3m8r0000000001/invoice',
			fileName: '74341-10005.pdf',
			mimeType: 'application/pdf',
			source: 'api',
			expiresAt: null,
		});
		expect(itemOf(completed({ invoice_number: null })).document!.fileName).toBeNull();
		expect(itemOf(changed(completed(), 'data.details.totals.total', '0')).document).toBeNull();
	});
});

describe('payment', () => {
	it('is that which was captured', () => {
		const { payment, references } = itemOf(completed());
		expect(payment).toMatchObject({ method: 'card', terms: null });
		expect(references).toMatchObject({
			paymentAttemptId: '7a3f6c1e-0b52-4d8e-9a41-000000000001',
			paidAt: '2026-03-02T08:15:02.9Z',
		});
		expect(itemOf(sample('transaction.past_due')).payment).toBeNull();
	});

	it('with credit, and what adjustments have left, are references', () => {
		expect(itemOf(sample('transaction.paid')).references.creditAmount).toBe('20');
		expect(itemOf(completed()).references).not.toHaveProperty('creditAmount');
		expect(itemOf(completed()).references).not.toHaveProperty('adjustedTotalAmount');
		expect(itemOf(sample('transaction.revised')).references).toMatchObject({
			adjustedTotalAmount: '176.1',
			revisedAt: '2026-03-09T14:00:00Z',
		});
	});

	it('that leaves a balance has an issue: Paddle says that it is completed', () => {
		const item = itemOf(changed(completed(), 'data.details.totals.balance', '100'));
		expect([item.status, item.totals.due, codes(item)]).toEqual(['paid', 1, ['status-mismatch status']]);
	});

	it('names fees and earnings in both currencies', () => {
		expect(itemOf(completed()).references).toMatchObject({
			feeAmount: '11.6',
			earningsAmount: '164.5',
			payoutCurrency: 'USD',
			payoutExchangeRate: '1.07917',
			payoutFeeAmount: '12.52',
			payoutEarningsAmount: '179.52',
		});
	});
});
