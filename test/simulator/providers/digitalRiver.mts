/**
 * Digital River as webhook sender and API, from its public documentation. Its signing code shares nothing with the
 * verifier.
 *
 * Undocumented and chosen here: texts and codes of 400, 404 and of a wrong site id, the order of checks, newest-first
 * order of `GET /events`, the content type of a file, status 204 for deletions.
 */
import { createHmac, randomInt, randomUUID } from 'node:crypto';
import { pdf } from '../pdf.mts';
import { asPasted, basicAuth, withBasicAuth, notification, withUrlToken } from '../authentication.mts';
import { sampleJson } from '../samples.mts';
import type { DeliveryRules } from '../sender.mts';
import type { Answer, Api, ApiRequest, Handler, Routes } from '../server.mts';
import type { ProviderSimulator } from '../simulator.mts';

const NAME = 'digitalRiver';
const HOME = 'https://api.digitalriver.com';

// ---------------------------------------------------------------------------------------------------------------
// Signature

export type TimestampForm = keyof typeof TIMESTAMPS;

/** The layout of the header. The vendor publishes no grammar; these are the variants that a receiver may encounter. */
export interface Layout {
	/** With several secrets: one timestamp before all signatures, or one before each. */
	grouping: 'shared' | 'pairs';
	/** Whether the items are labelled `t=` and `v1=`. */
	labels: boolean;
	/** Whether a space follows each comma. */
	blank: boolean;
	timestamp: TimestampForm;
}

const zoned = (now: Date) => `${new Date(now.getTime() + 2 * 3_600_000).toISOString().slice(0, -1)}+02:00`;

/** The time of sending, as text. */
export const TIMESTAMPS = {
	milliseconds: (now: Date) => String(now.getTime()),
	seconds: (now: Date) => String(Math.floor(now.getTime() / 1000)),
	iso: (now: Date) => now.toISOString(),
	isoWholeSeconds: (now: Date) => now.toISOString().replace(/\.\d+Z$/, 'Z'),
	isoMicroseconds: (now: Date) => now.toISOString().replace('Z', '123Z'),
	isoNanoseconds: (now: Date) => now.toISOString().replace('Z', '123456Z'),
	isoWithOffset: zoned,
};

/** The only layout found in the vendor's own code. */
const USUAL_LAYOUT: Layout = {
	grouping: 'shared',
	labels: false,
	blank: true,
	timestamp: 'milliseconds',
};

/** Every combination, {@link USUAL_LAYOUT} first. */
export const LAYOUTS: readonly Layout[] = (['shared', 'pairs'] as const).flatMap((grouping) =>
	[false, true].flatMap((labels) =>
		[true, false].flatMap((blank) =>
			(Object.keys(TIMESTAMPS) as TimestampForm[]).map((timestamp) => ({
				grouping,
				labels,
				blank,
				timestamp,
			})),
		),
	),
);

export interface SignOptions {
	/** One time for all secrets or, in the layout `pairs`, one for each. */
	now?: Date | readonly Date[];
	/** Differences from {@link USUAL_LAYOUT}. */
	layout?: Partial<Layout>;
}

/** The signature header of a body, with one signature per secret, as during a rotation. */
export function sign(
	body: Buffer,
	secret: string | readonly string[],
	options: SignOptions = {},
): { 'DigitalRiver-Signature': string } {
	const { grouping, labels, blank, timestamp } = { ...USUAL_LAYOUT, ...options.layout };
	const now = options.now ?? new Date();
	const times = now instanceof Date ? [now] : now;
	const items = [secret].flat().flatMap((key, index) => {
		const shared = grouping === 'shared' || times.length === 1;
		const text = TIMESTAMPS[timestamp](times[shared ? 0 : index]);
		const signature = createHmac('sha256', key).update(`${text}.`).update(body).digest('base64');
		const stamped = grouping === 'pairs' || index === 0;
		return [...(stamped ? [labels ? `t=${text}` : text] : []), labels ? `v1=${signature}` : signature];
	});
	return { 'DigitalRiver-Signature': items.join(blank ? ', ' : ',') };
}

const withSignature = asPasted((request, secret, now) => ({
	...request,
	headers: { ...request.headers, ...sign(request.body, secret, { now }) },
}));

/** A signing secret in the format of the Dashboard. */
export const newSecret = () => `whk_${randomUUID()}`;

/** Any 2xx within 3 s; the real provider retries for 72 hours. */
const DELIVERY: DeliveryRules = { timeLimitMs: 3000, waitsMs: [50, 100, 200, 400] };

// ---------------------------------------------------------------------------------------------------------------
// Events

export interface DigitalRiverEvent {
	id: string;
	type: string;
	data: { object: Record<string, unknown>; previousAttributes?: Record<string, unknown> };
	liveMode: boolean;
	createdTime: string;
	versionIds?: string[];
	webhookIds?: string[];
	digitalriverVersion?: string;
}

export interface InvoiceEventOptions {
	id?: string;
	/** `order.invoice.created` if absent */
	type?: string;
	fileId?: string;
	orderId?: string;
	/** Null omits it, as for an anonymous buyer. */
	customerId?: string | null;
	/** Depends on the type if absent; null omits it. */
	purpose?: string | null;
	/** The documented address of the file if absent; null omits it. */
	invoiceURL?: string | null;
	liveMode?: boolean;
	createdTime?: string;
	/** Override members of `data.object`. */
	object?: Record<string, unknown>;
}

const STATES: Record<string, string> = {
	'invoice.created': 'draft',
	'invoice.open': 'open',
	'invoice.paid': 'paid',
	'invoice.payment_failed': 'open',
	'invoice.uncollectible': 'uncollectible',
	'invoice.updated': 'open',
	'invoice.void': 'void',
};

/** Every event about an invoice or a credit memo. */
export const EVENT_TYPES = ['order.invoice.created', 'order.credit_memo.created', ...Object.keys(STATES)];

/** A new event from a documented one; ids are new unless given. */
export function invoiceEvent(options: InvoiceEventOptions = {}): DigitalRiverEvent {
	const type = options.type ?? 'order.invoice.created';
	const envelope = {
		id: options.id ?? randomUUID(),
		type,
		liveMode: options.liveMode ?? false,
		createdTime: options.createdTime ?? TIMESTAMPS.isoMicroseconds(new Date()),
	};
	return type in STATES ? wholeInvoice(envelope, options) : fileEvent(envelope, options);
}

type Envelope = Pick<DigitalRiverEvent, 'id' | 'type' | 'liveMode' | 'createdTime'>;

function fileEvent(envelope: Envelope, options: InvoiceEventOptions): DigitalRiverEvent {
	const sample = sampleJson<DigitalRiverEvent>(NAME, 'order.invoice.created.digital-river-api.json');
	const fileId = options.fileId ?? randomUUID();
	const { customerId, purpose, invoiceURL } = options;
	const usual = envelope.type === 'order.credit_memo.created' ? 'customer_credit_memo' : 'customer_invoice';
	const object = {
		...sample.data.object,
		id: fileId,
		fileId,
		orderId: options.orderId ?? digits(),
		customerId: customerId === undefined ? digits() : customerId,
		purpose: purpose === undefined ? usual : purpose,
		invoiceURL: invoiceURL === undefined ? contentUrl(fileId) : invoiceURL,
	};
	return { ...sample, ...envelope, data: { object: { ...withoutNulls(object), ...options.object } } };
}

/** An event of the Invoices resource (subscriptions): contains the invoice itself, but no file. */
function wholeInvoice(envelope: Envelope, options: InvoiceEventOptions): DigitalRiverEvent {
	const sample = sampleJson<DigitalRiverEvent>(NAME, 'invoice.paid.json');
	const state = STATES[envelope.type];
	const { draft, open, paid } = sample.data.object.stateTransitions as Record<string, string>;
	const transitions = { draft, ...(state === 'draft' ? {} : { open }) };
	const last = ['draft', 'open'].includes(state) ? {} : { [state]: paid };
	const object: Record<string, unknown> = {
		...sample.data.object,
		id: randomUUID().replaceAll('-', ''),
		orderId: options.orderId ?? digits(),
		customerId: options.customerId === undefined ? randomUUID() : options.customerId,
		state,
		stateTransitions: { ...transitions, ...last },
		liveMode: envelope.liveMode,
	};
	const previousAttributes = ['draft', 'open'].includes(state) ? undefined : { state: 'open' };
	return {
		...sample,
		...envelope,
		data: {
			object: { ...withoutNulls(object), ...options.object },
			...(previousAttributes && { previousAttributes }),
		},
	};
}

const contentUrl = (fileId: string) => `${HOME}/files/${encodeURIComponent(fileId)}/content`;
const digits = () => `${randomInt(100_000_000, 1_000_000_000)}0336`;
const withoutNulls = (object: Record<string, unknown>) =>
	Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));

// ---------------------------------------------------------------------------------------------------------------
// API

export interface ApiOptions {
	/** `digitalRiver` if absent */
	product?: 'digitalRiver' | 'commerce';
	/** The confidential key; for the Commerce API, the Basic Auth user. */
	apiKey: string;
	/** Commerce API only; empty if absent. */
	apiSecret?: string;
	/** Commerce API only; accepts any non-empty `x-siteid` if absent. */
	siteId?: string;
	/**
	 * The only name for the webhook's Basic Auth user that is read and returned. `userName` if absent, as in the
	 * documented example; with `none` neither is.
	 */
	basicUser?: 'userName' | 'username' | 'none';
	/** Commerce API: puts the placeholder `{receiptId}` into the invoice list, as the documentation does. */
	literalReceipt?: boolean;
}

export interface Webhook {
	id: string;
	types: string[];
	address: string;
	apiVersion: string;
	enabled: boolean;
	liveMode: boolean;
	transportType: string;
	authentication?: Record<string, string>;
	createdTime: string;
	updatedTime: string;
}

interface StoredFile {
	id: string;
	fileName: string;
	purpose: string;
	content: Buffer;
	/** Headers of the content: `application/pdf` by default. No Content-Disposition, because none is documented. */
	headers: Record<string, string>;
	/** Answers `…/content` with the JSON in the reference, whatever was requested. */
	asJson: boolean;
	createdTime: string;
}

interface FileLink {
	id: string;
	fileId: string;
	createdTime: string;
	expiresTime: string;
}

type Order = Record<string, unknown> & { id: string };

export interface DigitalRiverApi extends Api {
	/** The whole state; tests may read and change it. */
	webhooks: Map<string, Webhook>;
	/** The signing secrets of each webhook, newest first, which only the Dashboard shows. */
	secrets: Map<string, string[]>;
	files: Map<string, StoredFile>;
	fileLinks: Map<string, FileLink>;
	orders: Map<string, Order>;
	/** Newest first. */
	events: DigitalRiverEvent[];
	/** Commerce API: the receipts of each order. */
	receipts: Map<string, { id: string; type: string; fileId: string }[]>;
	/** The host of links for buyers; `https://files-test.digitalriver.com` by default. */
	linksUrl: string;
	addFile(file?: Partial<StoredFile>): StoredFile;
	/** Adds an invoice: its event, file and order, and in the Commerce API its receipt. */
	addInvoice(options?: InvoiceEventOptions): { event: DigitalRiverEvent; file: StoredFile; order: Order };
	/**
	 * The requests for an event: one to each enabled webhook, signed with every secret, and with its Basic Auth login.
	 */
	deliveriesOf(
		event: DigitalRiverEvent,
		options?: SignOptions,
	): { url: string; body: Buffer; headers: Record<string, string> }[];
}

/** The API of one of the two products, with the samples' orders, files and events. */
export function api(options: ApiOptions): DigitalRiverApi {
	const product = options.product ?? 'digitalRiver';
	const commerce = product === 'commerce';
	const authorized = authorization(options, commerce);

	const state: DigitalRiverApi = {
		routes: {},
		unknown: authorized(() => failure(404, 'not_found', 'The resource does not exist.')),
		webhooks: new Map(),
		secrets: new Map(),
		files: new Map(),
		fileLinks: new Map(),
		orders: new Map(),
		events: [],
		receipts: new Map(),
		linksUrl: 'https://files-test.digitalriver.com',

		addFile(file = {}) {
			const id = file.id ?? randomUUID();
			const stored: StoredFile = {
				id,
				fileName: `GCINIE6426071CGB2019000000000028408${digits()}.pdf`,
				purpose: 'customer_invoice',
				content: pdf(`Invoice\nFile ${id}`),
				headers: { 'content-type': 'application/pdf' },
				asJson: false,
				createdTime: new Date().toISOString(),
				...file,
			};
			state.files.set(id, stored);
			return stored;
		},

		addInvoice(eventOptions = {}) {
			const event = invoiceEvent(eventOptions);
			const { orderId, fileId, purpose } = event.data.object as Record<string, string | undefined>;
			if (fileId === undefined) throw new Error(`No file belongs to an event ${event.type}`);
			const file = state.addFile({ id: fileId, ...(purpose && { purpose }) });
			const order = addOrder(String(orderId), fileId, event);
			state.events.unshift(event);
			return { event, file, order };
		},

		deliveriesOf(event, signOptions) {
			return [...state.webhooks.values()].flatMap((webhook) => {
				if (!webhook.enabled || !webhook.types.some((type) => inGroup(event.type, type))) return [];
				const { body, headers } = notification({ ...event, webhookIds: [webhook.id] });
				const { userName, username, password } = webhook.authentication ?? {};
				const user = userName ?? username;
				return {
					url: webhook.address,
					body,
					headers: {
						...headers,
						...sign(body, state.secrets.get(webhook.id) ?? [], signOptions),
						...(user === undefined ? {} : basicAuth(user, password ?? '')),
					},
				};
			});
		},
	};

	function addOrder(id: string, fileId: string, event: DigitalRiverEvent): Order {
		const sample = commerce ? 'api.order.commerce-api.json' : 'api.order.json';
		const known = state.orders.get(id);
		const order = known ?? { ...sampleJson<Order>(NAME, sample), id, invoicePDFs: [] };
		const isInvoice = event.type === 'order.invoice.created';
		if (commerce) {
			delete order.invoicePDFs;
			const type = isInvoice ? 'vat_invoice' : 'credit_memo';
			const receipt = { id: digits(), type, fileId };
			state.receipts.set(id, [...(state.receipts.get(id) ?? []), receipt]);
		} else {
			order.customerId = event.data.object.customerId;
			if (isInvoice) {
				const link = { id: fileId, url: contentUrl(fileId), liveMode: event.liveMode };
				order.invoicePDFs = [...(order.invoicePDFs as object[]), link];
			}
		}
		state.orders.set(id, order);
		return order;
	}

	const routes: Routes = commerce
		? { ...fileRoutes(state), ...commerceRoutes(state, options.literalReceipt === true) }
		: {
				...webhookRoutes(state, options.basicUser ?? 'userName'),
				...fileRoutes(state),
				...fileLinkRoutes(state),
				...eventRoutes(state),
				'GET /orders/:id': ({ params }) => found(state.orders.get(params.id)),
			};
	for (const [name, handler] of Object.entries(routes)) state.routes[name] = authorized(handler);
	if (!commerce) state.routes['GET /links/:id'] = openLink(state);

	// Older than anything that tests add, so it stays last in the list of events.
	const sample = commerce ? 'commerce-api' : 'digital-river-api';
	const event = sampleJson<DigitalRiverEvent>(NAME, `order.invoice.created.${sample}.json`);
	const { fileId, orderId } = event.data.object as { fileId: string; orderId: string };
	const fileName = sampleJson<{ fileName: string }>(NAME, 'api.file.json').fileName;
	state.addFile({ id: fileId, fileName, createdTime: event.createdTime });
	addOrder(orderId, fileId, event);
	state.events.push(event);
	return state;
}

/** Checks before the route: a wrong key gets 401; in the Commerce API, a missing site gets 400. */
function authorization(options: ApiOptions, commerce: boolean): (handler: Handler) => Handler {
	const { apiKey, apiSecret = '', siteId } = options;
	const accepted = commerce
		? [basicAuth(apiKey, apiSecret).authorization]
		: [`Bearer ${apiKey}`, basicAuth(apiKey, '').authorization];
	return (handler) => (request) => {
		if (!accepted.includes(request.headers.authorization ?? '')) return unauthorized();
		const site = request.headers['x-siteid'] ?? '';
		if (commerce && (site === '' || (siteId !== undefined && site !== siteId))) return companyNotProvided();
		return handler(request);
	};
}

function webhookRoutes(state: DigitalRiverApi, basicUser: 'userName' | 'username' | 'none'): Routes {
	const authenticationOf = (sent: unknown): Record<string, string> | undefined => {
		if (typeof sent !== 'object' || sent === null) return undefined;
		const { password, ...users } = sent as Record<string, string>;
		return {
			...(basicUser in users && { [basicUser]: users[basicUser] }),
			...(password !== undefined && { password }),
		};
	};
	const fieldsOf = (sent: Record<string, unknown>): Partial<Webhook> => {
		const known = ['types', 'address', 'apiVersion', 'enabled', 'transportType'];
		const fields = Object.fromEntries(Object.entries(sent).filter(([name]) => known.includes(name)));
		return 'authentication' in sent
			? { ...fields, authentication: authenticationOf(sent.authentication) }
			: fields;
	};

	return {
		'POST /webhooks': ({ json }) => {
			const problem = webhookProblem(json, ['types', 'address']);
			if (problem) return problem;
			const now = new Date().toISOString();
			const webhook = {
				id: randomUUID(),
				types: [],
				address: '',
				apiVersion: 'default',
				enabled: true,
				liveMode: false,
				transportType: 'HTTP',
				...fieldsOf(json as Record<string, unknown>),
				createdTime: now,
				updatedTime: now,
			};
			state.webhooks.set(webhook.id, webhook);
			state.secrets.set(webhook.id, [newSecret()]);
			return { status: 201, body: webhook };
		},
		'GET /webhooks': ({ query }) => {
			const wanted = [...query.getAll('type'), ...query.getAll('types'), ...query.getAll('types[]')].flatMap(
				(list) => list.split(','),
			);
			if (wanted.length > 20) return failure(400, 'bad_request', 'At most 20 types.', 'types');
			const webhooks = [...state.webhooks.values()].filter(
				({ types }) => wanted.length === 0 || types.some((type) => wanted.some((one) => inGroup(type, one))),
			);
			return { body: webhooks };
		},
		'GET /webhooks/:id': ({ params }) => found(state.webhooks.get(params.id)),
		'PATCH /webhooks/:id': ({ params, json }) => {
			const webhook = state.webhooks.get(params.id);
			if (webhook === undefined) return notFound();
			const problem = webhookProblem(json, []);
			if (problem) return problem;
			Object.assign(webhook, fieldsOf(json as Record<string, unknown>), {
				updatedTime: new Date().toISOString(),
			});
			return { body: webhook };
		},
		'DELETE /webhooks/:id': ({ params }) => {
			if (!state.webhooks.delete(params.id)) return notFound();
			state.secrets.delete(params.id);
			return { status: 204 };
		},
	};
}

function webhookProblem(json: unknown, required: string[]): Answer | null {
	if (typeof json !== 'object' || json === null) {
		return failure(400, 'bad_request', 'The body is not JSON.');
	}
	const sent = json as Record<string, unknown>;
	const missing = required.find((name) => sent[name] === undefined);
	if (missing !== undefined) return failure(400, 'bad_request', `'${missing}' is required.`, missing);
	const { types = ['any'], address = HOME } = sent;
	const typesFit =
		Array.isArray(types) && types.length > 0 && types.every((type) => typeof type === 'string');
	if (!typesFit) return failure(400, 'bad_request', 'Names of events are expected.', 'types');
	if (typeof address !== 'string' || !/^https?:\/\//.test(address)) {
		return failure(400, 'bad_request', 'A URL is expected.', 'address');
	}
	return null;
}

function fileRoutes(state: DigitalRiverApi): Routes {
	return {
		'GET /files/:id': ({ params }) => {
			const file = state.files.get(params.id);
			if (file === undefined) return notFound();
			const { id, createdTime, fileName, purpose, content } = file;
			const links = [...state.fileLinks.values()].filter(({ fileId }) => fileId === id);
			return {
				body: {
					...{ id, createdTime, fileName, purpose },
					links: links.map((link) => ({ ...linkAnswer(state, link), fileId: undefined })),
					title: purpose.replaceAll('_', ' '),
					size: content.length,
					type: 'pdf',
					url: contentUrl(id),
					liveMode: false,
				},
			};
		},
		'GET /files/:id/content': ({ params, headers }) => {
			const file = state.files.get(params.id);
			if (file === undefined) return notFound();
			// The reference shows this response, but its text promises the file; here the Accept header decides.
			if (file.asJson || headers.accept === 'application/json') {
				return { body: { id: file.id, fileName: file.fileName } };
			}
			return contentOf(file);
		},
	};
}

function fileLinkRoutes(state: DigitalRiverApi): Routes {
	return {
		'POST /file-links': ({ json }) => {
			const { fileId, expiresTime } = (json ?? {}) as { fileId?: string; expiresTime?: string };
			if (fileId === undefined) return failure(400, 'bad_request', "'fileId' is required.", 'fileId');
			if (!state.files.has(fileId)) return notFound();
			if (expiresTime === undefined || !(Date.parse(expiresTime) > Date.now())) {
				return failure(400, 'bad_request', 'A time in the future is expected.', 'expiresTime');
			}
			const link = { id: randomUUID(), fileId, createdTime: new Date().toISOString(), expiresTime };
			state.fileLinks.set(link.id, link);
			return { status: 201, body: linkAnswer(state, link) };
		},
	};
}

/** Needs no key; the real one is on a different host. */
function openLink(state: DigitalRiverApi): Handler {
	return ({ params }) => {
		const link = state.fileLinks.get(params.id);
		const file = link && state.files.get(link.fileId);
		return file === undefined || isExpired(link!) ? notFound() : contentOf(file);
	};
}

const isExpired = ({ expiresTime }: FileLink) => Date.parse(expiresTime) <= Date.now();

const linkAnswer = (state: DigitalRiverApi, link: FileLink) => ({
	...link,
	expired: isExpired(link),
	url: `${state.linksUrl}/links/${link.id}`,
	liveMode: false,
});

const contentOf = ({ headers, content }: StoredFile): Answer => ({ headers, body: content });

function eventRoutes(state: DigitalRiverApi): Routes {
	return {
		'GET /events': (request) => eventPage(state.events, request),
		'GET /events/:id': ({ params }) => found(state.events.find(({ id }) => id === params.id)),
	};
}

const COMPARISONS: Record<string, (time: number, limit: number) => boolean> = {
	gt: (time, limit) => time > limit,
	gte: (time, limit) => time >= limit,
	lt: (time, limit) => time < limit,
	lte: (time, limit) => time <= limit,
};

function eventPage(events: DigitalRiverEvent[], { query }: ApiRequest): Answer {
	const limit = Number(query.get('limit') ?? 10);
	if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
		return failure(400, 'bad_request', 'A number from 1 to 100 is expected.', 'limit');
	}
	const [after, before] = [query.get('startingAfter'), query.get('endingBefore')];
	if (after !== null && before !== null) {
		return failure(400, 'bad_request', '[startingAfter] and [endingBefore] can not both be provided.');
	}
	const type = query.get('type');
	let matching = type === null ? events : events.filter((event) => inGroup(event.type, type));
	for (const [operator, holds] of Object.entries(COMPARISONS)) {
		const bound = query.get(`createdTime[${operator}]`);
		if (bound === null) continue;
		const time = Date.parse(bound);
		if (Number.isNaN(time)) return failure(400, 'bad_request', 'A time is expected.', 'createdTime');
		matching = matching.filter(({ createdTime }) => holds(Date.parse(createdTime), time));
	}
	if (before !== null) {
		const end = matching.findIndex(({ id }) => id === before);
		if (end < 0) return failure(400, 'bad_request', 'No such event.', 'endingBefore');
		const start = Math.max(0, end - limit);
		return { body: { hasMore: start > 0, data: matching.slice(start, end) } };
	}
	const start = after === null ? 0 : matching.findIndex(({ id }) => id === after) + 1;
	if (after !== null && start === 0) return failure(400, 'bad_request', 'No such event.', 'startingAfter');
	return {
		body: { hasMore: matching.length > start + limit, data: matching.slice(start, start + limit) },
	};
}

function commerceRoutes(state: DigitalRiverApi, literalReceipt: boolean): Routes {
	return {
		'GET /v1/orders/:id': ({ params }) => found(state.orders.get(params.id)),
		'GET /v1/orders/:id/invoices': ({ params: { id } }) => {
			if (!state.orders.has(id)) return notFound();
			const invoices = (state.receipts.get(id) ?? []).map((receipt) => ({
				type: receipt.type,
				// Documented as a different host from the API's.
				invoiceURL: `https://dispatch-test.digitalriver.com/v1/orders/${id}/invoices/${
					literalReceipt ? '{receiptId}' : receipt.id
				}`,
			}));
			return { body: { invoices } };
		},
		'GET /v1/orders/:id/invoices/:receipt': ({ params }) => {
			const receipt = state.receipts.get(params.id)?.find(({ id }) => id === params.receipt);
			const file = receipt && state.files.get(receipt.fileId);
			return file === undefined ? notFound() : contentOf(file);
		},
	};
}

/** `order.*` and `*` are groups. */
function inGroup(type: string, name: string): boolean {
	return name.endsWith('*') ? type.startsWith(name.slice(0, -1)) : type === name;
}

const found = (body: object | undefined): Answer => (body === undefined ? notFound() : { body });

/** The documented response to a wrong or public key. */
const unauthorized = (): Answer => ({
	status: 401,
	body: sampleJson<object>(NAME, 'api.error.unauthorized.json'),
});

export const notFound = (): Answer => failure(404, 'not_found', 'The resource does not exist.', 'id');

/** An error in the documented format; also for `SimulatorServer.fail`. */
function failure(status: number, type: string, message: string, parameter?: string): Answer {
	return { status, body: { type, errors: [{ code: type, parameter, message }] } };
}

/** The Commerce API's response to a call without a site id; only the code is documented. */
export const companyNotProvided = (): Answer => ({
	status: 400,
	body: {
		errors: [
			{
				code: 'COMPANY_NOT_PROVIDED',
				subcode: null,
				description: null,
				message: 'The company is not provided.',
			},
		],
	},
});

export const digitalRiver: ProviderSimulator = {
	name: NAME,
	delivery: DELIVERY,
	isOfDelivery: ([first]) => first !== 'data',
	redelivered: (body) => ({
		...body,
		webhookIds: ['w2'],
		versionIds: ['2030-01-01'],
		digitalriverVersion: '2030-01-01',
	}),
	authenticators: { signature: withSignature, basicAuth: withBasicAuth, urlToken: withUrlToken },
	secrets: {
		signature: 'whk_ddca9378-9475-40b8-aa8a-b526d42dbc2e',
		basicAuth: 'digital-river:correct horse battery staple',
		urlToken: 'Zk3vQ9_bT1-Lw7xR0sYd5aHc2nGe8uPf',
	},
	events: Object.fromEntries(EVENT_TYPES.map((type) => [type, () => notification(invoiceEvent({ type }))])),
	api,
};
