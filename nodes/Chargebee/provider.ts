import type { Provider } from '../shared/provider';
import { basicAuthScheme, urlTokenScheme } from '../shared/trigger/schemes';
import { CREDENTIAL } from './api';
import { details } from './details';
import { locateDocument } from './document';
import { environmentOf } from './environment';
import { list } from './list';
import { lookup } from './lookup';
import { EVENTS } from './normalize';
import { recognize } from './recognize';
import { registration } from './registration';
import { split } from './split';

export const chargebee: Provider = {
	name: 'chargebee',
	displayName: 'Chargebee',
	credential: CREDENTIAL,

	schemes: {
		basicAuth: basicAuthScheme('as basic authentication of the webhook in Chargebee'),
		urlToken: urlTokenScheme,
	},

	events: EVENTS,

	split,
	environment: environmentOf,
	details,
	locateDocument,
	lookup,
	list,
	registration,
	recognize,
};
