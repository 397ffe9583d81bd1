import { normalizeWith } from '../shared/trigger/normalizeWith';
import type { EventDefinition, Provider } from '../shared/provider';
import { basicAuthScheme, urlTokenScheme } from '../shared/trigger/schemes';
import { CREDENTIAL } from './api';
import { details } from './details';
import { locateDocument } from './document';
import { environmentOf } from './environment';
import { EVENT_TYPES } from './events';
import { list } from './list';
import { lookup } from './lookup';
import { amountsOf, normalizeOrderEvent } from './normalize';
import { registration } from './registration';
import { invoiceEvent } from './schema';
import { split } from './split';

const normalize = normalizeWith(invoiceEvent, normalizeOrderEvent, amountsOf);

export const scayle: Provider = {
	name: 'scayle',
	displayName: 'SCAYLE',
	credential: CREDENTIAL,

	schemes: {
		basicAuth: basicAuthScheme('under Authentication of the webhook in the SCAYLE Panel'),
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
	registration,
};
