import type { IExecuteFunctions } from 'n8n-workflow';
import { excessOfValue } from '../../shared/json/bounds';
import { operationError } from '../../shared/operationError';

/** @throws NodeOperationError if an input item has more levels or entries than can be worked on */
export function checkItem(this: IExecuteFunctions, itemIndex: number): void {
	const { json } = this.getInputData()[itemIndex]!;
	for (const [name, value] of Object.entries(json)) {
		const excess = excessOfValue(value);
		if (excess === null) continue;
		const problem = {
			message: `The field ${name.slice(0, 60)} of the input item is ${excess}`,
			description: 'No field of an invoice is. Remove it before this step, for example with Edit Fields.',
		};
		throw operationError(this.getNode(), problem, itemIndex);
	}
}
