import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { apiUrlOf } from '../nodes/Rillet/environment';
import { authenticateAt } from '../nodes/shared/api/authenticateAt';
import { apiFieldsNotice, homeOf, onlyWith, redirectRules } from '../nodes/shared/api/credentialFields';
import { urlTokensField } from '../nodes/shared/authenticate/urlTokensField';

const FIELDS = {
	receiving: { signingSecrets: 'Webhook Tokens', urlTokens: 'URL Tokens' },
	api: 'API Key',
};

export class RilletApi implements ICredentialType {
	name = 'rilletApi';

	displayName = 'Rillet API';

	documentationUrl = 'https://github.com/n8n-nodes-invoices/n8n-nodes-invoices/blob/main/README.md#rillet';

	icon = {
		light: 'file:../nodes/Rillet/rillet.svg',
		dark: 'file:../nodes/Rillet/rillet.dark.svg',
	} as const;

	restrictToSupportedNodes = true as const;

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Production', value: 'production' },
				{ name: 'Sandbox', value: 'sandbox' },
			],
			default: 'production',
			description:
				'Which of the two Rillet systems your API key and webhooks belong to. Events do not say it: this choice becomes liveMode of the items.',
		},
		{
			displayName: 'Webhook Tokens',
			name: 'signingSecrets',
			type: 'string',
			typeOptions: { password: true, rows: 3 },
			default: '',
			description:
				'Proves signed webhooks. One per line: the new one and, while you change it, the old one. Rillet uses a new token at once.',
			hint: 'In Rillet: Organization Settings > Webhooks > your webhook > Webhook Token',
		},
		urlTokensField(),
		apiFieldsNotice('to download invoices as PDF and to fetch details'),
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'To download invoices as PDF and to fetch details',
			hint: 'In Rillet: Organization Settings, once Rillet has enabled API access for you',
		},
		{
			displayName: 'API Base URL',
			name: 'apiUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://sandbox.api.rillet.com',
			description:
				'Leave it empty, unless you use a test system of your own. The API key is sent to this address and to no other.',
		},
	];

	async authenticate(
		credential: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const home = homeOf(apiUrlOf(credential), request, credential, FIELDS);
		return authenticateAt(home, request, {
			Authorization: `Bearer ${String(credential.apiKey)}`,
			// Without it Rillet answers as version 1, and from August 2026 on as the newest.
			'X-Rillet-API-Version': '4',
		});
	}

	test: ICredentialTestRequest = {
		request: {
			...onlyWith(
				'apiKey',
				'($credentials.apiUrl ?? "").trim() || ($credentials.environment === "sandbox" ? "https://sandbox.api.rillet.com" : "https://api.rillet.com")',
				'"/organizations/self"',
			),
		},
		rules: [
			...redirectRules('Rillet'),
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Rillet refused the API key. Check that it belongs to the chosen environment. Receiving webhooks works without it; downloads and details need it.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message: 'The API key may not read the organization. Give it the permission in Rillet.',
				},
			},
		],
	};
}
