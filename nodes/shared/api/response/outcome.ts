import { NodeApiError, type IN8nHttpFullResponse } from 'n8n-workflow';
import { IDLE_TIMEOUT, isStream } from './responseStream';

export interface ApiResponse {
	status: number;
	headers: Record<string, string | undefined>;
	/** A stream if requested; else the JSON value, or the text if it is not JSON. */
	body: unknown;
	/** Ends the request, even if its body is still arriving. */
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
 * @param ask calls n8n's helper with a signal that ends the request
 * @param signal ends the request as well
 */
export async function send(
	ask: (signal: AbortSignal) => Promise<IN8nHttpFullResponse>,
	signal: AbortSignal,
): Promise<ApiResponse | Failure> {
	const own = new AbortController();
	// Abort instead of destroying the stream: n8n's HTTP client wraps it, and the connection underneath would stay
	// open.
	const cut = () => own.abort();
	try {
		const { statusCode, headers, body } = await ask(AbortSignal.any([signal, own.signal]));
		// An unhandled stream error would end n8n.
		if (isStream(body)) body.on('error', () => {});
		return { status: statusCode, headers: headers as ApiResponse['headers'], body, cut };
	} catch (error) {
		const failure = toFailure(error);
		cut();
		return failure;
	}
}

/** Keeps only the error code: messages of the HTTP client may contain the URL and its headers. */
export function toFailure(error: unknown): ApiResponse | Failure {
	// For a request without a credential, n8n throws its HTTP client's own error.
	const { httpCode, cause, code, response } = error as {
		httpCode?: string | null;
		code?: string;
		response?: { status?: number; data?: unknown };
		cause?: { code?: string; response?: { status?: number; data?: unknown } };
	};
	const { status = Number(httpCode), data } = cause?.response ?? response ?? {};
	if (isStream(data)) data.on('error', () => {});
	if (status >= 400) return { status, headers: {}, body: null, cut: () => {} };
	// If the error is not from the HTTP client, such as a broken stream, n8n puts its code into httpCode.
	const reason = cause?.code ?? code ?? (/^[A-Z]/.test(httpCode ?? '') ? httpCode : undefined);
	if (reason === undefined || reason === null) {
		// Not a network error but a message from n8n, for example that no credential is set.
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
