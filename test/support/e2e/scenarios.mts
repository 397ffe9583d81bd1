import {
	betterez,
	invoiceEvent as betterezEvent,
	PASSWORD,
	USER,
	type BetterezApi,
} from '../../simulator/betterez.mts';
import { digitalRiver, type DigitalRiverApi } from '../../simulator/digitalRiver.mts';
import {
	documentOf as rilletDocument,
	eventHeaders as rilletHeaders,
	eventOf as rilletEvent,
	rillet,
	type RilletApi,
} from '../../simulator/rillet.mts';
import {
	api as rivertyApi,
	invoiceEvent as rivertyEvent,
	riverty,
	type RivertyApi,
} from '../../simulator/riverty.mts';
import { scayle, type ScayleApi } from '../../simulator/scayle.mts';
import { notification, type Notification } from '../../simulator/proof.mts';
import type { Api } from '../../simulator/server.mts';
import type { ProviderSimulator } from '../../simulator/simulator.mts';

/** What the end-to-end tests and the demo must know of a provider besides its simulator. A new provider adds its own. */
export interface Scenario {
	simulator: ProviderSimulator;
	/** Whether the document stands in the event itself, so that no API is asked for it. */
	inlineDocument?: boolean;
	displayName: string;
	/** Content of the credential, without what proves webhooks. */
	credential(apiUrl: string, apiKey: string): Record<string, unknown>;
	/** Of the trigger node. */
	parameters: Record<string, unknown>;
	/** An event that the node is asked for, and one that it is not. */
	wanted: string;
	unwanted: { headers: Record<string, string>; body: Buffer };
	/** Makes an invoice at the simulated API (listening at `apiUrl`): what goes out for it, and its document. */
	issue(api: Api, apiUrl: string): { notification: Notification; document: Buffer };
	/** What the Invoice node can do behind the trigger. */
	operations: Partial<Record<Operation, OperationScenario>> & { download: OperationScenario };
	/** For providers whose API takes webhooks: the parameters that choose it, and the addresses that it has. */
	automatic?: {
		parameters: Record<string, unknown>;
		/** Instead of the simulator's own, where that keeps to the little that is documented. */
		api?(options: { apiKey: string }): Api;
		registered(api: Api): string[];
	};
	/**
	 * An older version of this package that took less: in the compiled `file`, `before` stood where `now` stands. It
	 * refused what `change` makes of a wanted event, and named the field.
	 */
	older: { file: string; now: string; before: string; change(body: Buffer): Buffer; names: RegExp };
}

export type Operation = 'download' | 'get' | 'getMany';

export interface OperationScenario {
	/** Of the Invoice node, behind the trigger. */
	parameters: Record<string, unknown>;
	/** The call of the simulated API that brings the document, or the first one that is made. */
	route: string;
	/** The field of an item that is the same as in that of the webhook. */
	same?: string;
	/** Where the file that comes is another one than that of {@link Scenario.issue}. */
	document?(api: Api): Buffer;
}

const FROM_ITEM = { provider: 'item' };

/** The field of the credential that holds the secrets of a method. */
export const SECRET_FIELDS = {
	signature: 'signingSecrets',
	basicAuth: 'basicAuthSecrets',
	urlToken: 'urlTokens',
} as const;

/** Changes the JSON of a body. */
export const changed =
	<T,>(change: (event: T) => void) =>
	(body: Buffer): Buffer => {
		const event = JSON.parse(body.toString('utf8')) as T;
		change(event);
		return Buffer.from(JSON.stringify(event), 'utf8');
	};

type DigitalRiverEvent = { type: string; data: { object: Record<string, unknown> } };

const json = { 'content-type': 'application/json' };

export const scenarios: readonly Scenario[] = [
	{
		simulator: betterez,
		inlineDocument: true,
		displayName: 'Betterez',
		credential: (otherUrl, apiKey) => ({ apiUrl: 'other', otherUrl, apiKey, user: USER, password: PASSWORD }),
		parameters: { authentication: 'signature', events: ['invoices.created', 'invoices.updated'] },
		wanted: 'invoices.created',
		unwanted: {
			headers: json,
			body: Buffer.from('{"id":"1","event":"transaction.completed","data":{"_id":"1"}}'),
		},
		issue(api) {
			const { event } = (api as BetterezApi).addInvoice();
			return { notification: notification(event), document: Buffer.from(event.data.data!, 'base64') };
		},
		operations: {
			download: {
				parameters: { provider: 'betterez', betterezTransactionId: '={{ $json.references.transactionId }}' },
				route: 'GET /invoices/pdfs',
				document: (api) => [...(api as BetterezApi).pdfs.values()].at(-1)!,
			},
			get: { parameters: FROM_ITEM, route: 'GET /invoices/invoices/:id', same: 'event.key' },
			getMany: {
				parameters: { provider: 'betterez', betterezTransactionId: '={{ $json.references.transactionId }}' },
				route: 'GET /invoices/invoices',
				same: 'id',
			},
		},
		older: {
			file: 'dist/nodes/Betterez/schema.js',
			now: 'transactionId: text,',
			before: 'transactionId: id,',
			change: changed<ReturnType<typeof betterezEvent>>(
				(event) => delete (event.data as Partial<typeof event.data>).transactionId,
			),
			names: /data\.transactionId/,
		},
	},
	{
		simulator: digitalRiver,
		displayName: 'Digital River',
		credential: (apiUrl, apiKey) => ({ product: 'digitalRiver', apiKey, apiUrl }),
		parameters: {
			authentication: 'signature',
			events: ['order.invoice.created', 'order.credit_memo.created'],
		},
		wanted: 'order.invoice.created',
		unwanted: {
			headers: { 'content-type': 'application/json' },
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
			now: 'customerId: optionalId,\n            purpose',
			before: 'customerId: id,\n            purpose',
			change: changed<DigitalRiverEvent>((event) => delete event.data.object.customerId),
			names: /data\.object\.customerId/,
		},
	},
	{
		simulator: rillet,
		displayName: 'Rillet',
		credential: (apiUrl, apiKey) => ({ environment: 'sandbox', apiUrl, apiKey }),
		parameters: { authentication: 'signature', events: ['invoice-created', 'invoice-deleted'] },
		wanted: 'invoice-created',
		unwanted: {
			headers: { ...json, ...rilletHeaders('CUSTOMER', 'CREATED') },
			body: Buffer.from('{"id":"1"}'),
		},
		issue(api) {
			const invoice = (api as RilletApi).addInvoice();
			return { notification: rilletEvent('invoice-created', invoice), document: rilletDocument(invoice) };
		},
		operations: {
			download: { parameters: FROM_ITEM, route: 'GET /invoices/:id' },
			get: { parameters: FROM_ITEM, route: 'GET /customers/:id', same: 'event.key' },
			getMany: { parameters: { provider: 'rillet' }, route: 'GET /invoices', same: 'id' },
		},
		older: {
			file: 'dist/nodes/Rillet/schema.js',
			now: 'memo: text,',
			before: 'memo: id,',
			change: changed<Record<string, unknown>>((invoice) => delete invoice.memo),
			names: /memo/,
		},
	},
	{
		simulator: riverty,
		displayName: 'Riverty',
		credential: (environment, apiKey) => ({ environment, apiKey }),
		parameters: { authentication: 'urlToken', events: ['accounting/invoiceCreated'] },
		wanted: 'accounting/invoiceCreated',
		unwanted: {
			headers: json,
			body: Buffer.from('{"type":"accounting/paymentReceived","parameters":{}}'),
		},
		issue(api, apiUrl) {
			const key = (api as RivertyApi).addDocument();
			const event = rivertyEvent({ invoiceDocumentUrl: `${apiUrl}/documents/v1/S/${key}` });
			return { notification: notification(event), document: (api as RivertyApi).documents.get(key)!.content };
		},
		operations: { download: { parameters: FROM_ITEM, route: 'GET /documents/v1/S/:key' } },
		automatic: {
			parameters: { registration: 'automatic' },
			api: (options) => rivertyApi({ ...options, manage: 'works' }),
			registered: (api) => [...(api as RivertyApi).callbacks.values()].map(({ callbackUrl }) => callbackUrl),
		},
		older: {
			file: 'dist/nodes/Riverty/schema.js',
			now: 'currency: text,',
			before: 'currency: requiredText,',
			change: changed<ReturnType<typeof rivertyEvent>>((event) => delete event.parameters.currency),
			names: /parameters\.currency/,
		},
	},
	{
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
			headers: json,
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
			now: 'publicKey: text,\n    referenceKey: text,\n    invoicedAt',
			before: 'publicKey: id,\n    referenceKey: text,\n    invoicedAt',
			change: changed<{ payload: Record<string, unknown> }>((event) => delete event.payload.publicKey),
			names: /payload\.publicKey/,
		},
	},
];
