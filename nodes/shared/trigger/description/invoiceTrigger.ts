import { NodeConnectionTypes, type INodeTypeDescription } from 'n8n-workflow';
import type { Provider } from '../../provider';
import { triggerPanel } from './panel';

/** The event that a trigger receives, or how many. */
export const EVENTS_SUBTITLE =
	'={{ $parameter["events"].length === 1 ? $parameter["events"][0] : $parameter["events"].length + " events" }}';

/** The part of a trigger's description that is the same for every provider but for its name. */
export const invoiceTrigger = ({ displayName, credential }: Provider) =>
	({
		group: ['trigger'],
		// For each request of a node of version 1 n8n evaluates an expression, and starts a JavaScript engine for it.
		version: [1, 2],
		defaultVersion: 2,
		defaults: { name: `${displayName} Invoice Trigger` },
		activationMessage: `Your workflow now receives the invoices of ${displayName}.`,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: credential, required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'webhook',
				responseMode: 'onReceived',
				// Without this key n8n answers the literal text "firstEntryJson" and drops our answer.
				responseData: '',
			},
		],
		triggerPanel: triggerPanel(displayName),
	}) satisfies Partial<INodeTypeDescription>;
