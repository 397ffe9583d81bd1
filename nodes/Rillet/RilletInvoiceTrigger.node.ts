import type { INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';
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
import { rillet } from './provider';

const SIGNED_TEXT: INodeProperties = {
	displayName: 'Signed Text',
	name: 'signedText',
	type: 'options',
	displayOptions: { show: { '/authentication': ['signature'] } },
	options: [
		{
			name: 'As in the Guide',
			value: 'guide',
			description: 'Time, ID, entity, event and body are signed',
		},
		{
			name: 'As in the API Reference',
			value: 'reference',
			description:
				'Only time, ID and body are signed: anyone who gets hold of a request could turn an update into a deletion. Choose this only if the signatures of real events never match.',
		},
	],
	default: 'guide',
	description:
		"Two pages of Rillet's documentation disagree on what the signature covers. Keep the guide's version unless real events are rejected.",
};

export class RilletInvoiceTrigger implements INodeType {
	description: INodeTypeDescription = {
		...invoiceTrigger(rillet),
		displayName: 'Rillet Invoice Trigger',
		name: 'rilletInvoiceTrigger',
		icon: { light: 'file:rillet.svg', dark: 'file:rillet.dark.svg' },
		subtitle: EVENTS_SUBTITLE,
		description: 'Starts the workflow when an invoice or a credit memo is created or changed in Rillet',
		eventTriggerDescription: 'Waiting for Rillet to send an invoice',
		properties: [
			authenticationField(
				'Rillet',
				[
					{
						name: 'Signature',
						value: 'signature',
						description:
							'Rillet signs every event with the token of the webhook. The safest choice; the token is shown once you have registered the URL.',
					},
					urlTokenMethod(),
				],
				'signature',
			),
			// This parameter has become an option; workflows saved before keep their choice.
			{ displayName: 'Signed Text', name: 'signedText', type: 'hidden', default: 'guide' },
			setupNotice(
				'signatureNotice',
				{ authentication: ['signature'] },
				'To go live:<ul><li>In Rillet open Organization Settings > Webhooks, and add a new webhook.</li><li>Enter a name, and as endpoint URL the Production URL: click Webhook URLs at the top of this panel. It must begin with https.</li><li>Under Invoice and Credit memo tick the events selected here, switch on Enabled, and click Create.</li><li>Open the webhook, and copy its Webhook Token into Webhook Tokens in the credential.</li><li>Publish this workflow.</li></ul>Rillet allows five webhooks, each with any number of events. If Rillet retries an event with its original timestamp, a late retry is rejected as too old: then raise Timestamp Tolerance in the options.',
			),
			setupNotice(
				'urlTokenNotice',
				{ authentication: ['urlToken'] },
				'To go live:<ul><li>Copy the Production URL (click Webhook URLs at the top of this panel). Append ?token= and a token from URL Tokens in the credential. It must begin with https.</li><li>In Rillet open Organization Settings > Webhooks, and add a new webhook.</li><li>Enter a name, and that address as endpoint URL.</li><li>Under Invoice and Credit memo tick the events selected here, switch on Enabled, and click Create.</li><li>Publish this workflow.</li></ul>Rillet allows five webhooks, each with any number of events.',
			),
			eventsField(
				[
					{ name: 'Credit Memo Created', value: 'credit-memo-created' },
					{
						name: 'Credit Memo Deleted',
						value: 'credit-memo-deleted',
						description: 'Carries only the ID',
					},
					{
						name: 'Credit Memo Payment Updated',
						value: 'credit-memo-payment-updated',
						description: 'It was applied to an invoice or refunded',
					},
					{ name: 'Credit Memo Updated', value: 'credit-memo-updated' },
					{ name: 'Invoice Created', value: 'invoice-created' },
					{ name: 'Invoice Deleted', value: 'invoice-deleted', description: 'Carries only the ID' },
					{
						name: 'Invoice Payment Updated',
						value: 'invoice-payment-updated',
						description: 'A payment was recorded or changed; there is no separate event for paid',
					},
					{
						name: 'Invoice Updated',
						value: 'invoice-updated',
						description: 'Also when it was sent to the customer: sentAt is then set under references',
					},
				],
				['invoice-created', 'credit-memo-created'],
			),
			triggerOptions({ signedTime: true, details: true, document: true, own: [SIGNED_TEXT] }),
		],
	};

	webhookMethods = registration(rillet);

	webhook = webhookOf(rillet);

	execute = executeOf(rillet);
}
