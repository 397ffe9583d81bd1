/**
 * Chargebee as webhook sender and API v2, from its public documentation and the types of its npm package.
 *
 * Undocumented and chosen here: the format of offsets, the number of lines per page of an invoice, rejection of a login
 * at a document link (as object stores do), error texts.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { pdf } from '../pdf.mts';
import { basicAuth, withBasicAuth, notification, withUrlToken } from '../authentication.mts';
import { sampleJson } from '../samples.mts';
import type { DeliveryRules } from '../sender.mts';
import type { Answer, Api, ApiRequest, Handler, Routes } from '../server.mts';
import type { ProviderSimulator } from '../simulator.mts';

const NAME = 'chargebee';

/**
 * Only 200 counts as success, and deliveries are retried up to seven times over more than three days
 * (chargebee.com/docs, Webhooks).
 */
export const DELIVERY: DeliveryRules = {
	timeLimitMs: 20_000,
	waitsMs: [50, 100, 200, 400, 800, 1600, 3200],
	isSuccess: (status) => status === 200,
};

// ---------------------------------------------------------------------------------------------------------------
// Events

export type Entity = Record<string, unknown> & { id: string };

export interface ChargebeeEvent {
	id: string;
	occurred_at: number;
	event_type: string;
	content: { invoice?: Entity; credit_note?: Entity; customer?: Entity; [resource: string]: unknown };
	[member: string]: unknown;
}

export interface EventOptions {
	/** `invoice_generated` if absent */
	type?: string;
	id?: string;
	occurredAt?: number;
	/** The id of the invoice or credit note. */
	documentId?: string;
	/** Override members of the invoice or credit note. */
	document?: Record<string, unknown>;
}

const SAMPLES: Record<string, string> = {
	invoice_generated: 'invoice_generated.json',
	invoice_generated_with_backdating: 'invoice_generated.json',
	invoice_updated: 'invoice_updated.credits.json',
	invoice_deleted: 'invoice_deleted.json',
	pending_invoice_created: 'pending_invoice_created.json',
	pending_invoice_updated: 'pending_invoice_created.json',
	credit_note_created: 'credit_note_created.json',
	credit_note_created_with_backdating: 'credit_note_created_with_backdating.adjustment.json',
	credit_note_updated: 'credit_note_updated.refunded.json',
	credit_note_deleted: 'credit_note_created.json',
	payment_succeeded: 'payment_succeeded.json',
	payment_failed: 'payment_failed.json',
	payment_refunded: 'payment_refunded.json',
};

export const EVENT_TYPES = Object.keys(SAMPLES);

/** A new event from a sample; ids are new unless given. */
export function chargebeeEvent(options: EventOptions = {}): ChargebeeEvent {
	const { type = 'invoice_generated' } = options;
	const sample = sampleJson<ChargebeeEvent>(NAME, SAMPLES[type]);
	const name = sample.content.invoice ? 'invoice' : 'credit_note';
	const id = options.documentId ?? `${name === 'invoice' ? 'INV' : 'CN'}-${randomInt(10_000, 1_000_000_000)}`;
	const document = { ...sample.content[name]!, id, ...options.document };
	return {
		...sample,
		id: options.id ?? `ev_${randomUUID().replaceAll('-', '')}`,
		occurred_at: options.occurredAt ?? Math.floor(Date.now() / 1000),
		event_type: type,
		content: { ...sample.content, [name]: document },
	};
}

// ---------------------------------------------------------------------------------------------------------------
// API

export interface ApiOptions {
	apiKey: string;
	/** Most entries per page of a list; 100 if absent. */
	pageSize?: number;
	/** Lines per page of a document; all if absent. */
	linesOnPage?: number;
}

export interface Endpoint {
	id: string;
	name: string;
	url: string;
	disabled: boolean;
	api_version: string;
	enabled_events: string[];
	/** Never returned. */
	login: { user: string; password: string } | null;
}

export interface ChargebeeApi extends Api {
	/** The whole state; tests may read and change it. */
	events: ChargebeeEvent[];
	invoices: Map<string, Entity>;
	creditNotes: Map<string, Entity>;
	customers: Map<string, Entity>;
	transactions: Map<string, Entity>;
	webhooks: Map<string, Endpoint>;
	/** By document id. */
	files: Map<string, Buffer>;
	/** Stores the content of an event in the API, with a PDF. */
	add(event: ChargebeeEvent): ChargebeeEvent;
	/** The requests for an event: one to each webhook that subscribes to it, with its login. */
	deliveriesOf(event: ChargebeeEvent): { url: string; body: Buffer; headers: Record<string, string> }[];
}

export function api({ apiKey, pageSize = 100, linesOnPage = Infinity }: ApiOptions): ChargebeeApi {
	const state: ChargebeeApi = {
		routes: {},
		unknown: authorized(apiKey, () => notFound('The path')),
		events: [],
		invoices: new Map(),
		creditNotes: new Map(),
		customers: new Map(),
		transactions: new Map(),
		webhooks: new Map(),
		files: new Map(),

		add(event) {
			const { invoice, credit_note: creditNote, customer, transaction } = event.content;
			state.events.push(event);
			if (invoice) state.invoices.set(invoice.id, invoice);
			if (creditNote) state.creditNotes.set(creditNote.id, creditNote);
			if (customer) state.customers.set(customer.id, customer);
			if (transaction) {
				const { id } = transaction as Entity;
				// The samples name an invoice of their own.
				const linked = invoice ? { linked_invoices: [{ invoice_id: invoice.id }] } : {};
				state.transactions.set(id, { ...(transaction as Entity), ...linked });
			}
			for (const document of [invoice, creditNote]) {
				if (document) state.files.set(document.id, pdf(`Document ${document.id}`));
			}
			return event;
		},

		deliveriesOf: (event) =>
			[...state.webhooks.values()]
				.filter(
					({ disabled, enabled_events: wanted }) =>
						!disabled && (wanted.length === 0 || wanted.includes(event.event_type)),
				)
				.map(({ url, login }) => {
					const { body, headers } = notification(event);
					return { url, body, headers: { ...headers, ...(login && basicAuth(login.user, login.password)) } };
				}),
	};

	const routes: Routes = {
		'GET /events': (request) => listedEvents(state, request, pageSize),
		...documentRoutes(state, linesOnPage),
		...endpointRoutes(state, pageSize),
	};
	for (const [name, handler] of Object.entries(routes)) state.routes[name] = authorized(apiKey, handler);
	// The link to a document works only without a login.
	state.routes['GET /files/:id'] = ({ params, headers }) => {
		if (headers.authorization !== undefined) return { status: 400, body: 'Only one auth mechanism allowed' };
		const file = state.files.get(params.id);
		return file ? { headers: { 'content-type': 'application/pdf' }, body: file } : notFound(params.id);
	};
	state.add(sampleJson<ChargebeeEvent>(NAME, 'invoice_generated.json'));
	return state;
}

/** The API key is the user; the password is empty. */
function authorized(apiKey: string, handler: Handler): Handler {
	const { authorization } = basicAuth(apiKey, '');
	return (request) => (request.headers.authorization === authorization ? handler(request) : unauthorized());
}

function listedEvents(state: ChargebeeApi, { query }: ApiRequest, pageSize: number): Answer {
	const types = JSON.parse(query.get('event_type[in]') ?? '[]') as string[];
	const after = Number(query.get('occurred_at[after]') ?? 0);
	const wanted = state.events
		.filter((event) => types.length === 0 || types.includes(event.event_type))
		.filter((event) => event.occurred_at > after);
	if (query.get('sort_by[asc]') === 'occurred_at') wanted.sort((a, b) => a.occurred_at - b.occurred_at);
	return page(
		wanted.map((event) => ({ event })),
		query,
		pageSize,
	);
}

function page(entries: readonly object[], query: URLSearchParams, pageSize: number): Answer {
	const size = Math.min(Number(query.get('limit') ?? 10), pageSize);
	const start = Number((JSON.parse(query.get('offset') ?? '["0"]') as string[])[0]);
	const next = start + size < entries.length ? { next_offset: JSON.stringify([String(start + size)]) } : {};
	return { body: { list: entries.slice(start, start + size), ...next } };
}

function documentRoutes(state: ChargebeeApi, linesOnPage: number): Routes {
	const resource = (path: string, name: string, entities: Map<string, Entity>): Routes => ({
		[`GET /${path}/:id`]: ({ params, query }) => {
			const entity = entities.get(params.id);
			return entity ? { body: { [name]: pageOfLines(entity, query, linesOnPage) } } : notFound(params.id);
		},
		[`POST /${path}/:id/pdf`]: ({ params, headers }) =>
			state.files.has(params.id)
				? {
						body: {
							download: {
								...sampleJson<{ download: object }>(NAME, 'api.pdf.json').download,
								download_url: `http://${headers.host}/files/${encodeURIComponent(params.id)}?sig=${randomUUID()}`,
							},
						},
					}
				: notFound(params.id),
	});
	return {
		...resource('invoices', 'invoice', state.invoices),
		...resource('credit_notes', 'credit_note', state.creditNotes),
		'GET /customers/:id': ({ params }) => {
			const customer = state.customers.get(params.id);
			return customer ? { body: { customer } } : notFound(params.id);
		},
		'GET /transactions/:id': ({ params }) => {
			const transaction = state.transactions.get(params.id);
			return transaction ? { body: { transaction } } : notFound(params.id);
		},
	};
}

/** A document with one page of its lines and of their taxes and discounts. */
function pageOfLines(entity: Entity, query: URLSearchParams, size: number): Entity {
	const lines = entity.line_items as Array<{ id?: string }>;
	if (lines.length <= size) return entity;
	const start = Number((JSON.parse(query.get('line_items_offset') ?? '["0"]') as string[])[0]);
	const shown = lines.slice(start, start + size);
	const ids = new Set(shown.map(({ id }) => id));
	// Left out where no line of the page has any.
	const ofShown = (list: unknown) => {
		const all = list as Array<{ line_item_id?: string }> | undefined;
		const found = all?.filter((entry) => ids.has(entry.line_item_id));
		return found?.length === 0 && all?.length !== 0 ? undefined : found;
	};
	const { line_items_next_offset: _, ...whole } = entity;
	return {
		...whole,
		id: entity.id,
		line_items: shown,
		line_item_taxes: ofShown(entity.line_item_taxes),
		line_item_discounts: ofShown(entity.line_item_discounts),
		...(start + size < lines.length && { line_items_next_offset: JSON.stringify([String(start + size)]) }),
	};
}

const MOST_ENDPOINTS = 5;

function endpointRoutes(state: ChargebeeApi, pageSize: number): Routes {
	const withEndpoint =
		(handler: (endpoint: Endpoint, request: ApiRequest) => Answer): Handler =>
		(request) => {
			const endpoint = state.webhooks.get(request.params.id);
			return endpoint ? handler(endpoint, request) : notFound(request.params.id);
		};
	return {
		'GET /webhook_endpoints': ({ query }) => page([...state.webhooks.values()].map(shown), query, pageSize),
		'POST /webhook_endpoints': (request) => {
			const form = formOf(request);
			if (form === null) return failure(400, 'invalid_request', 'The body is no form.');
			const [name, url] = [form.get('name'), form.get('url')];
			if (!name || !url || !URL.canParse(url)) return failure(400, 'param_wrong_value', 'url : is invalid');
			if (state.webhooks.size >= MOST_ENDPOINTS) {
				return failure(400, 'configuration_incompatible', 'You can configure up to 5 webhooks.');
			}
			const made: Endpoint = {
				id: `we_${randomUUID()}`,
				name,
				url,
				disabled: false,
				api_version: 'v1',
				enabled_events: [],
				login: null,
			};
			state.webhooks.set(made.id, made);
			change(made, form);
			return { body: shown(made) };
		},
		'POST /webhook_endpoints/:id': withEndpoint((endpoint, request) => {
			const form = formOf(request);
			if (form === null) return failure(400, 'invalid_request', 'The body is no form.');
			change(endpoint, form);
			return { body: shown(endpoint) };
		}),
		'POST /webhook_endpoints/:id/delete': withEndpoint((endpoint) => {
			state.webhooks.delete(endpoint.id);
			return { body: shown(endpoint) };
		}),
	};
}

/** Null if the body does not have the content type that Chargebee accepts. */
const formOf = ({ headers, body }: ApiRequest): URLSearchParams | null =>
	headers['content-type']?.startsWith('application/x-www-form-urlencoded')
		? new URLSearchParams(body.toString('utf8'))
		: null;

function change(endpoint: Endpoint, form: URLSearchParams): void {
	const events = [...form.keys()].filter((name) => /^enabled_events\[\d+\]$/.test(name));
	endpoint.url = form.get('url') ?? endpoint.url;
	endpoint.api_version = form.get('api_version') ?? endpoint.api_version;
	endpoint.disabled = form.has('disabled') ? form.get('disabled') === 'true' : endpoint.disabled;
	if (events.length > 0) endpoint.enabled_events = events.map((name) => form.get(name)!);
	const [user, password] = [form.get('basic_auth_username'), form.get('basic_auth_password')];
	if (user !== null && password !== null) endpoint.login = { user, password };
}

const shown = ({ login: _, ...endpoint }: Endpoint) => ({
	webhook_endpoint: {
		...sampleJson<{ webhook_endpoint: object }>(NAME, 'api.webhook_endpoint.json').webhook_endpoint,
		...endpoint,
	},
});

/** An error in the API's format; also for `SimulatorServer.fail`. */
export const failure = (status: number, code: string, message: string): Answer => ({
	status,
	body: { message, api_error_code: code, error_code: code, error_msg: message, http_status_code: status },
});

export const unauthorized = (): Answer => ({
	status: 401,
	body: sampleJson<object>(NAME, 'api.error.unauthorized.json'),
});

export const notFound = (what: string): Answer => failure(404, 'resource_not_found', `${what} not found`);

export const chargebee: ProviderSimulator = {
	name: NAME,
	delivery: DELIVERY,
	isOfDelivery: ([first]) => first !== 'content',
	redelivered: (body) => ({
		...body,
		content: { ...body.content, card: { last4: '4242', expiry_year: 2031 } },
		webhook_status: 'succeeded',
		webhooks: [{ id: 'wh_2', webhook_status: 'succeeded', attempts: 3 }],
	}),
	authenticators: { basicAuth: withBasicAuth, urlToken: withUrlToken },
	secrets: {
		basicAuth: 'n8n-7c1d:s3cr3t-Login_0.9~aZ4vT2nM8qL5x',
		urlToken: 'Cb9tU3_wX7-Za1bD5eGhI2jKlMn4Op6',
	},
	events: Object.fromEntries(EVENT_TYPES.map((type) => [type, () => notification(chargebeeEvent({ type }))])),
	api,
};
