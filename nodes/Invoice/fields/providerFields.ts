import type { INodeCredentialDescription, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Provider } from '../../shared/provider';
import { providers } from '../providers';
import { otherInTool } from '../tool';

const PROVIDERS = Object.values(providers);

/** Value of the parameter `provider` for taking it from each input item. */
export const FROM_ITEM = 'item';
/** Value of the parameter `invoiceFrom` for an invoice that fields name. */
export const BY_ID = 'id';

/** Operations on files, which need no provider. */
export const WITHOUT_PROVIDER = ['create', 'read', 'show', 'validate'];

/**
 * The credential of each provider, shown for its provider and for several. Not by `show`: n8n mistakes a field whose
 * values each show a credential for the choice of an authentication, and hides it.
 */
export const credentials: INodeCredentialDescription[] = PROVIDERS.map(
	({ name, credential, displayName }) => ({
		name: credential,
		displayName: `${displayName} Credential`,
		displayOptions: {
			hide: {
				provider: ['', ...PROVIDERS.filter((other) => other.name !== name).map((other) => other.name)],
				operation: WITHOUT_PROVIDER,
			},
		},
	}),
);

/** Nodes of n8n's own whose items are recognized. */
const OTHER_NODES = PROVIDERS.flatMap(({ recognize }) => (recognize ? [recognize.nodes] : []));

const inputItem: INodePropertyOptions = {
	name: 'Input Item',
	value: FROM_ITEM,
	description: `The item of an invoice trigger${OTHER_NODES.length > 0 ? `, or of n8n's own ${OTHER_NODES.join(', ')}` : ''}; nothing to map`,
};

/** *Invoice From* of the first version, which asked for the provider and the invoice in one. */
const invoiceFromOfVersion1: INodeProperties = {
	displayName: 'Invoice From',
	name: 'provider',
	type: 'options',
	displayOptions: { show: { '@version': [1] }, hide: { operation: [...WITHOUT_PROVIDER, 'getMany'] } },
	options: [inputItem, ...PROVIDERS.flatMap(lookupOption)].sort((a, b) => a.name.localeCompare(b.name, 'en')),
	default: FROM_ITEM,
	description: 'Where to take the invoice from that this node works on',
};

const providerOptions: INodePropertyOptions[] = [
	{ name: 'Choose a Provider', value: '' },
	...PROVIDERS.map(providerOption),
];
const severalProviders: INodePropertyOptions[] = [
	{
		name: 'Several Providers',
		value: FROM_ITEM,
		description: 'Each input item says which; connect the credential of each',
	},
];

const provider = otherInTool(
	{
		displayName: 'Provider',
		name: 'provider',
		type: 'options',
		required: true,
		displayOptions: {
			show: { '@version': [{ _cnd: { gte: 2 } }] },
			hide: { operation: [...WITHOUT_PROVIDER, 'getMany'] },
		},
		options: [...providerOptions, ...severalProviders],
		default: '',
		description: 'Who issued the invoice. Choose it first: its credential is then asked for above.',
	},
	{ options: providerOptions },
);

const byId: INodePropertyOptions = { name: 'ID', value: BY_ID, description: 'Type or map the IDs below' };

/** Shown for the providers that can look up what the resource is about. */
const invoiceFrom = (['document', 'invoice'] as const).flatMap((resource) =>
	otherInTool(
		{
			displayName: 'Invoice From',
			name: 'invoiceFrom',
			type: 'options',
			displayOptions: {
				show: {
					'@version': [{ _cnd: { gte: 2 } }],
					resource: [resource],
					provider: PROVIDERS.filter(({ lookup }) => lookup?.resources?.includes(resource) ?? !!lookup).map(
						({ name }) => name,
					),
				},
				hide: { operation: [...WITHOUT_PROVIDER, 'getMany'] },
			},
			options: [byId, inputItem],
			default: FROM_ITEM,
			description: 'Where to take the invoice from that this node works on',
		},
		{ options: [byId], default: BY_ID },
	),
);

/** The provider of Get Many. */
const listFrom: INodeProperties = {
	displayName: 'Provider',
	name: 'provider',
	type: 'options',
	displayOptions: { show: { operation: ['getMany'] } },
	options: PROVIDERS.flatMap(listOption),
	default: 'digitalRiver',
	description: 'Whose invoices to list',
};

/** Absent in the first version, which asks for IDs whenever a provider is chosen. */
const whereIdsAreAskedFor = (field: INodeProperties): INodeProperties => ({
	...field,
	displayOptions: {
		...field.displayOptions,
		hide: { ...field.displayOptions?.hide, invoiceFrom: [FROM_ITEM] },
	},
});

/** Which provider and which invoice: the fields that identify one at each provider, then those that filter its list. */
export const fields: INodeProperties[] = [
	invoiceFromOfVersion1,
	...provider,
	...invoiceFrom,
	listFrom,
	...PROVIDERS.flatMap(({ lookup }) => lookup?.fields ?? []).map(whereIdsAreAskedFor),
	...PROVIDERS.flatMap(({ list }) => list?.fields ?? []),
];

/** A provider, for the resources that its API has anything about. */
function providerOption({ name, displayName, details, locateDocument }: Provider): INodePropertyOptions {
	const resource = [...(locateDocument ? ['document'] : []), ...(details ? ['invoice'] : [])];
	return { name: displayName, value: name, displayOptions: { show: { resource } } };
}

function lookupOption({ name, displayName, lookup }: Provider): INodePropertyOptions[] {
	if (!lookup) return [];
	const { description, resources } = lookup;
	const displayOptions = resources && { show: { resource: [...resources] } };
	return [{ name: displayName, value: name, description, ...(displayOptions && { displayOptions }) }];
}

function listOption({ name, displayName, list }: Provider): INodePropertyOptions[] {
	return list ? [{ name: displayName, value: name, description: list.description }] : [];
}
