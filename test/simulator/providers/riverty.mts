/**
 * Riverty (Accounting as a Service) as webhook sender and API, from its public documentation.
 *
 * Undocumented and chosen here: listing and deleting callbacks, error bodies, redeliveries, that the query of a
 * callback is kept, and the headers of a document.
 */
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { pdf } from '../pdf.mts';
import { notification, withUrlToken, type Notification } from '../authentication.mts';
import { sampleJson } from '../samples.mts';
import type { DeliveryRules } from '../sender.mts';
import type { Answer, Api, Handler, Routes } from '../server.mts';
import type { ProviderSimulator } from '../simulator.mts';

const NAME = 'riverty';
const UAT = 'https://api-uat.accounting.riverty.io';

/** Undocumented. */
const DELIVERY: DeliveryRules = { timeLimitMs: 5000, waitsMs: [50, 100, 200] };

// ---------------------------------------------------------------------------------------------------------------
// Events

export interface RivertyEvent {
	type: string;
	parameters: Record<string, unknown>;
	timestamp?: string;
}

/** A file key in the archive, in the format of the examples: 18 characters as hexadecimal. */
export const newFileKey = () => randomBytes(18).toString('hex').toUpperCase();

const digits = (count: number) => String(randomInt(10 ** (count - 1), 10 ** count));

/**
 * A new `accounting/invoiceCreated` from the composed sample, whose amounts add up.
 * @param parameters override the sample's
 */
export function invoiceEvent(parameters: Record<string, unknown> = {}): RivertyEvent {
	const [sample] = sampleJson<RivertyEvent[]>(NAME, 'invoice-created-array.json');
	return {
		...sample,
		parameters: {
			...sample.parameters,
			invoiceReference: `B-DE-2026-${digits(6)}`,
			orderReference: `CHAR1001${digits(8)}`,
			invoiceDocumentUrl: `${UAT}/documents/v1/S/${randomUUID()}`,
			...parameters,
		},
	};
}

/** The same invoice with a negative total, as credit notes may be sent. */
export function creditEvent(parameters: Record<string, unknown> = {}): RivertyEvent {
	const event = invoiceEvent();
	const negative = <T extends object>(object: T, names: string[]): T => ({
		...object,
		...Object.fromEntries(names.map((name) => [name, -(object as Record<string, number>)[name]])),
	});
	const { items, totals } = event.parameters as { items: object[]; totals: object };
	return {
		...event,
		parameters: {
			...event.parameters,
			items: items.map((item) => negative(item, ['grossUnitPrice', 'vatAmount'])),
			totals: negative(totals, ['grossUnitPrice', 'vatAmount']),
			...parameters,
		},
	};
}

/**
 * A new `accounting/documentCreated`.
 * @param urlKeys one document each; by default one in the archive
 */
export function documentEvent(urlKeys?: string[]): RivertyEvent {
	const sample = sampleJson<RivertyEvent>(NAME, 'document-created.json');
	const [document] = sample.parameters.documents as object[];
	const keys = urlKeys ?? [`https://riverty-url/../FileSet('${newFileKey()}')/$value`];
	return {
		...sample,
		parameters: {
			...sample.parameters,
			documents: keys.map((urlKey) => ({ ...document, urlKey })),
			transactionId: randomBytes(16).toString('hex').toUpperCase(),
		},
		timestamp: new Date().toISOString().replace('Z', '123Z'),
	};
}

/** Several notifications in one request. */
export const together = (...events: RivertyEvent[]): Notification => notification(events);

// ---------------------------------------------------------------------------------------------------------------
// API

export interface ApiOptions {
	/** The subscription key. */
	apiKey: string;
	/** The response to the undocumented calls on callbacks (list, delete); 404 if absent. */
	manage?: 'works' | 404 | 405 | 501;
	/** Omits the id in the response to a registration. */
	withoutId?: boolean;
	/** Milliseconds, for the rate limit; the machine's clock if absent. */
	now?: () => number;
}

export interface Callback {
	id: string;
	callbackUrl: string;
	description: string;
	notificationTypes: string[];
}

export interface RivertyApi extends Api {
	/** The whole state; tests may read and change it. */
	callbacks: Map<string, Callback>;
	/** The types activated by Riverty's accounting team: without that, a callback receives nothing. */
	activated: Set<string>;
	/** By UUID or archive key. */
	documents: Map<string, { content: Buffer; headers: Record<string, string> }>;
	/** By default a PDF with a new UUID. */
	addDocument(document?: { key?: string; content?: Buffer; headers?: Record<string, string> }): string;
	/** The requests for an event: one to each callback for its type, if that is activated. */
	deliveriesOf(event: RivertyEvent): { url: string; body: Buffer; headers: Record<string, string> }[];
}

/** More requests per second from one address get 429. */
const DOCUMENTS_PER_SECOND = 10;

export function api({ apiKey, manage = 404, withoutId = false, now = Date.now }: ApiOptions): RivertyApi {
	const state: RivertyApi = {
		routes: {},
		callbacks: new Map(),
		activated: new Set(),
		documents: new Map(),

		addDocument({ key = randomUUID(), content = pdf(`Document ${key}`), headers } = {}) {
			state.documents.set(key, { content, headers: headers ?? { 'content-type': 'application/pdf' } });
			return key;
		},

		deliveriesOf(event) {
			if (!state.activated.has(event.type)) return [];
			return [...state.callbacks.values()]
				.filter(({ notificationTypes }) => notificationTypes.includes(event.type))
				.map(({ callbackUrl }) => ({ url: callbackUrl, ...notification(event) }));
		},
	};

	const CALLBACKS = '/administration/v1/notification-callbacks';
	const managed =
		(handler: Handler): Handler =>
		(request) =>
			manage === 'works' ? handler(request) : failure(manage);
	const served: Handler = rateLimited(({ params }) => {
		const document = state.documents.get(params.key);
		return document === undefined ? failure(404) : { headers: document.headers, body: document.content };
	}, now);
	const routes: Routes = {
		[`POST ${CALLBACKS}`]: ({ json }) => {
			const { callbackUrl, notificationTypes } = (json ?? {}) as Partial<Callback>;
			const fits =
				/^https?:\/\//.test(callbackUrl ?? '') &&
				Array.isArray(notificationTypes) &&
				notificationTypes.length > 0 &&
				notificationTypes.every((type) => /^accounting\/[A-Za-z]+$/.test(type));
			if (!fits) return failure(400);
			const callback = { callbackUrl: callbackUrl!, description: '', id: randomUUID(), notificationTypes };
			state.callbacks.set(callback.id, callback);
			return { body: withoutId ? { callbackUrl } : callback };
		},
		[`GET ${CALLBACKS}`]: managed(() => ({ body: [...state.callbacks.values()] })),
		[`DELETE ${CALLBACKS}/:id`]: managed(({ params }) =>
			state.callbacks.delete(params.id) ? { status: 204 } : failure(404),
		),
		'GET /documents/v1/S/:key': served,
		"GET /sap/opu/odata/sap/z_knox_extern_srv/FileSet(':key')/$value": served,
	};
	for (const [name, handler] of Object.entries(routes)) {
		state.routes[name] = (request) =>
			request.headers['x-subscription-key'] === apiKey ? handler(request) : failure(401);
	}
	return state;
}

function rateLimited(handler: Handler, now: () => number): Handler {
	let calls: number[] = [];
	return (request) => {
		const time = now();
		calls = [...calls.filter((earlier) => time - earlier < 1000), time];
		return calls.length > DOCUMENTS_PER_SECOND ? failure(429) : handler(request);
	};
}

const TEXTS: Record<number, string> = {
	400: 'The request is not valid.',
	401: 'Access denied due to invalid subscription key.',
	404: 'Resource not found',
	405: 'Method not allowed',
	429: 'Rate limit is exceeded.',
	501: 'Not implemented',
};

/** A guessed format: only the status is known. */
const failure = (status: number): Answer => ({
	status,
	body: { statusCode: status, message: TEXTS[status] ?? 'Error' },
});

export const riverty: ProviderSimulator = {
	name: NAME,
	delivery: DELIVERY,
	isOfDelivery: ([first, second]) => first !== 'parameters' || second === 'transactionId',
	redelivered: (body) => {
		const again = (one: object) => ({ ...one, timestamp: '2031-01-01T00:00:00Z' });
		return Array.isArray(body) ? body.map(again) : again(body);
	},
	authenticators: { urlToken: withUrlToken },
	secrets: { urlToken: 'Zk3vQ9_bT1-Lw7xR0sYd5aHc2nGe8uPf' },
	events: {
		'accounting/invoiceCreated': () => notification(invoiceEvent()),
		'accounting/documentCreated': () => notification(documentEvent()),
	},
	api,
};
