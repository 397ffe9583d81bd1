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
import { digitalRiver } from './provider';

export class DigitalRiverInvoiceTrigger implements INodeType {
	description: INodeTypeDescription = {
		...invoiceTrigger(digitalRiver),
		displayName: 'Digital River Invoice Trigger',
		name: 'digitalRiverInvoiceTrigger',
		icon: { light: 'file:digitalRiver.svg', dark: 'file:digitalRiver.dark.svg' },
		subtitle: EVENTS_SUBTITLE,
		description: 'Starts the workflow when Digital River issues an invoice or a credit memo',
		eventTriggerDescription: 'Waiting for Digital River to issue an invoice',
		properties: [
			authenticationField(
				'Digital River',
				[
					{
						name: 'Basic Auth',
						value: 'basicAuth',
						description: 'Digital River sends the user name and password that you entered for the webhook',
					},
					{
						name: 'Signature',
						value: 'signature',
						description:
							'Digital River signs every event. The safest choice; the secret is shown once you have registered the URL.',
					},
					urlTokenMethod(),
				],
				'signature',
			),
			registrationField(
				'Digital River',
				{
					automatic:
						'Activating the workflow creates the webhook through the Digital River API; deactivating removes it. Not available for the Commerce API.',
					manual: 'You register the URL in Digital River',
				},
				{ show: { authentication: ['basicAuth', 'urlToken'] } },
			),
			setupNotice(
				'signatureNotice',
				{ authentication: ['signature'] },
				'To go live:<ul><li>In Digital River open Dashboard > Webhooks, and click Create Webhook.</li><li>As Endpoint URL enter the Production URL: click Webhook URLs at the top of this panel.</li><li>Switch the webhook to Enabled, tick order.invoice.created and the other events selected here, and save.</li><li>Click Reveal Secret, and copy the secret into Signing Secrets in the credential.</li><li>Publish this workflow.</li></ul>With the Commerce API, ask your account manager to enable the Webhook Service. Then do the same under Global Commerce > Administration > Webhook Service > Create Webhook.',
			),
			setupNotice(
				'basicAuthNotice',
				{ authentication: ['basicAuth'], registration: ['manual'] },
				'To go live:<ul><li>Make up a user name and a password, and enter them under Basic Auth Logins in the credential as user:password.</li><li>In Digital River open Dashboard > Webhooks (in Global Commerce Administration > Webhook Service), and click Create Webhook.</li><li>As Endpoint URL enter the Production URL: click Webhook URLs at the top of this panel.</li><li>Enter the same user name and password, switch the webhook to Enabled, tick the events selected here, and save.</li><li>Publish this workflow.</li></ul>',
			),
			setupNotice(
				'urlTokenNotice',
				{ authentication: ['urlToken'], registration: ['manual'] },
				'To go live:<ul><li>Copy the Production URL (click Webhook URLs at the top of this panel). Append ?token= and a token from URL Tokens in the credential.</li><li>In Digital River open Dashboard > Webhooks (in Global Commerce Administration > Webhook Service), and click Create Webhook.</li><li>As Endpoint URL enter that address, switch the webhook to Enabled, tick the events selected here, and save.</li><li>Publish this workflow.</li></ul>',
			),
			setupNotice(
				'automaticNotice',
				{ authentication: ['basicAuth', 'urlToken'], registration: ['automatic'] },
				'To receive invoices, publish this workflow: that creates the webhook in Digital River, with the first line of the logins or tokens in the credential. After changing that line, unpublish the workflow and publish it again.',
			),
			eventsField(
				[
					{
						name: 'Credit Memo Created',
						value: 'order.credit_memo.created',
						description: 'The PDF of a credit memo is ready',
					},
					{
						name: 'Invoice Created',
						value: 'order.invoice.created',
						description: 'The PDF of an invoice is ready',
					},
					{
						name: 'Subscription Invoice: Created',
						value: 'invoice.created',
						description: 'Invoices resource of subscription billing, Digital River API only',
					},
					{
						name: 'Subscription Invoice: Opened',
						value: 'invoice.open',
						description: 'The invoice can now be paid',
					},
					{ name: 'Subscription Invoice: Paid', value: 'invoice.paid' },
					{ name: 'Subscription Invoice: Payment Failed', value: 'invoice.payment_failed' },
					{
						name: 'Subscription Invoice: Uncollectible',
						value: 'invoice.uncollectible',
						description: 'Payment is no longer expected',
					},
					{
						name: 'Subscription Invoice: Updated',
						value: 'invoice.updated',
						description: 'Sent in addition to the more specific event for the same change',
					},
					{ name: 'Subscription Invoice: Void', value: 'invoice.void' },
				],
				['order.invoice.created', 'order.credit_memo.created'],
			),
			triggerOptions({ signedTime: true, details: true, document: true }),
		],
	};

	webhookMethods = registration(digitalRiver);

	webhook = webhookOf(digitalRiver);

	execute = executeOf(digitalRiver);
}
