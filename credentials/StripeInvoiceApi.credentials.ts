import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { apiUrlOf, DEFAULT_API_URL } from '../nodes/Stripe/environment';
import { authenticateWith } from '../nodes/shared/api/credential/authenticateWith';
import { credentialTest } from '../nodes/shared/api/credential/credentialTest';
import {
	apiFieldsNotice,
	apiKeyField,
	apiUrlField,
	signingSecretsField,
	urlTokensField,
} from '../nodes/shared/api/credential/fields';

export class StripeInvoiceApi implements ICredentialType {
	name = 'stripeInvoiceApi';

	displayName = 'Stripe Invoice API';

	documentationUrl =
		'https://github.com/n8n-nodes-invoices/n8n-nodes-invoices/blob/main/docs/providers/stripe.md';

	icon = {
		light: 'file:../nodes/Stripe/stripe.svg',
		dark: 'file:../nodes/Stripe/stripe.dark.svg',
	} as const;

	restrictToSupportedNodes = true as const;

	properties: INodeProperties[] = [
		signingSecretsField({
			placeholder: 'e.g. whsec_…',
			description:
				'Verifies signed webhooks. One per line: the new one and, while you roll it, the old one. Not needed for automatic registration.',
			hint: 'In Stripe: Workbench > Webhooks, your destination, Signing secret. Leave empty if the trigger registers automatically.',
		}),
		urlTokensField(),
		apiFieldsNotice(
			'to register webhooks automatically, to fetch details, and to get invoices that you name or missed',
		),
		apiKeyField({
			placeholder: 'e.g. rk_live_…',
			description:
				'A restricted key is enough: Read for Invoices, Credit Notes, Tax Rates and Events, Write for Webhook Endpoints if the trigger registers automatically',
			hint: 'In Stripe: Developers > API keys > Create restricted key',
		}),
		apiUrlField({ default: DEFAULT_API_URL }),
	];

	authenticate = authenticateWith({
		properties: this.properties,
		apiNeeds: 'API Key',
		origins: apiUrlOf,
		headers: ({ apiKey }) => ({ Authorization: `Bearer ${String(apiKey).trim()}` }),
	});

	test = credentialTest({
		provider: 'Stripe',
		baseURL: `($credentials.apiUrl ?? "").trim() || "${DEFAULT_API_URL}"`,
		url: '"/v1/invoices?limit=1"',
		failsOnlyOn: [401, 403, 429, 500, 502, 503, 504],
		messages: {
			401: 'Stripe rejected the API key. Receiving webhooks works without it; details and automatic registration need it.',
			403: 'The API key may not read invoices. Give the restricted key Read for Invoices in Stripe.',
		},
	});
}
