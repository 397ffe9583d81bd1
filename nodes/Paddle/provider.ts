import type { EventDefinition, Provider } from '../shared/provider';
import { urlTokenScheme } from '../shared/trigger/schemes';
import { CREDENTIAL } from './api';
import { details } from './details';
import { locateDocument } from './document';
import { environmentOf } from './environment';
import { EVENT_TYPES } from './events';
import { list } from './list';
import { lookup } from './lookup';
import { normalizerOf } from './normalize';
import { registration } from './registration';
import { verifySignature } from './signature';
import { split } from './split';

export const paddle: Provider = {
	name: 'paddle',
	displayName: 'Paddle',
	credential: CREDENTIAL,

	schemes: {
		signature: {
			field: 'signingSecrets',
			whereToFind:
				'Signing Secrets: Paddle > Developer tools > Notifications > your destination > Edit destination > Secret key.',
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
	registration,
};
