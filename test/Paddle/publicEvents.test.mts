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
]);
