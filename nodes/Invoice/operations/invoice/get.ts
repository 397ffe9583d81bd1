import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { sourceOf } from '../../input/source';

/** The invoice in the normal form, completed from the provider's API. */
export async function execute(this: IExecuteFunctions, itemIndex: number): Promise<INodeExecutionData> {
	const { provider, environment, invoice } = await sourceOf.call(this, itemIndex);
	if (!provider.details) {
		throw new NodeOperationError(
			this.getNode(),
			`${provider.displayName} has no API for the details of an invoice`,
			{
				description: 'The event holds all that there is: use the item of the trigger as it is.',
				itemIndex,
			},
		);
	}
	const detailed = await provider.details.call(this, invoice, environment, itemIndex);
	// An item that already has details brings issues that are found again here.
	const issues = [...new Map(detailed.issues.map((issue) => [JSON.stringify(issue), issue])).values()];
	const json = { ...detailed, issues } as unknown as IDataObject;
	return { json, pairedItem: { item: itemIndex } };
}
