import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { downloadDocument } from '../../../shared/document/download';
import { maxDocumentSize, optionsField } from '../../../shared/trigger/description/options';
import { operationError } from '../../../shared/operationError';
import { sourceOf } from '../../input/source';
import {
	fileNameOption,
	fileNameProperty,
	filePathOption,
	filePathProperty,
} from '../../fields/fileNameOption';

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
	optionsField(show, [
		fileNameProperty('the one that the provider gives'),
		filePathProperty,
		maxDocumentSize,
		{
			displayName: 'On Missing Document',
			name: 'onMissing',
			type: 'options',
			options: [
				{
					name: 'Fail',
					value: 'fail',
					description: 'The node fails, so that the execution can be retried once the document is there',
				},
				{
					name: 'Pass the Item On',
					value: 'pass',
					description: 'The item goes on without a file, with a note in issues',
				},
			],
			default: 'fail',
			description: 'What to do if the provider has no document for the invoice, or none yet',
		},
	]),
];

/** Adds the document of the invoice to the item, as a file. */
export async function execute(this: IExecuteFunctions, itemIndex: number): Promise<INodeExecutionData> {
	const { provider, environment, invoice } = await sourceOf.call(this, itemIndex);
	const field = this.getNodeParameter('binaryPropertyName', itemIndex) as string;
	const options = this.getNodeParameter('options', itemIndex, {}) as {
		maxDocumentSize?: number;
		onMissing?: 'fail' | 'pass';
	};
	const found = await downloadDocument.call(this, provider, invoice, environment, {
		maxMegabytes: options.maxDocumentSize,
		fileName: fileNameOption.call(this, invoice, itemIndex) ?? undefined,
		itemIndex,
	});
	const { json, binary } = this.getInputData()[itemIndex]!;
	const pairedItem = { item: itemIndex };
	if (!found.ok) {
		if (options.onMissing !== 'pass') throw operationError(this.getNode(), found.error, itemIndex);
		const { message, description } = found.error;
		const issue = { code: 'document-missing', path: 'document', message: `${message}. ${description}` };
		const issues = [...((json.issues as IDataObject[] | undefined) ?? []), issue];
		return { json: { ...json, issues }, binary, pairedItem };
	}
	const file = found.value;
	const path = filePathOption.call(this, invoice, file.fileName ?? '', itemIndex);
	const document = {
		...invoice.document,
		fileName: file.fileName ?? null,
		mimeType: file.mimeType,
		...(path !== null && { path }),
	};
	return { json: { ...json, document } as IDataObject, binary: { ...binary, [field]: file }, pairedItem };
}
