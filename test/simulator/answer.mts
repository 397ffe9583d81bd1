/** The responses of a simulated API, and their faults. */
import type { ServerResponse } from 'node:http';
import { pipeline as connect, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGzip, gzipSync } from 'node:zlib';
import { pdfOfSize, type SizedBody } from './pdf.mts';

/** An object that is neither bytes nor a stream is sent as JSON. */
type Body = string | Uint8Array | AsyncIterable<Uint8Array> | SizedBody | object | null;

export interface Answer {
	/** 200 if absent */
	status?: number;
	headers?: Record<string, string | string[]>;
	body?: Body;
}

/**
 * What goes wrong. Faults in the first group replace the route's response, those in the second change any response;
 * both can be combined, as in `{ size: 1e9, gzip: true }`.
 */
export interface Fault {
	/** With `headers` and `body`, this response. With `redirect`, `html`, `empty` or `size`, its status. */
	status?: number;
	body?: Body;
	/** Redirects to this URL, with `status` or 302. */
	redirect?: string;
	/** A web page instead of the requested content, with `status` or 200. */
	html?: boolean | string;
	/** An empty body. */
	empty?: boolean;
	/** A PDF of this many bytes, generated while it is sent, with a correct Content-Disposition. */
	size?: number;

	/** Override the response's own headers; null removes one. */
	headers?: Record<string, string | null>;
	/** Milliseconds before the first byte; `Infinity` means never. */
	slow?: number;
	/** Sends the body in pieces of `bytes`, one every `ms`. */
	drip?: { bytes: number; ms: number };
	/** Ends the connection after this many bytes of a longer body. */
	cut?: number;
	/** Ends the connection without a response. */
	hangUp?: boolean;
	/** Compresses, with Content-Encoding. */
	gzip?: boolean;
	/** Sends no Content-Length. */
	chunked?: boolean;
}

const HTML = '<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in.</body></html>';
const LONGEST_TIMER = 2 ** 31 - 1;

/** The response that replaces the route's; null if the fault only changes that. */
export function answerOf(fault: Fault): Answer | null {
	const { status } = fault;
	if (fault.redirect !== undefined) {
		return { status: status ?? 302, headers: { location: fault.redirect }, body: '' };
	}
	if (fault.html) {
		const body = fault.html === true ? HTML : fault.html;
		return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
	}
	if (fault.empty) return { status, headers: { 'content-type': 'application/pdf' }, body: '' };
	if (fault.size !== undefined) {
		const headers = {
			'content-type': 'application/pdf',
			'content-disposition': 'attachment; filename="large invoice.pdf"',
		};
		return { status, headers, body: pdfOfSize(fault.size) };
	}
	return status === undefined && fault.body === undefined ? null : { status, body: fault.body };
}

/** Sends a response, with a fault or `{}`. `count` receives every piece of the body that was sent. */
export async function respond(
	response: ServerResponse,
	answer: Answer,
	fault: Fault,
	signal: AbortSignal,
	count: (bytes: number) => void,
): Promise<void> {
	if (fault.slow !== undefined) {
		await sleep(Math.min(fault.slow, LONGEST_TIMER), undefined, { signal });
	}
	if (fault.hangUp) {
		response.socket?.destroy();
		return;
	}
	const status = answer.status ?? 200;
	const { bytes, type } = bytesOf(answer.body ?? '');
	const body = fault.gzip ? packed(bytes) : bytes;
	response.statusCode = status;
	if (type !== null) response.setHeader('content-type', type);
	for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
	if (fault.gzip) response.setHeader('content-encoding', 'gzip');
	const length = lengthOf(body);
	if (length !== null && !fault.chunked && status !== 204 && status !== 304) {
		response.setHeader('content-length', fault.cut === undefined ? length : Math.max(length, fault.cut + 1));
	}
	for (const [name, value] of Object.entries(fault.headers ?? {})) {
		if (value === null) response.removeHeader(name);
		else response.setHeader(name, value);
	}

	let pieces = piecesOf(body);
	if (fault.drip) pieces = dripping(pieces, fault.drip, signal);
	if (fault.cut !== undefined) pieces = first(pieces, fault.cut);
	const counted = async function* () {
		for await (const piece of pieces) {
			yield piece;
			count(piece.length);
		}
	};
	response.flushHeaders();
	await pipeline(counted, response, { signal, end: fault.cut === undefined });
	if (fault.cut !== undefined) response.socket?.destroySoon();
}

type Bytes = Uint8Array | AsyncIterable<Uint8Array>;

function bytesOf(body: Body): { bytes: Bytes; type: string | null } {
	if (body === null) return { bytes: Buffer.alloc(0), type: null };
	if (typeof body === 'string') return { bytes: Buffer.from(body), type: body === '' ? null : 'text/plain' };
	if (body instanceof Uint8Array) return { bytes: body, type: null };
	if (Symbol.asyncIterator in body) return { bytes: body as AsyncIterable<Uint8Array>, type: null };
	return { bytes: Buffer.from(JSON.stringify(body)), type: 'application/json' };
}

/** Null if unknown before the end. */
function lengthOf(bytes: Bytes | SizedBody): number | null {
	return 'length' in bytes ? bytes.length : null;
}

function packed(bytes: Bytes): Bytes {
	if (bytes instanceof Uint8Array) return gzipSync(bytes);
	// Both streams see an early end; report it to the reader of the compressed one.
	return connect(Readable.from(bytes), createGzip(), () => {});
}

async function* piecesOf(bytes: Bytes): AsyncGenerator<Uint8Array> {
	if (!(bytes instanceof Uint8Array)) yield* bytes;
	else if (bytes.length > 0) yield bytes;
}

async function* dripping(
	pieces: AsyncIterable<Uint8Array>,
	{ bytes, ms }: { bytes: number; ms: number },
	signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
	for await (const piece of pieces) {
		for (let start = 0; start < piece.length; start += bytes) {
			yield piece.subarray(start, start + bytes);
			await sleep(ms, undefined, { signal });
		}
	}
}

async function* first(pieces: AsyncIterable<Uint8Array>, bytes: number): AsyncGenerator<Uint8Array> {
	let left = bytes;
	if (left <= 0) return;
	for await (const piece of pieces) {
		yield piece.subarray(0, left);
		left -= piece.length;
		if (left <= 0) return;
	}
}
