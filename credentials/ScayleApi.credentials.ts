import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { apiUrlOf } from '../nodes/Scayle/environment';
import { authenticateAt } from '../nodes/shared/api/authenticateAt';
import { apiFieldsNotice, homeOf, onlyWith, redirectRules } from '../nodes/shared/api/credentialFields';
import { urlTokensField } from '../nodes/shared/authenticate/urlTokensField';

const FIELDS = {
	receiving: { basicAuthSecrets: 'Basic Auth Logins (user:password)', urlTokens: 'URL Tokens' },
	api: 'Tenant and API Key',
};

export class ScayleApi implements ICredentialType {
	name = 'scayleApi';

	displayName = 'SCAYLE API';

	documentationUrl = 'https://github.com/n8n-nodes-invoices/n8n-nodes-invoices/blob/main/README.md#scayle';

	icon = {
		light: 'file:../nodes/Scayle/scayle.svg',
		dark: 'file:../nodes/Scayle/scayle.dark.svg',
	} as const;

	restrictToSupportedNodes = true as const;

	properties: INodeProperties[] = [
		{
			displayName: 'Basic Auth Logins',
			name: 'basicAuthSecrets',
			type: 'string',
			typeOptions: { password: true, rows: 3 },
			default: '',
			placeholder: 'e.g. user:password',
			description:
				'Proves webhooks. Use only letters, digits and - . _ ~ and make the password long. While you change it, keep the old one in a second line.',
			hint: 'Invent one user:password, and enter the same in SCAYLE under Authentication of the webhook',
		},
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
		{
			displayName: 'API Key',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Give it read permission for orders, and write permission for webhook subscriptions if the trigger is to register itself',
			hint: 'In the SCAYLE Panel: Settings > General > API Keys > Token',
		},
		{
			displayName: 'API Base URL',
			name: 'apiUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://acme-live.admin.api.scayle.cloud/api/admin/v1',
			description:
				'Leave it empty unless SCAYLE gave you another address. It then replaces the tenant, and the API key is sent to it.',
		},
	];

	async authenticate(
		credential: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const home = homeOf(apiUrlOf(credential), request, credential, FIELDS);
		const headers = { 'X-Access-Token': String(credential.accessToken ?? '').trim() };
		return authenticateAt(home, request, headers);
	}

	test: ICredentialTestRequest = {
		request: {
			...onlyWith(
				'accessToken',
				'($credentials.apiUrl ?? "").trim() || "https://" + ($credentials.tenant ?? "").trim().toLowerCase() + ".admin.api.scayle.cloud/api/admin/v1"',
				'"/webhooks/events"',
			),
		},
		rules: [
			...redirectRules('SCAYLE'),
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'SCAYLE refused the API key. Receiving webhooks works without it; invoice numbers, documents and automatic registration need it.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'The API key may not read webhook events. Automatic registration needs that permission; receiving webhooks works without it.',
				},
			},
		],
	};
}
