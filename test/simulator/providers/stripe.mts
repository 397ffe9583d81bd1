/**
 * Stripe as webhook sender and API, from its public documentation and the types of its npm package. Its signing code
 * shares nothing with the verifier.
 *
 * Undocumented and chosen here: pages of at most 20 lines, so that few lines make several pages; error texts for
 * registration.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { asPasted, notification, withUrlToken } from '../authentication.mts';
import { pdf } from '../pdf.mts';
import { sampleJson } from '../samples.mts';
import type { DeliveryRules } from '../sender.mts';
import type { Answer, Api, Handler, Routes } from '../server.mts';
import type { ProviderSimulator } from '../simulator.mts';

const NAME = 'stripe';
const LINES_PER_PAGE = 20;

type Json = Record<string, unknown>;

export interface StripeEvent {
	id: string;
	type: string;
	api_version: string;
	created: number;
	livemode: boolean;
	data: { object: Json & { id: string }; previous_attributes?: Json };
}

// ---------------------------------------------------------------------------------------------------------------
// Signature

/** The header of a body, with one `v1` per secret, as while one is rolled. */
export function sign(body: Buffer, secrets: readonly string[], now: Date): { 'Stripe-Signature': string } {
	const time = String(Math.floor(now.getTime() / 1000));
	const digests = secrets.map((secret) => {
		const digest = createHmac('sha256', secret).update(`${time}.`).update(body).digest('hex');
		return `v1=${digest}`;
	});
	// Stripe adds a v0 to test events.
	return { 'Stripe-Signature': [`t=${time}`, ...digests, `v0=${'6ffb'.repeat(16)}`].join(',') };
}

const withSignature = asPasted((request, secret, now) => ({
	...request,
	headers: { ...request.headers, ...sign(request.body, [secret], now) },
}));

export const newSecret = () => `whsec_${randomBytes(24).toString('base64url')}`;

/** Stripe waits several seconds, and retries for three days. */
export const DELIVERY: DeliveryRules = { timeLimitMs: 10_000, waitsMs: [50, 100, 200, 400] };

// ---------------------------------------------------------------------------------------------------------------
// Events

const SAMPLES: Record<string, string> = {
	'invoice.created': 'invoice.created.draft.json',
	'invoice.deleted': 'invoice.created.draft.json',
	'invoice.finalization_failed': 'invoice.finalization_failed.json',
	'invoice.paid': 'invoice.paid.balance.json',
	'invoice.voided': 'invoice.voided.json',
	'credit_note.created': 'credit_note.created.json',
	'credit_note.updated': 'credit_note.created.json',
	'credit_note.voided': 'credit_note.voided.pre-basil.json',
};

export const EVENT_TYPES = [
	...Object.keys(SAMPLES),
	'invoice.finalized',
	'invoice.marked_uncollectible',
	'invoice.overdue',
	'invoice.overpaid',
	'invoice.payment_action_required',
	'invoice.payment_failed',
	'invoice.payment_succeeded',
	'invoice.sent',
	'invoice.updated',
	'invoice.will_be_due',
];

const newId = (prefix: string) => `${prefix}_${randomBytes(9).toString('hex')}`;

/**
 * A new event with a document of its own.
 * @param linksUrl the location of the PDF instead of Stripe
 */
export function stripeEvent(type = 'invoice.finalized', linksUrl?: string, changes: Json = {}): StripeEvent {
	const sample = sampleJson<StripeEvent>(NAME, SAMPLES[type] ?? 'invoice.finalized.json');
	const id = newId(type.startsWith('credit_note.') ? 'cn' : 'in');
	const object: StripeEvent['data']['object'] = { ...sample.data.object, id, ...changes };
	for (const link of ['invoice_pdf', 'pdf', 'hosted_invoice_url']) {
		if (typeof object[link] === 'string' && linksUrl !== undefined)
			object[link] = `${linksUrl}/${link}/${id}`;
	}
	return {
		...sample,
		id: newId('evt'),
		type,
		created: Math.floor(Date.now() / 1000),
		data: { ...sample.data, object },
	};
}

// ---------------------------------------------------------------------------------------------------------------
// API

export interface Endpoint {
	id: string;
	url: string;
	enabled_events: string[];
	status: 'enabled' | 'disabled';
	api_version: string | null;
	description: string | null;
	metadata: Record<string, string>;
}

export interface StripeApi extends Api {
	/** The whole state; tests may read and change it. */
	webhooks: Map<string, Endpoint>;
	/** Shown in the Dashboard, and returned by the API only once. */
	secrets: Map<string, string>;
	/** Invoices and credit notes with all lines. */
	documents: Map<string, Json>;
	taxRates: Map<string, Json>;
	/** Newest first. */
	events: StripeEvent[];
	files: Map<string, Buffer>;
	addInvoice(apiUrl: string, type?: string, changes?: Json): { event: StripeEvent; file: Buffer };
	/** The requests for an event: one to each enabled endpoint. */
	deliveriesOf(event: StripeEvent): { url: string; body: Buffer; headers: Record<string, string> }[];
}

export function api({ apiKey }: { apiKey: string }): StripeApi {
	const state: StripeApi = {
		routes: {},
		unknown: authorized(apiKey, () => failure(404, 'Unrecognized request URL.')),
		webhooks: new Map(),
		secrets: new Map(),
		documents: new Map(),
		taxRates: new Map(),
		events: [],
		files: new Map(),

		addInvoice(apiUrl, type = 'invoice.finalized', changes = {}) {
			const event = stripeEvent(type, apiUrl, changes);
			const { object } = event.data;
			const file = pdf(`Invoice\n${object.id}`);
			state.files.set(object.id, file);
			state.documents.set(object.id, object);
			state.events.unshift(event);
			return { event, file };
		},

		deliveriesOf(event) {
			return [...state.webhooks.values()]
				.filter(
					({ status, enabled_events: types }) =>
						status === 'enabled' && (types.includes('*') || types.includes(event.type)),
				)
				.map(({ id, url }) => {
					const { body, headers } = notification(event);
					const signed = sign(body, [state.secrets.get(id)!], new Date());
					return { url, body, headers: { ...headers, ...signed } };
				});
		},
	};
	for (const file of ['api.tax-rate.de19.json', 'api.tax-rate.de7.json']) {
		const rate = sampleJson<Json & { id: string }>(NAME, file);
		state.taxRates.set(rate.id, rate);
	}
	// Older than anything that tests add.
	const first = sampleJson<StripeEvent>(NAME, 'invoice.finalized.json');
	state.events.push(first);
	state.documents.set(first.data.object.id, sampleJson<Json>(NAME, 'api.invoice.json'));
	state.files.set(first.data.object.id, pdf('Invoice\nin_finalized'));

	const routes: Routes = { ...documentRoutes(state), ...webhookRoutes(state), ...eventRoutes(state) };
	for (const [name, handler] of Object.entries(routes)) state.routes[name] = authorized(apiKey, handler);
	// The links are public.
	for (const link of ['invoice_pdf', 'pdf']) {
		state.routes[`GET /${link}/:id`] = ({ params }) => {
			const body = state.files.get(params.id);
			return body ? { headers: { 'content-type': 'application/pdf' }, body } : { status: 404, body: 'Gone' };
		};
	}
	return state;
}

const authorized =
	(apiKey: string, handler: Handler): Handler =>
	(request) =>
		request.headers.authorization === `Bearer ${apiKey}`
			? handler(request)
			: { status: 401, body: sampleJson<object>(NAME, 'api.error.unauthorized.json') };

const listOf = (data: unknown[], has_more: boolean, url: string): Answer => ({
	body: { object: 'list', data, has_more, url },
});

/** A page of a list, starting after an id. */
function pageOf(
	all: ReadonlyArray<{ id: string }>,
	query: URLSearchParams,
	most: number,
	url: string,
): Answer {
	const limit = Math.min(Number(query.get('limit') ?? 10), most);
	const after = query.get('starting_after');
	const start = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
	if (after !== null && start === 0) return failure(400, `No such object: '${after}'`);
	return listOf(all.slice(start, start + limit), all.length > start + limit, url);
}

function documentRoutes(state: StripeApi): Routes {
	const document: Handler = ({ params, query }) => {
		const found = state.documents.get(params.id);
		if (!found) return failure(404, `No such invoice: '${params.id}'`, 'resource_missing');
		const lines = linesOf(found);
		return {
			body: {
				...found,
				...shippingOf(found, [...query.values()].includes('shipping_cost.taxes')),
				lines: { ...(found.lines as Json), data: lines.slice(0, 10), has_more: lines.length > 10 },
			},
		};
	};
	const lines: Handler = ({ params, query, path }) => {
		const found = state.documents.get(params.id);
		return found
			? pageOf(linesOf(found), query, LINES_PER_PAGE, path)
			: failure(404, `No such invoice: '${params.id}'`, 'resource_missing');
	};
	return {
		'GET /v1/invoices/:id': document,
		'GET /v1/credit_notes/:id': document,
		'GET /v1/invoices/:id/lines': lines,
		'GET /v1/credit_notes/:id/lines': lines,
		'GET /v1/invoices': ({ query, path }) =>
			pageOf([...state.documents.values()] as Array<Json & { id: string }>, query, 100, path),
		'GET /v1/tax_rates/:id': ({ params }) => {
			const rate = state.taxRates.get(params.id);
			return rate ? { body: rate } : failure(404, `No such tax rate: '${params.id}'`, 'resource_missing');
		},
	};
}

/** Its taxes are there only if they were asked for. */
function shippingOf({ shipping_cost: cost }: Json, isAsked: boolean): Json {
	if (!cost || isAsked) return {};
	const { taxes: _, ...rest } = cost as Json;
	return { shipping_cost: rest };
}

const linesOf = (document: Json) => (document.lines as { data: Array<{ id: string }> }).data;

function eventRoutes(state: StripeApi): Routes {
	return {
		'GET /v1/events': ({ query, path }) => {
			const types = [...query].filter(([name]) => name.startsWith('types[')).map(([, value]) => value);
			if (types.length > 20) return failure(400, 'At most 20 types.');
			const since = Number(query.get('created[gte]') ?? 0);
			const matching = state.events.filter(
				({ type, created }) => created >= since && (types.length === 0 || types.includes(type)),
			);
			return pageOf(matching, query, 100, path);
		},
	};
}

/** Only form encoding is accepted. */
const formOf = (headers: Record<string, unknown>, body: Buffer): URLSearchParams | null =>
	String(headers['content-type']).startsWith('application/x-www-form-urlencoded')
		? new URLSearchParams(body.toString())
		: null;

function webhookRoutes(state: StripeApi): Routes {
	const fieldsOf = (form: URLSearchParams): Partial<Endpoint> => {
		const events = [...form]
			.filter(([name]) => /^enabled_events\[\d*\]$/.test(name))
			.map(([, value]) => value);
		const metadata = [...form].flatMap(([name, value]) => {
			const [, key] = /^metadata\[(\w+)\]$/.exec(name) ?? [];
			return key === undefined ? [] : [[key, value] as const];
		});
		return {
			...(form.has('url') && { url: form.get('url')! }),
			...(events.length > 0 && { enabled_events: events }),
			...(form.has('description') && { description: form.get('description') }),
			...(metadata.length > 0 && { metadata: Object.fromEntries(metadata) }),
			...(form.has('disabled') && { status: form.get('disabled') === 'true' ? 'disabled' : 'enabled' }),
		};
	};
	return {
		'GET /v1/webhook_endpoints': ({ query, path }) => pageOf([...state.webhooks.values()], query, 100, path),
		'POST /v1/webhook_endpoints': ({ headers, body }) => {
			const form = formOf(headers, body);
			const fields = form && fieldsOf(form);
			if (!fields?.url || !fields.enabled_events) return failure(400, 'Missing required param: url.');
			const endpoint: Endpoint = {
				id: newId('we'),
				status: 'enabled',
				description: null,
				metadata: {},
				...(fields as Pick<Endpoint, 'url' | 'enabled_events'>),
				api_version: form?.get('api_version') ?? null,
			};
			const secret = newSecret();
			state.webhooks.set(endpoint.id, endpoint);
			state.secrets.set(endpoint.id, secret);
			return { body: { object: 'webhook_endpoint', livemode: false, ...endpoint, secret } };
		},
		'POST /v1/webhook_endpoints/:id': ({ params, headers, body }) => {
			const endpoint = state.webhooks.get(params.id);
			const form = formOf(headers, body);
			if (!endpoint || !form) return failure(404, `No such webhook endpoint: '${params.id}'`);
			Object.assign(endpoint, fieldsOf(form));
			return { body: { object: 'webhook_endpoint', ...endpoint } };
		},
		'DELETE /v1/webhook_endpoints/:id': ({ params }) => {
			state.secrets.delete(params.id);
			return state.webhooks.delete(params.id)
				? { body: { id: params.id, object: 'webhook_endpoint', deleted: true } }
				: failure(404, `No such webhook endpoint: '${params.id}'`, 'resource_missing');
		},
	};
}

/** An error in Stripe's format; also for `SimulatorServer.fail`. */
export const failure = (status: number, message: string, code?: string): Answer => ({
	status,
	body: { error: { ...(code && { code }), message, type: 'invalid_request_error' } },
});

export const stripe: ProviderSimulator = {
	name: NAME,
	delivery: DELIVERY,
	isOfDelivery: ([first, , last]) => first !== 'data' || last === 'webhooks_delivered_at',
	redelivered: (body) => ({
		...body,
		api_version: '2031-01-01.x',
		data: { ...body.data, object: { ...body.data!.object, webhooks_delivered_at: 1931000000 } },
		pending_webhooks: 0,
		request: { id: 'req_2', idempotency_key: 'k2' },
	}),
	authenticators: { signature: withSignature, urlToken: withUrlToken },
	secrets: {
		signature: 'whsec_7Qm3vN9xLr2tYc8bKd5wPz1sGf4hJa6u',
		urlToken: 'Zk3vQ9_bT1-Lw7xR0sYd5aHc2nGe8uPf',
	},
	events: Object.fromEntries(EVENT_TYPES.map((type) => [type, () => notification(stripeEvent(type))])),
	api,
};
