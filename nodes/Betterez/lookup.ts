import { invoiceOf } from '../shared/invoice/build';
import type { Lookup } from '../shared/provider';
import { fail, ok } from '../shared/result';
import { pdfOf } from './document';

export const lookup: Lookup = {
	description: 'Enter or map the IDs below',

	fields: [
		{
			displayName: 'Transaction ID',
			name: 'betterezTransactionId',
			type: 'string',
			required: true,
			displayOptions: {
				show: {
					resource: ['document', 'invoice'],
					operation: ['download', 'getMany'],
					provider: ['betterez'],
				},
			},
			default: '',
			placeholder: 'e.g. 616d7cf38fedff37e449215c',
			description:
				'The sale whose invoice to get: transactionId in the event, references.transactionId in an item',
		},
		{
			displayName: 'Invoice ID',
			name: 'betterezInvoiceId',
			type: 'string',
			required: true,
			displayOptions: { show: { resource: ['invoice'], operation: ['get'], provider: ['betterez'] } },
			default: '',
			placeholder: 'e.g. 616d7cf38fedff37e4492161',
			description: 'The _id in the event, or the ID of an item',
		},
	],

	invoice({ betterezTransactionId: transactionId, betterezInvoiceId: id }, environment) {
		if (!transactionId && !id) {
			return fail(
				'Neither a Transaction ID nor an Invoice ID is given',
				'Fill in the field, or map it from an earlier node.',
			);
		}
		return ok(
			invoiceOf({
				provider: 'betterez',
				id: id ?? null,
				document: transactionId ? pdfOf(environment, transactionId) : null,
				references: transactionId ? { transactionId } : {},
			}),
		);
	},
};
