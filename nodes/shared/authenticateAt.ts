import type { IHttpRequestOptions } from 'n8n-workflow';
import { isAllowedOrigin, parseUrl } from './origin';

/**
 * Adds a credential's headers to a request, but only if it goes to an allowed origin. So a credential stays at home
 * even if the caller has a fault.
 */
export function authenticateAt(
	origins: readonly string[],
	request: IHttpRequestOptions,
	headers: Record<string, string>,
): IHttpRequestOptions {
	const url = request.baseURL
		? `${request.baseURL.replace(/\/+$/, '')}/${request.url.replace(/^\/+/, '')}`
		: request.url;
	const target = URL.canParse(request.url) ? request.url : url;
	if (parseUrl(target) === null || !isAllowedOrigin(target, origins)) return request;
	return { ...request, headers: { ...request.headers, ...headers } };
}
