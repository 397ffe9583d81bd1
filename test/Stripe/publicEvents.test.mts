import { testPublicEvents } from '../support/publicEvents.mts';
import { invoiceOf } from '../support/Stripe/events.mts';

testPublicEvents(invoiceOf, [
	[
		'stripe-both-shapes',
		[24, 0, 24, 0],
		{
			number: 'EX-0001',
			lines: [{ quantity: 1, unitPrice: 24, net: 24, tax: 0, gross: 24, sku: 'prod_ex' }],
			references: { subscriptionId: 'sub_ex' },
		},
		[],
	],
	[
		// The tax is within the price: it must not be added again.
		'stripe-tax-inclusive-reduced',
		[null, null, 36.6, null],
		{
			totals: { lines: 30 },
			lines: [{ unitPrice: 36.6, unitPriceIncludesTax: true, net: 30, tax: 6.6, gross: 36.6 }],
			buyer: { taxId: 'IT12345678903' },
		},
		[],
	],
	[
		'stripe-discount-and-balance',
		[180, 36, 216, 0],
		{ totals: { lines: 200, discount: 20 }, taxes: [{ taxAmount: 36, taxableAmount: null }] },
		['settled-otherwise'],
	],
	[
		'stripe-half-price-reduced',
		[null, null, 24.5, 0],
		{ totals: { lines: 49 }, references: { subscriptionId: 'sub_ex' } },
		[],
	],
	[
		'stripe-tax-inclusive-2020',
		[34.78, 5.22, 40, 0],
		{
			...{ issueDate: '2020-06-27', totals: { lines: 34.78, paid: 40 } },
			taxes: [{ rate: 15, taxAmount: 5.22 }],
			lines: [{ unitPrice: 40, unitPriceIncludesTax: true, net: 34.78, tax: 5.22, taxRate: 15, gross: 40 }],
		},
		[],
	],
	[
		'stripe-payment-as-line',
		[0, 0, 0, 0],
		{
			lines: [
				{ quantity: 6, unitPrice: 60, net: 360, periodStart: '2012-01-02', periodEnd: '2013-01-02' },
				{ quantity: 1, unitPrice: -360, net: -360 },
			],
		},
		[],
	],
	['stripe-paid-elsewhere-reduced', [null, null, 2.34, 0], { status: 'paid', totals: { paid: 2.34 } }, []],
	[
		'stripe-not-registered',
		[-19.86, 0, -19.86, 0],
		{ lines: [{ unitPrice: -19.86, net: -19.86, tax: 0, taxCategory: null }] },
		['total-negative'],
	],
	[
		'stripe-credit-note-before-payment',
		[10.99, 0, 10.99, null],
		{
			...{ kind: 'creditNote', number: 'EX-CN-01', issueDate: '2023-04-17', document: null },
			references: { invoiceId: 'in_ex', creditNoteType: 'pre_payment', prePaymentAmount: '10.99' },
		},
		[],
	],
	[
		'stripe-credit-note-custom',
		[7.49, 1.42, 8.91, null],
		{
			...{ customerNumber: 'cus_ex', taxes: [{ category: 'S', taxableAmount: 7.49, taxAmount: 1.42 }] },
			lines: [{ unitPrice: 7.49, net: 7.49, tax: 1.42, gross: 8.91 }],
			references: { refundIds: 're_ex', postPaymentAmount: '8.91' },
		},
		[],
	],
]);
