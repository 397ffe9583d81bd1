import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { clock } from '../shared/clock';
import type { ReadInvoice } from '../shared/einvoice/read';
import type { Invoice } from '../shared/invoice/schema';

/**
 * An invoice from a file, with a key as invoices of events have it and with what the file is, so that what works behind a
 * trigger works behind Read, too. The first version of the node gave neither.
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
			// The content of a file was not verified here.
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
