import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { fillFileName, fillFilePath } from '../../shared/file/nameTemplate';
import type { Invoice } from '../../shared/invoice/schema';
import { operationError } from '../../shared/operationError';

/** @param otherwise where the file name comes from without this option */
export const fileNameProperty = (otherwise: string): INodeProperties => ({
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: '',
	placeholder: 'e.g. {number}_{issueDate}',
	description: `File name to use instead of ${otherwise}. Fields of the item in braces are filled in, such as {number}, {issueDate} or {seller.name}; if one is empty, the default name is used. Files with the same name in one execution are numbered: (2), (3) and so on.`,
});

/**
 * The file name chosen by the user; null without one.
 * @throws NodeOperationError for an unknown field
 */
export function fileNameOption(this: IExecuteFunctions, invoice: Invoice, itemIndex: number): string | null {
	const template = textOption.call(this, 'fileName', itemIndex);
	if (template === '') return null;
	const filled = fillFileName(template, { ...invoice, ...this.getInputData()[itemIndex]?.json });
	if (!filled.ok) throw operationError(this.getNode(), filled.error, itemIndex);
	return filled.value;
}

export const filePathProperty: INodeProperties = {
	displayName: 'File Path',
	name: 'filePath',
	type: 'string',
	default: '',
	placeholder: 'e.g. {seller.name}/{month}/{number}',
	description:
		'Path for the file. The item has it in document.path, to drag into a node that uploads or writes files. Fields of the item in braces are filled in; {year} and {month} come from the issue date, such as 2026 and 2026-03. The extension is added. Dropbox needs a slash at the beginning.',
};

/**
 * The path chosen by the user; null without one.
 * @param own the file's own name, with its extension
 * @throws NodeOperationError for an unknown field
 */
export function filePathOption(
	this: IExecuteFunctions,
	invoice: Invoice,
	own: string,
	itemIndex: number,
): string | null {
	const template = textOption.call(this, 'filePath', itemIndex).trim();
	if (template === '') return null;
	const filled = fillFilePath(template, { ...this.getInputData()[itemIndex]?.json, ...invoice }, own);
	if (!filled.ok) throw operationError(this.getNode(), filled.error, itemIndex);
	return filled.value;
}

/** An expression may give a number, such as a year. */
function textOption(this: IExecuteFunctions, name: string, itemIndex: number): string {
	const options = this.getNodeParameter('options', itemIndex, {}) as Record<string, unknown>;
	return String(options[name] ?? '');
}
