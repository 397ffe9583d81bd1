import { invoiceOf } from '../shared/invoice';
import type { Lookup } from '../shared/provider';
import { fail, ok } from '../shared/result';
import { pdfOf } from './document';

const show = (resource: string, operation: string) => ({
	show: { resource: [resource], operation: [operation], provider: ['betterez'] },
});

export const lookup: Lookup = {
	fields: [
		{
			displayName: 'Transaction ID',
			name: 'betterezTransactionId',
			type: 'string',
			required: true,
			displayOptions: show('document', 'download'),
			default: '',
			placeholder: 'e.g. 616d7cf38fedff37e449215c',
			description:
				'The sale whose invoice to get as a PDF: transactionId of the event, references.transactionId of an item',
		},
		{
			displayName: 'Invoice ID',
			name: 'betterezInvoiceId',
			type: 'string',
			required: true,
			displayOptions: show('invoice', 'get'),
			default: '',
			placeholder: 'e.g. 616d7cf38fedff37e4492161',
			description: 'The _id of the event, or the ID of an item',
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
