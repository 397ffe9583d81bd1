import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { fileNameProperty } from './fileNameOption';
import { languageOptions } from './languageOptions';
import { optionsField } from '../../shared/trigger/description/options';
import { buyerField, sellerField } from './partyFields';
import { fixedInTool, jsonField } from './sourceFields';
import { notInTool, otherInTool } from '../tool';

const show = { resource: ['document'], operation: ['create'] };

/** A tool writes XML only: a model cannot receive a PDF. */
const xmlFormats: INodePropertyOptions[] = [
	{
		name: 'CII',
		value: 'cii',
		description: 'UN/CEFACT XML, which Factur-X and ZUGFeRD embed',
	},
	{ name: 'UBL', value: 'ubl', description: 'OASIS XML, the syntax of Peppol' },
];
const formats: INodePropertyOptions[] = [
	...xmlFormats,
	{
		name: 'Factur-X / ZUGFeRD (PDF)',
		value: 'facturX',
		description: 'A PDF with the CII inside: your own PDF, or one drawn from the item',
	},
].toSorted((a, b) => a.name.localeCompare(b.name, 'en'));

/** The fields of Document → Create. */
export const createFields: INodeProperties[] = [
	fixedInTool(show, 'json'),
	jsonField(show),
	...otherInTool(
		{
			displayName: 'Format',
			name: 'format',
			type: 'options',
			displayOptions: { show },
			options: formats,
			default: 'ubl',
			description: 'What file to write',
		},
		{ options: xmlFormats },
	),
	{
		displayName: 'Specification',
		name: 'specification',
		type: 'options',
		displayOptions: { show },
		options: [
			{
				name: 'As in the Item',
				value: 'item',
				description:
					'Whatever references.specification names; without it, Peppol for UBL, EN 16931 for CII and PDF',
			},
			{
				name: 'EN 16931',
				value: 'en16931',
				description: 'The European standard alone, for receivers outside Peppol',
			},
			{
				name: 'Peppol BIS Billing 3',
				value: 'peppol',
				description: 'For receivers on the Peppol network; the format is UBL',
			},
			{
				name: 'XRechnung 3',
				value: 'xrechnung',
				description: 'For public-sector buyers in Germany',
			},
		],
		default: 'item',
		description: 'Which specification the file declares and has to meet',
	},
	notInTool({
		displayName: 'One Invoice Per',
		name: 'invoicePer',
		type: 'options',
		displayOptions: { show },
		options: [
			{
				name: 'Input Item',
				value: 'item',
				description: 'Each item is one invoice, with its lines in the field lines, or with a single line',
			},
			{
				name: 'Value of a Field',
				value: 'field',
				description:
					'Items with the same value in a field are the lines of one invoice, such as rows of a spreadsheet',
			},
		],
		default: 'item',
		description: 'Which input items make up one invoice',
	}),
	notInTool({
		displayName: 'Field',
		name: 'groupField',
		type: 'string',
		required: true,
		displayOptions: { show: { ...show, invoicePer: ['field'] } },
		default: 'number',
		placeholder: 'e.g. number',
		hint: 'The name of the input field that has the same value in all rows of an invoice',
	}),
	{
		displayName: 'PDF in Field',
		name: 'pdfFieldName',
		type: 'string',
		displayOptions: { show: { ...show, format: ['facturX'] } },
		default: '',
		placeholder: 'e.g. data',
		hint: 'The name of the input binary field that holds your own PDF of the invoice; the XML is embedded in it. Leave empty to have a plain PDF drawn.',
	},
	notInTool({
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		displayOptions: { show },
		default: 'data',
		hint: 'The name of the output binary field to put the e-invoice in. If the item already has a file there, the next free name is used, such as data_1.',
	}),
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
				description: 'The file is written with what the item has; a receiver may reject it',
			},
		],
		default: 'fail',
		description: 'What to do if the item lacks something that the specification requires',
	},
	{
		displayName: 'Add or Override',
		name: 'additions',
		type: 'collection',
		placeholder: 'Add field',
		displayOptions: { show },
		default: {},
		options: [
			buyerField,
			{
				displayName: 'Buyer Reference',
				name: 'buyerReference',
				type: 'string',
				default: '',
				placeholder: 'e.g. 04011000-12345-03',
				description: 'Reference that the buyer asked for, such as the Leitweg-ID in Germany',
			},
			{
				displayName: "Buyer's Electronic Address",
				name: 'buyerElectronicAddress',
				type: 'string',
				default: '',
				placeholder: 'e.g. 0088:4304171000002',
				description:
					'Where the buyer receives e-invoices, prefixed with its scheme; required by Peppol and XRechnung',
			},
			{
				displayName: 'Reason for No VAT',
				name: 'taxExemptionReason',
				type: 'string',
				default: '',
				placeholder: 'e.g. Small business, no VAT charged (§ 19 UStG)',
				description: 'Why lines in category E are exempt from VAT, as your law words it',
			},
			sellerField,
			{
				displayName: "Seller's Electronic Address",
				name: 'sellerElectronicAddress',
				type: 'string',
				default: '',
				placeholder: 'e.g. 9930:DE123456789',
				description:
					'Where the seller receives e-invoices, prefixed with its scheme; required by Peppol and XRechnung',
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
				description: 'For lines without a unit: a UN/ECE code, such as C62 for pieces or HUR for hours',
			},
		],
	},
	notInTool(
		optionsField(show, [
			{
				displayName: 'Embed Files',
				name: 'embedFiles',
				type: 'string',
				default: '',
				placeholder: 'e.g. timesheet, delivery_note',
				description:
					'Comma-separated names of input binary fields whose files to embed in the e-invoice as supporting documents (BG-24): PDF, PNG, JPEG, CSV, XLSX and ODS',
			},
			fileNameProperty('the number of the invoice'),
			{
				displayName: 'Language of the Drawn PDF',
				name: 'language',
				type: 'options',
				options: languageOptions,
				default: 'en',
				description: 'Language of a PDF drawn from the item',
			},
		]),
	),
];
