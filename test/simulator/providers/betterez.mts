/**
 * Betterez as webhook sender and API, from its public documentation and client library. Its signing code shares nothing
 * with the verifier.
 *
 * Undocumented and chosen here: signature layouts other than the usual one, retries, error bodies except their code,
 * `page` as query parameter for the next page, 200 with an empty list for an unknown transaction, the content of the
 * PDF.
 */
import { createHmac, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { pdf } from '../pdf.mts';
import { asPasted, basicAuth, notification, withUrlToken } from '../authentication.mts';
import { sampleJson } from '../samples.mts';
import type { DeliveryRules } from '../sender.mts';
import type { Answer, Api, ApiRequest, Handler, Routes } from '../server.mts';
import type { ProviderSimulator } from '../simulator.mts';

const NAME = 'betterez';

// ---------------------------------------------------------------------------------------------------------------
// Signature

/** Details that the documentation leaves open. */
export interface Layout {
	text: 'asSent' | 'rewritten';
	digest: 'hex' | 'upperCaseHex' | 'base64' | 'unpaddedBase64';
	time: 'seconds' | 'milliseconds';
	/** Whether the header includes the deprecated `s`. */
	deprecated: boolean;
}

const USUAL_LAYOUT: Layout = { text: 'asSent', digest: 'hex', time: 'seconds', deprecated: true };

/** Every combination, {@link USUAL_LAYOUT} first. */
export const LAYOUTS: readonly Layout[] = (['asSent', 'rewritten'] as const).flatMap((text) =>
	(['hex', 'upperCaseHex', 'base64', 'unpaddedBase64'] as const).flatMap((digest) =>
		(['seconds', 'milliseconds'] as const).flatMap((time) =>
			[true, false].map((deprecated) => ({ text, digest, time, deprecated })),
		),
	),
);

const DIGESTS: Record<Layout['digest'], (digest: Buffer) => string> = {
	hex: (digest) => digest.toString('hex'),
	upperCaseHex: (digest) => digest.toString('hex').toUpperCase(),
	base64: (digest) => digest.toString('base64'),
	unpaddedBase64: (digest) => digest.toString('base64').replace('=', ''),
};

export interface SignOptions {
	now?: Date;
	/** Differences from {@link USUAL_LAYOUT}. */
	layout?: Partial<Layout>;
}

/** The signature header of a body. */
export function sign(
	body: Buffer,
	secret: string,
	{ now = new Date(), layout }: SignOptions = {},
): { 'x-btrz-signature': string } {
	const { text, digest, time, deprecated } = { ...USUAL_LAYOUT, ...layout };
	// As the back office shows it, whatever was copied with it.
	const key = secret.trim();
	const t = String(time === 'seconds' ? Math.floor(now.getTime() / 1000) : now.getTime());
	const signed = text === 'asSent' ? body : Buffer.from(JSON.stringify(JSON.parse(body.toString('utf8'))));
	const s2 = DIGESTS[digest](createHmac('sha256', key).update(`${t}.`).update(signed).digest());
	const s = createHmac('sha256', key).update(t).digest('hex');
	return { 'x-btrz-signature': [`t=${t}`, ...(deprecated ? [`s=${s}`] : []), `s2=${s2}`].join(',') };
}

const withSignature = asPasted((request, secret, now) => ({
	...request,
	headers: { ...request.headers, ...sign(request.body, secret, { now }) },
}));

/** Undocumented; failed deliveries are listed in "Webhook undeliverables" for manual redelivery. */
const DELIVERY: DeliveryRules = { timeLimitMs: 5000, waitsMs: [50, 100] };

// ---------------------------------------------------------------------------------------------------------------
// Events

type InvoiceRecord = Record<string, unknown> & { _id: string; transactionId: string; data?: string };

export interface BetterezEvent {
	id: string;
	attemptId: string;
	event: string;
	created: number;
	livemode: boolean;
	data: InvoiceRecord;
	providerId?: string;
	apiKey?: string;
}

export interface InvoiceEventOptions {
	/** `invoices.created` if absent */
	event?: string;
	id?: string;
	livemode?: boolean;
	/** The fiscal document; by default a sample's with new numbers. Null omits it. */
	document?: string | Buffer | null;
	/** Override members of `data`. */
	data?: Record<string, unknown>;
}

const SAMPLES: Record<string, string> = {
	'invoices.created': 'invoices-created-fel-gtdocumento.json',
	'invoices.updated': 'invoices-updated-hacienda-v44.json',
};

export const EVENT_TYPES = Object.keys(SAMPLES);

/** A new event from a sample: a FEL document for a new invoice, a Hacienda document for an update. */
export function invoiceEvent(options: InvoiceEventOptions = {}): BetterezEvent {
	const { event = 'invoices.created', document, livemode = true } = options;
	const sample = sampleJson<BetterezEvent>(NAME, SAMPLES[event] ?? SAMPLES['invoices.created']);
	const now = new Date();
	const { xml, ...numbers } = (event === 'invoices.updated' ? hacienda : fel)(sample.data);
	const file = document === undefined ? xml : document;
	return {
		...sample,
		id: options.id ?? randomUUID(),
		attemptId: randomUUID(),
		event,
		created: Math.floor(now.getTime() / 1000),
		livemode,
		data: {
			...sample.data,
			...numbers,
			_id: objectId(),
			transactionId: objectId(),
			createdAt: { value: now.toISOString(), offset: 0 },
			updatedAt: { value: now.toISOString(), offset: 0 },
			...options.data,
			data: file === null ? undefined : Buffer.from(file).toString('base64'),
		},
	};
}

const objectId = () => randomBytes(12).toString('hex');
const xmlOf = (data: InvoiceRecord) => Buffer.from(data.data ?? '', 'base64').toString('utf8');

/** In FEL, series and number are part of the authorization. */
function fel(data: InvoiceRecord) {
	const authNumber = randomUUID().toUpperCase();
	const serie = authNumber.slice(0, 8);
	const number = String(parseInt(authNumber.slice(9, 18).replace('-', ''), 16));
	const xml = xmlOf(data)
		.replaceAll(String(data.authNumber), authNumber)
		.replaceAll(String(data.number), number)
		.replaceAll(String(data.serie), serie);
	return { xml, authNumber, serie, number };
}

/** In Hacienda documents, the number is part of the key. */
function hacienda(data: InvoiceRecord) {
	const number = `0010000101${String(randomInt(1, 1_000_000_000)).padStart(10, '0')}`;
	const authNumber = String(data.authNumber).replace(String(data.number), number);
	const xml = xmlOf(data).replaceAll(String(data.number), number);
	return { xml, authNumber, number };
}

// ---------------------------------------------------------------------------------------------------------------
// API

export interface ApiOptions {
	/** The `x-api-key`. */
	apiKey: string;
	/** Who may request a token; `n8n@operator.example` with `correct horse` if absent. */
	user?: string;
	password?: string;
	/** Requires a second factor for the user. */
	secondFactor?: boolean;
	/** Prefix of the invoices service; `/invoices` if absent. */
	prefix?: string;
	/** Invoices per page for a transaction; all if absent. */
	pageSize?: number;
}

export interface BetterezApi extends Api {
	/** The whole state; tests may read and change it. By `_id`. */
	invoices: Map<string, InvoiceRecord>;
	/** By transaction. */
	pdfs: Map<string, Buffer>;
	/** Valid tokens. */
	tokens: Set<string>;
	/** Adds an invoice; returns its event and PDF. */
	addInvoice(options?: InvoiceEventOptions): { event: BetterezEvent; pdf: Buffer };
}

export const USER = 'n8n@operator.example';
export const PASSWORD = 'correct horse';

/** The invoices service and the login, with the samples' invoice. */
export function api(options: ApiOptions): BetterezApi {
	const { apiKey, user = USER, password = PASSWORD, secondFactor = false, prefix = '/invoices' } = options;
	const { pageSize = Infinity } = options;
	const state: BetterezApi = {
		routes: {},
		unknown: () => failure(404, 'NOT_FOUND'),
		invoices: new Map(),
		pdfs: new Map(),
		tokens: new Set(),
		addInvoice(eventOptions = {}) {
			const event = invoiceEvent(eventOptions);
			return { event, pdf: store(event.data) };
		},
	};

	function store(record: InvoiceRecord): Buffer {
		const content = pdf(`Invoice ${record._id}`);
		state.invoices.set(record._id, record);
		state.pdfs.set(record.transactionId, content);
		return content;
	}

	const authorized =
		(handler: Handler): Handler =>
		(request) => {
			const [, token] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
			const known = request.headers['x-api-key'] === apiKey && token !== undefined && state.tokens.has(token);
			return known ? handler(request) : failure(401, 'UNAUTHORIZED');
		};

	const service: Routes = {
		'GET /invoices/:id': ({ params }) => {
			if (!/^[\da-f]{24}$/.test(params.id)) return failure(400, 'INVALID_INVOICE_ID');
			const invoice = state.invoices.get(params.id);
			return invoice ? { body: { invoice } } : invoiceNotFound();
		},
		'GET /invoices': withTransaction((id, { query }) => {
			const all = [...state.invoices.values()].filter(({ transactionId }) => transactionId === id);
			const page = Number(query.get('page') ?? 1);
			const start = pageSize === Infinity ? 0 : (page - 1) * pageSize;
			return { body: { invoices: all.slice(start, start + pageSize), total: all.length, page } };
		}),
		'GET /pdfs': withTransaction((id) => {
			const content = state.pdfs.get(id);
			const [invoice] = [...state.invoices.values()].filter(({ transactionId }) => transactionId === id);
			if (content === undefined || invoice === undefined) return invoiceNotFound();
			const name = `invoice-${invoice._id}.pdf`;
			return {
				headers: { 'content-type': 'application/pdf', 'content-disposition': `attachment; filename=${name}` },
				body: content,
			};
		}),
	};
	for (const [route, handler] of Object.entries(service)) {
		state.routes[route.replace(' ', ` ${prefix}`)] = authorized(handler);
	}
	state.routes['POST /accounts/users'] = ({ headers, json }) => {
		if (headers.authorization !== basicAuth(user, password).authorization)
			return failure(401, 'WRONG_CREDENTIALS');
		const asked = (json ?? {}) as { audience?: string };
		if (asked.audience !== 'betterez-app') return failure(400, 'WRONG_DATA');
		if (secondFactor) return mfaRequired();
		const shortToken = `short.${randomUUID()}`;
		state.tokens.add(shortToken);
		return {
			body: {
				...sampleJson<object>(NAME, 'api.token.response.json'),
				token: `long.${randomUUID()}`,
				shortToken,
			},
		};
	};
	store(sampleJson<{ invoice: InvoiceRecord }>(NAME, 'api.invoice.json').invoice);
	return state;
}

function withTransaction(answer: (id: string, request: ApiRequest) => Answer): Handler {
	return (request) => {
		const id = request.query.get('transactionId') ?? '';
		return /^[\da-f]{24}$/.test(id) ? answer(id, request) : failure(400, 'WRONG_DATA');
	};
}

const invoiceNotFound = (): Answer => ({
	status: 404,
	body: sampleJson<object>(NAME, 'api.error.invoice-not-found.json'),
});

const mfaRequired = (): Answer => ({
	status: 401,
	body: sampleJson<object>(NAME, 'api.error.mfa-required.json'),
});

/** An error with the only documented member; also for `SimulatorServer.fail`. */
const failure = (status: number, code: string): Answer => ({ status, body: { code } });

export const betterez: ProviderSimulator = {
	name: NAME,
	delivery: DELIVERY,
	isOfDelivery: ([first]) => first !== 'data',
	redelivered: (body) => ({
		...body,
		created: 1,
		attemptId: 'a second attempt',
		livemode: false,
		apiKey: 'k2',
	}),
	authenticators: { signature: withSignature, urlToken: withUrlToken },
	secrets: {
		signature: '3f1f5a5e-8c1b-4b0e-9d55-6a1f0c2b7e11',
		urlToken: 'pR7xK2_mV9-cT4wQ0aZe5sLd8nHg3uYf',
	},
	events: Object.fromEntries(
		EVENT_TYPES.map((event) => [event, () => notification(invoiceEvent({ event }))]),
	),
	api,
};
