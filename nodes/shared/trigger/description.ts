import {
	NodeConnectionTypes,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeTypeDescription,
} from 'n8n-workflow';

/** The event that a trigger receives, or how many. */
export const EVENTS_SUBTITLE =
	'={{ $parameter["events"].length === 1 ? $parameter["events"][0] : $parameter["events"].length + " events" }}';

/** The part of a trigger's description that is the same for every provider. */
export const INVOICE_TRIGGER = {
	group: ['trigger'],
	// For each request of a node of version 1 n8n evaluates an expression, and starts a JavaScript engine for it.
	version: [1, 2],
	defaultVersion: 2,
	inputs: [],
	outputs: [NodeConnectionTypes.Main],
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
} satisfies Partial<INodeTypeDescription>;

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
