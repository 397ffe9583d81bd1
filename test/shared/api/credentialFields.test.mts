import { apiFieldsNotice, onlyWith } from '../../../nodes/shared/api/credentialFields';

/** What n8n makes of an expression of a credential's test. */
function evaluated(expression: string, $credentials: Record<string, unknown>): unknown {
	const [, code] = /^=\{\{([^]*)\}\}$/.exec(expression)!;
	return new Function('$credentials', `return (${code});`)($credentials) as unknown;
}

describe('onlyWith', () => {
	const request = onlyWith(
		'apiKey',
		'$credentials.apiUrl || "https://api.example"',
		'$credentials.product === "old" ? "/v1/me" : "/me"',
	);
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
});

it('says what the fields below are needed for', () => {
	expect(apiFieldsNotice('to fetch details')).toMatchObject({
		type: 'notice',
		displayName: expect.stringMatching(/^To receive invoices, .* to fetch details\.$/) as unknown,
	});
});
