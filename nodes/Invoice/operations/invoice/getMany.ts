import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { clock } from '../../../shared/clock';
import type { Invoice } from '../../../shared/invoice/schema';
import { definitionOf, type Environment, type Listed, type Provider } from '../../../shared/provider';
import { operationError } from '../../../shared/operationError';
import { chosenProvider } from '../../source';

const show = { resource: ['invoice'], operation: ['getMany'] };

export const properties: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		displayOptions: { show },
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { ...show, returnAll: [false] } },
		default: 50,
		description: 'Max number of results to return',
	},
];

/** The entries of the provider's list, each as the item that the trigger emits for the same event. */
export async function execute(this: IExecuteFunctions, itemIndex: number): Promise<INodeExecutionData[]> {
	const { provider, environment } = await chosenProvider.call(this, itemIndex);
	if (!provider.list) {
		throw new NodeOperationError(this.getNode(), `${provider.displayName} has no API that lists invoices`, {
			description: 'Only the trigger tells of its invoices.',
			itemIndex,
		});
	}
	const all = this.getNodeParameter('returnAll', itemIndex, false) as boolean;
	const limit = all
		? Infinity
		: Math.max(1, Math.floor(this.getNodeParameter('limit', itemIndex, 50) as number));
	const items: INodeExecutionData[] = [];
	for await (const listed of provider.list.events.call(this, environment, itemIndex, limit)) {
		for (const invoice of invoicesOf.call(this, provider, listed, environment, itemIndex)) {
			items.push({ json: invoice as unknown as IDataObject, pairedItem: { item: itemIndex } });
		}
		if (items.length >= limit) break;
	}
	return items;
}

/** Uses the normalizer of the webhook. @throws NodeOperationError that names the field which does not fit */
function invoicesOf(
	this: IExecuteFunctions,
	provider: Provider,
	{ event, complete = (invoice) => invoice }: Listed,
	environment: Environment,
	itemIndex: number,
): Invoice[] {
	const receivedAt = clock.date().toISOString();
	const normalized = definitionOf(provider, event.providerType)?.normalize(
		{ ...event, receivedAt, authentication: 'api' },
		environment,
	);
	if (normalized?.ok) return normalized.value.map(complete);
	const { displayName } = provider;
	const problem = {
		message: normalized
			? `${displayName} lists what cannot be read. ${normalized.error.message}`
			: `${displayName} has no event ${event.providerType}`,
		description:
			'Nothing of this list was given out, so that no invoice is missed unseen. Update n8n-nodes-invoices, or report the field.',
	};
	throw operationError(this.getNode(), problem, itemIndex);
}
