import { NodeApiError, NodeOperationError, type JsonObject } from 'n8n-workflow';
import type { ApiContext } from './context';
import { clock } from '../clock';
import type { Problem, Result } from '../result';
import { parseUrl } from './origin';
import { pause } from './pace';
import { followRedirects, type Sent } from './redirects';
import { readAnswer } from './response/answerBody';
import { problemOf, withoutAddress } from './response/errorResponse';
import { toFailure, type ApiResponse, type Failure } from './response/outcome';
import { waitBeforeRetry, type RetryRules } from './retry';

export interface ApiRequest extends Sent, RetryRules {
	method?: Sent['method'];
	/** For messages. */
	displayName: string;
	/** Milliseconds for the whole call, including waits, retries and the body; 5 minutes if absent. */
	timeLimit?: number;
	itemIndex?: number;
}

/** A response whose body may be read. */
interface Outcome extends ApiResponse {
	answer?: Result<unknown>;
}

/** Limit for a whole call, even one that is still receiving data. */
const LONGEST_CALL = 5 * 60_000;

/**
 * Calls a provider's API with its credential, retries, and reads the answer.
 * @throws NodeApiError or NodeOperationError in the user's words, without any part of the request
 */
export async function callApi(this: ApiContext, request: ApiRequest): Promise<ApiResponse> {
	if (parseUrl(request.url) === null) {
		const { message, description } = withoutAddress(request.displayName);
		throw new NodeOperationError(this.getNode(), message, { description, itemIndex: request.itemIndex });
	}
	const timeLimit = request.timeLimit ?? LONGEST_CALL;
	const deadline: Deadline = { end: clock.now() + timeLimit, signal: clock.signalAfter(timeLimit) };
	for (let attempt = 0; ; attempt++) {
		const outcome = await attemptCall.call(this, request, deadline);
		const wait = waitBeforeRetry(attempt, request, outcome);
		if (wait === null || clock.now() + wait >= deadline.end) {
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
