import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { itemOfJson } from '../../../shared/einvoice/create';
import { fileOptions, pdfPasswordOption } from '../../pdfPasswordOption';
import { operationError } from '../../../shared/operationError';
import type { Choice } from '../../../shared/validate/choice';
import { validateFile, validateItem, type ItemValidation } from '../../../shared/einvoice/validate';

const show = { resource: ['document'], operation: ['validate'] };

export const properties: INodeProperties[] = [
	{
		displayName: 'Validate',
		name: 'source',
		type: 'options',
		displayOptions: { show },
		options: [
			{
				name: 'File',
				value: 'file',
				description: 'An e-invoice as XML in UBL or CII, or a PDF with such XML inside',
			},
			{
				name: 'Input Item',
				value: 'item',
				description: 'The fields of the item, as the file that Create writes of them',
			},
		],
		default: 'file',
		description: 'What to validate',
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		displayOptions: { show: { ...show, source: ['file'] } },
		default: 'data',
		hint: 'The name of the input binary field that holds the e-invoice: XML, or a PDF with the XML inside',
	},
	{
		displayName: 'Rules',
		name: 'rules',
		type: 'options',
		displayOptions: { show },
		options: [
			{
				name: 'As the File Claims',
				value: 'claimed',
				description: 'What the e-invoice says that it follows (BT-24); otherwise EN 16931',
			},
			{ name: 'EN 16931', value: 'en16931', description: 'The European standard alone' },
			{
				name: 'Peppol BIS Billing 3',
				value: 'peppol',
				description: 'What Peppol asks for besides, with the rules of its countries; for UBL',
			},
			{
				name: 'XRechnung 3',
				value: 'xrechnung',
				description: 'What public buyers in Germany ask for besides',
			},
		],
		default: 'claimed',
		description: 'Which rules the e-invoice has to follow',
	},
	fileOptions({ ...show, source: ['file'] }),
];

/** Two outputs if the operation validates, else one: an expression that n8n evaluates with the node's parameters. */
export const outputs: INodeTypeDescription['outputs'] =
	'={{ $parameter["operation"] === "validate" ? [{ type: "main", displayName: "Valid" }, { type: "main", displayName: "Invalid" }] : [{ type: "main" }] }}';

/** The items for each output. An item that failed under continue on error counts as not valid. */
export function byVerdict(items: INodeExecutionData[]): [INodeExecutionData[], INodeExecutionData[]] {
	const isValid = ({ json }: INodeExecutionData) =>
		(json.validation as ItemValidation | undefined)?.valid === true;
	return [items.filter(isValid), items.filter((item) => !isValid(item))];
}

/** The invoice in the normal form, with the findings of the rules on its file. */
export async function execute(this: IExecuteFunctions, itemIndex: number): Promise<INodeExecutionData> {
	const input = this.getInputData()[itemIndex];
	const rules = this.getNodeParameter('rules', itemIndex, 'claimed') as Choice;
	const result =
		this.getNodeParameter('source', itemIndex, 'file') === 'item'
			? await ofItem(input?.json, rules)
			: await validateFile(
					await fileOf.call(this, itemIndex),
					rules,
					pdfPasswordOption.call(this, itemIndex),
				);
	if (!result.ok) throw operationError(this.getNode(), result.error, itemIndex);
	const { invoice, validation } = result.value;
	return {
		// The verdict first: n8n shows fields in this order, and an invoice fills more than a screen.
		json: { validation, ...invoice } as unknown as IDataObject,
		binary: input?.binary,
		pairedItem: { item: itemIndex },
	};
}

async function ofItem(json: unknown, rules: Choice): ReturnType<typeof validateFile> {
	const item = itemOfJson(json);
	return item.ok ? await validateItem(item.value, rules) : item;
}

async function fileOf(this: IExecuteFunctions, itemIndex: number): Promise<Buffer> {
	const field = this.getNodeParameter('binaryPropertyName', itemIndex) as string;
	this.helpers.assertBinaryData(itemIndex, field);
	return await this.helpers.getBinaryDataBuffer(itemIndex, field);
}
