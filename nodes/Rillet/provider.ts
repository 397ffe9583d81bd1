import type { EventDefinition, Provider } from '../shared/provider';
import { fail, missing, ok } from '../shared/result';
import { urlTokenScheme } from '../shared/trigger/schemes';
import { apiUrlOf, CREDENTIAL, RATE_LIMIT_WAIT } from './api';
import { details } from './details';
import { invoiceUrl } from './document';
import { EVENT_TYPES } from './events';
import { eventHeaders, providerTypeOf } from './headers';
import { list } from './list';
import { lookup } from './lookup';
import { normalizerOf } from './normalize';
import { verifySignature } from './signature';

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

	split(body, { headers }) {
		const meta = eventHeaders(headers);
		return meta === null
			? fail(
					'the request has no X-Rillet-Id, -Timestamp, -Entity or -Event header, which name the event',
					'Check that only Rillet calls this URL.',
				)
			: ok([{ providerType: providerTypeOf(meta), payload: body, meta }]);
	},

	environment: (credential) => ({
		apiUrl: apiUrlOf(credential),
		live: credential.environment !== 'sandbox',
	}),

	details,

	async locateDocument({ kind, document }, environment) {
		if (kind === 'creditNote') {
			return missing(
				'Rillet has no PDF of a credit memo',
				'Let only invoices come to this step, for instance with an If node on the field kind.',
			);
		}
		if (!document?.id) {
			return missing(
				'The item does not name a Rillet invoice, so there is no PDF to download',
				'A deleted invoice has none. For any other, choose Rillet as Invoice From and type the Invoice ID.',
			);
		}
		return ok({
			url: invoiceUrl(environment, document.id),
			headers: { Accept: 'application/pdf' },
			fileName: document.fileName ?? `${document.id}.pdf`,
		});
	},

	lookup,
	list,
};
