import { Findings } from '../shared/invoice/findings';
import { invoiceOf } from '../shared/invoice/build';
import type { Lookup } from '../shared/provider';
import { ok } from '../shared/result';
import { documentOf, fileKey, unusable } from './document';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const lookup: Lookup = {
	description: 'Enter or map the address below',
	// Riverty has no call for an invoice.
	resources: ['document'],

	fields: [
		{
			displayName: 'Document Address',
			name: 'rivertyDocument',
			type: 'string',
			required: true,
			displayOptions: {
				show: { resource: ['document'], operation: ['download'], provider: ['riverty'] },
			},
			default: '',
			placeholder:
				'e.g. https://api.accounting.riverty.io/documents/v1/S/6f9d2c1e-47b3-4a5e-9c0d-8e7f6a5b4c3d',
			description:
				"The document's address exactly as Riverty gave it (invoiceDocumentUrl or urlKey), or just its ID",
		},
	],

	/** An empty field is no error yet: only a download needs a document, and `locateDocument` asks for it. */
	invoice({ rivertyDocument: typed }, environment) {
		if (!typed) return ok(invoiceOf({ provider: 'riverty' }));
		const address = addressOf(typed, environment.apiUrl);
		const document = documentOf(address, fileKey(address), environment, new Findings());
		return document?.url
			? ok(invoiceOf({ provider: 'riverty', document }))
			: { ok: false, error: unusable(address) };
	},
};

/** Completes an ID to an address. */
function addressOf(typed: string, apiUrl: string): string {
	if (UUID.test(typed)) return `${apiUrl}/documents/v1/S/${typed}`;
	return /^[0-9a-f]+$/i.test(typed) ? `FileSet('${typed}')` : typed;
}
