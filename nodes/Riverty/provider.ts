import { normalizeWith } from '../shared/trigger/normalizeWith';
import type { Provider, RawEvent } from '../shared/provider';
import { fail, ok } from '../shared/result';
import { safeParse } from '../shared/json/safeParse';
import { urlTokenScheme } from '../shared/trigger/schemes';
import { CREDENTIAL } from './api';
import { locate } from './document';
import { environmentOf } from './environment';
import { DOCUMENT_CREATED, INVOICE_CREATED, knownType } from './events';
import { lookup } from './lookup';
import { normalizeDocuments, normalizeInvoice } from './normalize';
import { registration } from './registration';
import { documentCreated, invoiceCreated, notification } from './schema';

/** Riverty Accounting as a Service. Its other product (BNPL) has other webhooks, which are not read here. */
export const riverty: Provider = {
	name: 'riverty',
	displayName: 'Riverty',
	credential: CREDENTIAL,
	/** docs.riverty.com, download documents: 429 above it, by address. */
	documentsPerSecond: 10,

	/** Riverty documents no signature, login or secret: what proves a call is the address that only Riverty was given. */
	schemes: { urlToken: urlTokenScheme },

	events: {
		[INVOICE_CREATED]: {
			type: 'invoice.created',
			normalize: normalizeWith(invoiceCreated, normalizeInvoice),
		},
		[DOCUMENT_CREATED]: {
			type: 'document.created',
			normalize: normalizeWith(documentCreated, normalizeDocuments),
		},
	},

	/** One notification, or an array of them: the examples show one, nothing excludes several. */
	split(body) {
		const events: RawEvent[] = [];
		const elements: unknown[] = Array.isArray(body) ? body : [body];
		for (const element of elements) {
			const parsed = safeParse(notification, element);
			if (!parsed.success) {
				return fail(
					'the body is not a Riverty notification (type is required)',
					'Check that only Riverty calls this URL.',
				);
			}
			events.push({ providerType: knownType(parsed.data.type), payload: element });
		}
		return ok(events);
	},

	environment: environmentOf,

	async locateDocument(invoice, environment) {
		return locate(invoice, environment);
	},

	lookup,
	registration,
};
