import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { DEFAULT_API_URL } from '../nodes/Stripe/environment';
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
	receiving: { signingSecrets: 'Signing Secrets', urlTokens: 'URL Tokens' },
	api: 'API Key',
};

export class StripeInvoiceApi implements ICredentialType {
	name = 'stripeInvoiceApi';

	displayName = 'Stripe Invoice API';

	documentationUrl = 'https://github.com/n8n-nodes-invoices/n8n-nodes-invoices/blob/main/README.md#stripe';

	icon = {
		light: 'file:../nodes/Stripe/stripe.svg',
		dark: 'file:../nodes/Stripe/stripe.dark.svg',
	} as const;

	restrictToSupportedNodes = true as const;

	properties: INodeProperties[] = [
		{
			displayName: 'Signing Secrets',
			name: 'signingSecrets',
			type: 'string',
			typeOptions: { password: true, rows: 3 },
			default: '',
			placeholder: 'e.g. whsec_…',
			description:
				'Proves signed webhooks. One per line: the new one and, while you roll it, the old one. Not needed with automatic registration.',
			hint: 'In Stripe: Workbench > Webhooks, your destination, Signing secret. Leave it empty if the trigger registers automatically.',
		},
		urlTokensField(),
		apiFieldsNotice(
			'to register webhooks automatically, to fetch details, and to get invoices that you name or missed',
		),
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. rk_live_…',
			description:
				'A restricted key is enough: Read for Invoices, Credit Notes, Tax Rates and Events, Write for Webhook Endpoints if the trigger registers automatically',
			hint: 'In Stripe: Developers > API keys > Create restricted key',
		},
		{
			displayName: 'API Base URL',
			name: 'apiUrl',
			type: 'string',
			default: 'https://api.stripe.com',
			description: 'Change it only for a test system. The API key is sent to this address and to no other.',
		},
	];

	async authenticate(
		credential: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const apiUrl = baseUrlOf(credential.apiUrl, DEFAULT_API_URL);
		return authenticateAt(homeOf(apiUrl, request, credential, FIELDS), request, {
			Authorization: `Bearer ${String(credential.apiKey).trim()}`,
		});
	}

	test: ICredentialTestRequest = {
		request: {
			...onlyWith(
				'apiKey',
				'($credentials.apiUrl ?? "").trim() || "https://api.stripe.com"',
				'"/v1/invoices?limit=1"',
			),
			ignoreHttpStatusErrors: anyAnswerBut(401, 403, 429, 500, 502, 503, 504),
		},
		rules: [
			...redirectRules('Stripe'),
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Stripe refused the API key. Receiving webhooks works without it; details and automatic registration need it.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message: 'The API key may not read invoices. Give the restricted key Read for Invoices in Stripe.',
				},
			},
		],
	};
}
