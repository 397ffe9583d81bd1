import type { INodeCredentialDescription, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Provider } from '../shared/provider';
import { providers } from './providers';

const PROVIDERS = Object.values(providers);

/** Value of the parameter `provider` for taking provider and invoice from the input item. */
export const FROM_ITEM = 'item';

/**
 * The credential of each provider, shown for its provider and for Input Item. Not by `show`: n8n mistakes a field whose
 * values each show a credential for the choice of an authentication, and hides it. Reading and creating files needs
 * no credential.
 */
export const credentials: INodeCredentialDescription[] = PROVIDERS.map(({ name, credential }) => ({
	name: credential,
	displayOptions: {
		hide: {
			provider: PROVIDERS.filter((other) => other.name !== name).map((other) => other.name),
			operation: ['create', 'read', 'validate'],
		},
	},
}));

/** Nodes of n8n's own whose items are recognized. */
const OTHER_NODES = PROVIDERS.flatMap(({ recognize }) => (recognize ? [recognize.nodes] : []));

const inputItem: INodePropertyOptions = {
	name: 'Input Item',
	value: FROM_ITEM,
	description: `The item of an invoice trigger${OTHER_NODES.length > 0 ? `, or of n8n's own ${OTHER_NODES.join(', ')}` : ''}; nothing to map`,
};

/** *Invoice From* of the operations on one invoice. */
export const invoiceFrom: INodeProperties = {
	displayName: 'Invoice From',
	name: 'provider',
	type: 'options',
	displayOptions: { hide: { operation: ['create', 'read', 'validate', 'getMany'] } },
	options: [inputItem, ...PROVIDERS.flatMap(lookupOption)].sort((a, b) => a.name.localeCompare(b.name, 'en')),
	default: FROM_ITEM,
	description: 'Where to take the invoice from that this node works on',
};

/** *Invoice From* of Get Many. */
export const listFrom: INodeProperties = {
	displayName: 'Invoice From',
	name: 'provider',
	type: 'options',
	displayOptions: { show: { operation: ['getMany'] } },
	options: PROVIDERS.flatMap(listOption),
	default: 'digitalRiver',
	description: 'Whose invoices to list',
};

/** The fields that identify an invoice at each provider, then those that filter its list. */
export const fields: INodeProperties[] = [
	...PROVIDERS.flatMap(({ lookup }) => lookup?.fields ?? []),
	...PROVIDERS.flatMap(({ list }) => list?.fields ?? []),
];

function lookupOption({ name, displayName, lookup }: Provider): INodePropertyOptions[] {
	if (!lookup) return [];
	const { description, resources } = lookup;
	const displayOptions = resources && { show: { resource: [...resources] } };
	return [{ name: displayName, value: name, description, ...(displayOptions && { displayOptions }) }];
}

function listOption({ name, displayName, list }: Provider): INodePropertyOptions[] {
	return list ? [{ name: displayName, value: name, description: list.description }] : [];
}
