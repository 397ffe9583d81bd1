import {
	changed,
	FROM_ITEM,
	JSON_TYPE,
	repeating,
	type Json,
	type Scenario,
} from '../../support/e2e/scenario.mts';
import { digitalRiver, type DigitalRiverApi } from '../providers/digitalRiver.mts';
import { notification } from '../authentication.mts';

type DigitalRiverEvent = { type: string; data: { object: Record<string, unknown> } };

export const scenario: Scenario = {
	simulator: digitalRiver,
	displayName: 'Digital River',
	credential: (apiUrl, apiKey) => ({ product: 'digitalRiver', apiKey, apiUrl }),
	parameters: {
		authentication: 'signature',
		events: ['order.invoice.created', 'order.credit_memo.created'],
	},
	wanted: 'order.invoice.created',
	unwanted: {
		headers: JSON_TYPE,
		body: Buffer.from('{"id":"1","type":"order.complete","data":{"object":{"id":"1"}},"liveMode":false}'),
	},
	issue(api) {
		const { event, file } = (api as DigitalRiverApi).addInvoice();
		return { notification: notification(event), document: file.content };
	},
	operations: {
		download: { parameters: FROM_ITEM, route: 'GET /files/:id/content' },
		get: { parameters: FROM_ITEM, route: 'GET /orders/:id', same: 'event.key' },
		getMany: { parameters: { provider: 'digitalRiver' }, route: 'GET /events', same: 'event.key' },
	},
	automatic: {
		parameters: { authentication: 'urlToken', registration: 'automatic' },
		registered: (api) => [...(api as DigitalRiverApi).webhooks.values()].map(({ address }) => address),
	},
	older: {
		file: 'dist/nodes/DigitalRiver/schema.js',
		now: 'customerId: fields_1.text,\n            purpose',
		before: 'customerId: fields_1.requiredText,\n            purpose',
		change: changed<DigitalRiverEvent>((event) => delete event.data.object.customerId),
		names: /data\.object\.customerId/,
	},
	benchmark: {
		event: 'invoice.paid',
		schema: 'invoiceEvent',
		base: 'zod alone',
		withLines: repeating('digitalRiver', 'invoice.paid.json', (event) => [
			(event.data as { object: Json }).object,
			'items',
		]),
	},
};
