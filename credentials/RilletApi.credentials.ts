import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { apiUrlOf, PRODUCTION_URL, SANDBOX_URL } from '../nodes/Rillet/environment';
import { authenticateWith } from '../nodes/shared/api/credential/authenticateWith';
import { credentialTest } from '../nodes/shared/api/credential/credentialTest';
import {
	apiFieldsNotice,
	apiKeyField,
	apiUrlField,
	signingSecretsField,
	urlTokensField,
} from '../nodes/shared/api/credential/fields';

export class RilletApi implements ICredentialType {
	name = 'rilletApi';

	displayName = 'Rillet API';

	documentationUrl =
		'https://github.com/n8n-nodes-invoices/n8n-nodes-invoices/blob/main/docs/providers/rillet.md';

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
				'Which of the two Rillet systems your API key and webhooks belong to. Events do not say, so this choice sets liveMode of the items.',
		},
		signingSecretsField({
			displayName: 'Webhook Tokens',
			description:
				'Verifies signed webhooks. One per line: the new one and, while you rotate it, the old one. Rillet starts using a new token immediately.',
			hint: 'In Rillet: Organization Settings > Webhooks > your webhook > Webhook Token',
		}),
		urlTokensField(),
		apiFieldsNotice('to download invoices as PDF and to fetch details'),
		apiKeyField({
			description: 'To download invoices as PDF and to fetch details',
			hint: 'In Rillet: Organization Settings, once Rillet has enabled API access for you',
		}),
		apiUrlField({
			placeholder: `e.g. ${SANDBOX_URL}`,
		}),
	];

	authenticate = authenticateWith({
		properties: this.properties,
		apiNeeds: 'API Key',
		origins: apiUrlOf,
		headers: ({ apiKey }) => ({
			Authorization: `Bearer ${String(apiKey)}`,
			// Without this header Rillet answers as version 1, and from August 2026 as the newest version.
			'X-Rillet-API-Version': '4',
		}),
	});

	test = credentialTest({
		provider: 'Rillet',
		baseURL: `($credentials.apiUrl ?? "").trim() || ($credentials.environment === "sandbox" ? "${SANDBOX_URL}" : "${PRODUCTION_URL}")`,
		url: '"/organizations/self"',
		messages: {
			401: 'Rillet rejected the API key. Check that it belongs to the chosen environment. Receiving webhooks works without it; downloads and details need it.',
			403: 'The API key may not read the organization. Grant it the permission in Rillet.',
		},
	});
}
