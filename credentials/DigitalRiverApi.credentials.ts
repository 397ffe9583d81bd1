import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { apiUrlOf, DEFAULT_API_URL } from '../nodes/DigitalRiver/environment';
import { authenticateWith } from '../nodes/shared/api/credential/authenticateWith';
import { credentialTest } from '../nodes/shared/api/credential/credentialTest';
import {
	apiFieldsNotice,
	apiKeyField,
	apiUrlField,
	basicAuthSecretsField,
	signingSecretsField,
	urlTokensField,
} from '../nodes/shared/api/credential/fields';

export class DigitalRiverApi implements ICredentialType {
	name = 'digitalRiverApi';

	displayName = 'Digital River API';

	documentationUrl =
		'https://github.com/n8n-nodes-invoices/n8n-nodes-invoices/blob/main/docs/providers/digitalRiver.md';

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
			description: 'Which of the two products your account is for: each has its own keys',
		},
		signingSecretsField({
			placeholder: 'e.g. whk_ddca9378-9475-40b8-aa8a-b526d42dbc2e',
			description:
				'Verifies signed webhooks. One per line: the new one and, while you rotate it, the old one.',
			hint: 'Digital River API: Dashboard > Webhooks > Reveal Secret. Global Commerce: Administration > Webhook Service > Reveal Secret.',
		}),
		basicAuthSecretsField({
			description:
				'Authenticates webhooks if the trigger uses Basic Auth. One user:password per line, the same as you enter for the webhook in Digital River.',
			hint: 'Only if the trigger uses Basic Auth: user:password, as you enter it for the webhook in Digital River',
		}),
		urlTokensField(),
		apiFieldsNotice('to download documents, to fetch details and to register webhooks automatically'),
		apiKeyField({
			placeholder: 'e.g. sk_test_…',
			description: 'The confidential key, to download documents and fetch details',
			hint: 'Digital River API: Dashboard > API Keys, the confidential key. Commerce API: the user of a key with Admin permission.',
		}),
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
		apiUrlField({ default: DEFAULT_API_URL }),
	];

	authenticate = authenticateWith({
		properties: this.properties,
		apiNeeds: 'API Key',
		origins: apiUrlOf,
		headers: ({ product, apiKey, apiSecret, siteId }): Record<string, string> => {
			const basic = Buffer.from(`${String(apiKey)}:${String(apiSecret ?? '')}`).toString('base64');
			return product === 'commerce'
				? { Authorization: `Basic ${basic}`, 'x-siteid': String(siteId ?? '') }
				: { Authorization: `Bearer ${String(apiKey)}` };
		},
	});

	/**
	 * The Commerce API documents no call that always succeeds: any response except a rejection shows that the key is
	 * right.
	 */
	test = credentialTest({
		provider: 'Digital River',
		baseURL: `($credentials.apiUrl ?? "").trim() || "${DEFAULT_API_URL}"`,
		url: '$credentials.product === "commerce" ? "/v1/orders/0" : "/events?limit=1"',
		failsOnlyOn: [401, 403, 429, 500, 502, 503, 504],
		messages: {
			401: 'Digital River rejected the API key. Receiving webhooks works without it; downloads and details need it.',
			403: 'The API key may not read events or orders. Grant it the permission.',
		},
	});
}
