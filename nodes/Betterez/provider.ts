import { figuresIn } from '../shared/trigger/contentDigest';
import { memberOf } from '../shared/trigger/eventKey';
import { normalizeWith } from '../shared/trigger/normalizeWith';
import type { EventDefinition, Provider, ReceivedEvent } from '../shared/provider';
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

/** The figures of the record, and the text of its fiscal document, which has the amounts. */
function contentOf({ payload }: ReceivedEvent): unknown {
	const data = memberOf(payload, 'data');
	const document = memberOf(payload, 'data', 'data') ?? null;
	return document === null ? figuresIn({ figures: data }) : { figures: figuresIn(data), document };
}

const normalize = normalizeWith(envelope, normalizeEvent, contentOf);

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
