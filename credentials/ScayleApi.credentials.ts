import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { apiUrlOf } from '../nodes/Scayle/environment';
import { authenticateWith } from '../nodes/shared/api/credential/authenticateWith';
import { credentialTest } from '../nodes/shared/api/credential/credentialTest';
import {
	apiFieldsNotice,
	apiKeyField,
	apiUrlField,
	basicAuthSecretsField,
	urlTokensField,
} from '../nodes/shared/api/credential/fields';

export class ScayleApi implements ICredentialType {
	name = 'scayleApi';

	displayName = 'SCAYLE API';

	documentationUrl =
		'https://github.com/n8n-nodes-invoices/n8n-nodes-invoices/blob/main/docs/providers/scayle.md';

	icon = {
		light: 'file:../nodes/Scayle/scayle.svg',
		dark: 'file:../nodes/Scayle/scayle.dark.svg',
	} as const;

	restrictToSupportedNodes = true as const;

	properties: INodeProperties[] = [
		basicAuthSecretsField({
			description:
				'Authenticates webhooks. Use only letters, digits and - . _ ~ and make the password long. While you rotate it, keep the old one on a second line.',
			hint: 'Make up a user:password, and enter the same in SCAYLE under Authentication of the webhook',
		}),
		urlTokensField(),
		apiFieldsNotice('for invoice numbers, documents and automatic registration'),
		{
			displayName: 'Tenant',
			name: 'tenant',
			type: 'string',
			default: '',
			placeholder: 'e.g. acme-live',
			description: 'Tenant and space as in your Admin API address',
			hint: 'As in your Admin API address: acme-live for https://acme-live.admin.api.scayle.cloud',
		},
		apiKeyField({
			name: 'accessToken',
			description:
				'Give it read permission for orders, and write permission for webhook subscriptions if the trigger registers automatically',
			hint: 'In the SCAYLE Panel: Settings > General > API Keys > Token',
		}),
		apiUrlField({
			placeholder: 'e.g. https://acme-live.admin.api.scayle.cloud/api/admin/v1',
			description:
				'Leave empty unless SCAYLE gave you another address. It then replaces the tenant, and the API key is sent to it.',
		}),
	];

	authenticate = authenticateWith({
		properties: this.properties,
		apiNeeds: 'Tenant and API Key',
		origins: apiUrlOf,
		headers: ({ accessToken }) => ({ 'X-Access-Token': String(accessToken ?? '').trim() }),
	});

	test = credentialTest({
		provider: 'SCAYLE',
		apiKey: 'accessToken',
		baseURL:
			'($credentials.apiUrl ?? "").trim() || "https://" + ($credentials.tenant ?? "").trim().toLowerCase() + ".admin.api.scayle.cloud/api/admin/v1"',
		url: '"/webhooks/events"',
		messages: {
			401: 'SCAYLE rejected the API key. Receiving webhooks works without it; invoice numbers, documents and automatic registration need it.',
			403: 'The API key may not read webhook events. Automatic registration needs that permission; receiving webhooks works without it.',
		},
	});
}
