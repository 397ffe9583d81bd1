import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { apiUrlOf } from '../nodes/Chargebee/environment';
import { authenticateWith } from '../nodes/shared/api/credential/authenticateWith';
import { credentialTest } from '../nodes/shared/api/credential/credentialTest';
import {
	apiFieldsNotice,
	apiKeyField,
	apiUrlField,
	basicAuthSecretsField,
	urlTokensField,
} from '../nodes/shared/api/credential/fields';

export class ChargebeeInvoiceApi implements ICredentialType {
	name = 'chargebeeInvoiceApi';

	displayName = 'Chargebee Invoice API';

	documentationUrl =
		'https://github.com/n8n-nodes-invoices/n8n-nodes-invoices/blob/main/docs/providers/chargebee.md';

	icon = {
		light: 'file:../nodes/Chargebee/chargebee.svg',
		dark: 'file:../nodes/Chargebee/chargebee.dark.svg',
	} as const;

	restrictToSupportedNodes = true as const;

	properties: INodeProperties[] = [
		basicAuthSecretsField({
			description:
				'Verifies webhooks. One user:password per line, with a long password. While you rotate it, keep the old one on a second line.',
			hint: 'Make up a user:password, and enter the same in Chargebee as basic authentication of the webhook',
		}),
		urlTokensField(),
		{
			displayName: 'Site',
			name: 'site',
			type: 'string',
			default: '',
			placeholder: 'e.g. acme-test',
			description:
				'The part of your Chargebee address before .chargebee.com. Events do not say which site they are from, so a site ending in -test sets liveMode of the items to false.',
		},
		{
			displayName: 'Time Zone',
			name: 'timeZone',
			type: 'string',
			default: '',
			placeholder: 'e.g. Europe/Berlin',
			description:
				"Chargebee sends points in time, but prints dates in the site's time zone on the invoice. Needed for the right date if an event does not name the time zone; empty means UTC.",
			hint: 'In Chargebee: Settings > Configure Chargebee > Business Profile > Time Zone',
		},
		apiFieldsNotice('to fetch details and documents, to list invoices, and for automatic registration'),
		apiKeyField({
			description:
				'A read-only key is enough for details and documents; automatic registration needs a full-access key',
			hint: 'In Chargebee: Settings > Configure Chargebee > API Keys and Webhooks > API Keys',
		}),
		apiUrlField({
			placeholder: 'e.g. https://acme-test.chargebee.com/api/v2',
			description:
				'Leave empty unless you use a test system of your own. It then replaces the site, and the API key is sent to it.',
		}),
	];

	authenticate = authenticateWith({
		properties: this.properties,
		apiNeeds: 'Site and API Key',
		origins: apiUrlOf,
		headers: ({ apiKey }) => {
			const login = Buffer.from(`${String(apiKey ?? '').trim()}:`, 'utf8').toString('base64');
			return { Authorization: `Basic ${login}` };
		},
	});

	test = credentialTest({
		provider: 'Chargebee',
		baseURL:
			'($credentials.apiUrl ?? "").trim() || "https://" + ($credentials.site ?? "").trim().toLowerCase() + ".chargebee.com/api/v2"',
		url: '"/events?limit=1"',
		messages: {
			401: 'Chargebee rejected the API key. Check that it belongs to the site. Receiving webhooks works without it; details, documents and automatic registration need it.',
			403: 'The API key may not read events. Create a read-only or full-access key in Chargebee; a publishable key is not enough.',
		},
	});
}
