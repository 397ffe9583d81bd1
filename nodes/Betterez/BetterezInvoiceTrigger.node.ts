import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import {
	authenticationField,
	eventsField,
	setupNotice,
	urlTokenMethod,
} from '../shared/trigger/description/fields';
import { EVENTS_SUBTITLE, invoiceTrigger } from '../shared/trigger/description/invoiceTrigger';
import { executeOf } from '../shared/trigger/emit';
import { webhookOf } from '../shared/trigger/receive';
import { registration } from '../shared/trigger/registration/registration';
import { triggerOptions } from '../shared/trigger/description/options';
import { betterez } from './provider';

export class BetterezInvoiceTrigger implements INodeType {
	description: INodeTypeDescription = {
		...invoiceTrigger(betterez),
		displayName: 'Betterez Invoice Trigger',
		name: 'betterezInvoiceTrigger',
		icon: { light: 'file:betterez.svg', dark: 'file:betterez.dark.svg' },
		subtitle: EVENTS_SUBTITLE,
		description: 'Starts the workflow when Betterez issues or updates an invoice',
		eventTriggerDescription: 'Waiting for Betterez to issue an invoice',
		properties: [
			authenticationField(
				'Betterez',
				[
					{
						name: 'Signature',
						value: 'signature',
						description:
							'Betterez signs every event with the private key of the application betterez-webhooks',
					},
					urlTokenMethod(
						'The URL that you register ends with a secret. Choose this if signed events are rejected although the key is right: Betterez does not publish every detail of its signature.',
					),
				],
				'signature',
			),
			setupNotice(
				'signatureNotice',
				{ authentication: ['signature'] },
				'To go live:<ul><li>Webhooks are an extra at Betterez: ask their sales team to enable them for your account.</li><li>In the Betterez back office open Admin > Integrations > Webhooks, tab Subscriptions, and click + Add New.</li><li>As URL enter the Production URL: click Webhook URLs at the top of this panel.</li><li>Under Events choose Let me choose, tick the events selected here (invoices.created, invoices.updated), and click Create subscription.</li><li>Open Admin > Integrations > Applications, application betterez-webhooks, and copy its private key into Signing Secrets in the credential.</li><li>Publish this workflow.</li></ul>Events that could not be delivered wait in Betterez under Webhook undeliverables, where you can resend them.',
			),
			setupNotice(
				'urlTokenNotice',
				{ authentication: ['urlToken'] },
				'To go live:<ul><li>Webhooks are an extra at Betterez: ask their sales team to enable them for your account.</li><li>Copy the Production URL (click Webhook URLs at the top of this panel). Append ?token= and a token from URL Tokens in the credential.</li><li>In the Betterez back office open Admin > Integrations > Webhooks, tab Subscriptions, and click + Add New.</li><li>As URL enter that address.</li><li>Under Events choose Let me choose, tick the events selected here (invoices.created, invoices.updated), and click Create subscription.</li><li>Publish this workflow.</li></ul>Events that could not be delivered wait in Betterez under Webhook undeliverables, where you can resend them.',
			),
			eventsField(
				[
					{
						name: 'Invoice Created',
						value: 'invoices.created',
						description: 'A fiscal document was created, at once or after a retry',
					},
					{
						name: 'Invoice Updated',
						value: 'invoices.updated',
						description: 'The certifier changed a document, or a retry of an existing one succeeded',
					},
				],
				['invoices.created', 'invoices.updated'],
			),
			triggerOptions({ signedTime: true, details: false, document: true }),
		],
	};

	webhookMethods = registration(betterez);

	webhook = webhookOf(betterez);

	execute = executeOf(betterez);
}
