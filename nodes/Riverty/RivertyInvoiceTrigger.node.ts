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
			'Your workflow can now receive invoices from Riverty. Riverty sends nothing until its accounting team has activated each event type: ask your contact there.',
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
					'Activating the workflow registers the URL through the Riverty API. Riverty may not let the node remove it again.',
				manual: 'You register the URL with Riverty',
			}),
			setupNotice(
				'manualNotice',
				{ registration: ['manual'] },
				'To go live:<ul><li>Copy the Production URL (click Webhook URLs at the top of this panel). Append ?token= and a token from URL Tokens in the credential.</li><li>Give that address to your contact at Riverty, as the callback for the events selected here. (Or register it yourself with notification-callbacks in the Riverty API.)</li><li>Then ask your contact to have the accounting team activate each of these types, first in the test environment. A registered URL alone receives nothing.</li><li>Publish this workflow.</li></ul>',
			),
			setupNotice(
				'automaticNotice',
				{ registration: ['automatic'] },
				'To go live:<ul><li>Enter a token under URL Tokens in the credential.</li><li>Give the subscription key of the credential to your contact at Riverty, so that it is attached to your configuration.</li><li>Publish this workflow: that registers the URL.</li><li>Then ask your contact to have the accounting team activate each type selected here, first in the test environment. A registered URL alone receives nothing.</li></ul>',
			),
			eventsField(
				[
					{
						name: 'Document Created',
						value: 'accounting/documentCreated',
						description:
							'A document (invoice, dunning letter or other) was archived; carries its location but no amounts',
					},
					{
						name: 'Invoice Created',
						value: 'accounting/invoiceCreated',
						description: 'Riverty created an invoice for an order; a negative total makes it a credit note',
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
