import type { INodeCredentialDescription, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Provider } from '../../shared/provider';
import { DEFAULT_OF_LIST, providers } from '../providers';
import { otherInTool } from '../tool';

const PROVIDERS = Object.values(providers);

/** The value of `provider` that means each input item names its own. */
export const FROM_ITEM = 'item';
/** The value of `invoiceFrom` for an invoice that the user identifies in fields. */
export const BY_ID = 'id';

/** Operations on files, which need no provider. */
export const WITHOUT_PROVIDER = ['create', 'read', 'show', 'validate'];

/**
 * One credential per provider, shown for that provider and when items name theirs. Not by `show`: if every value of a
 * field shows a credential, n8n takes the field for a choice of authentication and hides it.
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

/** n8n's own nodes whose items are recognized. */
const OTHER_NODES = PROVIDERS.flatMap(({ recognize }) => (recognize ? [recognize.nodes] : []));

const inputItem: INodePropertyOptions = {
	name: 'Input Item',
	value: FROM_ITEM,
	description: `An item from an invoice trigger${OTHER_NODES.length > 0 ? `, or from n8n's own ${OTHER_NODES.join(', ')}` : ''}; nothing to map`,
};

/** Version 1's *Invoice From*, which asked for provider and invoice in one field. */
const invoiceFromOfVersion1: INodeProperties = {
	displayName: 'Invoice From',
	name: 'provider',
	type: 'options',
	displayOptions: { show: { '@version': [1] }, hide: { operation: [...WITHOUT_PROVIDER, 'getMany'] } },
	options: [inputItem, ...PROVIDERS.flatMap(lookupOption)].sort((a, b) => a.name.localeCompare(b.name, 'en')),
	default: FROM_ITEM,
	description: 'Where this node takes the invoice from',
};

const providerOptions: INodePropertyOptions[] = [
	{ name: 'Choose a Provider', value: '' },
	...PROVIDERS.map(providerOption),
];
const severalProviders: INodePropertyOptions[] = [
	{
		name: 'Several Providers',
		value: FROM_ITEM,
		description: 'Each input item names its own; select a credential for each',
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
		description:
			'Who issued the invoice. Choose this first: the field for its credential then appears above.',
	},
	{ options: providerOptions },
);

const byId: INodePropertyOptions = { name: 'ID', value: BY_ID, description: 'Enter or map the IDs below' };

/** Shown for providers that can look up the resource. */
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
			description: 'Where this node takes the invoice from',
		},
		{ options: [byId], default: BY_ID },
	),
);

/** The provider for Get Many. */
const listFrom: INodeProperties = {
	displayName: 'Provider',
	name: 'provider',
	type: 'options',
	displayOptions: { show: { operation: ['getMany'] } },
	options: PROVIDERS.flatMap(listOption),
	default: DEFAULT_OF_LIST,
	description: 'Whose invoices to list',
};

/**
 * Hides a field while items name their invoices. Version 1 has no `invoiceFrom` and so asks for IDs whenever a provider
 * is chosen.
 */
const whereIdsAreAskedFor = (field: INodeProperties): INodeProperties => ({
	...field,
	displayOptions: {
		...field.displayOptions,
		hide: { ...field.displayOptions?.hide, invoiceFrom: [FROM_ITEM] },
	},
});

/**
 * The fields for provider and invoice: those that identify an invoice at each provider, then those that filter its
 * list.
 */
export const fields: INodeProperties[] = [
	invoiceFromOfVersion1,
	...provider,
	...invoiceFrom,
	listFrom,
	...PROVIDERS.flatMap(({ lookup }) => lookup?.fields ?? []).map(whereIdsAreAskedFor),
	...PROVIDERS.flatMap(({ list }) => list?.fields ?? []),
];

/** A provider as an option, for the resources that its API covers. */
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
