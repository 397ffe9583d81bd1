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
import { EVENT_OPTIONS } from './events';
import { chargebee } from './provider';

export class ChargebeeInvoiceTrigger implements INodeType {
	description: INodeTypeDescription = {
		...invoiceTrigger(chargebee),
		displayName: 'Chargebee Invoice Trigger',
		name: 'chargebeeInvoiceTrigger',
		icon: { light: 'file:chargebee.svg', dark: 'file:chargebee.dark.svg' },
		subtitle: EVENTS_SUBTITLE,
		description: 'Starts the workflow when an invoice or a credit note is created or changed in Chargebee',
		eventTriggerDescription: 'Waiting for Chargebee to send an invoice',
		properties: [
			authenticationField(
				'Chargebee',
				[
					{
						name: 'Basic Auth',
						value: 'basicAuth',
						description:
							'Chargebee sends the user name and password that you chose for the webhook. They do not protect its content: switch on Fetch Details to get the figures from Chargebee itself.',
					},
					urlTokenMethod(),
				],
				'basicAuth',
			),
			registrationField('Chargebee', {
				automatic:
					'Activating the workflow creates one webhook through the API; deactivating removes it. Chargebee allows five webhooks per site.',
				manual: 'You register the URL in Chargebee',
			}),
			setupNotice(
				'basicAuthNotice',
				{ authentication: ['basicAuth'], registration: ['manual'] },
				'To go live:<ul><li>Make up a user name and a long password, and enter them under Basic Auth Logins in the credential as user:password.</li><li>In Chargebee open Settings > Configure Chargebee > API Keys and Webhooks > Webhooks, and click Add Webhook.</li><li>Enter a name, and as Webhook URL the Production URL: click Webhook URLs at the top of this panel. It must begin with https.</li><li>Switch on Protect webhook URL with basic authentication, and enter the same user name and password.</li><li>Choose API version V2 and the events selected here, and save.</li><li>Publish this workflow.</li></ul>',
			),
			setupNotice(
				'urlTokenNotice',
				{ authentication: ['urlToken'], registration: ['manual'] },
				'To go live:<ul><li>Copy the Production URL (click Webhook URLs at the top of this panel). Append ?token= and a token from URL Tokens in the credential. It must begin with https.</li><li>In Chargebee open Settings > Configure Chargebee > API Keys and Webhooks > Webhooks, and click Add Webhook.</li><li>Enter a name, and that address as Webhook URL.</li><li>Choose API version V2 and the events selected here, and save.</li><li>Publish this workflow.</li></ul>',
			),
			setupNotice(
				'automaticNotice',
				{ registration: ['automatic'] },
				'To receive invoices, publish this workflow: that creates the webhook in Chargebee, with the first line of the logins or tokens in the credential. After changing that line, unpublish the workflow and publish it again.',
			),
			eventsField(EVENT_OPTIONS, [
				'invoice_generated',
				'invoice_generated_with_backdating',
				'credit_note_created',
				'credit_note_created_with_backdating',
			]),
			triggerOptions({ signedTime: false, details: true, document: true }),
		],
	};

	webhookMethods = registration(chargebee);

	webhook = webhookOf(chargebee);

	execute = executeOf(chargebee);
}
