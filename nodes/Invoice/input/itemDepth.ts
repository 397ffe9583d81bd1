import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { isDeeperThan, MAX_ITEM_DEPTH, tooDeep } from '../../shared/json/bounds';

/** @throws NodeOperationError if an input item has too many levels to be read */
export function checkDepth(this: IExecuteFunctions, itemIndex: number): void {
	const { json } = this.getInputData()[itemIndex]!;
	const deep = Object.entries(json).find(([, value]) => isDeeperThan(value, MAX_ITEM_DEPTH));
	if (deep === undefined) return;
	throw new NodeOperationError(
		this.getNode(),
		`The field ${deep[0].slice(0, 60)} of the input item is ${tooDeep(MAX_ITEM_DEPTH)}`,
		{
			description: 'No field of an invoice is. Remove it before this step, for example with Edit Fields.',
			itemIndex,
		},
	);
}
