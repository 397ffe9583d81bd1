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
		[null, null, 24.5, null],
		{ totals: { lines: 49 }, references: { subscriptionId: 'sub_ex' } },
		[],
	],
]);
