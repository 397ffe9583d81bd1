/**
 * SCAYLE as webhook sender and Admin API V1, from its public documentation and SDKs. Its authentication shares nothing
 * with the verifier.
 *
 * Undocumented and chosen here: statuses 201 and 204, texts and keys of errors, the format of cursors, the order of
 * lists, 404 for a document that is not generated, percent-decoding of user info.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { pdf } from '../pdf.mts';
import { basicAuth, withBasicAuth, notification, withUrlToken } from '../authentication.mts';
import { sampleJson } from '../samples.mts';
import type { DeliveryRules } from '../sender.mts';
import type { Answer, Api, ApiRequest, Handler, Routes } from '../server.mts';
import type { ProviderSimulator } from '../simulator.mts';

const NAME = 'scayle';

/** Only 200 counts as success in the Panel's monitoring. Time limit and intervals are undocumented. */
const DELIVERY: DeliveryRules = {
	timeLimitMs: 5000,
	waitsMs: [50, 100, 200],
	isSuccess: (status) => status === 200,
};

// ---------------------------------------------------------------------------------------------------------------
// Events

export interface OrderEvent {
	key: string;
	meta?: { xRequestId: string };
	locale?: Record<string, unknown>;
	occurredAt: string;
	type?: string;
	payload: Record<string, unknown> & { id: number };
}

export interface OrderEventOptions {
	/** `order-invoiced` if absent */
	type?: string;
	key?: string;
	occurredAt?: string;
	orderId?: number;
	/** Checkout Webhooks: no `type` and no `meta`. */
	older?: boolean;
	/** Override members of `payload`. */
	payload?: Record<string, unknown>;
}

export const EVENT_TYPES = ['order-invoiced', 'order-partially-invoiced', 'order-corrective-invoiced'];

/** The document types in the API for each event. */
const DOCUMENT_TYPES: Record<string, string> = {
	'order-invoiced': 'invoice',
	'order-partially-invoiced': 'partial_invoice',
	'order-corrective-invoiced': 'return_corrective_invoice',
};

/** A new event from a sample; ids are new unless given. */
export function orderEvent(options: OrderEventOptions = {}): OrderEvent {
	const { type = 'order-invoiced', older = false } = options;
	const file = older ? 'order-invoiced-older-envelope.json' : 'order-invoiced-admin-webhook.json';
	const sample = sampleJson<OrderEvent>(NAME, file);
	const id = options.orderId ?? randomInt(100_000, 1_000_000_000);
	const occurredAt = options.occurredAt ?? new Date().toISOString().replace(/\.\d+Z$/, '+00:00');
	const items = sample.payload.items as object[];
	return {
		...sample,
		key: options.key ?? randomUUID(),
		...(older ? {} : { type, meta: { xRequestId: randomUUID().replaceAll('-', '') } }),
		occurredAt,
		payload: {
			...sample.payload,
			id,
			referenceKey: `erp-${id}`,
			basketKey: `bsk-${id}`,
			invoicedAt: occurredAt,
			...(type === 'order-partially-invoiced' && { status: 'invoice_partially_completed' }),
			...(type === 'order-corrective-invoiced' && {
				items: items.map((item) => ({ ...item, status: 'returned', returnedAt: occurredAt })),
			}),
			...options.payload,
		},
	};
}

// ---------------------------------------------------------------------------------------------------------------
// API

export interface ApiOptions {
	/** The `X-Access-Token`. */
	apiKey: string;
	/** Entities per page; 50 if absent. */
	pageSize?: number;
}

export interface Subscription {
	id: number;
	event: string;
	version: number;
	/** Including user info, which only responses mask. */
	url: string;
}

export interface StoredDocument {
	id: number;
	createdAt: string;
	type: string;
	invoice: { number: number | null; fullNumber: string | null };
	available: boolean;
	content: Buffer;
}

interface StoredOrder {
	order: OrderEvent['payload'];
	documents: StoredDocument[];
}

export interface ScayleApi extends Api {
	/** The whole state; tests may read and change it. */
	subscriptions: Map<string, Subscription>;
	/** By `shop/country/id`. */
	orders: Map<string, StoredOrder>;
	webhookEvents: Array<{ event: string; version: number; isDeprecated: boolean }>;
	/** Adds a document to an event's order, and the order if it is new. */
	addDocument(event: OrderEvent, document?: Partial<StoredDocument>): StoredDocument;
	/** Adds an invoice: its event, order and document. */
	addInvoice(
		options?: OrderEventOptions,
		document?: Partial<StoredDocument>,
	): { event: OrderEvent; document: StoredDocument };
	/** The requests for an event: one to the URL of each subscription, with its user info as HTTP Basic. */
	deliveriesOf(event: OrderEvent): { url: string; body: Buffer; headers: Record<string, string> }[];
}

/** The Admin API with the samples' order and its documents. */
export function api({ apiKey, pageSize = 50 }: ApiOptions): ScayleApi {
	const state: ScayleApi = {
		routes: {},
		unknown: authorized(apiKey, () => failure(404, 'not_found', 'No such route.')),
		subscriptions: new Map(),
		orders: new Map(),
		webhookEvents: sampleJson<{ entities: ScayleApi['webhookEvents'] }>(NAME, 'api.webhook-events.json')
			.entities,

		addDocument(event, document = {}) {
			const { payload } = event;
			const key = keyOf(payload);
			const stored = state.orders.get(key) ?? { order: payload, documents: [] };
			const number = randomInt(10_000, 1_000_000_000);
			const made: StoredDocument = {
				id: randomInt(10_000, 1_000_000_000),
				createdAt: event.occurredAt,
				type: DOCUMENT_TYPES[event.type ?? 'order-invoiced'] ?? 'invoice',
				invoice: { number, fullNumber: `ms-26-${number}` },
				available: true,
				content: pdf(`Invoice ms-26-${number}`),
				...document,
			};
			stored.documents.push(made);
			state.orders.set(key, stored);
			return made;
		},

		addInvoice(options = {}, document = {}) {
			const event = orderEvent(options);
			return { event, document: state.addDocument(event, document) };
		},

		deliveriesOf(event) {
			return [...state.subscriptions.values()]
				.filter((subscription) => subscription.event === event.type)
				.map(({ url }) => {
					const target = new URL(url);
					const [user, password] = [target.username, target.password].map(decodeURIComponent);
					target.username = target.password = '';
					const { body, headers } = notification(event);
					return {
						url: target.href,
						body,
						headers: { ...headers, ...(user === '' ? {} : basicAuth(user, password)) },
					};
				});
		},
	};

	const routes: Routes = {
		'GET /webhooks/events': (request) => page(state.webhookEvents, request, pageSize),
		...subscriptionRoutes(state, pageSize),
		...orderRoutes(state, pageSize),
	};
	for (const [name, handler] of Object.entries(routes)) state.routes[name] = authorized(apiKey, handler);

	const event = sampleJson<OrderEvent>(NAME, 'order-invoiced-admin-webhook.json');
	const { entities } = sampleJson<{ entities: StoredDocument[] }>(NAME, 'api.order-invoices.870231.json');
	for (const entity of entities) {
		state.addDocument(event, { ...entity, content: pdf(`Document ${entity.id}`) });
	}
	return state;
}

function authorized(apiKey: string, handler: Handler): Handler {
	return (request) => (request.headers['x-access-token'] === apiKey ? handler(request) : unauthorized());
}

function subscriptionRoutes(state: ScayleApi, pageSize: number): Routes {
	return {
		'GET /webhooks/subscriptions': (request) =>
			page([...state.subscriptions.values()].map(masked), request, pageSize),
		'POST /webhooks/subscriptions': ({ json }) => {
			const { event, version, url } = (json ?? {}) as Record<string, unknown>;
			if (typeof url !== 'string' || !URL.canParse(url)) {
				return { status: 422, body: sampleJson<object>(NAME, 'api.error.json') };
			}
			const known = state.webhookEvents.find((one) => one.event === event && one.version === version);
			if (!known || known.isDeprecated) {
				return failure(422, 'validation_error', 'The event is not available for subscriptions.');
			}
			const made = { id: randomInt(1, 1_000_000_000), event: known.event, version: known.version, url };
			state.subscriptions.set(String(made.id), made);
			return { status: 201, body: masked(made) };
		},
		'GET /webhooks/subscriptions/:id': ({ params }) => {
			const subscription = state.subscriptions.get(params.id);
			return subscription ? { body: masked(subscription) } : notFound();
		},
		'PATCH /webhooks/subscriptions/:id': ({ params, json }) => {
			const subscription = state.subscriptions.get(params.id);
			if (!subscription) return notFound();
			const { url } = (json ?? {}) as { url?: string };
			if (url !== undefined) subscription.url = url;
			return { body: masked(subscription) };
		},
		'DELETE /webhooks/subscriptions/:id': ({ params }) =>
			state.subscriptions.delete(params.id) ? { status: 204 } : notFound(),
	};
}

/** User and password are never returned. */
const masked = (subscription: Subscription): Subscription => ({
	...subscription,
	url: subscription.url.replace(/:\/\/[^/@]*@/, '://***:***@'),
});

function orderRoutes(state: ScayleApi, pageSize: number): Routes {
	const prefix = '/shops/:shop/countries/:country/orders/:order';
	const withOrder =
		(handler: (stored: StoredOrder, request: ApiRequest) => Answer): Handler =>
		(request) => {
			const { shop, country, order } = request.params;
			const byKey = [...state.orders].find(
				([key, stored]) =>
					key.startsWith(`${shop}/${country}/`) && `key=${String(stored.order.referenceKey)}` === order,
			)?.[1];
			const stored = state.orders.get(`${shop}/${country}/${order}`) ?? byKey;
			return stored ? handler(stored, request) : notFound();
		};
	return {
		[`GET ${prefix}`]: withOrder(({ order }) => ({ body: order })),
		[`GET ${prefix}/status`]: withOrder(({ order }) => ({ body: { status: order.status } })),
		[`GET ${prefix}/invoices`]: withOrder(({ documents }, request) =>
			page(
				documents.map(({ content: _, ...entity }) => entity),
				request,
				pageSize,
			),
		),
		[`GET ${prefix}/invoices/:id`]: withOrder(({ documents }, { params }) => {
			const document = documents.find(({ id }) => String(id) === params.id);
			return document?.available
				? { headers: { 'content-type': 'application/pdf' }, body: document.content }
				: notFound();
		}),
	};
}

function keyOf(order: OrderEvent['payload']): string {
	const { shopKey, countryCode } = order.shopCountry as { shopKey: string; countryCode: string };
	return `${shopKey}/${countryCode}/${order.id}`;
}

/** A page of a list; the cursor encodes the start of the next page. */
function page(entities: readonly object[], { query }: ApiRequest, size: number): Answer {
	const start = Number(Buffer.from(query.get('cursor') ?? '', 'base64').toString() || 0);
	const end = start + size;
	const next = end < entities.length ? Buffer.from(String(end)).toString('base64') : null;
	return { body: { entities: entities.slice(start, end), ...(next && { cursor: { next } }) } };
}

/** An error in the format that both SDKs read; also for `SimulatorServer.fail`. */
const failure = (status: number, errorKey: string, message: string): Answer => ({
	status,
	body: { errors: [{ errorKey, message, context: {} }] },
});

const unauthorized = () => failure(401, 'unauthenticated', 'The access token is not valid.');
export const notFound = () => failure(404, 'not_found', 'The resource does not exist.');

export const scayle: ProviderSimulator = {
	name: NAME,
	delivery: DELIVERY,
	// The body has the whole order, with customer, stock and parcels as they are now.
	isOfDelivery: ([first, second, , third]) =>
		first !== 'payload' ||
		!['id', 'cost', 'items', 'payment', 'membershipDiscount', 'vouchers', 'promotion'].includes(
			String(second),
		) ||
		(second === 'items' && third !== 'price' && third !== 'lowestPriorPrice'),
	redelivered: (body) => ({ ...body, meta: { xRequestId: '99' } }),
	authenticators: { basicAuth: withBasicAuth, urlToken: withUrlToken },
	secrets: {
		basicAuth: 'n8n-3f9c:s3cr3t-Token_0.9~xQ7vR2mK8pL4w',
		urlToken: 'Pq8sT2_vW6-Yz0aBcD4eFgH1iJkLm3No',
	},
	events: Object.fromEntries(EVENT_TYPES.map((type) => [type, () => notification(orderEvent({ type }))])),
	api,
};
