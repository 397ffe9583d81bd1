import { contentAt } from '../shared/trigger/eventKey';
import { normalizeWith } from '../shared/trigger/normalizeWith';
import type { EventDefinition, Provider } from '../shared/provider';
import { urlTokenScheme } from '../shared/trigger/schemes';
import { CREDENTIAL } from './api';
import { details } from './details';
import { locateDocument } from './document';
import { environmentOf } from './environment';
import { EVENT_TYPES } from './events';
import { list } from './list';
import { lookup } from './lookup';
import { normalizeEvent } from './normalize';
import { envelope } from './schema';
import { verifySignature } from './signature';
import { split } from './split';

const normalize = normalizeWith(envelope, normalizeEvent, contentAt('data'));

export const betterez: Provider = {
	name: 'betterez',
	displayName: 'Betterez',
	credential: CREDENTIAL,

	schemes: {
		signature: {
			field: 'signingSecrets',
			whereToFind:
				'Signing Secrets: in the Betterez back office under Admin > Integrations > Applications, the private key of betterez-webhooks.',
			verify: verifySignature,
		},
		urlToken: urlTokenScheme,
	},

	events: Object.fromEntries(
		Object.entries(EVENT_TYPES).map(([name, type]): [string, EventDefinition] => [name, { type, normalize }]),
	),

	split,
	environment: environmentOf,
	details,
	locateDocument,
	lookup,
	list,
};
