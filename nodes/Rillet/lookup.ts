import { invoiceOf } from '../shared/invoice/build';
import type { Lookup } from '../shared/provider';
import { fail, ok } from '../shared/result';
import { documentOf } from './document';

export const lookup: Lookup = {
	description: 'Enter or map the IDs below',

	fields: [
		{
			displayName: 'Invoice ID',
			name: 'rilletInvoiceId',
			type: 'string',
			displayOptions: {
				show: {
					resource: ['document', 'invoice'],
					operation: ['download', 'get'],
					provider: ['rillet'],
				},
			},
			default: '',
			placeholder: 'e.g. 3fa85f64-5717-4562-b3fc-2c963f66afa6',
			description: 'The ID of the invoice in Rillet, not its number: the field ID of an item',
		},
		{
			displayName: 'Credit Memo ID',
			name: 'rilletCreditMemoId',
			type: 'string',
			displayOptions: { show: { resource: ['invoice'], operation: ['get'], provider: ['rillet'] } },
			default: '',
			placeholder: 'e.g. bb1c0dfe-4f30-4122-94a5-0b1c2d3e4f50',
			description: 'To get a credit memo instead: its ID',
		},
	],

	invoice({ rilletInvoiceId: invoiceId, rilletCreditMemoId: creditMemoId }, environment) {
		if (invoiceId && creditMemoId) {
			return fail('Both an Invoice ID and a Credit Memo ID are given', 'Leave one of the two fields empty.');
		}
		if (invoiceId) {
			const document = documentOf(environment, invoiceId, null);
			return ok(invoiceOf({ provider: 'rillet', kind: 'invoice', id: invoiceId, document }));
		}
		if (creditMemoId) return ok(invoiceOf({ provider: 'rillet', kind: 'creditNote', id: creditMemoId }));
		return fail('No Invoice ID is given', 'Fill in the field, or map it from an earlier node.');
	},
};
