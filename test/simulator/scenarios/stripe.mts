import {
	changed,
	FROM_ITEM,
	JSON_TYPE,
	repeating,
	type Json,
	type Scenario,
} from '../../support/e2e/scenario.mts';
import { notification } from '../authentication.mts';
import { stripe, type StripeApi } from '../providers/stripe.mts';

export const scenario: Scenario = {
	simulator: stripe,
	displayName: 'Stripe',
	credential: (apiUrl, apiKey) => ({ apiKey, apiUrl }),
	parameters: {
		authentication: 'signature',
		events: ['invoice.finalized', 'invoice.paid', 'credit_note.created'],
	},
	wanted: 'invoice.finalized',
	unwanted: {
		headers: JSON_TYPE,
		body: Buffer.from(
			'{"id":"evt_1","object":"event","type":"customer.created","data":{"object":{"id":"cus_1"}},"livemode":false}',
		),
	},
	issue(api, apiUrl) {
		const { event, file } = (api as StripeApi).addInvoice(apiUrl);
		return { notification: notification(event), document: file };
	},
	operations: {
		download: { parameters: FROM_ITEM, route: 'GET /invoice_pdf/:id', isOpen: true },
		get: { parameters: FROM_ITEM, route: 'GET /v1/invoices/:id', same: 'event.key' },
		getMany: { parameters: { provider: 'stripe' }, route: 'GET /v1/events', same: 'event.key' },
	},
	automatic: {
		parameters: { authentication: 'signature', registration: 'automatic' },
		registered: (api) => [...(api as StripeApi).webhooks.values()].map(({ url }) => url),
		secrets: (api) => [...(api as StripeApi).secrets.values()],
	},
	older: {
		file: 'dist/nodes/Stripe/schema.js',
		now: 'collection_method: fields_1.text',
		before: 'collection_method: fields_1.requiredText',
		change: changed<{ data: { object: Json } }>((event) => delete event.data.object.collection_method),
		names: /data\.object\.collection_method/,
	},
	benchmark: {
		event: 'invoice.finalized',
		schema: 'invoiceEvent',
		base: 'zod alone',
		withLines: repeating('stripe', 'invoice.finalized.json', (event) => [
			(event.data as { object: { lines: Json } }).object.lines,
			'data',
		]),
	},
};
