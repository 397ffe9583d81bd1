import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { apiUrlOf, LIVE_URL, SANDBOX_URL } from '../nodes/Paddle/environment';
import { authenticateWith } from '../nodes/shared/api/credential/authenticateWith';
import { credentialTest } from '../nodes/shared/api/credential/credentialTest';
import {
	apiFieldsNotice,
	apiKeyField,
	apiUrlField,
	signingSecretsField,
	urlTokensField,
} from '../nodes/shared/api/credential/fields';

export class PaddleInvoiceApi implements ICredentialType {
	name = 'paddleInvoiceApi';

	displayName = 'Paddle Invoice API';

	documentationUrl =
		'https://github.com/n8n-nodes-invoices/n8n-nodes-invoices/blob/main/docs/providers/paddle.md';

	icon = {
		light: 'file:../nodes/Paddle/paddle.svg',
		dark: 'file:../nodes/Paddle/paddle.dark.svg',
	} as const;

	restrictToSupportedNodes = true as const;

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Live', value: 'live' },
				{ name: 'Sandbox', value: 'sandbox' },
			],
			default: 'live',
			description:
				'Which of the two Paddle accounts your API key and notifications belong to. Events do not say, so this choice sets liveMode of the items.',
		},
		signingSecretsField({
			placeholder: 'e.g. pdl_ntfset_01…',
			description:
				'Verifies signed notifications. One per line: each destination has its own; while you rotate one, enter the new and the old one. Leave empty for automatic registration, which stores the key itself.',
			hint: 'In Paddle: Developer tools > Notifications > your destination > Edit destination > Secret key',
		}),
		urlTokensField(),
		apiFieldsNotice(
			'to download invoices as PDF, to fetch details, to list events and to register the webhook automatically',
		),
		apiKeyField({
			placeholder: 'e.g. pdl_live_apikey_01…',
			description:
				'To download invoices as PDF, to fetch details, to list events and to register the webhook',
			hint: 'In Paddle: Developer tools > Authentication > API keys. Let it read transactions, adjustments, customers, addresses, businesses and events, and for automatic registration write notification settings.',
		}),
		apiUrlField({
			placeholder: `e.g. ${SANDBOX_URL}`,
		}),
	];

	authenticate = authenticateWith({
		properties: this.properties,
		apiNeeds: 'API Key',
		origins: apiUrlOf,
		headers: ({ apiKey }) => ({ Authorization: `Bearer ${String(apiKey)}`, 'Paddle-Version': '1' }),
	});

	test = credentialTest({
		provider: 'Paddle',
		baseURL: `($credentials.apiUrl ?? "").trim() || ($credentials.environment === "sandbox" ? "${SANDBOX_URL}" : "${LIVE_URL}")`,
		url: '"/transactions?per_page=1"',
		messages: {
			401: 'Paddle rejected the API key. Check that it belongs to the chosen environment. Receiving notifications works without it; downloads and details need it.',
			403: 'Paddle does not accept the API key: it belongs to another environment, or may not read transactions. Give it the permission transaction.read in Paddle.',
		},
	});
}
