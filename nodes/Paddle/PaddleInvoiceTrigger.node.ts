import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import {
	authenticationField,
	eventsField,
	registrationField,
	setupNotice,
	urlTokenMethod,
} from '../shared/trigger/description/fields';
import { EVENTS_SUBTITLE, invoiceTrigger } from '../shared/trigger/description/invoiceTrigger';
import { executeOf } from '../shared/trigger/emit';
import { webhookOf } from '../shared/trigger/receive';
import { registration } from '../shared/trigger/registration/registration';
import { triggerOptions } from '../shared/trigger/description/options';
import { paddle } from './provider';

export class PaddleInvoiceTrigger implements INodeType {
	description: INodeTypeDescription = {
		...invoiceTrigger(paddle),
		displayName: 'Paddle Invoice Trigger',
		name: 'paddleInvoiceTrigger',
		icon: { light: 'file:paddle.svg', dark: 'file:paddle.dark.svg' },
		subtitle: EVENTS_SUBTITLE,
		description: 'Starts the workflow when Paddle Billing issues, completes or adjusts an invoice',
		eventTriggerDescription: 'Waiting for Paddle to send an invoice',
		properties: [
			authenticationField(
				'Paddle',
				[
					{
						name: 'Signature',
						value: 'signature',
						description:
							'Paddle signs every notification. The safest choice; the secret key is shown once you have added the destination.',
					},
					urlTokenMethod(),
				],
				'signature',
			),
			registrationField('Paddle', {
				automatic:
					'Activating the workflow adds the destination through the Paddle API and stores the secret key that Paddle creates; deactivating removes it',
				manual: 'You add the destination in Paddle',
			}),
			setupNotice(
				'signatureNotice',
				{ authentication: ['signature'], registration: ['manual'] },
				'To go live:<ul><li>In Paddle open Developer tools > Notifications, and click New destination.</li><li>Choose webhook as type, and as URL enter the Production URL: click Webhook URLs at the top of this panel. It must begin with https.</li><li>Choose the events selected here, and save.</li><li>Open Edit destination, and copy the secret key into Signing Secrets in the credential.</li><li>Publish this workflow.</li></ul>Up to ten destinations can be active, each with any number of events.',
			),
			setupNotice(
				'urlTokenNotice',
				{ authentication: ['urlToken'], registration: ['manual'] },
				'To go live:<ul><li>Copy the Production URL (click Webhook URLs at the top of this panel). Append ?token= and a token from URL Tokens in the credential. It must begin with https.</li><li>In Paddle open Developer tools > Notifications, and click New destination.</li><li>Choose webhook as type, enter that address as URL, choose the events selected here, and save.</li><li>Publish this workflow.</li></ul>Up to ten destinations can be active, each with any number of events.',
			),
			setupNotice(
				'automaticNotice',
				{ registration: ['automatic'] },
				'To receive invoices, publish this workflow: that adds the destination in Paddle. The API key of the credential must be allowed to write notification settings. After changing the API key or the first line of URL Tokens, unpublish the workflow and publish it again.',
			),
			eventsField(
				[
					{
						name: 'Adjustment Created',
						value: 'adjustment.created',
						description: 'A credit, a refund or a chargeback; most refunds are still awaiting approval',
					},
					{
						name: 'Adjustment Updated',
						value: 'adjustment.updated',
						description: 'Paddle has approved or rejected a refund, or an adjustment was reversed',
					},
					{
						name: 'Transaction Billed',
						value: 'transaction.billed',
						description:
							'An invoice that the customer pays manually was issued; its number follows a moment later',
					},
					{ name: 'Transaction Canceled', value: 'transaction.canceled' },
					{
						name: 'Transaction Completed',
						value: 'transaction.completed',
						description: 'Paid and processed: number, fees and earnings are there',
					},
					{
						name: 'Transaction Created',
						value: 'transaction.created',
						description: 'A draft, such as an opened checkout; not an invoice',
					},
					{
						name: 'Transaction Paid',
						value: 'transaction.paid',
						description: 'Paid but not yet processed; Completed follows',
					},
					{
						name: 'Transaction Past Due',
						value: 'transaction.past_due',
						description: 'A payment failed, or an invoice was not paid in time',
					},
					{ name: 'Transaction Payment Failed', value: 'transaction.payment_failed' },
					{
						name: 'Transaction Ready',
						value: 'transaction.ready',
						description: 'A complete draft that can be billed or paid',
					},
					{
						name: 'Transaction Revised',
						value: 'transaction.revised',
						description: "The customer's name, address or tax number was corrected",
					},
					{
						name: 'Transaction Updated',
						value: 'transaction.updated',
						description: 'Sent after many changes, also to drafts; brings the number after Billed',
					},
				],
				['transaction.completed', 'transaction.billed', 'adjustment.created', 'adjustment.updated'],
			),
			triggerOptions({
				signedTime: true,
				details: true,
				document: true,
				ipAllowList: {
					placeholder: 'e.g. 34.232.58.13, 34.195.105.136',
					hint: "Paddle's addresses are listed in the documentation of this trigger",
				},
			}),
		],
	};

	webhookMethods = registration(paddle);

	webhook = webhookOf(paddle);

	execute = executeOf(paddle);
}
