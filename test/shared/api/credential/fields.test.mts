import {
	apiFieldsNotice,
	apiKeyField,
	basicAuthSecretsField,
	signingSecretsField,
	urlTokensField,
} from '../../../../nodes/shared/api/credential/fields';

it('hides what is secret', () => {
	const fields = [
		signingSecretsField({}),
		basicAuthSecretsField({}),
		urlTokensField(),
		apiKeyField({}),
		apiKeyField({ name: 'accessToken', displayName: 'Token' }),
	];
	expect(fields.map(({ name }) => name)).toEqual([
		'signingSecrets',
		'basicAuthSecrets',
		'urlTokens',
		'apiKey',
		'accessToken',
	]);
	expect(fields.filter(({ typeOptions }) => typeOptions?.password !== true)).toEqual([]);
});

it('says what the fields below are needed for', () => {
	expect(apiFieldsNotice('to fetch details')).toMatchObject({
		type: 'notice',
		displayName: expect.stringMatching(/^To receive invoices, .* to fetch details\.$/) as unknown,
	});
});
