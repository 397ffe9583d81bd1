import type { IExecuteFunctions, INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';

/**
 * What goes on in place of an item that failed: the item, with what happened and what to do. n8n sends it to the error
 * output of a node that has one, because it carries the error. The first version let the message alone go on.
 */
export function failedItem(
	this: IExecuteFunctions,
	error: NodeApiError | NodeOperationError,
	itemIndex: number,
): INodeExecutionData {
	const pairedItem = { item: itemIndex };
	const { message, description } = error;
	if (this.getNode().typeVersion < 2) return { json: { error: message }, pairedItem };
	const { json, binary } = this.getInputData()[itemIndex]!;
	return {
		json: { ...json, error: { message, description: description ?? null } },
		...(binary && { binary }),
		error,
		pairedItem,
	};
}
