import { invoiceOf } from '../shared/invoice/build';
import type { Lookup } from '../shared/provider';
import { fail, ok } from '../shared/result';
import { documentOf } from './document';

const show = { resource: ['document', 'invoice'], operation: ['download', 'get'], provider: ['paddle'] };

export const lookup: Lookup = {
	description: 'Enter or map the IDs below',

	fields: [
		{
			displayName: 'Transaction ID',
			name: 'paddleTransactionId',
			type: 'string',
			displayOptions: { show },
			default: '',
			placeholder: 'e.g. txn_01hv8wptq8987qeep44cyrewp9',
			description: 'The ID of the invoice in Paddle, not its number: the field ID of an item',
		},
		{
			displayName: 'Adjustment ID',
			name: 'paddleAdjustmentId',
			type: 'string',
			displayOptions: { show },
			default: '',
			placeholder: 'e.g. adj_01hvgf2s84dr6reszzg29zbvcm',
			description: 'To get a credit, refund or chargeback instead: its ID',
		},
	],

	invoice({ paddleTransactionId: transactionId, paddleAdjustmentId: adjustmentId }, environment) {
		if (transactionId && adjustmentId) {
			return fail(
				'Both a Transaction ID and an Adjustment ID are given',
				'Leave one of the two fields empty.',
			);
		}
		const id = transactionId ?? adjustmentId;
		if (!id) {
			return fail(
				'Neither a Transaction ID nor an Adjustment ID is given',
				'Fill in one of the fields, or map it from an earlier node.',
			);
		}
		const [field, prefix] = transactionId ? ['Transaction ID', 'txn_'] : ['Adjustment ID', 'adj_'];
		if (!id.startsWith(prefix)) {
			return fail(
				`The ${field} does not begin with ${prefix}`,
				'Type the ID that Paddle shows, not the number of the invoice.',
			);
		}
		return ok(invoiceOf({ provider: 'paddle', id, document: documentOf(environment, id, null) }));
	},
};
