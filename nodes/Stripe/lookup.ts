import { invoiceOf } from '../shared/invoice/build';
import type { Lookup } from '../shared/provider';
import { fail, ok } from '../shared/result';

export const lookup: Lookup = {
	description: 'Enter or map the ID below',

	fields: [
		{
			displayName: 'Invoice or Credit Note ID',
			name: 'stripeId',
			type: 'string',
			required: true,
			displayOptions: {
				show: {
					resource: ['document', 'invoice'],
					operation: ['download', 'get'],
					provider: ['stripe'],
				},
			},
			default: '',
			placeholder: 'e.g. in_1MtHbELkdIwHu7ixl4OzzPMv',
			description: "Shown in Stripe on the invoice's page: starts with in_, for a credit note with cn_",
		},
	],

	invoice({ stripeId: id }) {
		if (!id || !/^(in|cn)_/.test(id)) {
			return fail(
				'A Stripe invoice ID begins with in_, a credit note ID with cn_',
				'Fill in the field Invoice or Credit Note ID. The number that is printed on the invoice is something else.',
			);
		}
		return ok(invoiceOf({ provider: 'stripe', id, kind: id.startsWith('cn_') ? 'creditNote' : 'invoice' }));
	},
};
