/**
 * Rillet as webhook sender and API, from its public documentation. Its signing code shares nothing with the verifier.
 *
 * Undocumented and chosen here: the response if PDF export is not enabled, texts of 401 and 404, the order of checks,
 * the intervals between deliveries, a new timestamp for each delivery.
 */
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { pdf } from '../pdf.mts';
import { asPasted, withUrlToken, type Notification } from '../authentication.mts';
import { sampleJson } from '../samples.mts';
import type { DeliveryRules } from '../sender.mts';
import type { Answer, Api, ApiRequest, Fault, Handler, Routes } from '../server.mts';
import type { ProviderSimulator } from '../simulator.mts';

const NAME = 'rillet';

// ---------------------------------------------------------------------------------------------------------------
// Signature

/** The headers that are part of an event. */
export interface RilletHeaders {
	'X-Rillet-Timestamp': string;
	'X-Rillet-Id': string;
	'X-Rillet-Entity': string;
	'X-Rillet-Event': string;
}

/** The interpretations of the documentation that a receiver may encounter. */
export interface Reading {
	/** `decoded`: the bytes that the token encodes; `text`: the token as displayed. */
	key: 'decoded' | 'text';
	/** `guide`: with entity and event; `reference`: without. */
	signedText: 'guide' | 'reference';
}

/** Every combination, starting with the one that third-party code expects. */
export const READINGS: readonly Reading[] = (['guide', 'reference'] as const).flatMap((signedText) =>
	(['decoded', 'text'] as const).map((key) => ({ key, signedText })),
);

/** The signature header for a body and its event's headers, with one signature per token. */
export function sign(
	body: Buffer,
	event: RilletHeaders,
	token: string | readonly string[],
	{ key, signedText }: Reading = READINGS[0],
): { 'X-Rillet-Signature': string } {
	const signed = [event['X-Rillet-Timestamp'], event['X-Rillet-Id']];
	if (signedText === 'guide') signed.push(event['X-Rillet-Entity'], event['X-Rillet-Event']);
	const text = Buffer.concat([Buffer.from(`${signed.join('.')}.`, 'utf8'), body]);
	const signatures = [token].flat().map((one) => {
		const secret = key === 'decoded' ? Buffer.from(one, 'base64') : Buffer.from(one, 'utf8');
		return createHmac('sha256', secret).update(text).digest('base64');
	});
	return { 'X-Rillet-Signature': signatures.join(', ') };
}

/** The headers of an event, new unless given. */
export function eventHeaders(
	entity: string,
	event: string,
	more: { id?: string; timestamp?: string } = {},
): RilletHeaders {
	return {
		'X-Rillet-Timestamp': more.timestamp ?? new Date().toISOString(),
		'X-Rillet-Id': more.id ?? randomUUID(),
		'X-Rillet-Entity': entity,
		'X-Rillet-Event': event,
	};
}

/** Each delivery is signed with its own time. */
const withSignature = asPasted((request, secret, now) => {
	const event: RilletHeaders = {
		...eventHeaders('INVOICE', 'CREATED'),
		...request.headers,
		'X-Rillet-Timestamp': now.toISOString(),
	};
	const reading = { ...READINGS[0], key: isEncodedKey(secret) ? ('decoded' as const) : ('text' as const) };
	const signature = sign(request.body, event, secret, reading);
	return { ...request, headers: { ...request.headers, ...event, ...signature } };
});

/** A token that is not Base64, or too short for a key, must be meant as text. */
const isEncodedKey = (token: string) => {
	const bytes = Buffer.from(token, 'base64');
	return bytes.length >= 16 && bytes.toString('base64') === token;
};

/** Any 2xx within 30 s; the real provider makes up to five groups of three attempts. */
const DELIVERY: DeliveryRules = { timeLimitMs: 30_000, waitsMs: [50, 100, 200, 400] };

// ---------------------------------------------------------------------------------------------------------------
// Events

export interface Invoice extends Record<string, unknown> {
	id: string;
	invoice_number: string;
	customer_id: string;
	subsidiary_id: string;
}

export interface CreditMemo extends Record<string, unknown> {
	id: string;
	customer_id: string;
	subsidiary_id: string;
}

/** A new invoice from the schema's example values. */
export function invoice(over: Record<string, unknown> = {}): Invoice {
	const number = `INV${Date.now()}${randomBytes(2).readUInt16BE()}`;
	return {
		...sampleJson<Invoice>(NAME, 'invoice-created.json'),
		id: randomUUID(),
		invoice_number: number,
		updated_at: new Date().toISOString(),
		...over,
	};
}

/** A new credit memo. */
export const creditMemo = (over: Record<string, unknown> = {}): CreditMemo => ({
	...sampleJson<CreditMemo>(NAME, 'credit-memo-created.json'),
	id: randomUUID(),
	updated_at: new Date().toISOString(),
	...over,
});

/** A payment as in the REST API. */
export const payment = (invoiceId: string, over: Record<string, unknown> = {}): Record<string, unknown> => ({
	...sampleJson<{ payments: object[] }>(NAME, 'api.invoice-payments.json').payments[0],
	id: randomUUID(),
	invoice_id: invoiceId,
	...over,
});

/** Every event about an invoice or a credit memo, keyed by entity and event in one word. */
const EVENTS: Record<string, { entity: string; event: string; body: () => object | string }> = {
	'invoice-created': { entity: 'INVOICE', event: 'CREATED', body: invoice },
	'invoice-updated': {
		entity: 'INVOICE',
		event: 'UPDATED',
		body: () => invoice({ sent_at: new Date().toISOString() }),
	},
	'invoice-payment-updated': {
		entity: 'INVOICE',
		event: 'PAYMENT_UPDATED',
		body: () => invoice({ status: 'PARTIALLY_PAID', amount_due: { amount: '58.00', currency: 'USD' } }),
	},
	'invoice-deleted': { entity: 'INVOICE', event: 'DELETED', body: randomUUID },
	'credit-memo-created': { entity: 'CREDIT_MEMO', event: 'CREATED', body: creditMemo },
	'credit-memo-updated': { entity: 'CREDIT_MEMO', event: 'UPDATED', body: creditMemo },
	'credit-memo-payment-updated': { entity: 'CREDIT_MEMO', event: 'PAYMENT_UPDATED', body: creditMemo },
	'credit-memo-deleted': { entity: 'CREDIT_MEMO', event: 'DELETED', body: randomUUID },
};

/**
 * An outgoing event.
 * @param body new if absent
 */
export function eventOf(type: string, body?: object | string): Notification {
	const { entity, event, body: make } = EVENTS[type];
	const headers = { 'content-type': 'application/json', ...eventHeaders(entity, event) };
	return { headers, body: Buffer.from(JSON.stringify(body ?? make()), 'utf8') };
}

// ---------------------------------------------------------------------------------------------------------------
// API

export interface ApiOptions {
	apiKey: string;
	/** Whether invoices are available as PDF (the default); else they come as JSON, whatever was requested. */
	pdfExport?: boolean;
}

export interface RilletApi extends Api {
	/** The whole state; tests may read and change it. */
	invoices: Map<string, Invoice>;
	creditMemos: Map<string, CreditMemo>;
	customers: Map<string, Record<string, unknown>>;
	subsidiaries: Map<string, Record<string, unknown>>;
	payments: Record<string, unknown>[];
	pdfExport: boolean;
	addInvoice(over?: Record<string, unknown>): Invoice;
}

/** The PDF of an invoice; constant per id. */
export const documentOf = ({ id, invoice_number }: Invoice): Buffer =>
	pdf(`Invoice ${invoice_number}\n${id}`);

/** The API with the samples' invoices, credit memo, customer and payment. */
export function api({ apiKey, pdfExport = true }: ApiOptions): RilletApi {
	const pages = ['api.invoices.page-1.json', 'api.invoices.page-2.json'];
	const invoices = pages.flatMap((page) => sampleJson<{ invoices: Invoice[] }>(NAME, page).invoices);
	const memo = sampleJson<CreditMemo>(NAME, 'credit-memo-created.json');
	const sampleCustomer = sampleJson<Record<string, unknown>>(NAME, 'api.customer.json');
	const organization = sampleJson<Record<string, unknown>>(NAME, 'api.organization.json');

	const state: RilletApi = {
		routes: {},
		unknown: () => problem(404, 'Not Found', 'There is no such resource.'),
		invoices: new Map(invoices.map((one) => [one.id, one])),
		creditMemos: new Map([[memo.id, memo]]),
		customers: new Map(),
		subsidiaries: new Map(),
		payments: sampleJson<{ payments: Record<string, unknown>[] }>(NAME, 'api.invoice-payments.json').payments,
		pdfExport,
		addInvoice(over) {
			const added = invoice(over);
			state.invoices.set(added.id, added);
			return added;
		},
	};
	for (const { customer_id, subsidiary_id } of [...invoices, memo]) {
		state.customers.set(customer_id, { ...sampleCustomer, id: customer_id });
		state.subsidiaries.set(subsidiary_id, { ...organization, id: subsidiary_id, type: 'LEGAL_ENTITY' });
	}

	const routes: Routes = {
		'GET /organizations/self': () => ({ body: organization }),
		'GET /invoices': (request) => page(state.invoices, 'invoices', request),
		'GET /invoices/:id': ({ params, headers }) => {
			const found = state.invoices.get(params.id);
			return found && state.pdfExport && headers.accept?.includes('application/pdf')
				? { headers: { 'content-type': 'application/pdf' }, body: documentOf(found) }
				: foundOr404(found);
		},
		'GET /invoices/:id/payments': ({ params }) => ({
			body: { payments: state.payments.filter(({ invoice_id }) => invoice_id === params.id) },
		}),
		'GET /credit-memos': (request) => page(state.creditMemos, 'credit_memos', request),
		'GET /credit-memos/:id': ({ params }) => foundOr404(state.creditMemos.get(params.id)),
		'GET /customers/:id': ({ params }) => foundOr404(state.customers.get(params.id)),
		'GET /subsidiaries/:id': ({ params }) => foundOr404(state.subsidiaries.get(params.id)),
	};
	for (const [name, handler] of Object.entries(routes)) state.routes[name] = authorized(apiKey, handler);
	return state;
}

const authorized =
	(apiKey: string, handler: Handler): Handler =>
	(request) => {
		if (request.headers.authorization !== `Bearer ${apiKey}`) return unauthorized();
		// The real API would answer as another version, in another format.
		if (request.headers['x-rillet-api-version'] !== '4') {
			return problem(400, 'Bad Request', 'The simulator answers as version 4 only.');
		}
		return handler(request);
	};

/** Newest first, `limit` at a time. */
function page(all: ReadonlyMap<string, object>, name: string, { query }: ApiRequest): Answer {
	const start = Number(query.get('cursor') ?? 0);
	const end = start + Number(query.get('limit') ?? 25);
	const list = [...all.values()];
	const pagination = end < list.length ? { next_cursor: String(end) } : {};
	return { body: { [name]: list.slice(start, end), pagination } };
}

const foundOr404 = (body: object | undefined): Answer =>
	body === undefined ? problem(404, 'Not Found', 'There is no such resource.') : { body };

/** An error as in RFC 9457; also for `SimulatorServer.fail`. */
export function problem(status: number, title: string, detail: string): Answer & Fault {
	const type = `https://rillet.io/${title.toLowerCase().replace(' ', '-')}`;
	return {
		status,
		headers: { 'content-type': 'application/problem+json' },
		body: { type, title, status, detail },
	};
}

const unauthorized = (): Answer & Fault => problem(401, 'Unauthorized', 'The API key is not valid.');

/** The documented response to a key without the permission. */
export const forbidden = (): Answer & Fault => ({
	status: 403,
	headers: { 'content-type': 'application/problem+json' },
	body: sampleJson<object>(NAME, 'api.error.forbidden.json'),
});

export const rillet: ProviderSimulator = {
	name: NAME,
	delivery: DELIVERY,
	isOfDelivery: () => false,
	redelivered: (body) => body,
	authenticators: { signature: withSignature, urlToken: withUrlToken },
	secrets: {
		signature: 'p2Rnc1uW0oH9m3yq6cVbZ4sK8tXjL5eDfA7gQ1hNrUw=',
		urlToken: 'q7Vn2_xE4-kT9mB1sRzYc6JfHd8wLpGu',
	},
	events: Object.fromEntries(Object.keys(EVENTS).map((type) => [type, () => eventOf(type)])),
	api,
};
