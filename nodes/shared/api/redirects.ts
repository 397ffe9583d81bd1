import type { IDataObject, IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';
import type { ApiContext } from './context';
import { isAllowedOrigin, parseUrl } from './origin';
import { pace } from './pace';
import type { ApiResponse, Failure } from './response/outcome';
import { IDLE_TIMEOUT } from './response/responseStream';
import { sendAuthenticated, sendPlain } from './send';

/** What is sent, and where it may go. */
export interface Sent {
	/** Type name of the credential. */
	credential: string;
	/** Where the credential may be sent; redirects elsewhere are followed without it. */
	origins: readonly string[];
	url: string;
	/** Sends no credential at all; `origins` are then those that may have private addresses. */
	withoutCredential?: boolean;
	method?: IHttpRequestMethods;
	headers?: IDataObject;
	query?: IDataObject;
	body?: IDataObject;
	/** Returns the body as a stream instead of reading it as JSON. */
	stream?: boolean;
	/** How many requests to one origin may start in a second, across all executions in this process. */
	perSecond?: number;
}

const MOST_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];

/** Sends a request, and follows its redirects by hand: n8n would send custom authentication headers to any host. */
export async function followRedirects(
	this: ApiContext,
	request: Sent,
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
		const response = await sendTo.call(this, url, request, options, abortSignal);
		if (!('status' in response)) return response;
		const location = response.headers.location;
		if (!REDIRECTS.includes(response.status) || location === undefined) return response;
		response.cut();
		// Follow redirects only of a GET: the body of a registration holds the webhook's secret, and a POST may become
		// a GET.
		if (options.method !== 'GET')
			return {
				message:
					'it redirects to another address, which is not followed for a request that changes something',
				passing: false,
			};
		const next = parseUrl(location, url)?.href ?? null;
		if (next === null)
			return { message: 'it redirects to something that is not a web address', passing: false };
		url = next;
	}
	return { message: `it redirects more than ${MOST_REDIRECTS} times`, passing: false };
}

/** Sends the credential to its own origins only; any other host must be public and encrypted. */
async function sendTo(
	this: ApiContext,
	url: string,
	{ credential, origins, withoutCredential, perSecond }: Sent,
	options: IHttpRequestOptions,
	abortSignal: AbortSignal,
): Promise<ApiResponse | Failure> {
	if (!isAllowedOrigin(url, origins)) {
		const objection = await objectionTo.call(this, url);
		return objection ?? (await sendPlain.call(this, options, abortSignal));
	}
	if (perSecond !== undefined) await pace(parseUrl(url)?.origin ?? '', perSecond, abortSignal);
	return withoutCredential
		? await sendPlain.call(this, options, abortSignal)
		: await sendAuthenticated.call(this, credential, options, abortSignal);
}

/** Why a redirect to an address outside the credential is not followed; null for public, encrypted addresses. */
async function objectionTo(this: ApiContext, url: string): Promise<Failure | null> {
	const target = parseUrl(url);
	const objection = (why: string, passing = false): Failure => ({
		message: `it redirects to ${target?.host ?? ''}, ${why}`,
		passing,
	});
	if (target?.protocol !== 'https:' || target.username !== '' || target.password !== '') {
		return objection('which is not allowed');
	}
	if (isBareAddress(target)) return objection('which is an address without a name');
	// Missing in n8n before 2.30.
	const { getSecureEgressFilter } = this.helpers as Partial<typeof this.helpers>;
	if (getSecureEgressFilter === undefined) return objection('which only a newer n8n can check: update n8n');
	try {
		const permitted = await getSecureEgressFilter('enforced').validateUrl(target);
		return permitted.ok ? null : objection('which is not a public host');
	} catch {
		return objection('a host name that could not be looked up', true);
	}
}

/**
 * Whether a host is an IP address. No provider stores files at one, and n8n's own filter of private addresses misses
 * some forms that lead to them: `::`, the carriers' 100.64.0.0/10, and IPv4 inside IPv6 by NAT64 or 6to4.
 */
const isBareAddress = ({ hostname }: URL): boolean => /^\[|^[\d.]+$/.test(hostname);
