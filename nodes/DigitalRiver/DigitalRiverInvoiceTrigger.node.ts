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
import { digitalRiver } from './provider';

export class DigitalRiverInvoiceTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Digital River Invoice Trigger',
		name: 'digitalRiverInvoiceTrigger',
		icon: { light: 'file:digitalRiver.svg', dark: 'file:digitalRiver.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["events"].length === 1 ? $parameter["events"][0] : $parameter["events"].length + " events" }}',
		description:
			'Starts the workflow when Digital River issues an invoice or a credit memo, and gives it in one normal form',
		eventTriggerDescription: 'Waiting for Digital River to issue an invoice',
		activationMessage: 'Your workflow now receives the invoices of Digital River.',
		defaults: { name: 'Digital River Invoice Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'digitalRiverApi', required: true }],
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
		triggerPanel: triggerPanel('Digital River'),
		properties: [
			{
				displayName: 'Authentication',
				name: 'authentication',
				type: 'options',
				options: [
					{
						name: 'Basic Auth',
						value: 'basicAuth',
						description: 'Digital River sends a user and a password that you typed for the webhook',
					},
					{
						name: 'Signature',
						value: 'signature',
						description:
							'Digital River signs every event. The safest way; the secret is shown after you have registered the URL.',
					},
					{
						name: 'URL Token',
						value: 'urlToken',
						description: 'The URL that you register ends with a secret',
					},
				],
				default: 'signature',
				description:
					'How an event proves that it comes from Digital River. The secrets for it stand in the credential.',
			},
			{
				displayName: 'Registration',
				name: 'registration',
				type: 'options',
				displayOptions: { show: { authentication: ['basicAuth', 'urlToken'] } },
				options: [
					{
						name: 'Automatic',
						value: 'automatic',
						description:
							'Activating the workflow creates the webhook by the Digital River API, deactivating removes it. Not for the Commerce API.',
					},
					{
						name: 'Manual',
						value: 'manual',
						description: 'You register the URL in Digital River',
					},
				],
				default: 'manual',
				description: 'Who tells Digital River the URL of this node',
			},
			{
				displayName:
					'Digital River API: Dashboard > Webhooks > Create Webhook. Switch it to Enabled, enter the Production URL above as Endpoint URL, tick order.invoice.created and the other events that you chose here, and save. Then click Reveal Secret, and copy the secret into the credential.',
				name: 'signatureNotice',
				type: 'notice',
				displayOptions: { show: { authentication: ['signature'] } },
				default: '',
			},
			{
				displayName:
					'Commerce API: ask your account manager to enable the Webhook Service. Then Global Commerce > Administration > Webhook Service > Create Webhook, the same way.',
				name: 'commerceSignatureNotice',
				type: 'notice',
				displayOptions: { show: { authentication: ['signature'] } },
				default: '',
			},
			{
				displayName:
					'Register the Production URL above in Digital River (Dashboard > Webhooks > Create Webhook; in Global Commerce Administration > Webhook Service), enabled, with the events that you chose here, and with a user name and password. Copy these into Basic Auth Logins of the credential as user:password.',
				name: 'basicAuthNotice',
				type: 'notice',
				displayOptions: { show: { authentication: ['basicAuth'], registration: ['manual'] } },
				default: '',
			},
			{
				displayName:
					'Copy the Production URL above, add ?token= and a token from URL Tokens of the credential at its end, and register that in Digital River (Dashboard > Webhooks > Create Webhook; in Global Commerce Administration > Webhook Service), enabled, with the events that you chose here.',
				name: 'urlTokenNotice',
				type: 'notice',
				displayOptions: { show: { authentication: ['urlToken'], registration: ['manual'] } },
				default: '',
			},
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				required: true,
				options: [
					{
						name: 'Credit Memo Created',
						value: 'order.credit_memo.created',
						description: 'The PDF of a credit memo exists',
					},
					{
						name: 'Invoice Created',
						value: 'order.invoice.created',
						description: 'The PDF of an invoice exists',
					},
					{
						name: 'Subscription Invoice: Created',
						value: 'invoice.created',
						description: 'Invoices resource of subscription billing, Digital River API only',
					},
					{ name: 'Subscription Invoice: Opened', value: 'invoice.open', description: 'It can be paid now' },
					{ name: 'Subscription Invoice: Paid', value: 'invoice.paid' },
					{ name: 'Subscription Invoice: Payment Failed', value: 'invoice.payment_failed' },
					{
						name: 'Subscription Invoice: Uncollectible',
						value: 'invoice.uncollectible',
						description: 'It is given up',
					},
					{
						name: 'Subscription Invoice: Updated',
						value: 'invoice.updated',
						description: 'Sent besides the more special event of the same change',
					},
					{ name: 'Subscription Invoice: Void', value: 'invoice.void' },
				],
				default: ['order.invoice.created', 'order.credit_memo.created'],
				description: 'What to receive. Other events are acknowledged and ignored.',
			},
			triggerOptions({ signedTime: true, details: true, document: true }),
		],
	};

	webhookMethods = registration(digitalRiver);

	async webhook(this: IWebhookFunctions) {
		return await receive.call(this, digitalRiver);
	}

	async execute(this: IExecuteFunctions) {
		return await emit.call(this, digitalRiver);
	}
}
