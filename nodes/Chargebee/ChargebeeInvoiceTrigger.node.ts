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
		description: 'Starts the workflow when an invoice or a credit note is made or changed in Chargebee',
		eventTriggerDescription: 'Waiting for Chargebee to send an invoice',
		properties: [
			authenticationField(
				'Chargebee',
				[
					{
						name: 'Basic Auth',
						value: 'basicAuth',
						description:
							'Chargebee sends a user and a password that you chose for the webhook. They do not cover what it says: switch on Fetch Details to have the figures from Chargebee itself.',
					},
					urlTokenMethod(),
				],
				'basicAuth',
			),
			registrationField('Chargebee', {
				automatic:
					'Activating the workflow creates one webhook by the API, deactivating removes it. Chargebee permits five webhooks for a site.',
				manual: 'You register the URL in Chargebee',
			}),
			setupNotice(
				'basicAuthNotice',
				{ authentication: ['basicAuth'], registration: ['manual'] },
				'To go live:<ul><li>Invent a user name and a long password, and write them into Basic Auth Logins of the credential as user:password.</li><li>In Chargebee open Settings > Configure Chargebee > API Keys and Webhooks > Webhooks, and click Add Webhook.</li><li>Enter a name, and as Webhook URL the Production URL: click Webhook URLs at the top of this panel. It must begin with https.</li><li>Switch on Protect webhook URL with basic authentication, and enter the same user and password.</li><li>Choose API version V2 and the events that you choose here, and save.</li><li>Publish this workflow.</li></ul>',
			),
			setupNotice(
				'urlTokenNotice',
				{ authentication: ['urlToken'], registration: ['manual'] },
				'To go live:<ul><li>Copy the Production URL (click Webhook URLs at the top of this panel). At its end add ?token= and a token from URL Tokens of the credential. It must begin with https.</li><li>In Chargebee open Settings > Configure Chargebee > API Keys and Webhooks > Webhooks, and click Add Webhook.</li><li>Enter a name, and that address as Webhook URL.</li><li>Choose API version V2 and the events that you choose here, and save.</li><li>Publish this workflow.</li></ul>',
			),
			setupNotice(
				'automaticNotice',
				{ registration: ['automatic'] },
				'To receive invoices, publish this workflow: that makes the webhook in Chargebee. It gets the first line of the logins or tokens in the credential. After you have changed that line, unpublish and publish the workflow.',
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
