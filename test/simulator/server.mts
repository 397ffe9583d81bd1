/** A fake provider API on 127.0.0.1: routes, a record of all requests, and faults on demand. */
import { execFileSync } from 'node:child_process';
import {
	createServer as createHttpServer,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { answerOf, respond, type Answer, type Fault } from './answer.mts';

export type { Answer, Fault } from './answer.mts';

export interface RecordedRequest {
	method: string;
	/** As sent: percent-encoded, including the query. */
	url: string;
	/** As sent, without the query. */
	path: string;
	query: URLSearchParams;
	headers: IncomingHttpHeaders;
	/** Names and values alternating, as received. */
	rawHeaders: string[];
	/** Empty until the whole body has arrived. */
	body: Buffer;
	at: Date;
	/** The matched route. */
	route: string | null;
	answer: {
		/** Null until the response starts. */
		status: number | null;
		/** Bytes of the response body that the client has received. */
		bytes: number;
		/** Whether the client received the complete response. */
		complete: boolean;
	};
}

export interface ApiRequest extends RecordedRequest {
	/** Percent-decoded. */
	params: Record<string, string>;
	/** The body; undefined if it is not JSON. */
	json: unknown;
}

export type Handler = (request: ApiRequest) => Answer | Promise<Answer>;

/** By `'METHOD /path/:parameter'`; the first match answers. A parameter matches a single path segment. */
export type Routes = Record<string, Handler>;

export interface Api {
	routes: Routes;
	/** The response if no route matches; a plain 404 if absent. */
	unknown?: Handler;
}

export interface ListenOptions {
	/** A free port if absent. */
	port?: number;
	/** HTTPS with a self-signed certificate that is generated at run time; see {@link selfSigned}. */
	tls?: boolean;
}

export interface SimulatorServer {
	/** Without a trailing slash, such as `http://127.0.0.1:40123`. */
	url: string;
	port: number;
	/** In order of arrival. */
	requests: RecordedRequest[];
	/** TCP connections so far, including those without a request. */
	connections: number;
	/** Errors thrown by handlers, each answered with 500. */
	errors: unknown[];
	requestsTo(route: string): RecordedRequest[];
	/**
	 * Injects a fault into the next `times` requests to a route (`'*'`: any route). Faults are used in the order of the
	 * calls, those for the route before those for `'*'`.
	 */
	fail(route: string, fault: Fault, times?: number): void;
	/** Faults not yet used up. */
	pendingFaults(): number;
	/** Resolves when all requests so far have ended on this side; until then their `answer` is not final. */
	idle(): Promise<void>;
	/** Forgets requests, errors and faults. */
	reset(): void;
	/** Closes all connections immediately. */
	close(): Promise<void>;
}

const ANY = '*';

export async function listen(api: Api, options: ListenOptions = {}): Promise<SimulatorServer> {
	const routes = Object.entries(api.routes).map(([name, handler]) => ({
		name,
		handler,
		match: matcher(name),
	}));
	const faults = new Map<string, { fault: Fault; left: number }[]>();
	const sockets = new Set<Socket>();
	const running = new Set<Promise<void>>();
	const closing = new AbortController();

	const serve = (request: IncomingMessage, response: ServerResponse) => {
		const run = answer(request, response)
			.catch((error: unknown) => {
				const left = request.socket.destroyed || response.destroyed || closing.signal.aborted;
				if (!left) simulator.errors.push(error);
				response.destroy();
			})
			.finally(() => running.delete(run));
		running.add(run);
	};

	async function answer(incoming: IncomingMessage, response: ServerResponse) {
		const request = recorded(incoming);
		simulator.requests.push(request);
		const route = routes.find(({ match }) => match(request) !== null);
		request.route = route?.name ?? null;
		const fault = takeFault(request.route) ?? {};

		const gone = new AbortController();
		response.on('close', () => {
			if (!response.writableFinished) gone.abort();
		});
		const chunks: Buffer[] = [];
		for await (const chunk of incoming) chunks.push(chunk as Buffer);
		request.body = Buffer.concat(chunks);

		const instead = answerOf(fault);
		const handler = route?.handler ?? api.unknown ?? notFound;
		const said =
			instead ??
			(await call(handler, {
				...request,
				params: route?.match(request) ?? {},
				json: parsed(request.body),
			}));
		if (!fault.hangUp) request.answer.status = said.status ?? 200;
		const signal = AbortSignal.any([closing.signal, gone.signal]);
		await respond(response, said, fault, signal, (bytes) => (request.answer.bytes += bytes));
		request.answer.complete = fault.cut === undefined && !fault.hangUp;
	}

	async function call(handler: Handler, request: ApiRequest): Promise<Answer> {
		try {
			return await handler(request);
		} catch (error) {
			simulator.errors.push(error);
			return { status: 500, body: `The simulator's handler failed: ${String(error)}` };
		}
	}

	function takeFault(route: string | null): Fault | undefined {
		for (const name of [route ?? ANY, ANY]) {
			const next = faults.get(name)?.[0];
			if (next === undefined) continue;
			next.left--;
			if (next.left === 0) faults.get(name)?.shift();
			return next.fault;
		}
		return undefined;
	}

	const server = options.tls ? createHttpsServer(selfSigned(), serve) : createHttpServer(serve);
	server.on('connection', (socket: Socket) => {
		simulator.connections++;
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(options.port ?? 0, '127.0.0.1', resolve);
	});
	const { port } = server.address() as AddressInfo;

	const simulator: SimulatorServer = {
		url: `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}`,
		port,
		requests: [],
		connections: 0,
		errors: [],
		requestsTo(route) {
			checkRoute(route);
			return simulator.requests.filter((request) => request.route === route);
		},
		fail(route, fault, times = 1) {
			if (route !== ANY) checkRoute(route);
			if (times < 1) throw new RangeError(`A fault that happens ${times} times`);
			faults.set(route, [...(faults.get(route) ?? []), { fault, left: times }]);
		},
		pendingFaults() {
			return [...faults.values()].flat().reduce((sum, { left }) => sum + left, 0);
		},
		async idle() {
			while (running.size > 0) await Promise.all(running);
		},
		reset() {
			simulator.requests.length = 0;
			simulator.errors.length = 0;
			faults.clear();
		},
		async close() {
			closing.abort();
			const closed = new Promise((resolve) => server.close(resolve));
			for (const socket of sockets) socket.destroy();
			await closed;
		},
	};
	return simulator;

	function checkRoute(route: string) {
		if (!(route in api.routes)) {
			throw new Error(`No route ${route}; there are ${Object.keys(api.routes).join(', ')}`);
		}
	}
}

/**
 * A third party's server: accepts and records every request. `answer` is the response to all; by default a PDF-like
 * text, so that a misdirected client does not notice.
 */
export async function listenElsewhere(
	options: ListenOptions & { answer?: Answer } = {},
): Promise<SimulatorServer> {
	const answer = options.answer ?? {
		headers: { 'content-type': 'application/pdf' },
		body: Buffer.from('%PDF-1.4\n% from elsewhere\n%%EOF\n'),
	};
	return await listen({ routes: {}, unknown: () => answer }, options);
}

/** Whether a request contains a secret: plain, percent-encoded or inside Base64, in URL, headers or body. */
export function carries(request: RecordedRequest, secret: string): boolean {
	const texts = [request.url, ...request.rawHeaders, request.body.toString('utf8')];
	const tokens = texts.flatMap((text) => text.match(/[A-Za-z0-9+/_-]{4,}={0,2}/g) ?? []);
	const decoded = tokens.map((token) => Buffer.from(token, 'base64').toString('utf8'));
	return [...texts, ...texts.map(percentDecoded), ...decoded].some((text) => text.includes(secret));
}

export interface Certificate {
	key: string;
	cert: string;
}

let certificate: Certificate | undefined;

/** The key and certificate for all TLS servers of this process, generated by `openssl`. Pass `cert` as `ca`. */
export function selfSigned(): Certificate {
	if (certificate) return certificate;
	const made = execFileSync(
		'openssl',
		[
			...['req', '-x509', '-nodes', '-days', '2', '-keyout', '-', '-out', '-'],
			...['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
			...['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'],
		],
		{ encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
	);
	const [key] = /-----BEGIN PRIVATE KEY[^]+?END PRIVATE KEY-----/.exec(made) ?? [];
	const [cert] = /-----BEGIN CERTIFICATE[^]+?END CERTIFICATE-----/.exec(made) ?? [];
	if (!key || !cert) throw new Error('openssl made no certificate');
	return (certificate = { key, cert });
}

function recorded(request: IncomingMessage): RecordedRequest {
	const url = request.url ?? '';
	const [path = '', ...query] = url.split('?');
	return {
		method: request.method ?? '',
		url,
		path,
		query: new URLSearchParams(query.join('?')),
		headers: request.headers,
		rawHeaders: request.rawHeaders,
		body: Buffer.alloc(0),
		at: new Date(),
		route: null,
		answer: { status: null, bytes: 0, complete: false },
	};
}

const notFound: Handler = ({ method, path }) => ({ status: 404, body: `No route for ${method} ${path}` });

function matcher(route: string): (request: RecordedRequest) => Record<string, string> | null {
	const [method = '', pattern = ''] = route.split(/ (.+)/);
	// Every second part is a parameter name.
	const source = pattern
		.split(/:(\w+)/)
		.map((piece, index) => (index % 2 ? `(?<${piece}>[^/]+)` : piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
		.join('');
	const expression = new RegExp(`^${source}$`);
	return (request) => {
		if (request.method !== method) return null;
		const match = expression.exec(request.path);
		if (match === null) return null;
		const groups = Object.entries(match.groups ?? {});
		return Object.fromEntries(groups.map(([name, value]) => [name, percentDecoded(value)]));
	};
}

function percentDecoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

function parsed(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString('utf8'));
	} catch {
		return undefined;
	}
}
