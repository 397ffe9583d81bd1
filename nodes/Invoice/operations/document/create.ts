import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { createUbl, itemOfJson, type Additions } from '../../../shared/einvoice/create';
import type { Gap } from '../../../shared/einvoice/gap';
import { safeFileName } from '../../../shared/file/name';
import { operationError } from '../../../shared/operationError';
import { fileNameOption, fileNameProperty } from '../../fileNameOption';

const show = { resource: ['document'], operation: ['create'] };

const EN16931 = 'urn:cen.eu:en16931:2017';

export const properties: INodeProperties[] = [
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		displayOptions: { show },
		default: 'data',
		hint: 'The name of the output binary field to put the e-invoice in: UBL 2.1 in XML, from the fields of the input item',
	},
	{
		displayName: 'If Something Is Missing',
		name: 'ifMissing',
		type: 'options',
		displayOptions: { show },
		options: [
			{
				name: 'Fail With a List',
				value: 'fail',
				description: 'No file is written, and the error lists what to fill in',
			},
			{
				name: 'Write the File and List It in Issues',
				value: 'write',
				description: 'The file is written as far as the item goes; a receiver may refuse it',
			},
		],
		default: 'fail',
		description: 'What to do if the item lacks what the standard EN 16931 asks for',
	},
	{
		displayName: 'Add or Override',
		name: 'additions',
		type: 'collection',
		placeholder: 'Add field',
		displayOptions: { show },
		default: {},
		options: [
			{
				displayName: 'Buyer Reference',
				name: 'buyerReference',
				type: 'string',
				default: '',
				placeholder: 'e.g. 04011000-12345-03',
				description: 'What the buyer asked to see on the invoice, such as the Leitweg-ID in Germany',
			},
			{
				displayName: "Buyer's Electronic Address",
				name: 'buyerElectronicAddress',
				type: 'string',
				default: '',
				placeholder: 'e.g. 0088:4304171000002',
				description: 'Where the buyer receives e-invoices, with the scheme before it; Peppol requires it',
			},
			{
				displayName: "Seller's Electronic Address",
				name: 'sellerElectronicAddress',
				type: 'string',
				default: '',
				placeholder: 'e.g. 9930:DE123456789',
				description: 'Where the seller receives e-invoices, with the scheme before it; Peppol requires it',
			},
			{
				displayName: 'Specification',
				name: 'specification',
				type: 'options',
				options: [
					{
						name: 'As in the Item, or Else Peppol BIS Billing 3',
						value: 'item',
					},
					{
						name: 'EN 16931 Alone',
						value: 'en16931',
						description: 'For receivers outside of Peppol; the electronic addresses may be missing',
					},
				],
				default: 'item',
				description: 'What the file says that it follows',
			},
			{
				displayName: 'Tax Category Where None Is Known',
				name: 'taxCategory',
				type: 'options',
				options: [
					{ name: 'AE: Reverse Charge', value: 'AE' },
					{ name: 'E: Exempt', value: 'E' },
					{ name: 'G: Export', value: 'G' },
					{ name: 'K: Supply Inside the EU', value: 'K' },
					{ name: 'O: Not Subject to VAT', value: 'O' },
					{ name: 'S: Standard or Reduced Rate', value: 'S' },
					{ name: 'Z: Zero Rate', value: 'Z' },
				],
				default: 'S',
				description: 'For lines and taxes without a category',
			},
			{
				displayName: 'Unit Where None Is Known',
				name: 'unit',
				type: 'string',
				default: 'C62',
				placeholder: 'e.g. C62',
				description: 'For lines without a unit: a code of UN/ECE, such as C62 for pieces or HUR for hours',
			},
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		displayOptions: { show },
		default: {},
		options: [fileNameProperty('the number of the invoice')],
	},
];

/** Adds the invoice to its item as a UBL file. */
export async function execute(this: IExecuteFunctions, itemIndex: number): Promise<INodeExecutionData> {
	const input = this.getInputData()[itemIndex];
	const field = this.getNodeParameter('binaryPropertyName', itemIndex) as string;
	const item = itemOfJson(input?.json);
	if (!item.ok) throw operationError(this.getNode(), item.error, itemIndex);
	const { xml, gaps } = await createUbl(item.value, additionsOf.call(this, itemIndex));
	const missing = gaps.filter(({ isTolerated }) => !isTolerated);
	if (missing.length > 0 && this.getNodeParameter('ifMissing', itemIndex, 'fail') !== 'write') {
		throw new NodeOperationError(
			this.getNode(),
			`The invoice does not have what an e-invoice needs. ${listOf(missing)}.`,
			{
				description:
					'Fill in the fields before this node, for instance with the Edit Fields node, or in this node under Add or Override. To get the file all the same, choose to write it under If Something Is Missing.',
				itemIndex,
			},
		);
	}
	const named = fileNameOption.call(this, item.value, itemIndex) ?? item.value.number ?? 'invoice';
	const fileName = safeFileName(named.endsWith('.xml') ? named : `${named}.xml`, 'invoice.xml');
	const file = await this.helpers.prepareBinaryData(Buffer.from(xml, 'utf8'), fileName, 'application/xml');
	const found = gaps.map(({ rule, path, message }) => ({ code: rule, path, message }));
	return {
		json: { ...input?.json, issues: [...item.value.issues, ...found] } as IDataObject,
		binary: { ...input?.binary, [field]: file },
		pairedItem: { item: itemIndex },
	};
}

const MAX_NAMED = 50;

function listOf(gaps: readonly Gap[]): string {
	const more = gaps.length - MAX_NAMED;
	return [...gaps.slice(0, MAX_NAMED).map(inWords), ...(more > 0 ? [`And ${more} more`] : [])].join('. ');
}

const inWords = ({ path, message, rule }: Gap) => `${path}: ${message} (${rule})`;

function additionsOf(this: IExecuteFunctions, itemIndex: number): Additions {
	const { unit, taxCategory, specification, ...references } = this.getNodeParameter(
		'additions',
		itemIndex,
		{},
	) as Partial<Record<string, string>>;
	const typed = Object.entries({
		...references,
		...(specification === 'en16931' ? { specification: EN16931 } : {}),
	}).map(([name, value]) => [name, String(value ?? '').trim()] as const);
	return {
		references: Object.fromEntries(typed.filter(([, value]) => value !== '')),
		unit: unit?.trim() || null,
		taxCategory: taxCategory || null,
	};
}
