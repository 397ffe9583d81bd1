import { basicAuthScheme, urlTokenScheme } from '../shared/trigger/schemes';
import { normalizeWith } from '../shared/trigger/normalizeWith';
import type { EventDefinition, Provider } from '../shared/provider';
import { baseUrlOf } from '../shared/api/origin';
import { fail, missing, ok } from '../shared/result';
import { safeParse } from '../shared/json/safeParse';
import { CREDENTIAL, DEFAULT_API_URL } from './api';
import { details } from './details';
import { fileUrl } from './document';
import { EVENT_TYPES } from './events';
import { list } from './list';
import { lookup } from './lookup';
import { normalizeFileEvent, normalizeInvoiceEvent } from './normalize';
import { registration } from './registration';
import { envelope, fileEvent, invoiceEvent } from './schema';
import { verifySignature } from './signature';

const fileEvents = normalizeWith(fileEvent, normalizeFileEvent);
const invoiceEvents = normalizeWith(invoiceEvent, normalizeInvoiceEvent);

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

	split(body) {
		const parsed = safeParse(envelope, body);
		return parsed.success
			? ok([{ providerType: parsed.data.type, payload: body }])
			: fail(
					'the body is not a Digital River event (id, type and data.object are required)',
					'Check that only Digital River calls this URL.',
				);
	},

	environment({ apiUrl, product }) {
		const url = baseUrlOf(apiUrl, DEFAULT_API_URL);
		return { apiUrl: url.ok ? url.value : DEFAULT_API_URL, product: String(product), live: null };
	},

	details,

	async locateDocument({ document }, environment) {
		if (!document?.id) {
			return missing(
				'The item does not name a file of Digital River',
				'Only invoices and credit memos of orders have a file. For an order take Invoice > Get first, or type the File ID.',
			);
		}
		// Never application/json: the reference then answers with a description of the file.
		return ok({
			url: fileUrl(environment, document.id),
			headers: { Accept: 'application/pdf, */*' },
			fileName: document.fileName ?? `${document.id}.pdf`,
		});
	},

	lookup,
	list,
	registration,
};
