import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { DEFAULT_API_URL } from '../nodes/DigitalRiver/environment';
import { authenticateAt } from '../nodes/shared/api/authenticateAt';
import {
	anyAnswerBut,
	apiFieldsNotice,
	homeOf,
	onlyWith,
	redirectRules,
} from '../nodes/shared/api/credentialFields';
import { baseUrlOf } from '../nodes/shared/api/origin';
import { urlTokensField } from '../nodes/shared/authenticate/urlTokensField';

const FIELDS = {
	receiving: {
		signingSecrets: 'Signing Secrets',
		basicAuthSecrets: 'Basic Auth Logins (user:password)',
		urlTokens: 'URL Tokens',
	},
	api: 'API Key',
};

export class DigitalRiverApi implements ICredentialType {
	name = 'digitalRiverApi';

	displayName = 'Digital River API';

	documentationUrl =
		'https://github.com/n8n-nodes-invoices/n8n-nodes-invoices/blob/main/README.md#digital-river';

	icon = {
		light: 'file:../nodes/DigitalRiver/digitalRiver.svg',
		dark: 'file:../nodes/DigitalRiver/digitalRiver.dark.svg',
	} as const;

	restrictToSupportedNodes = true as const;

	properties: INodeProperties[] = [
		{
			displayName: 'Product',
			name: 'product',
			type: 'options',
			options: [
				{ name: 'Digital River API', value: 'digitalRiver' },
				{ name: 'Commerce API (Global Commerce)', value: 'commerce' },
			],
			default: 'digitalRiver',
			description: 'Which of the two products your account is for: they take different keys',
		},
		{
			displayName: 'Signing Secrets',
			name: 'signingSecrets',
			type: 'string',
			typeOptions: { password: true, rows: 3 },
			default: '',
			placeholder: 'e.g. whk_ddca9378-9475-40b8-aa8a-b526d42dbc2e',
			description: 'Proves signed webhooks. One per line: the new one and, while you change it, the old one.',
			hint: 'Digital River API: Dashboard > Webhooks > Reveal Secret. Global Commerce: Administration > Webhook Service > Reveal Secret.',
		},
		{
			displayName: 'Basic Auth Logins',
			name: 'basicAuthSecrets',
			type: 'string',
			typeOptions: { password: true, rows: 3 },
			default: '',
			placeholder: 'e.g. user:password',
			description:
				'Proves webhooks if the trigger uses Basic Auth. One user:password per line, the same that you type for the webhook in Digital River.',
			hint: 'Only if the trigger uses Basic Auth: user:password, as you type it for the webhook in Digital River',
		},
		urlTokensField(),
		apiFieldsNotice('to download documents, to fetch details and to register webhooks automatically'),
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. sk_test_…',
			description: 'The confidential key, to download documents and fetch details',
			hint: 'Digital River API: Dashboard > API Keys, the confidential key. Commerce API: the user of a key with Admin permission.',
		},
		{
			displayName: 'API Secret',
			name: 'apiSecret',
			type: 'string',
			typeOptions: { password: true },
			displayOptions: { show: { product: ['commerce'] } },
			default: '',
			description: 'The password that belongs to the API key; leave it empty if the key has none',
		},
		{
			displayName: 'Site ID',
			name: 'siteId',
			type: 'string',
			displayOptions: { show: { product: ['commerce'] } },
			default: '',
			placeholder: 'e.g. shopx1',
			description: 'The ID of your Global Commerce site',
		},
		{
			displayName: 'API Base URL',
			name: 'apiUrl',
			type: 'string',
			default: 'https://api.digitalriver.com',
			description: 'Change it only for a test system. The API key is sent to this address and to no other.',
		},
	];

	async authenticate(
		credential: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { product, apiKey, apiSecret, siteId } = credential;
		const basic = Buffer.from(`${String(apiKey)}:${String(apiSecret ?? '')}`).toString('base64');
		const apiUrl = baseUrlOf(credential.apiUrl, DEFAULT_API_URL);
		return authenticateAt(
			homeOf(apiUrl, request, credential, FIELDS),
			request,
			product === 'commerce'
				? { Authorization: `Basic ${basic}`, 'x-siteid': String(siteId ?? '') }
				: { Authorization: `Bearer ${String(apiKey)}` },
		);
	}

	/** No unconditional call of the Commerce API is documented: any response but a rejection shows that the key is right. */
	test: ICredentialTestRequest = {
		request: {
			...onlyWith(
				'apiKey',
				'($credentials.apiUrl ?? "").trim() || "https://api.digitalriver.com"',
				'$credentials.product === "commerce" ? "/v1/orders/0" : "/events?limit=1"',
			),
			ignoreHttpStatusErrors: anyAnswerBut(401, 403, 429, 500, 502, 503, 504),
		},
		rules: [
			...redirectRules('Digital River'),
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Digital River refused the API key. Receiving webhooks works without it; downloads and details need it.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message: 'The API key may not read events or orders. Give it the permission.',
				},
			},
		],
	};
}
