import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { checkedOriginsOf, PRODUCTION_URL, UAT_URL } from '../nodes/Riverty/environment';
import { authenticateWith } from '../nodes/shared/api/credential/authenticateWith';
import { credentialTest } from '../nodes/shared/api/credential/credentialTest';
import { apiFieldsNotice, apiKeyField, urlTokensField } from '../nodes/shared/api/credential/fields';

export class RivertyApi implements ICredentialType {
	name = 'rivertyApi';

	displayName = 'Riverty API';

	documentationUrl =
		'https://github.com/n8n-nodes-invoices/n8n-nodes-invoices/blob/main/docs/providers/riverty.md';

	icon = {
		light: 'file:../nodes/Riverty/riverty.svg',
		dark: 'file:../nodes/Riverty/riverty.dark.svg',
	} as const;

	restrictToSupportedNodes = true as const;

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Production', value: PRODUCTION_URL },
				{ name: 'Test (UAT)', value: UAT_URL },
			],
			default: PRODUCTION_URL,
			description:
				'Which of the two systems of Riverty Accounting as a Service to use: each has its own keys',
		},
		urlTokensField(
			'Authenticates webhooks: Riverty does not sign them, so only this keeps forged invoices out.',
		),
		apiFieldsNotice('to download documents and to register the URL automatically'),
		apiKeyField({
			displayName: 'Subscription Key',
			description:
				'Give it to your contact at Riverty to have it attached to your configuration. The test of this credential detects only a rejected key: any other response passes.',
			hint: 'Sign up in the API Explorer of the environment, and copy the primary or the secondary key',
		}),
		{
			displayName: 'Document Base URL',
			name: 'documentBaseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://documents.example.com/sap/opu/odata/sap/z_knox_extern_srv',
			description:
				'For documents whose address Riverty gives only in part; ask your contact at Riverty. Starts with https:// and ends before /FileSet. The subscription key is sent to its host.',
		},
		{
			displayName: 'Extra Document Host',
			name: 'documentHost',
			type: 'string',
			default: '',
			placeholder: 'e.g. documents.example.com',
			description:
				"Another Riverty host to download documents from. The subscription key is sent to it, so enter only a host that you know is Riverty's.",
		},
	];

	authenticate = authenticateWith({
		properties: this.properties,
		apiNeeds: 'Subscription Key',
		origins: checkedOriginsOf,
		headers: ({ apiKey }) => ({ 'X-Subscription-Key': String(apiKey ?? '').trim() }),
	});

	/** No call without side effects is documented: only a rejection is conclusive, so any other response passes. */
	test = credentialTest({
		provider: 'Riverty',
		baseURL: '$credentials.environment',
		url: '"/administration/v1/notification-callbacks"',
		failsOnlyOn: [401, 403],
		messages: {
			401: 'Riverty rejected the subscription key. Receiving webhooks works without it; automatic registration and downloads need it.',
			403: 'Riverty rejected the subscription key. Check that it belongs to the chosen environment and that your contact at Riverty has attached it to your configuration.',
		},
	});
}
