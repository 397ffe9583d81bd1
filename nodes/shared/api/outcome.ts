import { NodeApiError, type IN8nHttpFullResponse } from 'n8n-workflow';
import { discard, IDLE_TIMEOUT } from './responseStream';

export interface ApiResponse {
	status: number;
	headers: Record<string, string | undefined>;
	/** A stream if one was asked for; else the value of the JSON, or the text of what is none. */
	body: unknown;
}

/** A request that got no response. */
export interface Failure {
	message: string;
	/** Whether another attempt may succeed. */
	passing: boolean;
}

/** What n8n's helper gives, in the terms of this package. */
export function toResponse(response: IN8nHttpFullResponse): ApiResponse {
	return {
		status: response.statusCode,
		headers: response.headers as ApiResponse['headers'],
		body: response.body,
	};
}

/** Only the error code: messages of the HTTP client can hold the URL and its headers. */
export function toFailure(error: unknown): ApiResponse | Failure {
	const { httpCode, cause, code } = error as {
		httpCode?: string | null;
		code?: string;
		cause?: { code?: string; response?: { status?: number; data?: unknown } };
	};
	discard(cause?.response?.data);
	const status = cause?.response?.status ?? Number(httpCode);
	if (status >= 400) return { status, headers: {}, body: null };
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
