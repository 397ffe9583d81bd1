import { credentialTest } from '../../../../nodes/shared/api/credential/credentialTest';

/** Evaluates an expression in a credential test like n8n. */
function evaluated(expression = '', $credentials: Record<string, unknown>): unknown {
	const [, code] = /^=\{\{([^]*)\}\}$/.exec(expression)!;
	return new Function('$credentials', `return (${code});`)($credentials) as unknown;
}

const ACME = {
	provider: 'Acme',
	baseURL: '$credentials.apiUrl || "https://api.example"',
	url: '$credentials.product === "old" ? "/v1/me" : "/me"',
	messages: { 401: 'Acme rejected the key.', 403: 'The key may not read.' },
};

describe('the request', () => {
	const { request } = credentialTest(ACME);
	const addressOf = (credential: Record<string, unknown>) =>
		`${String(evaluated(request.baseURL, credential))}${String(evaluated(request.url, credential))}`;

	it.each([
		[{ apiKey: 'k' }, 'https://api.example/me'],
		[{ apiKey: 'k', apiUrl: 'https://other.example', product: 'old' }, 'https://other.example/v1/me'],
	])('calls the API with the key: %j', (credential, address) => {
		expect(addressOf(credential)).toBe(address);
	});

	it.each([{}, { apiKey: '' }, { apiKey: undefined, apiUrl: 'https://other.example', product: 'old' }])(
		'calls nobody without it: %j',
		(credential) => expect(addressOf(credential)).toBe('data:,'),
	);

	it('follows no redirect, and accepts none as success', () => {
		expect(request.disableFollowRedirect).toBe(true);
		expect(request.ignoreHttpStatusErrors).toBeUndefined();
		const { ignoreHttpStatusErrors } = credentialTest({ ...ACME, failsOnlyOn: [401] }).request;
		expect(ignoreHttpStatusErrors).toEqual({
			ignore: true,
			except: [300, 301, 302, 303, 304, 305, 306, 307, 308, 401],
		});
	});
});

it('has a message for each redirect with a location, and the provider’s own for a rejected key', () => {
	const messages = new Map(
		credentialTest(ACME).rules!.map(({ properties }) => [
			properties.value,
			'message' in properties ? properties.message : '',
		]),
	);
	expect([...messages.keys()]).toEqual([301, 302, 303, 307, 308, 401, 403]);
	for (const status of [301, 302, 303, 307, 308]) {
		expect(messages.get(status)).toMatch(`Acme answered with a redirect to another address (HTTP ${status})`);
	}
	expect([messages.get(401), messages.get(403)]).toEqual(Object.values(ACME.messages));
});
