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
		description: 'XML of UN/CEFACT, the syntax that Factur-X and ZUGFeRD embed',
	},
	{ name: 'UBL', value: 'ubl', description: 'XML of OASIS, the syntax of Peppol' },
];
const formats: INodePropertyOptions[] = [
	...xmlFormats,
	{
		name: 'Factur-X / ZUGFeRD (PDF)',
		value: 'facturX',
		description: 'A PDF with the CII inside: from a PDF of yours, or drawn from the item',
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
					'What references.specification says; without it, Peppol in UBL, and EN 16931 in CII and PDF',
			},
			{
				name: 'EN 16931',
				value: 'en16931',
				description: 'The European standard alone, for receivers outside of Peppol',
			},
			{
				name: 'Peppol BIS Billing 3',
				value: 'peppol',
				description: 'For receivers in the Peppol network; the format is UBL',
			},
			{
				name: 'XRechnung 3',
				value: 'xrechnung',
				description: 'For public buyers in Germany',
			},
		],
		default: 'item',
		description: 'What the file says that it follows, and whose rules it has to meet',
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
				description: 'Each item is an invoice, with its lines in the field lines, or with one line',
			},
			{
				name: 'Value of a Field',
				value: 'field',
				description:
					'Items with the same value in a field are the lines of one invoice, as rows of a spreadsheet are',
			},
		],
		default: 'item',
		description: 'What input items become one invoice',
	}),
	notInTool({
		displayName: 'Field',
		name: 'groupField',
		type: 'string',
		required: true,
		displayOptions: { show: { ...show, invoicePer: ['field'] } },
		default: 'number',
		placeholder: 'e.g. number',
		hint: 'The name of the input field that is the same in all rows of one invoice',
	}),
	{
		displayName: 'PDF in Field',
		name: 'pdfFieldName',
		type: 'string',
		displayOptions: { show: { ...show, format: ['facturX'] } },
		default: '',
		placeholder: 'e.g. data',
		hint: 'The name of the input binary field with your PDF of the invoice, which the XML is put into. Empty: a plain PDF is drawn.',
	},
	notInTool({
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		displayOptions: { show },
		default: 'data',
		hint: 'The name of the output binary field to put the e-invoice in. A file that the item has there stays: then it is the next free name, such as data_1.',
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
				description: 'The file is written as far as the item goes; a receiver may reject it',
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
			buyerField,
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
				displayName: 'Reason for No VAT',
				name: 'taxExemptionReason',
				type: 'string',
				default: '',
				placeholder: 'e.g. Small business, no VAT charged (§ 19 UStG)',
				description: 'Why lines of the category E are exempt from VAT, as your law words it',
			},
			sellerField,
			{
				displayName: "Seller's Electronic Address",
				name: 'sellerElectronicAddress',
				type: 'string',
				default: '',
				placeholder: 'e.g. 9930:DE123456789',
				description: 'Where the seller receives e-invoices, with the scheme before it; Peppol requires it',
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
	notInTool(
		optionsField(show, [
			{
				displayName: 'Embed Files',
				name: 'embedFiles',
				type: 'string',
				default: '',
				placeholder: 'e.g. timesheet, delivery_note',
				description:
					'Names of input binary fields, separated by commas, whose files are put into the e-invoice as supporting documents (BG-24): PDF, PNG, JPEG, CSV, XLSX and ODS',
			},
			fileNameProperty('the number of the invoice'),
			{
				displayName: 'Language of the Drawn PDF',
				name: 'language',
				type: 'options',
				options: languageOptions,
				default: 'en',
				description: 'What language the PDF is in that is drawn from the item',
			},
		]),
	),
];
