/** The fields that triggers share. Texts specific to a provider, such as the steps in its dashboard, are passed in. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { EXAMPLES, numberedSteps, SEND_A_SAMPLE } from './steps';

/**
 * The Test URL comes first because it is the only one registered while the editor listens: events at the Production URL
 * would not show.
 */
const TRY_IT = numberedSteps(
	`To try it:<ul><li>Select a credential. No account? Create one with a secret that you make up.</li><li>Click Execute step. For two minutes, this node listens on its Test URL, not on the Production URL. Both are under Webhook URLs at the top of this panel.</li><li>Have the provider send an event to the Test URL (with URL Token: ?token= and a token from the credential at its end), or send a <a href="${SEND_A_SAMPLE}">sample</a> with npm run send.</li><li>No event at hand? Import an <a href="${EXAMPLES}">example</a>, whose trigger has pinned data, and click Execute workflow.</li></ul>`,
);

/**
 * The authentication methods to choose from.
 * @param provider its display name; `methods` are sorted by name
 */
export const authenticationField = (
	provider: string,
	methods: INodePropertyOptions[],
	byDefault: string,
): INodeProperties => ({
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	options: methods,
	default: byDefault,
	description: `How ${provider} authenticates its events. The secrets are in the credential.`,
});

export const urlTokenMethod = (
	description = 'The URL that you register ends with a secret',
): INodePropertyOptions => ({ name: 'URL Token', value: 'urlToken', description });

/**
 * Whether the user or the node registers the webhook.
 * @param texts describing what each choice does at the provider
 */
export const registrationField = (
	provider: string,
	texts: { automatic: string; manual: string },
	displayOptions?: INodeProperties['displayOptions'],
): INodeProperties => ({
	displayName: 'Registration',
	name: 'registration',
	type: 'options',
	...(displayOptions && { displayOptions }),
	options: [
		{ name: 'Automatic', value: 'automatic', description: texts.automatic },
		{ name: 'Manual', value: 'manual', description: texts.manual },
	],
	default: 'manual',
	description: `Who registers the URL of this node with ${provider}`,
});

/**
 * The steps to set up at the provider, numbered, and how to test them. The numbers are part of the text, because n8n
 * renders only links and bullet lists in a notice.
 *
 * @param name of the notice, shown for the given values of other fields
 * @param steps such as `To receive invoices:<ul><li>…</li></ul>`, followed by further advice
 */
export const setupNotice = (
	name: string,
	show: Record<string, string[]>,
	steps: string,
): INodeProperties => ({
	displayName: `${TRY_IT}${numberedSteps(steps)}`,
	name,
	type: 'notice',
	displayOptions: { show },
	default: '',
});

/**
 * The events to receive.
 * @param events sorted by name
 */
export const eventsField = (events: INodePropertyOptions[], byDefault: string[]): INodeProperties => ({
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	required: true,
	options: events,
	default: [...byDefault],
	description: 'Events to receive. All others are acknowledged and ignored.',
	hint: 'Each event becomes an item. To book invoices, select only the event that issues them.',
});
