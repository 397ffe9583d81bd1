import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { downloadDocument } from '../../../shared/document';
import { DEFAULT_DOCUMENT_MEGABYTES, maxDocumentSize } from '../../../shared/triggerOptions';
import { sourceOf } from '../../source';

const show = { resource: ['document'], operation: ['download'] };

export const properties: INodeProperties[] = [
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		displayOptions: { show },
		default: 'data',
		hint: 'The name of the output binary field to put the file in',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		displayOptions: { show },
		default: {},
		options: [
			{
				displayName: 'File Name',
				name: 'fileName',
				type: 'string',
				default: '',
				placeholder: 'e.g. {{ $json.number }}.pdf',
				description: 'Name of the file instead of the one that the provider gives',
			},
			maxDocumentSize,
		],
	},
];

/** Adds the document of the invoice to the item, as a file. */
export async function execute(this: IExecuteFunctions, itemIndex: number): Promise<INodeExecutionData> {
	const { provider, environment, invoice } = await sourceOf.call(this, itemIndex);
	const field = this.getNodeParameter('binaryPropertyName', itemIndex) as string;
	const options = this.getNodeParameter('options', itemIndex, {}) as {
		fileName?: string;
		maxDocumentSize?: number;
	};
	const file = await downloadDocument.call(this, provider, invoice, environment, {
		maxMegabytes: options.maxDocumentSize ?? DEFAULT_DOCUMENT_MEGABYTES,
		fileName: options.fileName || undefined,
		itemIndex,
	});
	const input = this.getInputData()[itemIndex];
	const document = { ...invoice.document, fileName: file.fileName ?? null, mimeType: file.mimeType };
	return {
		json: { ...input?.json, document } as IDataObject,
		binary: { ...input?.binary, [field]: file },
		pairedItem: { item: itemIndex },
	};
}
