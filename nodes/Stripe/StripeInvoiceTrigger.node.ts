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
import { eventOptions } from './eventOptions';
import { stripe } from './provider';

export class StripeInvoiceTrigger implements INodeType {
	description: INodeTypeDescription = {
		...invoiceTrigger(stripe),
		displayName: 'Stripe Invoice Trigger',
		name: 'stripeInvoiceTrigger',
		icon: { light: 'file:stripe.svg', dark: 'file:stripe.dark.svg' },
		subtitle: EVENTS_SUBTITLE,
		description: 'Starts the workflow when Stripe issues an invoice or a credit note, or an invoice is paid',
		eventTriggerDescription: 'Waiting for Stripe to issue an invoice',
		properties: [
			authenticationField(
				'Stripe',
				[
					{
						name: 'Signature',
						value: 'signature',
						description: 'Stripe signs every event. The safest choice.',
					},
					urlTokenMethod(),
				],
				'signature',
			),
			registrationField('Stripe', {
				automatic:
					'Activating the workflow creates the webhook through the Stripe API; deactivating removes it. The node stores the signing secret that Stripe creates, encrypted.',
				manual: 'You register the URL in Stripe',
			}),
			setupNotice(
				'signatureNotice',
				{ authentication: ['signature'], registration: ['manual'] },
				'To go live:<ul><li>In Stripe open Workbench > Webhooks, and click Add destination.</li><li>Select the same events as here, then Webhook endpoint.</li><li>As Endpoint URL enter the Production URL: click Webhook URLs at the top of this panel.</li><li>Copy the Signing secret of the destination into Signing Secrets in the credential.</li><li>Publish this workflow.</li></ul>',
			),
			setupNotice(
				'urlTokenNotice',
				{ authentication: ['urlToken'], registration: ['manual'] },
				'To go live:<ul><li>Copy the Production URL (click Webhook URLs at the top of this panel). Append ?token= and a token from URL Tokens in the credential.</li><li>In Stripe open Workbench > Webhooks, and click Add destination.</li><li>Select the same events as here, then Webhook endpoint.</li><li>As Endpoint URL enter that address.</li><li>Publish this workflow.</li></ul>',
			),
			setupNotice(
				'automaticNotice',
				{ registration: ['automatic'] },
				'To receive invoices, publish this workflow: that creates the webhook in Stripe. The API key of the credential must be allowed to write Webhook Endpoints. After changing the API key or the first line of URL Tokens, unpublish the workflow and publish it again.',
			),
			eventsField(eventOptions, ['invoice.finalized', 'credit_note.created']),
			triggerOptions({ signedTime: true, details: true, document: true }),
		],
	};

	webhookMethods = registration(stripe);

	webhook = webhookOf(stripe);

	execute = executeOf(stripe);
}
