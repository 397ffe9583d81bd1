import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';
import { baseUrlIn, DEFAULT_PREFIX, OTHER, PRODUCTION, SANDBOX } from '../nodes/Betterez/environment';
import { fetchToken } from '../nodes/Betterez/token';
import { authenticateWith } from '../nodes/shared/api/credential/authenticateWith';
import { credentialTest } from '../nodes/shared/api/credential/credentialTest';
import {
	apiFieldsNotice,
	apiKeyField,
	signingSecretsField,
	urlTokensField,
} from '../nodes/shared/api/credential/fields';

export class BetterezApi implements ICredentialType {
	name = 'betterezApi';

	displayName = 'Betterez API';

	documentationUrl =
		'https://github.com/n8n-nodes-invoices/n8n-nodes-invoices/blob/main/docs/providers/betterez.md';

	icon = {
		light: 'file:../nodes/Betterez/betterez.svg',
		dark: 'file:../nodes/Betterez/betterez.dark.svg',
	} as const;

	restrictToSupportedNodes = true as const;

	properties: INodeProperties[] = [
		signingSecretsField({
			placeholder: 'e.g. 3f1f5a5e-8c1b-4b0e-9d55-6a1f0c2b7e11',
			description:
				'Verifies signed webhooks. One per line: the new one and, while you rotate it, the old one. Betterez back office: Admin > Integrations > Applications, the private key of betterez-webhooks.',
			hint: 'In the Betterez back office: Admin > Integrations > Applications > betterez-webhooks, its private key',
		}),
		urlTokensField(),
		apiFieldsNotice('to download documents and to get invoices'),
		{
			displayName: 'API Address',
			name: 'apiUrl',
			type: 'options',
			options: [
				{ name: 'Other', value: OTHER, description: 'An address that Betterez gave you' },
				{ name: 'Production', value: PRODUCTION },
				{ name: 'Sandbox', value: SANDBOX },
			],
			default: PRODUCTION,
			description:
				'Where documents and invoices are fetched from. The key and password are sent to this address only.',
		},
		{
			displayName: 'Base URL',
			name: 'otherUrl',
			type: 'string',
			displayOptions: { show: { apiUrl: [OTHER] } },
			default: '',
			placeholder: `e.g. ${PRODUCTION}`,
			description: 'The address without a service name at its end',
		},
		apiKeyField({
			description: 'The public key of an application',
			hint: 'In the Betterez back office: Admin > Integrations > Applications',
		}),
		{
			displayName: 'User',
			name: 'user',
			type: 'string',
			default: '',
			placeholder: 'e.g. n8n@your-company.com',
			description:
				'The email address of a Betterez user who may see invoices. Create one for n8n, without two-factor authentication.',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'The password of that user',
		},
		{
			displayName: 'Service Prefix',
			name: 'servicePrefix',
			type: 'string',
			default: DEFAULT_PREFIX,
			description:
				'Path of the invoices service below the API address. Change it only if Betterez gives you another one.',
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			// While this is empty, and again after a 401, n8n fetches a token with preAuthentication.
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/** Without user and password, requests carry only the API key. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credential: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		const { user, password } = credential;
		return user && password ? { sessionToken: await fetchToken.call(this, credential) } : {};
	}

	authenticate = authenticateWith({
		properties: this.properties,
		apiNeeds: 'API Key, User and Password',
		origins: baseUrlIn,
		headers: ({ apiKey, sessionToken }) => ({
			...(apiKey ? { 'x-api-key': String(apiKey) } : {}),
			...(sessionToken ? { Authorization: `Bearer ${String(sessionToken)}` } : {}),
		}),
	});

	/**
	 * Requests a transaction that does not exist: any response except a rejection shows that key and login are right.
	 */
	test = credentialTest({
		provider: 'Betterez',
		baseURL: `$credentials.apiUrl === "${OTHER}" ? ($credentials.otherUrl ?? "").trim() : $credentials.apiUrl || "${PRODUCTION}"`,
		url: `"/" + ($credentials.servicePrefix ?? "${DEFAULT_PREFIX}").trim().split("/").filter((part) => part).concat("invoices").join("/") + "?transactionId=000000000000000000000000"`,
		failsOnlyOn: [401, 403, 429, 502, 503, 504],
		messages: {
			401: 'Betterez rejected the API key or the login. Receiving webhooks works without them; documents and Invoice > Get need them.',
			403: 'The user may not see invoices. Grant the permission in Betterez, or use another user.',
		},
	});
}
