import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { clock } from '../shared/clock';
import type { ReadInvoice } from '../shared/einvoice/read';
import type { Invoice } from '../shared/invoice/schema';

/**
 * An invoice from a file, with an event key and the file's metadata, so that whatever works after a trigger also works
 * after Read. Version 1 of the node adds neither.
 */
export function withOrigin(
	this: IExecuteFunctions,
	{ invoice, origin }: Pick<ReadInvoice, 'invoice' | 'origin'>,
	file: IBinaryData | null,
): Invoice {
	if (this.getNode().typeVersion < 2) return invoice;
	return {
		...invoice,
		event: {
			id: null,
			key: origin.key,
			type: 'document.read',
			providerType: origin.root,
			occurredAt: null,
			receivedAt: clock.date().toISOString(),
			liveMode: null,
			// We have not verified the content of a file.
			authentication: 'item',
		},
		document: {
			id: null,
			url: null,
			fileName: file?.fileName ?? null,
			mimeType: origin.format.pdf ? 'application/pdf' : 'application/xml',
			source: 'file',
			expiresAt: null,
			format: origin.format,
		},
	};
}
