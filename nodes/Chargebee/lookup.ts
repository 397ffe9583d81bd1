import type { INodeProperties } from 'n8n-workflow';
import { invoiceOf } from '../shared/invoice/build';
import type { Lookup } from '../shared/provider';
import { fail, ok } from '../shared/result';
import { documentOf } from './document';

const displayOptions: INodeProperties['displayOptions'] = {
	show: { resource: ['document', 'invoice'], operation: ['download', 'get'], provider: ['chargebee'] },
};

export const lookup: Lookup = {
	description: 'Enter or map the number below',

	fields: [
		{
			displayName: 'Invoice Number',
			name: 'chargebeeInvoiceId',
			type: 'string',
			displayOptions,
			default: '',
			placeholder: 'e.g. INV-1042',
			description: 'The invoice number, which is also its ID in Chargebee',
		},
		{
			displayName: 'Credit Note Number',
			name: 'chargebeeCreditNoteId',
			type: 'string',
			displayOptions,
			default: '',
			placeholder: 'e.g. CN-17',
			description: 'To get a credit note instead: its number',
		},
	],

	invoice({ chargebeeInvoiceId: invoiceId, chargebeeCreditNoteId: creditNoteId }, environment) {
		if (invoiceId && creditNoteId) {
			return fail(
				'Both an Invoice Number and a Credit Note Number are given',
				'Leave one of the two fields empty.',
			);
		}
		const id = invoiceId ?? creditNoteId;
		if (!id) {
			return fail('No Invoice Number is given', 'Fill in the field, or map it from an earlier node.');
		}
		return ok(
			invoiceOf({
				provider: 'chargebee',
				id,
				number: id,
				kind: invoiceId ? 'invoice' : 'creditNote',
				document: documentOf(environment, invoiceId ? 'invoices' : 'credit_notes', id),
			}),
		);
	},
};
