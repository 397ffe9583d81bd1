import type { IHttpRequestOptions } from 'n8n-workflow';
import { isAllowedOrigin, parseUrl } from './origin';

/**
 * Adds a credential's headers to a request, but only if it goes to an allowed origin, so that a faulty caller cannot leak
 * the credential.
 */
export function authenticateAt(
	origins: readonly string[],
	request: IHttpRequestOptions,
	headers: Record<string, string>,
): IHttpRequestOptions {
	const { url, baseURL } = request;
	// As axios, n8n's HTTP client, joins the two (buildFullPath): with a scheme or `//` in front, the base does not count.
	const isWhole = /^([a-z][a-z\d+\-.]*:)?\/\//i.test(url);
	const target = baseURL && !isWhole ? `${baseURL.replace(/\/+$/, '')}/${url.replace(/^\/+/, '')}` : url;
	if (parseUrl(target) === null || !isAllowedOrigin(target, origins)) return request;
	return { ...request, headers: { ...request.headers, ...headers } };
}
