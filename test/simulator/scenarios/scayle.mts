import {
	changed,
	FROM_ITEM,
	JSON_TYPE,
	repeating,
	type Json,
	type Scenario,
} from '../../support/e2e/scenario.mts';
import { scayle, type ScayleApi } from '../providers/scayle.mts';
import { notification } from '../authentication.mts';

export const scenario: Scenario = {
	simulator: scayle,
	displayName: 'SCAYLE',
	credential: (apiUrl, accessToken) => ({ apiUrl, accessToken }),
	parameters: {
		authentication: 'basicAuth',
		registration: 'manual',
		events: ['order-invoiced', 'order-corrective-invoiced'],
	},
	wanted: 'order-invoiced',
	unwanted: {
		headers: JSON_TYPE,
		body: Buffer.from(
			'{"key":"k","occurredAt":"2026-01-01T00:00:00Z","type":"order-confirmed","payload":{"id":1}}',
		),
	},
	issue(api) {
		const { event, document } = (api as ScayleApi).addInvoice();
		return { notification: notification(event), document: document.content };
	},
	operations: {
		download: {
			parameters: FROM_ITEM,
			route: 'GET /shops/:shop/countries/:country/orders/:order/invoices/:id',
		},
		get: {
			parameters: FROM_ITEM,
			route: 'GET /shops/:shop/countries/:country/orders/:order/invoices',
			same: 'event.key',
		},
		getMany: {
			parameters: {
				provider: 'scayle',
				invoiceFrom: 'id',
				scayleShopKey: '={{ $json.references.shopKey }}',
				scayleCountryCode: '={{ $json.references.countryCode }}',
				scayleOrder: '={{ $json.references.orderId }}',
			},
			route: 'GET /shops/:shop/countries/:country/orders/:order',
			same: 'references.orderId',
		},
	},
	automatic: {
		parameters: { authentication: 'urlToken', registration: 'automatic' },
		registered: (api) => [...(api as ScayleApi).subscriptions.values()].map(({ url }) => url),
	},
	older: {
		file: 'dist/nodes/Scayle/schema.js',
		now: 'publicKey: fields_1.text,\n    referenceKey: fields_1.text,\n    invoicedAt',
		before: 'publicKey: fields_1.requiredText,\n    referenceKey: fields_1.text,\n    invoicedAt',
		change: changed<{ payload: Record<string, unknown> }>((event) => delete event.payload.publicKey),
		names: /payload\.publicKey/,
	},
	benchmark: {
		event: 'order-invoiced',
		schema: 'invoiceEvent',
		base: 'zod alone',
		withLines: repeating('scayle', 'order-invoiced-admin-webhook.json', (event) => [
			event.payload as Json,
			'items',
		]),
	},
};
