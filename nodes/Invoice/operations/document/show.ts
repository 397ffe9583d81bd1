import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { withNames } from '../../../shared/einvoice/ownData/misnamed';
import { readFile } from '../../../shared/einvoice/read';
import { judgedOf } from '../../../shared/einvoice/show/judged';
import { languageOf } from '../../../shared/einvoice/show/languages/languages';
import { showInvoice } from '../../../shared/einvoice/show/show';
import { validateFile } from '../../../shared/einvoice/validate';
import { safeFileName } from '../../../shared/file/name';
import type { Invoice } from '../../../shared/invoice/schema';
import { operationError } from '../../../shared/operationError';
import { ok, type Result } from '../../../shared/result';
import { runInSteps } from '../../../shared/steps';
import { optionsField } from '../../../shared/trigger/description/options';
import { fileNameOption, fileNameProperty } from '../../fields/fileNameOption';
import { takenItem } from '../../input/inputItems';
import { languageOptions } from '../../fields/languageOptions';
import { pdfPasswordOption, pdfPasswordProperty } from '../../fields/pdfPasswordOption';
import {
	itemsOfSource,
	jsonField,
	sourceJson,
	sourceParameter,
	textField,
	textOption,
	type Given,
} from '../../fields/sourceFields';
import { binaryFieldsProperties } from '../../input/invoiceFiles';
import { isTool, notInTool, otherInTool } from '../../tool';
import { withOrigin } from '../../withOrigin';

const show = { resource: ['document'], operation: ['show'] };
const ofFile = { show: { '/source': ['file'] } };
const ofDocument = { show: { '/source': ['file', 'text'] } };

export const properties: INodeProperties[] = [
	...otherInTool(
		{
			displayName: 'Show',
			name: 'source',
			type: 'options',
			displayOptions: { show },
			options: [
				{
					name: 'File',
					value: 'file',
					description: 'An e-invoice as XML, or a PDF with the XML inside',
				},
				{
					name: 'Input Item',
					value: 'item',
					description: 'The fields of the item, including what Validate found if it comes from there',
				},
				textOption,
			],
			default: 'item',
			description: 'What to show',
		},
		{
			options: [
				{ name: 'Invoice', value: 'json', description: 'The fields of an invoice as JSON' },
				textOption,
			],
			default: 'text',
		},
	),
	...binaryFieldsProperties({ ...show, source: ['file'] }),
	textField(show),
	jsonField(show),
	{
		displayName: 'Language',
		name: 'language',
		type: 'options',
		displayOptions: { show },
		options: languageOptions,
		default: 'en',
		description: "Language of labels, dates and amounts; the invoice's own texts stay as they are",
	},
	notInTool({
		displayName: 'Put Output File in Field',
		name: 'pageFieldName',
		type: 'string',
		required: true,
		displayOptions: { show },
		default: 'html',
		hint: 'The name of the output binary field to put the HTML page in',
	}),
	optionsField(show, [
		notInTool(fileNameProperty('the number of the invoice')),
		{ ...pdfPasswordProperty, displayOptions: ofFile },
		{
			displayName: 'Validate',
			name: 'validate',
			type: 'boolean',
			displayOptions: ofDocument,
			default: false,
			description:
				'Whether to check the e-invoice against the rules it claims to follow, and show what is wrong with it',
		},
	]),
];

interface Found {
	invoice: Invoice;
	json: IDataObject;
}

/**
 * The item of each invoice with an HTML page, in a binary field and in `html`, and plain text in `text`. An agent gets the
 * text: the page says the same at ten times the length.
 */
export async function execute(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<INodeExecutionData | INodeExecutionData[]> {
	const source = sourceParameter.call(this, itemIndex, 'item');
	if (source === 'file' || source === 'text') {
		return await itemsOfSource.call(this, itemIndex, async (given) => {
			const found = await foundIn.call(this, itemIndex, given);
			if (!found.ok) return found;
			const items: INodeExecutionData[] = [];
			for (const one of found.value) items.push(await itemOf.call(this, itemIndex, one));
			return ok(items);
		});
	}
	return await itemOf.call(
		this,
		itemIndex,
		await ofJson.call(this, itemIndex, sourceJson.call(this, itemIndex, source)),
	);
}

async function itemOf(
	this: IExecuteFunctions,
	itemIndex: number,
	{ invoice, json }: Found,
): Promise<INodeExecutionData> {
	const language = languageOf(this.getNodeParameter('language', itemIndex, 'en') as string);
	const shown = await runInSteps(showInvoice(invoice, judgedOf(json.validation), language));
	if (!shown.ok) throw operationError(this.getNode(), shown.error, itemIndex);
	const { html, text } = shown.value;
	if (isTool.call(this)) {
		return { json: { text, issues: json.issues ?? [] }, pairedItem: { item: itemIndex } };
	}
	const named = fileNameOption.call(this, invoice, itemIndex) ?? invoice.number ?? 'invoice';
	const fileName = safeFileName(named.endsWith('.html') ? named : `${named}.html`, 'invoice.html');
	const page = await this.helpers.prepareBinaryData(Buffer.from(html, 'utf8'), fileName, 'text/html');
	const field = this.getNodeParameter('pageFieldName', itemIndex, 'html') as string;
	return {
		// Put the new fields first: n8n shows them in this order. They replace fields of these names, which an item
		// from a mail may have.
		json: { ...{ text, html }, ...json, text, html },
		binary: { ...this.getInputData()[itemIndex]?.binary, [field]: page },
		pairedItem: { item: itemIndex },
	};
}

/** The invoices in a file or text, with the findings of the rules if the option Validate is on. */
async function foundIn(
	this: IExecuteFunctions,
	itemIndex: number,
	{ bytes, binary }: Given,
): Promise<Result<Found[]>> {
	const password = pdfPasswordOption.call(this, itemIndex);
	const read = await readFile(bytes, password);
	if (!read.ok) return read;
	const invoices = read.value.map((one) => withOrigin.call(this, one, binary));
	const { validate } = this.getNodeParameter('options', itemIndex, {}) as { validate?: boolean };
	const validated = validate ? await validateFile(bytes, 'claimed', password) : null;
	if (validated && !validated.ok) return validated;
	const validation = validated ? { validation: validated.value.validation } : {};
	return ok(
		invoices.map((invoice) => ({ invoice, json: { ...validation, ...invoice } as unknown as IDataObject })),
	);
}

/** An item as an invoice. The page does not show what cannot be read of it, so an issue does. */
async function ofJson(this: IExecuteFunctions, itemIndex: number, row: IDataObject): Promise<Found> {
	const additions = { references: {}, unit: null, taxCategory: null };
	const taken = await takenItem.call(this, [row], additions, itemIndex);
	const { gaps, issues: unknown } = withNames([], taken.names);
	const unread = [...taken.gaps, ...gaps].map(({ rule, path, message }) => ({ code: rule, path, message }));
	const issues = [...taken.item.issues, ...taken.issues, ...unread, ...unknown];
	const { item, json } = taken;
	return { invoice: item, json: issues.length === 0 ? json : { ...json, issues } };
}
