import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IHttpRequestMethods,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
	type JsonObject,
} from 'n8n-workflow';
import type { ApiContext } from './context';
import { clock } from '../clock';
import { isAllowedOrigin, parseUrl } from './origin';
import { pace, pause } from './pace';
import { objectionTo, type Failure } from './redirects';
import { refusalOf, withoutAddress } from './refusal';
import { discard } from './responseStream';

export interface ApiRequest {
	/** Type name of the credential, and the name to speak of the provider by. */
	credential: string;
	displayName: string;
	/** Where the credential may be sent; a redirect elsewhere is followed without it. */
	origins: readonly string[];
	url: string;
	method?: IHttpRequestMethods;
	headers?: IDataObject;
	query?: IDataObject;
	body?: IDataObject;
	/** Statuses besides 429 and 5xx that may pass when asked again, such as 404 for a document in the making. */
	retryOn?: readonly number[];
	/** Statuses that the caller understands as an answer; every other one from 300 on is an error. */
	expect?: readonly number[];
	stream?: boolean;
	/** Milliseconds to wait on a 429 without Retry-After; 1, 2 and 4 seconds if absent. */
	rateLimitWait?: number;
	/** How many requests to one origin may start in a second, over all executions in this process. */
	perSecond?: number;
	/** Milliseconds for the whole call, waits and further attempts included; 5 minutes if absent, 20 for a stream. */
	timeLimit?: number;
	itemIndex?: number;
}

export interface ApiResponse {
	status: number;
	headers: Record<string, string | undefined>;
	body: unknown;
}

const WAITS = [1000, 2000, 4000];
const LONGEST_WAIT = 60_000;
const MOST_REDIRECTS = 5;
/** Time without a byte until a request is given up. */
export const IDLE_TIMEOUT = 30_000;
/** Time until a call is given up, however alive it looks. */
const LONGEST_CALL = 5 * 60_000;
/** The same for a stream, which goes on after the call has returned. */
const LONGEST_STREAM = 20 * 60_000;

/**
 * Calls a provider's API with its credential: asks again on 429 (after Retry-After), on 5xx and on a lost connection,
 * and follows redirects by hand, because n8n's own following sends custom authentication headers to any host.
 * A POST is retried only on 429: after any other failure, it may have had its effect.
 * @throws NodeApiError or NodeOperationError in the user's words, without any part of the request in it
 */
export async function callApi(this: ApiContext, request: ApiRequest): Promise<ApiResponse> {
	if (parseUrl(request.url) === null) {
		const { message, description } = withoutAddress(request.displayName);
		throw new NodeOperationError(this.getNode(), message, { description, itemIndex: request.itemIndex });
	}
	const repeatable = (request.method ?? 'GET') !== 'POST';
	const timeLimit = request.timeLimit ?? (request.stream ? LONGEST_STREAM : LONGEST_CALL);
	const deadline: Deadline = { end: clock.now() + timeLimit, signal: clock.signalAfter(timeLimit) };
	for (let attempt = 0; ; attempt++) {
		const outcome = await followRedirects.call(this, request, deadline);
		const wait = waitBefore(attempt, request, outcome);
		const late = wait === undefined || clock.now() + wait >= deadline.end;
		const passing =
			'status' in outcome
				? outcome.status === 429 ||
					(repeatable &&
						((outcome.status >= 500 && !request.expect?.includes(outcome.status)) ||
							request.retryOn?.includes(outcome.status)))
				: repeatable && outcome.passing;
		if (late || !passing) {
			if (!('status' in outcome)) throw unreachable.call(this, request, outcome.message);
			if (outcome.status < 300 || request.expect?.includes(outcome.status)) return outcome;
			throw await refusal.call(this, request, outcome);
		}
		if ('status' in outcome) discard(outcome.body);
		await pause(wait, cancelSignal.call(this));
	}
}

/** How long to wait before the next attempt, in milliseconds; undefined after the last one. */
function waitBefore(attempt: number, request: ApiRequest, outcome: ApiResponse | Failure) {
	const wait = WAITS[attempt];
	if (wait === undefined || !('status' in outcome)) return wait;
	const usual = outcome.status === 429 ? request.rateLimitWait : undefined;
	return Math.min(retryAfter(outcome.headers['retry-after'], clock.date()) ?? usual ?? wait, LONGEST_WAIT);
}

interface Deadline {
	/** On `clock.now()`. */
	end: number;
	/** Fires then. */
	signal: AbortSignal;
}

/** Fires when the user cancels the execution; hooks cannot be cancelled. */
function cancelSignal(this: ApiContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in this ? this.getExecutionCancelSignal() : undefined;
}

async function followRedirects(
	this: ApiContext,
	request: ApiRequest,
	deadline: Deadline,
): Promise<ApiResponse | Failure> {
	const cancelled = cancelSignal.call(this);
	const abortSignal = cancelled ? AbortSignal.any([cancelled, deadline.signal]) : deadline.signal;
	let url = request.url;
	for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
		const options: IHttpRequestOptions = {
			url,
			method: request.method ?? 'GET',
			headers: request.headers,
			qs: hop === 0 ? request.query : undefined,
			body: request.body,
			json: !request.stream,
			encoding: request.stream ? 'stream' : undefined,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: { ignore: true, except: [401] },
			returnFullResponse: true,
			timeout: IDLE_TIMEOUT,
			abortSignal,
		};
		const allowed = isAllowedOrigin(url, request.origins);
		if (allowed && request.perSecond !== undefined) {
			await pace(parseUrl(url)?.origin ?? '', request.perSecond, abortSignal);
		}
		const response = allowed
			? await authenticated.call(boundBy(this, abortSignal), request.credential, options)
			: await open.call(this, options);
		if (!('status' in response)) {
			return deadline.signal.aborted && !cancelled?.aborted
				? { message: 'it took too long to answer in full', passing: false }
				: response;
		}
		const location = response.headers.location;
		if (![301, 302, 303, 307, 308].includes(response.status) || location === undefined) return response;
		discard(response.body);
		// The body of a registration holds the webhook's secret, and some clients would turn the change into a GET.
		if (options.method !== 'GET')
			return {
				message: 'it redirects to another address, which is not followed when something is to be changed',
				passing: false,
			};
		const next = URL.canParse(location, url) ? new URL(location, url).href : null;
		if (next === null)
			return { message: 'it redirects to something that is not a web address', passing: false };
		url = next;
	}
	return { message: `it redirects more than ${MOST_REDIRECTS} times`, passing: false };
}

/** n8n puts the cancellation of the execution in the place of any other signal, so that ours must pass for it. */
function boundBy<T extends ApiContext>(context: T, signal: AbortSignal): T {
	if (!('getExecutionCancelSignal' in context)) return context;
	return Object.create(context, { getExecutionCancelSignal: { value: () => signal } }) as T;
}

async function authenticated(
	this: ApiContext,
	credential: string,
	options: IHttpRequestOptions,
): Promise<ApiResponse | Failure> {
	try {
		const { httpRequestWithAuthentication: call } = this.helpers;
		const response = toResponse(await call.call(this, credential, options));
		if (response.status !== 401) return response;
		// An n8n before 2.10 does not know `except`, and gets a new token only for a 401 that is thrown.
		discard(response.body);
		return toResponse(await call.call(this, credential, { ...options, ignoreHttpStatusErrors: false }));
	} catch (error) {
		return toFailure(error);
	}
}

/** A request without credential to a host that only a redirect named: public and encrypted, or not at all. */
async function open(this: ApiContext, options: IHttpRequestOptions): Promise<ApiResponse | Failure> {
	const objection = await objectionTo.call(this, options.url);
	if (objection !== null) return objection;
	try {
		return toResponse(await this.helpers.httpRequest({ ...options, headers: { accept: '*/*' } }));
	} catch (error) {
		return toFailure(error);
	}
}

function toResponse(response: IN8nHttpFullResponse): ApiResponse {
	return {
		status: response.statusCode,
		headers: response.headers as ApiResponse['headers'],
		body: response.body,
	};
}

/** Only the code of what went wrong: messages of the HTTP client can hold the URL and its headers. */
function toFailure(error: unknown): ApiResponse | Failure {
	const { httpCode, cause, code } = error as {
		httpCode?: string | null;
		code?: string;
		cause?: { code?: string; response?: { status?: number } };
	};
	const status = cause?.response?.status ?? Number(httpCode);
	if (status >= 400) return { status, headers: {}, body: null };
	const reason = cause?.code ?? code;
	if (reason === undefined) {
		// Not the network: n8n's own message, such as that no credential is set.
		return { message: error instanceof NodeApiError ? error.message : 'the request failed', passing: false };
	}
	return {
		message: NETWORK_ERRORS[reason] ?? `the connection failed (${reason})`,
		passing: reason !== 'ERR_CANCELED',
	};
}

const NETWORK_ERRORS: Record<string, string> = {
	ECONNREFUSED: 'it refused the connection',
	ECONNRESET: 'it closed the connection',
	ECONNABORTED: `it did not answer within ${IDLE_TIMEOUT / 1000} seconds`,
	ETIMEDOUT: `it did not answer within ${IDLE_TIMEOUT / 1000} seconds`,
	ENOTFOUND: 'its host name is unknown',
	EAI_AGAIN: 'its host name could not be looked up',
	ERR_CANCELED: 'the execution was cancelled',
};

function unreachable(this: ApiContext, request: ApiRequest, reason: string): NodeApiError {
	const message = `${request.displayName} could not be reached: ${reason}`;
	return new NodeApiError(this.getNode(), { message } as JsonObject, {
		message,
		description: 'Check the base URL in the credential and the network of this n8n, then try again.',
		itemIndex: request.itemIndex,
	});
}

async function refusal(this: ApiContext, request: ApiRequest, response: ApiResponse): Promise<NodeApiError> {
	const { message, description } = await refusalOf(request.displayName, response);
	return new NodeApiError(this.getNode(), { message } as JsonObject, {
		message,
		description,
		httpCode: String(response.status),
		itemIndex: request.itemIndex,
	});
}

/** `Retry-After` in milliseconds: seconds or an HTTP date; null when absent or neither. */
export function retryAfter(header: string | undefined, now: Date): number | null {
	if (header === undefined) return null;
	if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
	// `Date.parse` makes a date of `1.5` and `-5`; an HTTP date begins with the day.
	const date = /^(mon|tue|wed|thu|fri|sat|sun)/i.test(header.trim()) ? Date.parse(header) : NaN;
	return Number.isNaN(date) ? null : Math.max(0, date - now.getTime());
}
