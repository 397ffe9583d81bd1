/** Sends one request through n8n's helpers, with or without the credential. */
import type { IHttpRequestOptions } from 'n8n-workflow';
import type { ApiContext } from './context';
import { send, type ApiResponse, type Failure } from './response/outcome';
import { isStream } from './response/responseStream';

/** Sends no credential, and none of the request's own headers. */
export async function sendPlain(
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

/** Has n8n add the credential, and get a new session token if the first answer is 401. */
export async function sendAuthenticated(
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

/** Disguises our signal as the execution's own: n8n replaces any other. */
function boundBy<T extends ApiContext>(context: T, signal: AbortSignal): T {
	if (!('getExecutionCancelSignal' in context)) return context;
	return Object.create(context, { getExecutionCancelSignal: { value: () => signal } }) as T;
}
