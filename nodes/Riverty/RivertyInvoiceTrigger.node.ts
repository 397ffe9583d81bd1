import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { eventsField, registrationField, setupNotice } from '../shared/trigger/description/fields';
import { EVENTS_SUBTITLE, invoiceTrigger } from '../shared/trigger/description/invoiceTrigger';
import { executeOf } from '../shared/trigger/emit';
import { webhookOf } from '../shared/trigger/receive';
import { registration } from '../shared/trigger/registration/registration';
import { triggerOptions } from '../shared/trigger/description/options';
import { riverty } from './provider';

export class RivertyInvoiceTrigger implements INodeType {
	description: INodeTypeDescription = {
		...invoiceTrigger(riverty),
		displayName: 'Riverty Invoice Trigger',
		name: 'rivertyInvoiceTrigger',
		icon: { light: 'file:riverty.svg', dark: 'file:riverty.dark.svg' },
		subtitle: EVENTS_SUBTITLE,
		description: 'Starts the workflow when Riverty (Accounting as a Service) issues an invoice',
		eventTriggerDescription: 'Waiting for Riverty to issue an invoice',
		activationMessage:
			'Your workflow can now receive the invoices of Riverty. Riverty sends nothing before its accounting team has activated each type: ask your contact there.',
		properties: [
			{
				// The only method that works for Riverty; the code shared by all triggers reads this field.
				displayName: 'Authentication',
				name: 'authentication',
				type: 'hidden',
				default: 'urlToken',
			},
			registrationField('Riverty', {
				automatic:
					'Activating the workflow registers the URL by the Riverty API. Riverty may not let the node remove it again.',
				manual: 'You register the URL at Riverty',
			}),
			setupNotice(
				'manualNotice',
				{ registration: ['manual'] },
				'To go live:<ul><li>Copy the Production URL (click Webhook URLs at the top of this panel). At its end add ?token= and a token from URL Tokens of the credential.</li><li>Give that address to your contact at Riverty, as callback for the events that you choose here. (Or register it yourself with the call notification-callbacks of the Riverty API.)</li><li>Then ask the contact to have the accounting team activate each of these types, first in the test environment. A registered URL alone gets nothing.</li><li>Publish this workflow.</li></ul>',
			),
			setupNotice(
				'automaticNotice',
				{ registration: ['automatic'] },
				'To go live:<ul><li>Write a token into URL Tokens of the credential.</li><li>Give the subscription key of the credential to your contact at Riverty, so that it is attached to your configuration.</li><li>Publish this workflow: that registers the URL.</li><li>Then ask the contact to have the accounting team activate each type that you choose here, first in the test environment. A registered URL alone gets nothing.</li></ul>',
			),
			eventsField(
				[
					{
						name: 'Document Created',
						value: 'accounting/documentCreated',
						description:
							'A document (invoice, dunning letter or another) is in the archive; no amounts, only where it is',
					},
					{
						name: 'Invoice Created',
						value: 'accounting/invoiceCreated',
						description:
							'Riverty has made an invoice for an order; with a negative total it is a credit note',
					},
				],
				['accounting/invoiceCreated'],
			),
			triggerOptions({
				signedTime: false,
				details: false,
				document: true,
				ipAllowList: {
					placeholder: 'e.g. 20.103.56.175, 4.180.187.249, 20.76.134.255, 4.210.170.174',
					hint: 'Riverty calls from 20.103.56.175 and 4.180.187.249 (production), 20.76.134.255 and 4.210.170.174 (test)',
				},
			}),
		],
	};

	webhookMethods = registration(riverty);

	webhook = webhookOf(riverty);

	execute = executeOf(riverty);
}
