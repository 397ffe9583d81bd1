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

/** Riverty Accounting as a Service. The webhooks of its other product (BNPL) differ and are not supported. */
export const riverty: Provider = {
	name: 'riverty',
	displayName: 'Riverty',
	credential: CREDENTIAL,
	/** Above this rate per address, Riverty answers 429 (docs.riverty.com, download documents). */
	documentsPerSecond: 10,

	/** Riverty documents no signature, login or secret; a request is authenticated only by the secret in its URL. */
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
