import type {
	IBinaryData,
	IDataObject,
	IDisplayOptions,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { bytesOfText, invoiceOfText } from '../../shared/einvoice/file/pasted';
import { operationError } from '../../shared/operationError';
import type { Problem, Result } from '../../shared/result';
import { errorOr, itemsOfFiles } from '../input/invoiceFiles';
import { onlyInTool } from '../tool';

type Show = IDisplayOptions['show'];

/** The input of an operation: the value of its parameter `source`. */
export type Source = 'file' | 'item' | 'json' | 'text';

export const textOption = {
	name: 'Text',
	value: 'text',
	description: 'An e-invoice as XML, pasted or mapped as text',
};

/** The fixed source of an operation in a tool, where there is no choice. */
export const fixedInTool = (show: Show, source: Source): INodeProperties =>
	onlyInTool({
		displayName: 'Source',
		name: 'source',
		type: 'hidden',
		displayOptions: { show },
		default: source,
	});

export const textField = (show: Show): INodeProperties => ({
	displayName: 'XML',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 6 },
	required: true,
	displayOptions: { show: { ...show, source: ['text'] } },
	default: '',
	placeholder: 'e.g. <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">…</Invoice>',
	hint: 'The whole e-invoice as XML',
});

/** An invoice passed by an agent instead of an input item. */
export const jsonField = (show: Show): INodeProperties =>
	onlyInTool({
		displayName: 'Invoice',
		name: 'invoice',
		type: 'json',
		required: true,
		displayOptions: { show: { ...show, source: ['json'] } },
		default: '',
		placeholder: 'e.g. { "number": "1001", "issueDate": "2026-01-31", … }',
		hint: 'The invoice as JSON. Let the model fill it in, and name the fields in the description.',
		description:
			'What the model can send: <a href="https://github.com/n8n-nodes-invoices/n8n-nodes-invoices/blob/main/docs/creating.md#how-to-write-the-fields">the fields of an invoice</a>',
	});

/** @param otherwise the default of the operation in a workflow */
export function sourceParameter(this: IExecuteFunctions, itemIndex: number, otherwise: Source): Source {
	return this.getNodeParameter('source', itemIndex, otherwise) as Source;
}

/** An e-invoice to process, and its file if it has one. */
export interface Given {
	bytes: Buffer;
	binary: IBinaryData | null;
}

/**
 * The bytes of the field *XML*.
 * @throws NodeOperationError if it is empty
 */
function textBytes(this: IExecuteFunctions, itemIndex: number): Buffer {
	const bytes = bytesOfText(this.getNodeParameter('text', itemIndex, ''));
	if (!bytes.ok) throw operationError(this.getNode(), bytes.error, itemIndex);
	return bytes.value;
}

/** Like {@link itemsOfFiles}, but also for the text of the field *XML*. */
export async function itemsOfSource(
	this: IExecuteFunctions,
	itemIndex: number,
	take: (given: Given) => Promise<Result<INodeExecutionData[]>>,
	failed: (problem: Problem) => INodeExecutionData = errorOr.bind(this, itemIndex),
): Promise<INodeExecutionData[]> {
	if (sourceParameter.call(this, itemIndex, 'file') !== 'text') {
		return await itemsOfFiles.call(this, itemIndex, take, failed);
	}
	const taken = await take({ bytes: textBytes.call(this, itemIndex), binary: null });
	return taken.ok ? taken.value : [failed(taken.error)];
}

/**
 * The JSON of the input item, or of the field *Invoice*.
 * @throws NodeOperationError if that is not an invoice as JSON
 */
export function sourceJson(this: IExecuteFunctions, itemIndex: number, source: Source): IDataObject {
	if (source !== 'json') return this.getInputData()[itemIndex]?.json ?? {};
	const json = invoiceOfText(this.getNodeParameter('invoice', itemIndex, ''));
	if (!json.ok) throw operationError(this.getNode(), json.error, itemIndex);
	return json.value as IDataObject;
}
