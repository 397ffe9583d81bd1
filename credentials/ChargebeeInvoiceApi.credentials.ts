import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { apiUrlOf } from '../nodes/Chargebee/environment';
import { authenticateAt } from '../nodes/shared/api/authenticateAt';
import { apiFieldsNotice, homeOf, onlyWith, redirectRules } from '../nodes/shared/api/credentialFields';
import { urlTokensField } from '../nodes/shared/authenticate/urlTokensField';

const FIELDS = {
	receiving: { basicAuthSecrets: 'Basic Auth Logins (user:password)', urlTokens: 'URL Tokens' },
	api: 'Site and API Key',
};

export class ChargebeeInvoiceApi implements ICredentialType {
	name = 'chargebeeInvoiceApi';

	displayName = 'Chargebee Invoice API';

	documentationUrl = 'https://github.com/n8n-nodes-invoices/n8n-nodes-invoices/blob/main/README.md#chargebee';

	icon = {
		light: 'file:../nodes/Chargebee/chargebee.svg',
		dark: 'file:../nodes/Chargebee/chargebee.dark.svg',
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
				'Verifies webhooks. One user:password per line, with a long password. While you change it, keep the old one in a second line.',
			hint: 'Invent one user:password, and enter the same in Chargebee as basic authentication of the webhook',
		},
		urlTokensField(),
		{
			displayName: 'Site',
			name: 'site',
			type: 'string',
			default: '',
			placeholder: 'e.g. acme-test',
			description:
				'The part of your Chargebee address before .chargebee.com. Events do not say which site they are from: an ending -test becomes liveMode of the items.',
		},
		{
			displayName: 'Time Zone',
			name: 'timeZone',
			type: 'string',
			default: '',
			placeholder: 'e.g. Europe/Berlin',
			description:
				'Chargebee sends moments, and prints the days of the site on the invoice. Needed for the right day where an event does not say the time zone itself; empty is UTC.',
			hint: 'In Chargebee: Settings > Configure Chargebee > Business Profile > Time Zone',
		},
		apiFieldsNotice('to fetch details and documents, to list invoices, and for automatic registration'),
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'A read-only key is enough for details and documents; automatic registration needs a full-access key',
			hint: 'In Chargebee: Settings > Configure Chargebee > API Keys and Webhooks > API Keys',
		},
		{
			displayName: 'API Base URL',
			name: 'apiUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://acme-test.chargebee.com/api/v2',
			description:
				'Leave it empty, unless you use a test system of your own. It then replaces the site, and the API key is sent to it.',
		},
	];

	async authenticate(
		credential: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const home = homeOf(apiUrlOf(credential), request, credential, FIELDS);
		const login = Buffer.from(`${String(credential.apiKey ?? '').trim()}:`, 'utf8').toString('base64');
		return authenticateAt(home, request, { Authorization: `Basic ${login}` });
	}

	test: ICredentialTestRequest = {
		request: {
			...onlyWith(
				'apiKey',
				'($credentials.apiUrl ?? "").trim() || "https://" + ($credentials.site ?? "").trim().toLowerCase() + ".chargebee.com/api/v2"',
				'"/events?limit=1"',
			),
		},
		rules: [
			...redirectRules('Chargebee'),
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Chargebee rejected the API key. Check that it belongs to the site. Receiving webhooks works without it; details, documents and automatic registration need it.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'The API key may not read events. Make a read-only or full-access key in Chargebee; a publishable key is not enough.',
				},
			},
		],
	};
}
