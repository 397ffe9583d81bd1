import type { EventDefinition, Provider } from '../shared/provider';
import { contentAt } from '../shared/trigger/eventKey';
import { normalizeWith } from '../shared/trigger/normalizeWith';
import { urlTokenScheme } from '../shared/trigger/schemes';
import { CREDENTIAL } from './api';
import { details } from './details';
import { locateDocument } from './document';
import { environmentOf } from './environment';
import { EVENT_TYPES } from './events';
import { list } from './list';
import { lookup } from './lookup';
import { normalizeCreditNoteEvent, normalizeInvoiceEvent } from './normalize';
import { recognize } from './recognize';
import { registration } from './registration';
import { creditNoteEvent, invoiceEvent } from './schema';
import { verifySignature } from './signature';
import { split } from './split';

const invoiceEvents = normalizeWith(invoiceEvent, normalizeInvoiceEvent, contentAt('data'));
const creditNoteEvents = normalizeWith(creditNoteEvent, normalizeCreditNoteEvent, contentAt('data'));

export const stripe: Provider = {
	name: 'stripe',
	displayName: 'Stripe',
	credential: CREDENTIAL,

	schemes: {
		signature: {
			field: 'signingSecrets',
			whereToFind:
				'Signing Secrets: Workbench > Webhooks, your destination, Signing secret. Or set Registration to Automatic, and Stripe makes it.',
			verify: verifySignature,
		},
		urlToken: urlTokenScheme,
	},

	events: Object.fromEntries(
		Object.entries(EVENT_TYPES).map(([name, type]): [string, EventDefinition] => [
			name,
			{ type, normalize: name.startsWith('credit_note.') ? creditNoteEvents : invoiceEvents },
		]),
	),

	split,
	environment: environmentOf,
	details,
	locateDocument,
	lookup,
	list,
	registration,
	recognize,
};
