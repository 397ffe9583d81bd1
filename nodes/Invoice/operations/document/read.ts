import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { binaryFieldsProperties } from '../../input/invoiceFiles';
import { readOptions, readOptionsProperty } from '../../fields/readOptions';
import { fixedInTool, itemsOfSource, textField, textOption } from '../../fields/sourceFields';
import { notInTool } from '../../tool';
import { itemsOfRead } from '../../itemsOfRead';

const show = { resource: ['document'], operation: ['read'] };

const ofFile = { ...show, source: ['file'] };

export const properties: INodeProperties[] = [
	notInTool({
		displayName: 'Read',
		name: 'source',
		type: 'options',
		displayOptions: { show },
		options: [
			{
				name: 'File',
				value: 'file',
				description: 'An e-invoice as XML, or a PDF with the XML inside',
			},
			textOption,
		],
		default: 'file',
		description: 'What to read',
	}),
	fixedInTool(show, 'text'),
	...binaryFieldsProperties(ofFile),
	textField(show),
	readOptionsProperty(ofFile),
];

/** The invoice in each e-invoice file, or in the text, in the normal form. */
export async function execute(this: IExecuteFunctions, itemIndex: number): Promise<INodeExecutionData[]> {
	const options = readOptions.call(this, itemIndex);
	return await itemsOfSource.call(
		this,
		itemIndex,
		async (given) => await itemsOfRead.call(this, itemIndex, given, options),
	);
}
