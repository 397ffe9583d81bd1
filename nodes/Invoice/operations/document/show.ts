import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { readEInvoice } from '../../../shared/einvoice/read';
import { judgedOf } from '../../../shared/einvoice/show/judged';
import { languageOf } from '../../../shared/einvoice/show/languages/languages';
import { showInvoice } from '../../../shared/einvoice/show/show';
import { validateFile } from '../../../shared/einvoice/validate';
import { safeFileName } from '../../../shared/file/name';
import type { Invoice } from '../../../shared/invoice/schema';
import { operationError } from '../../../shared/operationError';
import { ok, type Result } from '../../../shared/result';
import { runInSteps } from '../../../shared/steps';
import { fileNameOption, fileNameProperty } from '../../fields/fileNameOption';
import { takenItem } from '../../inputItems';
import { languageOptions } from '../../fields/languageOptions';
import { pdfPasswordOption, pdfPasswordProperty } from '../../fields/pdfPasswordOption';

const show = { resource: ['document'], operation: ['show'] };
const ofFile = { show: { '/source': ['file'] } };

export const properties: INodeProperties[] = [
	{
		displayName: 'Show',
		name: 'source',
		type: 'options',
		displayOptions: { show },
		options: [
			{
				name: 'File',
				value: 'file',
				description: 'An e-invoice as XML, or a PDF with such XML inside',
			},
			{
				name: 'Input Item',
				value: 'item',
				description: 'The fields of the item, with what Validate found if it comes from there',
			},
		],
		default: 'item',
		description: 'What to show',
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
		displayName: 'Language',
		name: 'language',
		type: 'options',
		displayOptions: { show },
		options: languageOptions,
		default: 'en',
		description: 'The language of the labels, dates and amounts; texts of the invoice stay as they are',
	},
	{
		displayName: 'Put Output File in Field',
		name: 'pageFieldName',
		type: 'string',
		required: true,
		displayOptions: { show },
		default: 'html',
		hint: 'The name of the output binary field to put the HTML page in',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		displayOptions: { show },
		default: {},
		options: [
			fileNameProperty('the number of the invoice'),
			{ ...pdfPasswordProperty, displayOptions: ofFile },
			{
				displayName: 'Validate',
				name: 'validate',
				type: 'boolean',
				displayOptions: ofFile,
				default: false,
				description:
					'Whether to check the file by the rules that it claims to follow, and show what is wrong with it',
			},
		],
	},
];

interface Found {
	invoice: Invoice;
	json: IDataObject;
}

/** Adds the invoice to its item as an HTML page, in a binary field and in `html`, and as plain text in `text`. */
export async function execute(this: IExecuteFunctions, itemIndex: number): Promise<INodeExecutionData> {
	const input = this.getInputData()[itemIndex];
	const isFile = this.getNodeParameter('source', itemIndex, 'item') === 'file';
	const found = isFile ? await ofFileIn.call(this, itemIndex) : ok(await ofItem.call(this, itemIndex));
	if (!found.ok) throw operationError(this.getNode(), found.error, itemIndex);
	const { invoice, json } = found.value;
	const language = languageOf(this.getNodeParameter('language', itemIndex, 'en') as string);
	const shown = await runInSteps(showInvoice(invoice, judgedOf(json.validation), language));
	if (!shown.ok) throw operationError(this.getNode(), shown.error, itemIndex);
	const { html, text } = shown.value;
	const named = fileNameOption.call(this, invoice, itemIndex) ?? invoice.number ?? 'invoice';
	const fileName = safeFileName(named.endsWith('.html') ? named : `${named}.html`, 'invoice.html');
	const page = await this.helpers.prepareBinaryData(Buffer.from(html, 'utf8'), fileName, 'text/html');
	const field = this.getNodeParameter('pageFieldName', itemIndex, 'html') as string;
	return {
		// What is new first: n8n shows fields in this order, and an item from a mail may have fields of these names.
		json: { ...{ text, html }, ...json, text, html },
		binary: { ...input?.binary, [field]: page },
		pairedItem: { item: itemIndex },
	};
}

async function ofFileIn(this: IExecuteFunctions, itemIndex: number): Promise<Result<Found>> {
	const field = this.getNodeParameter('binaryPropertyName', itemIndex) as string;
	this.helpers.assertBinaryData(itemIndex, field);
	const bytes = await this.helpers.getBinaryDataBuffer(itemIndex, field);
	const password = pdfPasswordOption.call(this, itemIndex);
	const read = await readEInvoice(bytes, password);
	if (!read.ok) return read;
	const { validate } = this.getNodeParameter('options', itemIndex, {}) as { validate?: boolean };
	const json = read.value as unknown as IDataObject;
	if (!validate) return ok({ invoice: read.value, json });
	const validated = await validateFile(bytes, 'claimed', password);
	if (!validated.ok) return validated;
	const { validation } = validated.value;
	return ok({ invoice: read.value, json: { validation, ...json } as unknown as IDataObject });
}

/** What cannot be read of an item is not shown, so that it becomes an issue. */
async function ofItem(this: IExecuteFunctions, itemIndex: number): Promise<Found> {
	const taken = await takenItem.call(this, [itemIndex], { references: {}, unit: null, taxCategory: null });
	const unread = taken.gaps.map(({ rule, path, message }) => ({ code: rule, path, message }));
	const issues = [...taken.item.issues, ...taken.issues, ...unread];
	const { item, json } = taken;
	return { invoice: item, json: issues.length === 0 ? json : { ...json, issues } };
}
