import { NodeApiError, type IN8nHttpFullResponse } from 'n8n-workflow';
import { IDLE_TIMEOUT, isStream } from './responseStream';

export interface ApiResponse {
	status: number;
	headers: Record<string, string | undefined>;
	/** A stream if one was asked for; else the value of the JSON, or the text of what is none. */
	body: unknown;
	/** Ends the request, and with it a body that is still coming. */
	cut: () => void;
}

/** A request that got no response. */
export interface Failure {
	message: string;
	/** Whether another attempt may succeed. */
	passing: boolean;
}

/**
 * Sends one request.
 * @param ask calls n8n's helper, with a signal that ends the request
 * @param signal ends it as well
 */
export async function send(
	ask: (signal: AbortSignal) => Promise<IN8nHttpFullResponse>,
	signal: AbortSignal,
): Promise<ApiResponse | Failure> {
	const own = new AbortController();
	// Destroying the stream would not do: n8n's HTTP client wraps it, and the connection stays open behind the wrapping.
	const cut = () => own.abort();
	try {
		const { statusCode, headers, body } = await ask(AbortSignal.any([signal, own.signal]));
		// An error while nobody reads would end n8n.
		if (isStream(body)) body.on('error', () => {});
		return { status: statusCode, headers: headers as ApiResponse['headers'], body, cut };
	} catch (error) {
		const failure = toFailure(error);
		cut();
		return failure;
	}
}

/** Only the error code: messages of the HTTP client can hold the URL and its headers. */
export function toFailure(error: unknown): ApiResponse | Failure {
	// Of a request without a credential n8n throws the error of its HTTP client itself.
	const { httpCode, cause, code, response } = error as {
		httpCode?: string | null;
		code?: string;
		response?: { status?: number; data?: unknown };
		cause?: { code?: string; response?: { status?: number; data?: unknown } };
	};
	const { status = Number(httpCode), data } = cause?.response ?? response ?? {};
	if (isStream(data)) data.on('error', () => {});
	if (status >= 400) return { status, headers: {}, body: null, cut: () => {} };
	// n8n keeps the code of what is not an error of its HTTP client, such as a stream that broke, as httpCode.
	const reason = cause?.code ?? code ?? (/^[A-Z]/.test(httpCode ?? '') ? httpCode : undefined);
	if (reason === undefined || reason === null) {
		// Not a network error but a message of n8n, such as that no credential is set.
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
