import { codes, invoice, itemOf, memo, usd, type Json } from '../support/Rillet/items.mts';

describe('status', () => {
	it.each([
		['UNPAID', 'unpaid', 50],
		['PARTIALLY_PAID', 'partiallyPaid', 50],
		['PAID', 'paid', 50],
		['UNBILLED', 'unbilled', null],
		['CREDITED', 'credited', null],
		['PARTIALLY_CREDITED', 'partiallyCredited', null],
	])('%s is %s; paid %s', (status, expected, paid) => {
		const item = itemOf(invoice({ status, amount_due: usd('58.00') }));
		expect(item.status).toBe(expected);
		expect(item.totals).toMatchObject({ paid, due: 58 });
		// Paid contradicts what is due.
		expect(codes(item)).toEqual(status === 'PAID' ? ['status-mismatch status'] : []);
	});

	it.each(['VOID', 'unpaid', 'constructor', '__proto__'])('%j is not known', (status) => {
		const item = itemOf(invoice({ status }));
		expect(item).toMatchObject({ status: null, totals: { paid: null } });
		expect(codes(item)).toEqual(['status-unknown status']);
		const credit = itemOf(memo({ status }), 'credit-memo-updated');
		expect(credit.status).toBeNull();
		expect(codes(credit)).toEqual(['status-unknown status']);
	});

	it.each(['UNAPPLIED', 'PARTIALLY_APPLIED', 'APPLIED', 'REFUNDED'])(
		'a credit memo %s is issued',
		(status) => {
			const item = itemOf(memo({ status }), 'credit-memo-updated');
			expect(item).toMatchObject({ status: 'issued', references: { creditMemoStatus: status }, issues: [] });
		},
	);
});

describe('parts', () => {
	it.each([
		['DE02120300000000202051', { iban: 'DE02120300000000202051', accountNumber: null }],
		['de02 1203 0000 0000 2020 51', { iban: 'DE02120300000000202051', accountNumber: null }],
		['DE03120300000000202051', { iban: null, accountNumber: 'DE03120300000000202051' }],
		['000123456789', { iban: null, accountNumber: '000123456789' }],
		['', { iban: null, accountNumber: null }],
	])('the bank account %j', (ach_account, expected) => {
		const bank_account = { ...(invoice().bank_account as Json), ach_account };
		expect(itemOf(invoice({ bank_account })).payment).toMatchObject(expected);
	});

	it('external references of one type get their position', () => {
		const external_references = [
			{ type: 'STRIPE', id: 'a' },
			{ type: 'STRIPE', id: 'b' },
			{ type: '__proto__', id: 'c' },
			{ type: 'STRIPE', id: 'd' },
			{ type: 'EMPTY', id: '' },
		];
		expect(itemOf(invoice({ external_references })).references).toMatchObject({
			'external.STRIPE': 'a',
			'external.STRIPE.2': 'b',
			'external.__proto__': 'c',
			'external.STRIPE.4': 'd',
		});
		expect(itemOf(invoice({ external_references })).references).not.toHaveProperty(['external.EMPTY']);
	});

	it('a country or a date that is none is null with an issue', () => {
		const address = { ...(invoice().address as Json), country: 'USofA' };
		const item = itemOf(invoice({ address, due_date: 'soon' }));
		expect(item.seller?.address).toMatchObject({ countryCode: null, city: 'Nashville' });
		expect(item.dueDate).toBeNull();
		expect(codes(item).sort()).toEqual([
			'country-unknown seller.address.countryCode',
			'date-unknown dueDate',
		]);
	});

	it('an exchange rate that is no number is null with an issue', () => {
		const exchange_rate = { base: 'USD', target: 'EUR', rate: 'about 1', date: '2026-01-15' };
		const item = itemOf(invoice({ exchange_rate }));
		expect(item).toMatchObject({ exchangeRate: null, references: { exchangeRateBase: 'USD' } });
		expect(codes(item)).toEqual(['exchange-rate-unknown exchangeRate']);
	});

	it('a file name is safe', () => {
		const item = itemOf(invoice({ invoice_number: '../2026/00\u000042' }));
		expect(item.number).toBe('../2026/00\u000042');
		expect(item.document?.fileName).toBe('_2026_0042.pdf');
	});

	it('a text that is empty is null', () => {
		const item = itemOf(invoice({ invoice_number: '', purchase_order_number: '', memo: '' }));
		expect(item).toMatchObject({
			number: null,
			orderReference: null,
			note: null,
			document: { fileName: null },
		});
	});
});
