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
import { scayle } from './provider';

export class ScayleInvoiceTrigger implements INodeType {
	description: INodeTypeDescription = {
		...invoiceTrigger(scayle),
		displayName: 'SCAYLE Invoice Trigger',
		name: 'scayleInvoiceTrigger',
		icon: { light: 'file:scayle.svg', dark: 'file:scayle.dark.svg' },
		subtitle: EVENTS_SUBTITLE,
		description: 'Starts the workflow when SCAYLE issues an invoice or a corrective invoice',
		eventTriggerDescription: 'Waiting for SCAYLE to issue an invoice',
		properties: [
			authenticationField(
				'SCAYLE',
				[
					{
						name: 'Basic Auth',
						value: 'basicAuth',
						description: 'SCAYLE sends the user name and password that you chose for the webhook',
					},
					urlTokenMethod(),
				],
				'basicAuth',
			),
			registrationField('SCAYLE', {
				automatic:
					'Activating the workflow creates one webhook per event through the Admin API; deactivating removes them. The API key needs permission for webhook subscriptions.',
				manual: 'You register the URL in the SCAYLE Panel',
			}),
			setupNotice(
				'basicAuthNotice',
				{ authentication: ['basicAuth'], registration: ['manual'] },
				'To go live:<ul><li>Make up a user name and a password, and enter them under Basic Auth Logins in the credential as user:password.</li><li>In the SCAYLE Panel open Shops > your shop > Storefront > Checkout Settings > Admin Webhooks, and click Add Webhook.</li><li>Under Authentication enter the same user name and password.</li><li>As URL enter the Production URL: click Webhook URLs at the top of this panel.</li><li>Choose the event type, and save. Each event needs its own webhook: repeat this for every event selected here.</li><li>Publish this workflow.</li></ul>',
			),
			setupNotice(
				'urlTokenNotice',
				{ authentication: ['urlToken'], registration: ['manual'] },
				'To go live:<ul><li>Copy the Production URL (click Webhook URLs at the top of this panel). Append ?token= and a token from URL Tokens in the credential.</li><li>In the SCAYLE Panel open Shops > your shop > Storefront > Checkout Settings > Admin Webhooks, and click Add Webhook.</li><li>As URL enter that address.</li><li>Choose the event type, and save. Each event needs its own webhook: repeat this for every event selected here.</li><li>Publish this workflow.</li></ul>',
			),
			setupNotice(
				'automaticNotice',
				{ registration: ['automatic'] },
				'To receive invoices, publish this workflow: that creates the webhooks in SCAYLE, for all shops and countries of the tenant, with the first line of the logins or tokens in the credential. After changing that line, unpublish the workflow and publish it again.',
			),
			eventsField(
				[
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
				['order-invoiced', 'order-partially-invoiced', 'order-corrective-invoiced'],
			),
			triggerOptions({ signedTime: false, details: true, document: true }),
		],
	};

	webhookMethods = registration(scayle);

	webhook = webhookOf(scayle);

	execute = executeOf(scayle);
}
