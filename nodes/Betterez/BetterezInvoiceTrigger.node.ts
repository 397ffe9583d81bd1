import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
} from 'n8n-workflow';
import { emit } from '../shared/emit';
import { receive } from '../shared/receive';
import { registration } from '../shared/registration';
import { triggerOptions } from '../shared/triggerOptions';
import { triggerPanel } from '../shared/triggerPanel';
import { betterez } from './provider';

export class BetterezInvoiceTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Betterez Invoice Trigger',
		name: 'betterezInvoiceTrigger',
		icon: { light: 'file:betterez.svg', dark: 'file:betterez.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["events"].length === 1 ? $parameter["events"][0] : $parameter["events"].length + " events" }}',
		description:
			'Starts the workflow when Betterez has an invoice certified, and gives it in one normal form',
		eventTriggerDescription: 'Waiting for Betterez to issue an invoice',
		activationMessage: 'Your workflow now receives the invoices of Betterez.',
		defaults: { name: 'Betterez Invoice Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'betterezApi', required: true }],
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
		triggerPanel: triggerPanel('Betterez'),
		properties: [
			{
				displayName: 'Authentication',
				name: 'authentication',
				type: 'options',
				options: [
					{
						name: 'Signature',
						value: 'signature',
						description:
							'Betterez signs every event with the private key of the application betterez-webhooks',
					},
					{
						name: 'URL Token',
						value: 'urlToken',
						description:
							'The URL that you register ends with a secret. Choose it if signed events are refused although the key is right: Betterez does not publish every detail of its signature.',
					},
				],
				default: 'signature',
				description:
					'How an event proves that it comes from Betterez. The secrets for it stand in the credential.',
			},
			{
				displayName:
					'Webhooks are an extra of Betterez: ask their sales team to switch them on for your account. 1. In the Betterez back office open Admin > Integrations > Webhooks, tab Subscriptions, and click + Add New. 2. As URL enter the Production URL above. Under Events choose Let me choose and tick invoices.created and invoices.updated. Click Create subscription. 3. Open Admin > Integrations > Applications, application betterez-webhooks, and copy its private key into Signing Secrets of the credential. An event that could not be delivered waits under Webhook undeliverables; there you can send it again.',
				name: 'signatureNotice',
				type: 'notice',
				displayOptions: { show: { authentication: ['signature'] } },
				default: '',
			},
			{
				displayName:
					'Webhooks are an extra of Betterez: ask their sales team to switch them on for your account. 1. Copy the Production URL above and add ?token= and a token from URL Tokens of the credential at its end. 2. In the Betterez back office open Admin > Integrations > Webhooks, tab Subscriptions, and click + Add New. 3. As URL enter that address. Under Events choose Let me choose and tick invoices.created and invoices.updated. Click Create subscription. An event that could not be delivered waits under Webhook undeliverables; there you can send it again.',
				name: 'urlTokenNotice',
				type: 'notice',
				displayOptions: { show: { authentication: ['urlToken'] } },
				default: '',
			},
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				required: true,
				options: [
					{
						name: 'Invoice Created',
						value: 'invoices.created',
						description: 'A fiscal document came into being, the first time or after a retry',
					},
					{
						name: 'Invoice Updated',
						value: 'invoices.updated',
						description: 'The certifier changed a document, or a retry of an existing one succeeded',
					},
				],
				default: ['invoices.created', 'invoices.updated'],
				description: 'What to receive. Other events are acknowledged and ignored.',
			},
			triggerOptions({ signedTime: true, details: false, document: true }),
		],
	};

	webhookMethods = registration(betterez);

	async webhook(this: IWebhookFunctions) {
		return await receive.call(this, betterez);
	}

	async execute(this: IExecuteFunctions) {
		return await emit.call(this, betterez);
	}
}
