import type { EventDefinition, Provider, ReceivedEvent } from '../shared/provider';
import { figuresIn } from '../shared/trigger/contentDigest';
import { memberOf } from '../shared/trigger/eventKey';
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

/** All figures of the event but the time of its delivery. */
function contentOf({ payload }: ReceivedEvent): unknown {
	const data = memberOf(payload, 'data') as object | undefined;
	const object = memberOf(data, 'object') as object | undefined;
	return figuresIn({ ...data, object: { ...object, webhooks_delivered_at: null } });
}

const invoiceEvents = normalizeWith(invoiceEvent, normalizeInvoiceEvent, contentOf);
const creditNoteEvents = normalizeWith(creditNoteEvent, normalizeCreditNoteEvent, contentOf);

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
