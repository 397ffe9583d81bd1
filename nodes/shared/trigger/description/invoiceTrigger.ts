import { NodeConnectionTypes, type INodeTypeDescription } from 'n8n-workflow';
import type { Provider } from '../../provider';
import { triggerPanel } from './panel';

/** The selected event, or the number of events. */
export const EVENTS_SUBTITLE =
	'={{ $parameter["events"].length === 1 ? $parameter["events"][0] : $parameter["events"].length + " events" }}';

/** The part of a trigger's description that all providers share, apart from names. */
export const invoiceTrigger = ({ displayName, credential }: Provider) =>
	({
		group: ['trigger'],
		// In version 1, n8n evaluates an expression for each request, and starts a JavaScript engine to do so.
		version: [1, 2],
		defaultVersion: 2,
		defaults: { name: `${displayName} Invoice Trigger` },
		activationMessage: `Your workflow now receives invoices from ${displayName}.`,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: credential, required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'webhook',
				responseMode: 'onReceived',
				// Without this key n8n answers the literal text "firstEntryJson" instead of our response.
				responseData: '',
			},
		],
		triggerPanel: triggerPanel(displayName),
	}) satisfies Partial<INodeTypeDescription>;
