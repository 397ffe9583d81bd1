import { normalizeWith } from '../shared/trigger/normalizeWith';
import type { EventDefinition, Provider } from '../shared/provider';
import { fail, ok } from '../shared/result';
import { safeParse } from '../shared/json/safeParse';
import { basicAuthScheme, urlTokenScheme } from '../shared/trigger/schemes';
import { CREDENTIAL } from './api';
import { apiUrlOf } from './baseUrl';
import { details, locateDocument } from './details';
import { EVENT_TYPES, guessName } from './events';
import { list } from './list';
import { lookup } from './lookup';
import { GUESSED, normalizeOrderEvent } from './normalize';
import { registration } from './registration';
import { envelope, invoiceEvent } from './schema';

const normalize = normalizeWith(invoiceEvent, normalizeOrderEvent);

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

	split(body, { selected }) {
		const parsed = safeParse(envelope, body);
		if (!parsed.success) {
			return fail(
				'the body is not a SCAYLE event (an object payload is required)',
				'Check that only SCAYLE calls this URL.',
			);
		}
		const { type, payload } = parsed.data;
		if (type) return ok([{ providerType: type, payload: body }]);
		const providerType = guessName(payload, selected) ?? '';
		return ok([
			{ providerType, payload: body, ...(selected.length > 1 ? { meta: { eventName: GUESSED } } : {}) },
		]);
	},

	environment(credential) {
		const url = apiUrlOf(credential);
		return { apiUrl: url.ok ? url.value : '', live: null };
	},

	details,
	locateDocument,
	lookup,
	list,
	registration,
};
