import type { EventDefinition, Provider } from '../shared/provider';
import { urlTokenScheme } from '../shared/trigger/schemes';
import { CREDENTIAL, RATE_LIMIT_WAIT } from './api';
import { details } from './details';
import { locateDocument } from './document';
import { environmentOf } from './environment';
import { EVENT_TYPES } from './events';
import { list } from './list';
import { lookup } from './lookup';
import { normalizerOf } from './normalize';
import { verifySignature } from './signature';
import { split } from './split';

export const rillet: Provider = {
	name: 'rillet',
	displayName: 'Rillet',
	credential: CREDENTIAL,
	rateLimitWait: RATE_LIMIT_WAIT,

	schemes: {
		signature: {
			field: 'signingSecrets',
			whereToFind:
				'Webhook Tokens: Rillet > Organization Settings > Webhooks > your webhook > Webhook Token.',
			verify: verifySignature,
		},
		urlToken: urlTokenScheme,
	},

	events: Object.fromEntries(
		Object.entries(EVENT_TYPES).map(([name, type]): [string, EventDefinition] => [
			name,
			{ type, normalize: normalizerOf(name) },
		]),
	),

	split,
	environment: environmentOf,
	details,
	locateDocument,
	lookup,
	list,
};
