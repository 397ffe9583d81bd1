import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
} from 'n8n-workflow';
import { emit } from '../shared/trigger/emit';
import { receive } from '../shared/trigger/receive';
import { registration } from '../shared/trigger/registration';
import { triggerOptions } from '../shared/trigger/options';
import { triggerPanel } from '../shared/trigger/panel';
import { scayle } from './provider';

export class ScayleInvoiceTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SCAYLE Invoice Trigger',
		name: 'scayleInvoiceTrigger',
		icon: { light: 'file:scayle.svg', dark: 'file:scayle.dark.svg' },
		group: ['trigger'],
		// For each request of a node of version 1 n8n evaluates an expression, and starts a JavaScript engine for it.
		version: [1, 2],
		defaultVersion: 2,
		subtitle:
			'={{ $parameter["events"].length === 1 ? $parameter["events"][0] : $parameter["events"].length + " events" }}',
		description: 'Starts the workflow when SCAYLE issues an invoice or a corrective invoice',
		eventTriggerDescription: 'Waiting for SCAYLE to issue an invoice',
		activationMessage: 'Your workflow now receives the invoices of SCAYLE.',
		defaults: { name: 'SCAYLE Invoice Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'scayleApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'webhook',
				responseMode: 'onReceived',
				// Without this key n8n answers the literal text "firstEntryJson" and drops our answer.
				responseData: '',
			},
		],
		triggerPanel: triggerPanel('SCAYLE'),
		properties: [
			{
				displayName: 'Authentication',
				name: 'authentication',
				type: 'options',
				options: [
					{
						name: 'Basic Auth',
						value: 'basicAuth',
						description: 'SCAYLE sends a user and a password that you chose for the webhook',
					},
					{
						name: 'URL Token',
						value: 'urlToken',
						description: 'The URL that you register ends with a secret',
					},
				],
				default: 'basicAuth',
				description:
					'How an event proves that it comes from SCAYLE. The secrets for it stand in the credential.',
			},
			{
				displayName: 'Registration',
				name: 'registration',
				type: 'options',
				options: [
					{
						name: 'Automatic',
						value: 'automatic',
						description:
							'Activating the workflow creates one webhook for each event by the Admin API, deactivating removes them. The API key needs the permission for webhook subscriptions.',
					},
					{
						name: 'Manual',
						value: 'manual',
						description: 'You register the URL in the SCAYLE Panel',
					},
				],
				default: 'manual',
				description: 'Who tells SCAYLE the URL of this node',
			},
			{
				displayName:
					'To receive invoices:<ul><li>Invent a user name and a password, and write them into Basic Auth Logins of the credential as user:password.</li><li>In the SCAYLE Panel open Shops > your shop > Storefront > Checkout Settings > Admin Webhooks, and click Add Webhook.</li><li>Under Authentication enter the same user and password.</li><li>As URL enter the Production URL: click Webhook URLs at the top of this panel.</li><li>Choose the type of event, and save. Each event needs a webhook of its own: repeat this for every event that you choose here.</li><li>Publish this workflow.</li></ul>',
				name: 'basicAuthNotice',
				type: 'notice',
				displayOptions: { show: { authentication: ['basicAuth'], registration: ['manual'] } },
				default: '',
			},
			{
				displayName:
					'To receive invoices:<ul><li>Copy the Production URL (click Webhook URLs at the top of this panel). At its end add ?token= and a token from URL Tokens of the credential.</li><li>In the SCAYLE Panel open Shops > your shop > Storefront > Checkout Settings > Admin Webhooks, and click Add Webhook.</li><li>As URL enter that address.</li><li>Choose the type of event, and save. Each event needs a webhook of its own: repeat this for every event that you choose here.</li><li>Publish this workflow.</li></ul>',
				name: 'urlTokenNotice',
				type: 'notice',
				displayOptions: { show: { authentication: ['urlToken'], registration: ['manual'] } },
				default: '',
			},
			{
				displayName:
					'To receive invoices, publish this workflow: that makes the webhooks in SCAYLE, for all shops and countries of the tenant. They get the first line of the logins or tokens in the credential. After you have changed that line, unpublish and publish the workflow.',
				name: 'automaticNotice',
				type: 'notice',
				displayOptions: { show: { registration: ['automatic'] } },
				default: '',
			},
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				required: true,
				options: [
					{
						name: 'Corrective Invoice Issued',
						value: 'order-corrective-invoiced',
						description: 'After a return, or for items that could not be shipped',
					},
					{
						name: 'Invoice Issued',
						value: 'order-invoiced',
						description: 'The complete invoice, normally once all packages have been shipped',
					},
					{
						name: 'Partial Invoice Issued',
						value: 'order-partially-invoiced',
						description: 'Some of the items were invoiced',
					},
				],
				default: ['order-invoiced', 'order-partially-invoiced', 'order-corrective-invoiced'],
				description: 'What to receive. Other events are acknowledged and ignored.',
			},
			triggerOptions({ signedTime: false, details: true, document: true }),
		],
	};

	webhookMethods = registration(scayle);

	async webhook(this: IWebhookFunctions) {
		return await receive.call(this, scayle);
	}

	async execute(this: IExecuteFunctions) {
		return await emit.call(this, scayle);
	}
}
