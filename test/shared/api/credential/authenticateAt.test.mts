import fc from 'fast-check';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { authenticateAt } from '../../../../nodes/shared/api/credential/authenticateAt';

const ORIGINS = ['https://api.example', 'http://127.0.0.1:8080'];
const HEADERS = { Authorization: 'Bearer the-key' };
/** Joined as by axios, n8n's HTTP client (lib/core/buildFullPath.js). */
const joined = (baseURL: string | undefined, url: string) =>
	baseURL && !/^([a-z][a-z\d+\-.]*:)?\/\//i.test(url)
		? url
			? `${baseURL.replace(/\/?\/$/, '')}/${url.replace(/^\/+/, '')}`
			: baseURL
		: url;
const added = (request: IHttpRequestOptions) =>
	'Authorization' in (authenticateAt(ORIGINS, request, HEADERS).headers ?? {});

describe('a credential', () => {
	it.each<[string, string | undefined]>([
		['https://api.example/orders', undefined],
		['https://API.EXAMPLE:443/orders?x=1', undefined],
		['http://127.0.0.1:8080', undefined],
		['/orders', 'https://api.example'],
		['orders', 'https://api.example/'],
		['', 'https://api.example'],
		['@evil.example/', 'https://api.example'],
		// n8n's HTTP client prefers a complete address to the base.
		['https://api.example/orders', 'https://evil.example'],
	])('goes to %s after the base %s', (url, baseURL) => {
		expect(added({ url, ...(baseURL === undefined ? {} : { baseURL }) })).toBe(true);
	});

	it.each<[string, string | undefined]>([
		['https://evil.example/orders', undefined],
		['https://api.example.evil.example/', undefined],
		['http://api.example/orders', undefined],
		['https://api.example:8443/', undefined],
		['https://user@api.example/', undefined],
		['https://api.example@evil.example/', undefined],
		['http://127.0.0.1:8081/', undefined],
		['https://evil.example/', 'https://api.example'],
		['/orders', 'https://evil.example'],
		['/orders', undefined],
		['', undefined],
		['/orders', 'no address'],
		['//orders', 'https://api.example'],
		[' https://api.example/', 'https://evil.example'],
		['https:api.example', 'https://evil.example'],
		['blob:https://api.example/x', undefined],
	])('does not go to %s after the base %s', (url, baseURL) => {
		const request = { url, ...(baseURL === undefined ? {} : { baseURL }), headers: { accept: '*/*' } };
		expect(authenticateAt(ORIGINS, request, HEADERS)).toBe(request);
	});

	it('is added to the headers that are there, in a copy', () => {
		const request = { url: 'https://api.example/x', headers: { accept: '*/*', Authorization: 'old' } };
		const copy = structuredClone(request);
		expect(authenticateAt(ORIGINS, request, HEADERS)).toEqual({
			...request,
			headers: { accept: '*/*', Authorization: 'Bearer the-key' },
		});
		expect(request).toEqual(copy);
	});

	it('never leaves the allowed origins, whatever the address', () => {
		const piece = fc.constantFrom(
			'https:',
			'http:',
			'//',
			'/',
			'\\',
			'@',
			':',
			'.',
			'#',
			'?',
			'api.example',
			'evil',
			' ',
			'%2f',
		);
		const address = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
		fc.assert(
			fc.property(address, fc.option(address, { nil: undefined }), (url, baseURL) => {
				const request = { url, ...(baseURL === undefined ? {} : { baseURL }) };
				if (!added(request)) return;
				expect(ORIGINS).toContain(new URL(joined(baseURL, url)).origin);
			}),
			{ numRuns: 5000 },
		);
	});
});
