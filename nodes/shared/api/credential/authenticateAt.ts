import type { IHttpRequestOptions } from 'n8n-workflow';
import { isAllowedOrigin, parseUrl } from '../origin';

/**
 * Adds a credential's headers to a request, but only to an allowed origin, so that a faulty caller cannot leak
 * the credential.
 */
export function authenticateAt(
	origins: readonly string[],
	request: IHttpRequestOptions,
	headers: Record<string, string>,
): IHttpRequestOptions {
	const { url, baseURL } = request;
	// Like axios, n8n's HTTP client (buildFullPath): a URL with a scheme or a leading `//` ignores the base.
	const isWhole = /^([a-z][a-z\d+\-.]*:)?\/\//i.test(url);
	const target = baseURL && !isWhole ? `${baseURL.replace(/\/+$/, '')}/${url.replace(/^\/+/, '')}` : url;
	if (parseUrl(target) === null || !isAllowedOrigin(target, origins)) return request;
	return { ...request, headers: { ...request.headers, ...headers } };
}
