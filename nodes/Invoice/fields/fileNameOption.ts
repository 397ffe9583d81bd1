import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { fillFileName } from '../../shared/file/nameTemplate';
import type { Invoice } from '../../shared/invoice/schema';
import { operationError } from '../../shared/operationError';

/** @param otherwise where the file name comes from without this option */
export const fileNameProperty = (otherwise: string): INodeProperties => ({
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: '',
	placeholder: 'e.g. {number}_{issueDate}',
	description: `Name of the file instead of ${otherwise}. Fields of the item in braces are filled in, such as {number}, {issueDate} or {seller.name}; where one of them is empty, this option does not count. The second file of one name in an execution gets the number (2), the next one (3).`,
});

/**
 * The file name chosen by the user; null without one.
 * @throws NodeOperationError for an unknown field
 */
export function fileNameOption(this: IExecuteFunctions, invoice: Invoice, itemIndex: number): string | null {
	const { fileName } = this.getNodeParameter('options', itemIndex, {}) as { fileName?: string };
	if (!fileName) return null;
	const filled = fillFileName(fileName, { ...invoice, ...this.getInputData()[itemIndex]?.json });
	if (!filled.ok) throw operationError(this.getNode(), filled.error, itemIndex);
	return filled.value;
}
