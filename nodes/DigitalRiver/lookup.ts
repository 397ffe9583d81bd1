import { invoiceOf } from '../shared/invoice/build';
import type { Lookup } from '../shared/provider';
import { fail, ok } from '../shared/result';
import { documentOf } from './document';

export const lookup: Lookup = {
	description: 'Enter or map the IDs below',

	fields: [
		{
			displayName: 'File ID',
			name: 'digitalRiverFileId',
			type: 'string',
			required: true,
			displayOptions: {
				show: { resource: ['document'], operation: ['download'], provider: ['digitalRiver'] },
			},
			default: '',
			placeholder: 'e.g. 6e5bf525-3907-40c5-86a9-f14ce4f33f35',
			description: 'The fileId in the event, or the ID under invoicePDFs of an order',
		},
		{
			displayName: 'Order ID',
			name: 'digitalRiverOrderId',
			type: 'string',
			required: true,
			displayOptions: { show: { resource: ['invoice'], operation: ['get'], provider: ['digitalRiver'] } },
			default: '',
			placeholder: 'e.g. 188418250336',
			description: 'The order whose invoice to get',
		},
	],

	invoice({ digitalRiverFileId: fileId, digitalRiverOrderId: orderId }, environment) {
		if (!fileId && !orderId) {
			return fail(
				'Neither a File ID nor an Order ID is given',
				'Fill in the field, or map it from an earlier node.',
			);
		}
		return ok(
			invoiceOf({
				provider: 'digitalRiver',
				kind: 'invoice',
				id: fileId ?? null,
				orderReference: orderId ?? null,
				document: fileId ? documentOf(environment, fileId, null) : null,
				references: orderId ? { orderId } : {},
			}),
		);
	},
};
