import {
	changed,
	FROM_ITEM,
	JSON_TYPE,
	repeating,
	type Json,
	type Scenario,
} from '../../support/e2e/scenario.mts';
import { documentOf, paddle, type PaddleApi } from '../providers/paddle.mts';
import { notification } from '../authentication.mts';

type Event = { data: { customer_id?: string; details: Json } };

export const scenario: Scenario = {
	simulator: paddle,
	displayName: 'Paddle',
	credential: (apiUrl, apiKey) => ({ environment: 'sandbox', apiKey, apiUrl }),
	parameters: {
		authentication: 'signature',
		events: ['transaction.completed', 'transaction.billed', 'adjustment.created', 'adjustment.updated'],
	},
	wanted: 'transaction.completed',
	unwanted: {
		headers: JSON_TYPE,
		body: Buffer.from(
			'{"event_id":"evt_1","event_type":"subscription.created","occurred_at":"2026-01-01T00:00:00Z","data":{"id":"sub_1"}}',
		),
	},
	issue(api) {
		const event = (api as PaddleApi).add();
		return { notification: notification(event), document: documentOf(event.data.id) };
	},
	operations: {
		download: { parameters: FROM_ITEM, route: 'GET /pdf/:file', isOpen: true },
		get: { parameters: FROM_ITEM, route: 'GET /transactions/:id', same: 'event.key' },
		getMany: { parameters: { provider: 'paddle' }, route: 'GET /events', same: 'event.key' },
	},
	automatic: {
		parameters: { authentication: 'signature', registration: 'automatic' },
		registered: (api) => [...(api as PaddleApi).webhooks.values()].map(({ destination }) => destination),
		secrets: (api) => [...(api as PaddleApi).webhooks.values()].map((one) => one.endpoint_secret_key),
	},
	older: {
		file: 'dist/nodes/Paddle/schema.js',
		now: 'customer_id: fields_1.text,\n    address_id',
		before: 'customer_id: fields_1.requiredText,\n    address_id',
		change: changed<Event>((event) => delete event.data.customer_id),
		names: /data\.customer_id/,
	},
	benchmark: {
		event: 'transaction.completed',
		schema: 'transactionEvent',
		base: 'zod alone',
		withLines: repeating('paddle', 'transaction.completed.json', (event) => [
			(event as Event).data.details,
			'line_items',
		]),
	},
};
