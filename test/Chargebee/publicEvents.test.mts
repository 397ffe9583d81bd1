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
]);
