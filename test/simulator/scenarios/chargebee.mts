import {
	changed,
	FROM_ITEM,
	JSON_TYPE,
	repeating,
	type Json,
	type Scenario,
} from '../../support/e2e/scenario.mts';
import {
	chargebee,
	chargebeeEvent,
	type ChargebeeApi,
	type ChargebeeEvent,
} from '../providers/chargebee.mts';
import { notification } from '../authentication.mts';

export const scenario: Scenario = {
	simulator: chargebee,
	displayName: 'Chargebee',
	credential: (apiUrl, apiKey) => ({ apiUrl, apiKey }),
	parameters: {
		authentication: 'basicAuth',
		registration: 'manual',
		events: ['invoice_generated', 'credit_note_created'],
	},
	wanted: 'invoice_generated',
	unwanted: {
		headers: JSON_TYPE,
		body: Buffer.from(
			'{"id":"ev_1","occurred_at":1767225600,"event_type":"subscription_renewed","content":{"subscription":{"id":"s"}}}',
		),
	},
	issue(state) {
		const api = state as ChargebeeApi;
		const event = api.add(chargebeeEvent());
		return { notification: notification(event), document: api.files.get(event.content.invoice!.id)! };
	},
	operations: {
		download: { parameters: FROM_ITEM, route: 'GET /files/:id', isOpen: true },
		get: { parameters: FROM_ITEM, route: 'GET /invoices/:id', same: 'event.key' },
		getMany: {
			parameters: { provider: 'chargebee' },
			route: 'GET /events',
			same: 'event.key',
		},
	},
	automatic: {
		parameters: { registration: 'automatic' },
		registered: (api) => [...(api as ChargebeeApi).webhooks.values()].map(({ url }) => url),
	},
	older: {
		file: 'dist/nodes/Chargebee/schema.js',
		now: 'customer_id: fields_1.text,\n    subscription_id: fields_1.text,\n    status',
		before: 'customer_id: fields_1.requiredText,\n    subscription_id: fields_1.text,\n    status',
		change: changed<ChargebeeEvent>((event) => delete event.content.invoice!.customer_id),
		names: /content\.invoice\.customer_id/,
	},
	benchmark: {
		event: 'invoice_generated',
		schema: 'invoiceEvent',
		base: 'zod alone',
		withLines: repeating('chargebee', 'invoice_generated.json', (event) => [
			(event.content as Json).invoice as Json,
			'line_items',
		]),
	},
};
