import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import type { Invoice } from '../../../shared/invoice/schema';
import type { Environment, Listed, Provider } from '../../../shared/provider';
import { operationError } from '../../../shared/operationError';
import { invoicesOfListed } from '../../input/listed';
import { chosenProvider } from '../../input/source';

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

/** The entries of the provider's list, each as the item that the trigger would emit for it. */
export async function execute(this: IExecuteFunctions, itemIndex: number): Promise<INodeExecutionData[]> {
	const { provider, environment } = await chosenProvider.call(this, itemIndex);
	if (!provider.list) {
		throw new NodeOperationError(this.getNode(), `${provider.displayName} has no API that lists invoices`, {
			description: 'Its invoices come only through the trigger.',
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

/** @throws NodeOperationError naming the invalid field */
function invoicesOf(
	this: IExecuteFunctions,
	provider: Provider,
	listed: Listed,
	environment: Environment,
	itemIndex: number,
): Invoice[] {
	const invoices = invoicesOfListed(provider, listed, environment, 'api');
	if (invoices.ok) return invoices.value;
	const problem = {
		message: `${provider.displayName} listed something that cannot be read. ${invoices.error.message}`,
		description:
			'Nothing of this list was output, so that no invoice goes missing unnoticed. Update n8n-nodes-invoices, or report the field.',
	};
	throw operationError(this.getNode(), problem, itemIndex);
}
