import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IHttpRequestMethods,
	type IHttpRequestOptions,
	type JsonObject,
} from 'n8n-workflow';
import type { ApiContext } from './context';
import { clock } from '../clock';
import type { Problem, Result } from '../result';
import { readAnswer } from './response/answerBody';
import { isAllowedOrigin, parseUrl } from './origin';
import { send, toFailure, type ApiResponse, type Failure } from './response/outcome';
import { pace, pause } from './pace';
import { objectionTo } from './redirects';
import { problemOf, withoutAddress } from './response/errorResponse';
import { IDLE_TIMEOUT, isStream } from './response/responseStream';

export interface ApiRequest {
	/** Type name of the credential, and the display name for messages. */
	credential: string;
	displayName: string;
	/** Where the credential may be sent; redirects elsewhere are followed without it. */
	origins: readonly string[];
	url: string;
	/** Sends no credential at all; `origins` are then those that may have private addresses. */
	withoutCredential?: boolean;
	method?: IHttpRequestMethods;
	headers?: IDataObject;
	query?: IDataObject;
	body?: IDataObject;
	/** Statuses to retry besides 429 and 5xx, such as 404 for a document that is still being created. */
	retryOn?: readonly number[];
	/** Statuses that the caller handles itself; any other from 300 on is an error. */
	expect?: readonly number[];
	/** Returns the body as a stream instead of reading it as JSON. */
	stream?: boolean;
	/** Milliseconds to wait on a 429 without Retry-After; 1, 2 and 4 seconds if absent. */
	rateLimitWait?: number;
	/** How many requests to one origin may start in a second, across all executions in this process. */
	perSecond?: number;
	/** Milliseconds for the whole call, including waits, retries and the body; 5 minutes if absent. */
	timeLimit?: number;
	itemIndex?: number;
}

/** A response whose body may be read. */
interface Outcome extends ApiResponse {
	answer?: Result<unknown>;
}

const WAITS = [1000, 2000, 4000];
const LONGEST_WAIT = 60_000;
const MOST_REDIRECTS = 5;
/** Limit for a whole call, even one that is still receiving data. */
const LONGEST_CALL = 5 * 60_000;

/**
 * Calls a provider's API with its credential. Retries on 429 (after Retry-After), on 5xx and on a lost connection.
 * Follows redirects itself, because n8n would send custom authentication headers to any host. A POST is retried only on
 * 429: after any other failure it may already have taken effect.
 * @throws NodeApiError or NodeOperationError in the user's words, without any part of the request
 */
export async function callApi(this: ApiContext, request: ApiRequest): Promise<ApiResponse> {
	if (parseUrl(request.url) === null) {
		const { message, description } = withoutAddress(request.displayName);
		throw new NodeOperationError(this.getNode(), message, { description, itemIndex: request.itemIndex });
	}
	const repeatable = (request.method ?? 'GET') !== 'POST';
	const timeLimit = request.timeLimit ?? LONGEST_CALL;
	const deadline: Deadline = { end: clock.now() + timeLimit, signal: clock.signalAfter(timeLimit) };
	for (let attempt = 0; ; attempt++) {
		const outcome = await attemptCall.call(this, request, deadline);
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
			const { answer, ...response } = outcome;
			if (!isAnswer(request, response)) throw await errorOf.call(this, request, response);
			if (answer === undefined) return response;
			if (!answer.ok) throw apiError.call(this, request, answer.error);
			return { ...response, body: answer.value };
		}
		if ('status' in outcome) outcome.cut();
		await pause(wait, cancelSignal.call(this));
	}
}

const isAnswer = ({ expect }: ApiRequest, { status }: ApiResponse): boolean =>
	status < 300 || expect?.includes(status) === true;

/** How long to wait before the next attempt, in milliseconds; undefined after the last one. */
function waitBefore(attempt: number, request: ApiRequest, outcome: ApiResponse | Failure) {
	const wait = WAITS[attempt];
	if (wait === undefined || !('status' in outcome)) return wait;
	const usual = outcome.status === 429 ? request.rateLimitWait : undefined;
	return Math.min(retryAfter(outcome.headers['retry-after'], clock.date()) ?? usual ?? wait, LONGEST_WAIT);
}

interface Deadline {
	/** Deadline, in terms of `clock.now()`. */
	end: number;
	/** Aborts at the deadline. */
	signal: AbortSignal;
}

/** Aborts when the user cancels the execution; hooks cannot be cancelled. */
function cancelSignal(this: ApiContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in this ? this.getExecutionCancelSignal() : undefined;
}

/** One attempt, including the body: a connection lost while the body arrives is retried, too. */
async function attemptCall(
	this: ApiContext,
	request: ApiRequest,
	{ signal }: Deadline,
): Promise<Outcome | Failure> {
	const cancelled = cancelSignal.call(this);
	const abortSignal = cancelled ? AbortSignal.any([cancelled, signal]) : signal;
	const response = await followRedirects.call(this, request, abortSignal);
	const outcome = 'status' in response ? await read(request, response) : response;
	return 'status' in outcome || !signal.aborted || cancelled?.aborted
		? outcome
		: { message: 'it took too long to answer in full', passing: false };
}

async function read(request: ApiRequest, response: ApiResponse): Promise<Outcome | Failure> {
	if (request.stream || !isAnswer(request, response)) return response;
	try {
		return { ...response, answer: await readAnswer(request.displayName, response) };
	} catch (error) {
		return toFailure(error);
	}
}

async function followRedirects(
	this: ApiContext,
	request: ApiRequest,
	abortSignal: AbortSignal,
): Promise<ApiResponse | Failure> {
	let url = request.url;
	for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
		const options: IHttpRequestOptions = {
			url,
			method: request.method ?? 'GET',
			headers: request.headers,
			qs: hop === 0 ? request.query : undefined,
			body: request.body,
			// Reading is up to us: n8n's helper would parse a response of any size, so `json` only sets the Accept
			// header.
			json: !request.stream,
			encoding: 'stream',
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: { ignore: true, except: [401] },
			returnFullResponse: true,
			timeout: IDLE_TIMEOUT,
		};
		const allowed = isAllowedOrigin(url, request.origins);
		if (allowed && request.perSecond !== undefined) {
			await pace(parseUrl(url)?.origin ?? '', request.perSecond, abortSignal);
		}
		const response = allowed
			? request.withoutCredential
				? await plain.call(this, options, abortSignal)
				: await authenticated.call(this, request.credential, options, abortSignal)
			: await open.call(this, options, abortSignal);
		if (!('status' in response)) return response;
		const location = response.headers.location;
		if (![301, 302, 303, 307, 308].includes(response.status) || location === undefined) return response;
		response.cut();
		// Follow redirects only of a GET: the body of a registration holds the webhook's secret, and a POST may become
		// a GET.
		if (options.method !== 'GET')
			return {
				message: 'it redirects to another address, which is not followed when something is to be changed',
				passing: false,
			};
		const next = parseUrl(location, url)?.href ?? null;
		if (next === null)
			return { message: 'it redirects to something that is not a web address', passing: false };
		url = next;
	}
	return { message: `it redirects more than ${MOST_REDIRECTS} times`, passing: false };
}

/** Disguises our signal as the execution's own: n8n replaces any other. */
function boundBy<T extends ApiContext>(context: T, signal: AbortSignal): T {
	if (!('getExecutionCancelSignal' in context)) return context;
	return Object.create(context, { getExecutionCancelSignal: { value: () => signal } }) as T;
}

async function authenticated(
	this: ApiContext,
	credential: string,
	options: IHttpRequestOptions,
	signal: AbortSignal,
): Promise<ApiResponse | Failure> {
	const call = async (more: Partial<IHttpRequestOptions> = {}) =>
		await send(async (abortSignal) => {
			const { httpRequestWithAuthentication: ask } = this.helpers;
			const bound = boundBy(this, abortSignal);
			return await ask.call(bound, credential, { ...options, ...more, abortSignal });
		}, signal);
	const response = await call();
	// When n8n throws a 401, its body is missing.
	if (!('status' in response) || response.status !== 401 || !isStream(response.body)) return response;
	// n8n before 2.10 ignores `except`, and fetches a new token only if a 401 is thrown.
	response.cut();
	return await call({ ignoreHttpStatusErrors: false });
}

/** A request without a credential to a host that only a redirect names: it must be public and encrypted. */
async function open(
	this: ApiContext,
	options: IHttpRequestOptions,
	signal: AbortSignal,
): Promise<ApiResponse | Failure> {
	const objection = await objectionTo.call(this, options.url);
	return objection ?? (await plain.call(this, options, signal));
}

async function plain(
	this: ApiContext,
	options: IHttpRequestOptions,
	signal: AbortSignal,
): Promise<ApiResponse | Failure> {
	return await send(
		async (abortSignal) =>
			await this.helpers.httpRequest({ ...options, headers: { accept: '*/*' }, abortSignal }),
		signal,
	);
}

function unreachable(this: ApiContext, request: ApiRequest, reason: string): NodeApiError {
	return apiError.call(this, request, {
		message: `${request.displayName} could not be reached: ${reason}`,
		description: 'Check the base URL in the credential and the network of this n8n, then try again.',
	});
}

async function errorOf(this: ApiContext, request: ApiRequest, response: ApiResponse): Promise<NodeApiError> {
	const credential = await this.getCredentials(request.credential, request.itemIndex);
	const problem = await problemOf(request.displayName, response, credential);
	return apiError.call(this, request, problem, response.status);
}

function apiError(
	this: ApiContext,
	{ itemIndex }: ApiRequest,
	{ message, description }: Problem,
	status?: number,
): NodeApiError {
	return new NodeApiError(this.getNode(), { message } as JsonObject, {
		message,
		description,
		httpCode: status === undefined ? undefined : String(status),
		itemIndex,
	});
}

/** `Retry-After` (seconds or an HTTP date) in milliseconds; null when absent or neither. */
export function retryAfter(header: string | undefined, now: Date): number | null {
	if (header === undefined) return null;
	if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
	// An HTTP date starts with the day of the week; `Date.parse` would also accept `1.5` and `-5`.
	const date = /^(mon|tue|wed|thu|fri|sat|sun)/i.test(header.trim()) ? Date.parse(header) : NaN;
	return Number.isNaN(date) ? null : Math.max(0, date - now.getTime());
}
