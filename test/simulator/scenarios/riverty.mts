import {
	changed,
	FROM_ITEM,
	JSON_TYPE,
	repeating,
	type Json,
	type Scenario,
} from '../../support/e2e/scenario.mts';
import { api, invoiceEvent, riverty, type RivertyApi } from '../providers/riverty.mts';
import { notification } from '../authentication.mts';

export const scenario: Scenario = {
	simulator: riverty,
	displayName: 'Riverty',
	credential: (environment, apiKey) => ({ environment, apiKey }),
	parameters: { authentication: 'urlToken', events: ['accounting/invoiceCreated'] },
	wanted: 'accounting/invoiceCreated',
	unwanted: {
		headers: JSON_TYPE,
		body: Buffer.from('{"type":"accounting/paymentReceived","parameters":{}}'),
	},
	issue(api, apiUrl) {
		const key = (api as RivertyApi).addDocument();
		const event = invoiceEvent({ invoiceDocumentUrl: `${apiUrl}/documents/v1/S/${key}` });
		return { notification: notification(event), document: (api as RivertyApi).documents.get(key)!.content };
	},
	operations: { download: { parameters: FROM_ITEM, route: 'GET /documents/v1/S/:key' } },
	automatic: {
		parameters: { registration: 'automatic' },
		api: (options) => api({ ...options, manage: 'works' }),
		registered: (api) => [...(api as RivertyApi).callbacks.values()].map(({ callbackUrl }) => callbackUrl),
	},
	older: {
		file: 'dist/nodes/Riverty/schema.js',
		now: 'currency: fields_1.text,',
		before: 'currency: fields_1.requiredText,',
		change: changed<ReturnType<typeof invoiceEvent>>((event) => delete event.parameters.currency),
		names: /parameters\.currency/,
	},
	benchmark: {
		event: 'accounting/invoiceCreated',
		schema: 'invoiceCreated',
		base: 'zod alone',
		withLines: repeating('riverty', 'invoice-created-b2b.json', (event) => [
			event.parameters as Json,
			'items',
		]),
	},
};
