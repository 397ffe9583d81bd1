import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { itemOfJson } from '../../../shared/einvoice/create';
import { openEInvoice } from '../../../shared/einvoice/file/open';
import { keyOf, originOf } from '../../../shared/einvoice/file/origin';
import {
	notReadable,
	TO_VALIDATE,
	validateDocument,
	validateItem,
	type ItemValidation,
	type ValidatedInvoice,
} from '../../../shared/einvoice/validate';
import { operationError } from '../../../shared/operationError';
import { ok } from '../../../shared/result';
import { optionsField } from '../../../shared/trigger/description/options';
import type { SpecificationChoice } from '../../../shared/validate/choice';
import { binaryFieldsProperties, errorOr, onMissingInValidate } from '../../input/invoiceFiles';
import { pdfPasswordOption, pdfPasswordProperty } from '../../fields/pdfPasswordOption';
import { fixedInTool, itemsOfSource, textField, textOption, type Given } from '../../fields/sourceFields';
import { notInTool } from '../../tool';
import { withOrigin } from '../../withOrigin';

const show = { resource: ['document'], operation: ['validate'] };

export const properties: INodeProperties[] = [
	notInTool({
		displayName: 'Validate',
		name: 'source',
		type: 'options',
		displayOptions: { show },
		options: [
			{
				name: 'File',
				value: 'file',
				description: 'An e-invoice as XML in UBL or CII, or a PDF with the XML inside',
			},
			{
				name: 'Input Item',
				value: 'item',
				description:
					'An item of a trigger, of Get, Read or Create, as the UBL that Create would write from it',
			},
			textOption,
		],
		default: 'file',
		description: 'What to validate',
	}),
	fixedInTool(show, 'text'),
	...binaryFieldsProperties({ ...show, source: ['file'] }),
	textField(show),
	{
		displayName: 'Rules',
		name: 'rules',
		type: 'options',
		displayOptions: { show },
		options: [
			{
				name: 'As the File Claims',
				value: 'claimed',
				description: 'The rules that the e-invoice claims to follow (BT-24), or else EN 16931',
			},
			{ name: 'EN 16931', value: 'en16931', description: 'The European standard alone' },
			{
				name: 'Peppol BIS Billing 3',
				value: 'peppol',
				description: 'Adds the rules of Peppol, including its national ones; for UBL',
			},
			{
				name: 'XRechnung 3',
				value: 'xrechnung',
				description: 'Adds the rules of public-sector buyers in Germany',
			},
		],
		default: 'claimed',
		description: 'Which rules the e-invoice has to follow',
	},
	optionsField({ ...show, source: ['file'] }, [onMissingInValidate, pdfPasswordProperty]),
];

/** Two outputs if the operation is Validate, else one: an expression that n8n evaluates with the node's parameters. */
export const outputs: INodeTypeDescription['outputs'] =
	'={{ $parameter["operation"] === "validate" ? [{ type: "main", displayName: "Valid" }, { type: "main", displayName: "Invalid" }] : [{ type: "main" }] }}';

/** The items for each output. With continue on error, a failed item counts as not valid. */
export function byVerdict(items: INodeExecutionData[]): [INodeExecutionData[], INodeExecutionData[]] {
	// A failed item has the fields of its input, which may have been validated before.
	const isValid = ({ json }: INodeExecutionData) =>
		json.error === undefined && (json.validation as ItemValidation | undefined)?.valid === true;
	return [items.filter(isValid), items.filter((item) => !isValid(item))];
}

/** The invoice in the normal form with the findings of the rules on its file: one item per e-invoice. */
export async function execute(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<INodeExecutionData | INodeExecutionData[]> {
	const input = this.getInputData()[itemIndex];
	const rules = this.getNodeParameter('rules', itemIndex, 'claimed') as SpecificationChoice;
	const itemOf = ({ invoice, validation }: ValidatedInvoice): INodeExecutionData => ({
		// Put the verdict first: n8n shows fields in this order, and an invoice fills more than a screen.
		json: { validation, ...invoice } as unknown as IDataObject,
		binary: input?.binary,
		pairedItem: { item: itemIndex },
	});
	if (this.getNodeParameter('source', itemIndex, 'file') === 'item') {
		const item = itemOfJson(input?.json);
		const validated = item.ok ? await validateItem(item.value, rules) : item;
		if (!validated.ok) throw operationError(this.getNode(), validated.error, itemIndex);
		return itemOf(validated.value);
	}
	const password = pdfPasswordOption.call(this, itemIndex);
	const judge = async ({ bytes, binary }: Given) => {
		const opened = await openEInvoice(bytes, password, TO_VALIDATE);
		if (!opened.ok) return opened;
		const { root, isPdf } = opened.value;
		const validated = await validateDocument(root, rules);
		if (!validated.ok) return ok([errorOr.call(this, itemIndex, validated.error)]);
		const { invoice, validation } = validated.value;
		const origin = originOf(root, await keyOf(root), invoice, isPdf);
		return ok([itemOf({ invoice: withOrigin.call(this, { invoice, origin }, binary), validation })]);
	};
	// An unreadable file is an invalid invoice, not an error.
	return await itemsOfSource.call(this, itemIndex, judge, (problem) => itemOf(notReadable(problem)));
}
