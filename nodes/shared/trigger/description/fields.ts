/** The fields that triggers have in common. What is the provider's own, such as what to do there, is passed in. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { EXAMPLES, numbered, SEND_A_SAMPLE } from './steps';

/** Only the Test URL is registered in n8n while the editor listens, so it comes first: an event at the Production URL stays unseen. */
const TRY_IT = numbered(
	`To try it:<ul><li>Click Execute step. For two minutes this node listens at its Test URL, and not at the Production URL. Both stand under Webhook URLs at the top of this panel.</li><li>Let the provider send an event to the Test URL, or send a <a href="${SEND_A_SAMPLE}">sample</a> with npm run send.</li><li>Without any event: import an <a href="${EXAMPLES}">example</a>, whose trigger has pinned data, and click Execute workflow.</li></ul>`,
);

/** The methods of authentication to choose from. @param provider as the user knows it, and `methods` sorted by name */
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

/** Who registers the webhook. @param texts on what each choice does at the provider */
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
 * What to do at the provider, as numbered steps, beside how to try it. n8n shows no markup in a notice but links and lists of
 * points, so the numbers are written.
 *
 * @param name of the notice, shown for the given values of other fields
 * @param steps such as `To receive invoices:<ul><li>…</li></ul>`, with what is good to know behind
 */
export const setupNotice = (
	name: string,
	show: Record<string, string[]>,
	steps: string,
): INodeProperties => ({
	displayName: `${TRY_IT}${numbered(steps)}`,
	name,
	type: 'notice',
	displayOptions: { show },
	default: '',
});

/** The events to receive. @param events sorted by name */
export const eventsField = (events: INodePropertyOptions[], byDefault: string[]): INodeProperties => ({
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	required: true,
	options: events,
	default: [...byDefault],
	description: 'What to receive. Other events are acknowledged and ignored.',
});
