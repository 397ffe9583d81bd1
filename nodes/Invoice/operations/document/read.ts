import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { readFile } from '../../../shared/einvoice/read';
import { ok } from '../../../shared/result';
import { binaryFieldsProperties } from '../../invoiceFiles';
import { fileOptions, pdfPasswordOption } from '../../fields/pdfPasswordOption';
import { fixedInTool, itemsOfSource, textField, textOption } from '../../fields/sourceFields';
import { notInTool } from '../../tool';
import { withOrigin } from '../../withOrigin';

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
				description: 'An e-invoice as XML, or a PDF with such XML inside',
			},
			textOption,
		],
		default: 'file',
		description: 'What to read',
	}),
	fixedInTool(show, 'text'),
	...binaryFieldsProperties(ofFile),
	textField(show),
	fileOptions(ofFile),
];

/** The invoice of each e-invoice file, or of the text, in the normal form; the files stay with the item. */
export async function execute(this: IExecuteFunctions, itemIndex: number): Promise<INodeExecutionData[]> {
	const password = pdfPasswordOption.call(this, itemIndex);
	const input = this.getInputData()[itemIndex];
	return await itemsOfSource.call(this, itemIndex, async ({ bytes, binary }) => {
		const read = await readFile(bytes, password);
		if (!read.ok) return read;
		return ok(
			read.value.map((invoice) => ({
				json: withOrigin.call(this, invoice, binary) as unknown as IDataObject,
				binary: input?.binary,
				pairedItem: { item: itemIndex },
			})),
		);
	});
}
