import { testPublicEvents } from '../support/publicEvents.mts';
import { invoiceOf } from '../support/Chargebee/events.mts';

testPublicEvents(invoiceOf, [
	[
		'chargebee-first-version',
		[12.95, 0, 12.95, 0],
		{
			issueDate: '2012-08-08',
			lines: [
				{ quantity: 2, unitPrice: 6, net: 12 },
				{ quantity: 1, unitPrice: 0.95, net: 0.95 },
			],
			buyer: { name: 'Erika Example' },
		},
		[],
	],
	[
		'chargebee-paid-by-credits',
		[14.5, 0, 14.5, 0],
		{ status: 'paid', totals: { paid: 0 }, references: { appliedCreditNotes: 'CN-3' } },
		['settled-otherwise'],
	],
	[
		'chargebee-failed-after-credits',
		[10.95, 0, 10.95, 2.24],
		{
			...{ status: 'unpaid', number: '6', issueDate: '2013-04-01', totals: { paid: 0 } },
			...{ buyer: { name: 'Erika Example' }, payment: { method: 'card' } },
			references: { creditsAppliedAmount: '8.71', paymentError: 'Insufficient funds' },
		},
		['settled-otherwise'],
	],
	[
		'chargebee-credit-note-allocated',
		[8.71, 0, 8.71, 0],
		{ precedingInvoiceNumber: '3', totals: { paid: 8.71 }, references: { allocatedInvoices: '6' } },
		[],
	],
	[
		'chargebee-refund-of-cents',
		[0.02, 0, 0.02, 0],
		{
			...{ kind: 'creditNote', number: 'EX-CN-2', precedingInvoiceNumber: '1', totals: { paid: 0.02 } },
			event: { type: 'creditNote.paymentUpdated' },
			lines: [{ net: 0.02 }, { net: 0 }],
		},
		[],
	],
	[
		'chargebee-two-taxes-inclusive',
		[86.97, 13.03, 100, 100.01],
		{
			...{ currency: 'KWD', status: 'unpaid', totals: { lines: 86.97, discount: null, rounding: 0.01 } },
			lines: [{ unitPrice: 114.98, unitPriceIncludesTax: true, discount: 14.98, net: 86.97, tax: 13.03 }],
			taxes: [
				{ name: 'GST', rate: 5, taxableAmount: 86.97, taxAmount: 4.35 },
				{ name: 'QST', rate: 9.975, taxableAmount: 86.97, taxAmount: 8.68 },
			],
		},
		[],
	],
]);
