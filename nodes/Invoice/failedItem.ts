import type { IExecuteFunctions, INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';

/**
 * The output for an item that failed: the item itself, with what happened and what to do. Version 1 of the node put out
 * the message alone.
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
	// n8n sends an item with `error` to the error output. On the regular output it would replace its JSON by the message.
	const hasErrorOutput = this.getNode().onError === 'continueErrorOutput';
	return {
		json: { ...json, error: { message, description: description ?? null } },
		...(binary && { binary }),
		...(hasErrorOutput && { error }),
		pairedItem,
	};
}
