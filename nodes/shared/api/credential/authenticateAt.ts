import type { IHttpRequestOptions } from 'n8n-workflow';
import { isAllowedOrigin, parseUrl } from '../origin';

/** Adds a credential's headers to a request, but only to an allowed origin, so that a faulty caller cannot leak it. */
export function authenticateAt(
	origins: readonly string[],
	request: IHttpRequestOptions,
	headers: Record<string, string>,
): IHttpRequestOptions {
	const { url, baseURL } = request;
	// As in buildFullPath of axios, n8n's HTTP client, a URL with a scheme or a leading `//` ignores the base.
	const isWhole = /^([a-z][a-z\d+\-.]*:)?\/\//i.test(url);
	const target = baseURL && !isWhole ? `${baseURL.replace(/\/+$/, '')}/${url.replace(/^\/+/, '')}` : url;
	if (parseUrl(target) === null || !isAllowedOrigin(target, origins)) return request;
	return { ...request, headers: { ...request.headers, ...headers } };
}
