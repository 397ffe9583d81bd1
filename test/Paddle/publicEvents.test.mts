import { testPublicEvents } from '../support/publicEvents.mts';
import { itemOf } from '../support/Paddle/items.mts';

testPublicEvents(itemOf, [
	[
		'paddle-tax-inclusive',
		[20, 3.8, 23.8, 0],
		{
			currency: 'EUR',
			totals: { paid: 23.8 },
			taxes: [{ rate: 19, taxableAmount: 20, taxAmount: 3.8 }],
			lines: [{ unitPrice: 20, unitPriceIncludesTax: false, taxRate: 19, net: 20, gross: 23.8 }],
			references: { payoutCurrency: 'USD' },
		},
		[],
	],
	[
		'paddle-adjustment-part-with-tax',
		[1, 0.19, 1.19, null],
		{
			kind: 'creditNote',
			status: 'unbilled',
			issueDate: '2026-01-04',
			lines: [{ net: 1, tax: 0.19, gross: 1.19 }],
		},
		[],
	],
	[
		'paddle-no-lines',
		[36, 3.6, 39.6, 0],
		{ number: null, lines: [], taxes: [{ taxAmount: 3.6 }] },
		['number-missing'],
	],
	[
		'paddle-chargeback-warning-huge',
		[null, 0.9, 90071992547410.83, null],
		{ kind: null },
		['no-credit-note', 'amount-not-exact', 'amount-not-exact', 'amount-not-exact'],
	],
	[
		'paddle-sales-tax',
		[599, 53.15, 652.15, 0],
		{
			...{ number: '325-10566', totals: { paid: 652.15 }, payment: { method: 'card' } },
			taxes: [{ rate: 8.875, taxableAmount: 599, taxAmount: 53.15 }],
			lines: [
				{ quantity: 10, unitPrice: 30, net: 300, tax: 26.62, taxRate: 8.875, gross: 326.62 },
				{ quantity: 1, unitPrice: 100, net: 100, tax: 8.87, gross: 108.87 },
				{ quantity: 1, unitPrice: 199, net: 199, tax: 17.66, gross: 216.66 },
			],
			references: { paymentAttemptId: 'att_2', feeAmount: '33.11', payoutEarningsAmount: '565.89' },
		},
		[],
	],
	[
		'paddle-billed-discounted',
		[25379.1, 2252.39, 27631.49, 27631.49],
		{
			...{ status: 'unpaid', issueDate: '2024-04-12', dueDate: '2024-04-26', orderReference: 'PO-123' },
			...{ totals: { discount: null, paid: 0 }, payment: { terms: '14 days' } },
			lines: [
				{ quantity: 50, unitPrice: 500, discount: 2500, net: 22500, tax: 1996.87 },
				{ quantity: 1, unitPrice: 3000, discount: 300, net: 2700, tax: 239.62 },
				{ quantity: 1, unitPrice: 199, discount: 19.9, net: 179.1, tax: 15.9 },
			],
		},
		['number-missing'],
	],
	[
		'paddle-credit-used',
		[150, 15, 165, 0],
		{
			...{ totals: { paid: 165 }, references: { creditAmount: '10' } },
			lines: [{ unitPrice: 155, discount: 5, net: 150, gross: 165 }],
		},
		[],
	],
	[
		'paddle-downgrade-reduced',
		[-161.31, -30.64, -191.95, null],
		{ references: { creditToBalanceAmount: '191.95', origin: 'subscription_update' } },
		['negative-invoice'],
	],
	[
		'paddle-adjustment-other-payout',
		[699.91, 69.99, 769.9, null],
		{
			...{ kind: 'creditNote', status: 'issued', currency: 'AUD', issueDate: '2023-06-30' },
			lines: [
				{ net: 499.94, tax: 49.99, periodEnd: '2023-07-30' },
				{ net: 199.97, gross: 219.97 },
			],
			references: { payoutCurrency: 'USD', payoutEarningsAmount: '426.08', earningsAmount: '660.94' },
		},
		['sum-mismatch'],
	],
]);
