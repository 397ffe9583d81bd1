import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { readEInvoice } from '../../../shared/einvoice/read';
import { fileOptions, pdfPasswordOption } from '../../pdfPasswordOption';
import { operationError } from '../../../shared/operationError';

const show = { resource: ['document'], operation: ['read'] };

export const properties: INodeProperties[] = [
	{
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		displayOptions: { show },
		default: 'data',
		hint: 'The name of the input binary field that holds the e-invoice: XML, or a PDF with the XML inside',
	},
	fileOptions(show),
];

/** The invoice of the file in the normal form; the file stays with the item. */
export async function execute(this: IExecuteFunctions, itemIndex: number): Promise<INodeExecutionData> {
	const field = this.getNodeParameter('binaryPropertyName', itemIndex) as string;
	this.helpers.assertBinaryData(itemIndex, field);
	const bytes = await this.helpers.getBinaryDataBuffer(itemIndex, field);
	const invoice = await readEInvoice(bytes, pdfPasswordOption.call(this, itemIndex));
	if (!invoice.ok) throw operationError(this.getNode(), invoice.error, itemIndex);
	return {
		json: invoice.value as unknown as IDataObject,
		binary: this.getInputData()[itemIndex]?.binary,
		pairedItem: { item: itemIndex },
	};
}
