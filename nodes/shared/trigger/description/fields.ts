/** The fields that triggers have in common. What is the provider's own, such as what to do there, is passed in. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

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
	description: `How an event proves that it comes from ${provider}. The secrets for it stand in the credential.`,
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
	description: `Who tells ${provider} the URL of this node`,
});

/** What to do at the provider. @param name of the notice, shown for the given values of other fields */
export const setupNotice = (
	name: string,
	show: Record<string, string[]>,
	displayName: string,
): INodeProperties => ({ displayName, name, type: 'notice', displayOptions: { show }, default: '' });

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
