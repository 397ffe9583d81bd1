import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { DEFAULT_TOLERANCE_SECONDS } from '../../authenticate/timestamp';
import { DEFAULT_DOCUMENT_MEGABYTES } from '../../document/size';

/** Every trigger's collection `options`. A member is absent until the user adds it. */
export interface TriggerOptions {
	includeRaw?: boolean;
	deduplicate?: boolean;
	rememberEvents?: number;
	timestampTolerance?: number;
	ipAllowList?: string;
	fetchDetails?: boolean;
	attachDocument?: boolean;
	maxDocumentSize?: number;
	signedText?: string;
}

/**
 * Providers repeat an event for up to three days, so that this is enough for 300 events a day. n8n reads and writes the
 * whole list for each event.
 */
export const DEFAULT_REMEMBERED_EVENTS = 1000;
/** A longer list would keep n8n from its other work. A larger number that a workflow has stored stays valid. */
const MOST_REMEMBERED_EVENTS = 10_000;

export const maxDocumentSize: INodeProperties = {
	displayName: 'Maximum Document Size (MB)',
	name: 'maxDocumentSize',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: DEFAULT_DOCUMENT_MEGABYTES,
	description: 'A larger document is not stored, and the execution fails with an error',
};

/** The options of every trigger. */
const COMMON: INodeProperties[] = [
	{
		displayName: 'Drop Repeated Events',
		name: 'deduplicate',
		type: 'boolean',
		default: true,
		description:
			'Whether to emit an event only once, even if the provider delivers it again. Providers repeat an event when a response got lost.',
	},
	{
		displayName: 'Events to Remember',
		name: 'rememberEvents',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MOST_REMEMBERED_EVENTS },
		default: DEFAULT_REMEMBERED_EVENTS,
		description:
			'How many events to remember so that repeated ones can be dropped; an older event counts as new again. Providers repeat an event for up to three days: choose as many as you get in three days. A higher number makes every event slower.',
	},
	{
		displayName: 'Include Raw Payload',
		name: 'includeRaw',
		type: 'boolean',
		default: true,
		description: "Whether to include the provider's unmodified payload in the field raw",
	},
];

const IP_ALLOW_LIST: INodeProperties = {
	displayName: 'IP Allow List',
	name: 'ipAllowList',
	type: 'string',
	default: '',
	placeholder: 'e.g. 203.0.113.7, 198.51.100.0/24',
	description:
		'Addresses and ranges that may call, separated by commas. Checked in addition to the authentication. Behind a reverse proxy, set N8N_PROXY_HOPS; otherwise every call seems to come from the proxy.',
};

const SIGNED_TIME: INodeProperties = {
	displayName: 'Timestamp Tolerance (Seconds)',
	name: 'timestampTolerance',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: DEFAULT_TOLERANCE_SECONDS,
	description:
		"How old a signed request may be, and how far ahead the sender's clock may run. Raise it if late retries of an event are rejected.",
};

const DETAILS: INodeProperties = {
	displayName: 'Fetch Details',
	name: 'fetchDetails',
	type: 'boolean',
	default: false,
	description: "Whether to complete the invoice with data from the provider's API, such as amounts and lines",
};

const DOCUMENT: INodeProperties = {
	displayName: 'Attach Document',
	name: 'attachDocument',
	type: 'boolean',
	default: false,
	description: 'Whether to download the invoice document and attach it to the item as the file data',
};

/**
 * The collection `options` of a trigger.
 * @param has the features that the provider offers
 */
export function triggerOptions(has: {
	signedTime: boolean;
	details: boolean;
	document: boolean;
	/** For providers that publish the addresses they call from. */
	ipAllowList?: Pick<INodeProperties, 'placeholder' | 'hint'>;
	/** Options that no other provider has. */
	own?: INodeProperties[];
}): INodeProperties {
	const options = [
		...COMMON,
		{ ...IP_ALLOW_LIST, ...has.ipAllowList },
		...(has.signedTime ? [SIGNED_TIME] : []),
		...(has.details ? [DETAILS] : []),
		...(has.document ? [DOCUMENT, maxDocumentSize] : []),
		...(has.own ?? []),
	];
	return optionsField(
		null,
		options.sort((a, b) => a.displayName.localeCompare(b.displayName)),
	);
}

/**
 * The collection `options`.
 * @param show where it is shown; null: everywhere
 */
export const optionsField = (
	show: IDisplayOptions['show'] | null,
	options: INodeProperties[],
): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	...(show && { displayOptions: { show } }),
	default: {},
	options,
});
