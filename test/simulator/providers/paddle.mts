/**
 * Paddle Billing as sender of notifications and API, from its public documentation and the types of its SDK. Its
 * signing code shares nothing with the verifier.
 *
 * Undocumented and chosen here: the order of checks, the response for a PDF that does not exist, the intervals between
 * deliveries, that the query of a destination is kept.
 */
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { pdf } from '../pdf.mts';
import { asPasted, notification, withUrlToken, type Notification } from '../authentication.mts';
import { sampleJson } from '../samples.mts';
import type { DeliveryRules } from '../sender.mts';
import type { Answer, Api, ApiRequest, Fault, Handler, Routes } from '../server.mts';
import type { ProviderSimulator } from '../simulator.mts';

const NAME = 'paddle';

// ---------------------------------------------------------------------------------------------------------------
// Signature

/** The header of a body, with one signature per secret, as during a rotation. */
export function sign(
	body: Buffer,
	secret: string | readonly string[],
	{ now = new Date() }: { now?: Date } = {},
): { 'Paddle-Signature': string } {
	const time = String(Math.floor(now.getTime() / 1000));
	const signatures = [secret]
		.flat()
		.map((key) => `h1=${createHmac('sha256', key).update(`${time}:`).update(body).digest('hex')}`);
	return { 'Paddle-Signature': [`ts=${time}`, ...signatures].join(';') };
}

const withSignature = asPasted((request, secret, now) => ({
	...request,
	headers: { ...request.headers, ...sign(request.body, secret, { now }) },
}));

/** An ID as Paddle generates it: a prefix, and 26 letters and digits that start with the time. */
export const newId = (prefix: string): string => {
	const time = Date.now().toString(32).padStart(10, '0');
	const random = BigInt(`0x${randomBytes(10).toString('hex')}`)
		.toString(32)
		.padStart(16, '0');
	return `${prefix}_${time}${random}`;
};

/** A secret key in the format that Paddle issues for destinations. */
export const newSecret = () => `pdl_${newId('ntfset')}_${randomBytes(24).toString('base64url')}`;

/** HTTP 200 within 5 s; the real provider makes up to 60 attempts in three days. */
export const DELIVERY: DeliveryRules = { timeLimitMs: 5000, waitsMs: [50, 100, 200, 400] };

// ---------------------------------------------------------------------------------------------------------------
// Events

export interface PaddleEvent {
	event_id: string;
	event_type: string;
	occurred_at: string;
	notification_id: string | null;
	data: Record<string, unknown> & { id: string };
}

/** The sample for events of each kind. */
const SAMPLES: Record<string, string> = {
	'transaction.created': 'transaction.updated.draft.json',
	'transaction.ready': 'transaction.payment_failed.json',
	'transaction.billed': 'transaction.billed.json',
	'transaction.completed': 'transaction.completed.json',
	'transaction.paid': 'transaction.paid.json',
	'transaction.past_due': 'transaction.past_due.json',
	'transaction.payment_failed': 'transaction.payment_failed.json',
	'transaction.canceled': 'transaction.canceled.json',
	'transaction.revised': 'transaction.revised.json',
	'transaction.updated': 'transaction.updated.draft.json',
	'adjustment.created': 'adjustment.created.credit.json',
	'adjustment.updated': 'adjustment.updated.refund.json',
};

export const EVENT_TYPES: readonly string[] = Object.keys(SAMPLES);

/**
 * A new event about a new entity.
 * @param over overrides members of `data`
 */
export function eventOf(type: string, over: Record<string, unknown> = {}): PaddleEvent {
	const sample = sampleJson<PaddleEvent>(NAME, SAMPLES[type]!);
	const id = newId(type.startsWith('adjustment.') ? 'adj' : 'txn');
	return {
		...sample,
		event_id: newId('evt'),
		event_type: type,
		notification_id: newId('ntf'),
		occurred_at: new Date().toISOString().replace('Z', '123Z'),
		data: { ...sample.data, id, ...over },
	};
}

const eventNotification = (type: string): Notification => notification(eventOf(type));

// ---------------------------------------------------------------------------------------------------------------
// API

export interface Destination extends Record<string, unknown> {
	id: string;
	type: string;
	destination: string;
	active: boolean;
	subscribed_events: { name: string }[];
	endpoint_secret_key: string;
}

export interface ApiOptions {
	apiKey: string;
	/** The key has no permission to read notification settings. */
	settingsForbidden?: boolean;
}

export interface PaddleApi extends Api {
	/** The whole state; tests may read and change it. */
	transactions: Map<string, Record<string, unknown>>;
	adjustments: Map<string, Record<string, unknown>>;
	/** Oldest first. */
	events: PaddleEvent[];
	webhooks: Map<string, Destination>;
	/** The base URL of links to PDFs, without a trailing slash; the server itself if absent. */
	linksUrl?: string;
	/** Creates a transaction or an adjustment, and its event. */
	add(type?: string, over?: Record<string, unknown>): PaddleEvent;
}

/** The PDF of a transaction or an adjustment; constant per id. */
export const documentOf = (id: string): Buffer => pdf(`Paddle ${id}`);

/** The API with the samples' transaction and adjustment. */
export function api({ apiKey, settingsForbidden = false }: ApiOptions): PaddleApi {
	const state: PaddleApi = {
		routes: {},
		unknown: () => failure(404, 'request_error', 'invalid_url', 'URL does not exist.'),
		transactions: new Map(),
		adjustments: new Map(),
		events: [],
		webhooks: new Map(),
		add(type = 'transaction.completed', over = {}) {
			const event = eventOf(type, over);
			const entities = type.startsWith('adjustment.') ? state.adjustments : state.transactions;
			entities.set(event.data.id, event.data);
			state.events.push(event);
			return event;
		},
	};
	for (const type of ['transaction.completed', 'adjustment.updated']) {
		const sample = sampleJson<PaddleEvent>(NAME, SAMPLES[type]!);
		state.add(type, sample.data);
	}

	const settings = (handler: Handler): Handler => (settingsForbidden ? () => forbidden() : handler);
	const routes: Routes = {
		'GET /transactions': (request) => page([...state.transactions.values()], request),
		'GET /transactions/:id': ({ params, query }) => {
			const found = state.transactions.get(params.id);
			return found ? data({ ...found, ...included(query.get('include')) }) : notFound(params.id);
		},
		'GET /transactions/:id/invoice': (request) => link(state, state.transactions, request),
		'GET /adjustments': (request) => {
			const ids = request.query.get('id')?.split(',');
			return page(
				[...state.adjustments.values()].filter(({ id }) => ids?.includes(String(id)) ?? true),
				request,
			);
		},
		'GET /adjustments/:id/credit-note': (request) => link(state, state.adjustments, request),
		'GET /events': (request) => {
			const types = request.query.get('event_type')?.split(',');
			const wanted = state.events.filter(({ event_type }) => types?.includes(event_type) ?? true);
			// In a list, events have no notification.
			return page(
				wanted.map((event) => ({ ...event, notification_id: null })),
				request,
				({ event_id }) => String(event_id),
			);
		},
		'GET /notification-settings': settings((request) => page([...state.webhooks.values()], request)),
		'GET /notification-settings/:id': settings(({ params }) => {
			const found = state.webhooks.get(params.id);
			return found ? data(found) : notFound(params.id);
		}),
		'POST /notification-settings': settings(({ json }) => createDestination(state, json)),
		'PATCH /notification-settings/:id': settings(({ params, json }) => {
			const found = state.webhooks.get(params.id);
			if (found === undefined) return notFound(params.id);
			Object.assign(found, changesOf(json));
			return data(found);
		}),
		'DELETE /notification-settings/:id': settings(({ params }) =>
			state.webhooks.delete(params.id) ? { status: 204 } : notFound(params.id),
		),
	};
	for (const [name, handler] of Object.entries(routes)) state.routes[name] = authorized(apiKey, handler);
	// A public link.
	state.routes['GET /pdf/:file'] = ({ params }) => ({
		headers: { 'content-type': 'application/pdf' },
		body: documentOf(params.file.replace(/\.pdf$/, '')),
	});
	return state;
}

const authorized =
	(apiKey: string, handler: Handler): Handler =>
	(request) =>
		request.headers.authorization === `Bearer ${apiKey}` ? handler(request) : unauthorized();

const meta = () => ({ request_id: randomUUID() });
const data = (entity: object): Answer => ({ body: { data: entity, meta: meta() } });

/** The `include`d parts of a transaction: the sample's buyer. */
function included(names: string | null): Record<string, unknown> {
	const whole = sampleJson<{ data: Record<string, unknown> }>(NAME, 'api.transaction.json').data;
	return Object.fromEntries((names?.split(',') ?? []).map((name) => [name, whole[name]]));
}

function link(
	state: PaddleApi,
	entities: ReadonlyMap<string, unknown>,
	{ params, headers }: ApiRequest,
): Answer {
	if (!entities.has(params.id)) return notFound(params.id);
	return data({
		url: `${state.linksUrl ?? `http://${headers.host}`}/pdf/${params.id}.pdf?X-Amz-Expires=3600`,
	});
}

/** A page by id: `per_page` entities after the one with id `after`. */
function page(
	all: readonly Record<string, unknown>[],
	{ query, path, headers }: ApiRequest,
	idOf: (entity: Record<string, unknown>) => string = ({ id }) => String(id),
): Answer {
	const perPage = Math.min(Number(query.get('per_page') ?? 50), 200);
	const order = query.get('order_by') ?? 'id[ASC]';
	if (!/^id\[(ASC|DESC)\]$/.test(order)) {
		return failure(400, 'request_error', 'bad_request', 'Invalid request.', 'order_by');
	}
	const sorted = [...all].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
	if (order === 'id[DESC]') sorted.reverse();
	const after = query.get('after');
	const start = after === null ? 0 : sorted.findIndex((entity) => idOf(entity) === after) + 1;
	const found = sorted.slice(start, start + perPage);
	const last = found.at(-1);
	return {
		body: {
			data: found,
			meta: {
				...meta(),
				pagination: {
					per_page: perPage,
					next: `http://${headers.host}${path}?after=${last ? idOf(last) : ''}`,
					has_more: start + perPage < sorted.length,
					estimated_total: sorted.length,
				},
			},
		},
	};
}

/** Paddle allows ten active ones. */
const MOST_ACTIVE = 10;

function createDestination(state: PaddleApi, json: unknown): Answer {
	const {
		description,
		destination,
		subscribed_events: events,
		type,
	} = (json ?? {}) as Record<string, unknown>;
	if (typeof description !== 'string' || description === '') return invalid('description');
	if (type !== 'url') return invalid('type');
	if (typeof destination !== 'string' || !/^https?:\/\//.test(destination)) return invalid('destination');
	if (!Array.isArray(events) || events.length === 0) return invalid('subscribed_events');
	if ([...state.webhooks.values()].filter(({ active }) => active).length >= MOST_ACTIVE) {
		return failure(
			400,
			'request_error',
			'notification_maximum_active_settings_reached',
			'maximum number of active notification settings reached',
		);
	}
	const id = newId('ntfset');
	const made: Destination = {
		id,
		type: 'url',
		description,
		destination,
		active: true,
		api_version: 1,
		include_sensitive_fields: false,
		traffic_source: 'all',
		subscribed_events: [],
		endpoint_secret_key: newSecret(),
		...changesOf(json),
	};
	state.webhooks.set(id, made);
	return { status: 201, body: { data: made, meta: meta() } };
}

/** The settings in a request; events come as names and are returned with descriptions. */
function changesOf(json: unknown): Partial<Destination> {
	const known = [
		'description',
		'destination',
		'active',
		'api_version',
		'include_sensitive_fields',
		'traffic_source',
	];
	const sent = Object.entries((json ?? {}) as Record<string, unknown>);
	const events = (json as { subscribed_events?: string[] } | null)?.subscribed_events;
	return {
		...Object.fromEntries(sent.filter(([name]) => known.includes(name))),
		...(events && {
			subscribed_events: events.map((name) => ({
				name,
				description: `Occurs with ${name}.`,
				group: name.split('.')[0]!,
				available_versions: [1],
			})),
		}),
	};
}

/** An error in the documented format; also for `SimulatorServer.fail`. */
export function failure(
	status: number,
	type: string,
	code: string,
	detail: string,
	field?: string,
): Answer & Fault {
	return {
		status,
		body: {
			error: {
				type,
				code,
				detail,
				documentation_url: `https://developer.paddle.com/errors/shared/${code}`,
				...(field && { errors: [{ field, message: 'is not valid' }] }),
			},
			meta: meta(),
		},
	};
}

const invalid = (field: string) => failure(400, 'request_error', 'bad_request', 'Invalid request.', field);

export const unauthorized = (): Answer & Fault =>
	failure(401, 'request_error', 'authentication_missing', 'Authentication header missing or not valid');

/** The documented response to a key without the permission. */
export const forbidden = (): Answer & Fault => ({
	status: 403,
	body: sampleJson<object>(NAME, 'api.error.forbidden.json'),
});

const notFound = (id: string): Answer & Fault =>
	failure(404, 'request_error', 'not_found', `Entity ${id} not found`);

export const paddle: ProviderSimulator = {
	name: NAME,
	delivery: DELIVERY,
	isOfDelivery: ([first]) => first !== 'data',
	redelivered: (body) => ({ ...body, notification_id: 'ntf_2', occurred_at: '2031-01-01T00:00:00Z' }),
	authenticators: { signature: withSignature, urlToken: withUrlToken },
	secrets: {
		signature: 'pdl_ntfset_01k7q2w9xv5t3m8r0000000001_Zk3vQ9bT1Lw7xR0sYd5aHc2nGe8uPfJm',
		urlToken: 'h4Tq8_zV2-mX6cK1rWyPn9LsBd3jEgUa',
	},
	events: Object.fromEntries(EVENT_TYPES.map((type) => [type, () => eventNotification(type)])),
	api,
};
