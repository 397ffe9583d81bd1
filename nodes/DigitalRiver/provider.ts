import { basicAuthScheme, urlTokenScheme } from '../shared/trigger/schemes';
import { contentAt } from '../shared/trigger/eventKey';
import { normalizeWith } from '../shared/trigger/normalizeWith';
import type { EventDefinition, Provider } from '../shared/provider';
import { CREDENTIAL } from './api';
import { details } from './details';
import { locateDocument } from './document';
import { environmentOf } from './environment';
import { EVENT_TYPES } from './events';
import { list } from './list';
import { lookup } from './lookup';
import { normalizeFileEvent, normalizeInvoiceEvent } from './normalize';
import { registration } from './registration';
import { fileEvent, invoiceEvent } from './schema';
import { verifySignature } from './signature';
import { split } from './split';

const fileEvents = normalizeWith(fileEvent, normalizeFileEvent, contentAt('data'));
const invoiceEvents = normalizeWith(invoiceEvent, normalizeInvoiceEvent, contentAt('data'));

export const digitalRiver: Provider = {
	name: 'digitalRiver',
	displayName: 'Digital River',
	credential: CREDENTIAL,

	schemes: {
		signature: {
			field: 'signingSecrets',
			whereToFind:
				'Signing Secrets: Dashboard > Webhooks > Reveal Secret, or in Global Commerce Administration > Webhook Service > Reveal Secret.',
			verify: verifySignature,
		},
		basicAuth: basicAuthScheme('as user name and password of the webhook in Digital River'),
		urlToken: urlTokenScheme,
	},

	events: Object.fromEntries(
		Object.entries(EVENT_TYPES).map(([name, type]): [string, EventDefinition] => [
			name,
			{ type, normalize: name.startsWith('order.') ? fileEvents : invoiceEvents },
		]),
	),

	split,
	environment: environmentOf,
	details,
	locateDocument,
	lookup,
	list,
	registration,
};
