import { normalizeWith } from '../shared/trigger/normalizeWith';
import type { Provider } from '../shared/provider';
import { urlTokenScheme } from '../shared/trigger/schemes';
import { CREDENTIAL } from './api';
import { locateDocument } from './document';
import { environmentOf } from './environment';
import { DOCUMENT_CREATED, INVOICE_CREATED } from './events';
import { lookup } from './lookup';
import { contentOf, contentOfDocument, normalizeDocuments, normalizeInvoice } from './normalize';
import { registration } from './registration';
import { documentCreated, invoiceCreated } from './schema';
import { split } from './split';

/** Riverty Accounting as a Service. Its other product (BNPL) has other webhooks, which are not read here. */
export const riverty: Provider = {
	name: 'riverty',
	displayName: 'Riverty',
	credential: CREDENTIAL,
	/** docs.riverty.com, download documents: 429 above it, by address. */
	documentsPerSecond: 10,

	/** Riverty documents no signature, login or secret: only the secret in the address that Riverty was given authenticates a call. */
	schemes: { urlToken: urlTokenScheme },

	events: {
		[INVOICE_CREATED]: {
			type: 'invoice.created',
			normalize: normalizeWith(invoiceCreated, normalizeInvoice, contentOf),
		},
		[DOCUMENT_CREATED]: {
			type: 'document.created',
			normalize: normalizeWith(documentCreated, normalizeDocuments, contentOfDocument),
		},
	},

	split,
	environment: environmentOf,
	locateDocument,
	lookup,
	registration,
};
