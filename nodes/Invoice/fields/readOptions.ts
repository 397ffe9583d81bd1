import type { IDisplayOptions, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { optionsField } from '../../shared/trigger/description/options';
import { onMissingInRead } from '../input/invoiceFiles';
import { filePathProperty } from './fileNameOption';
import { pdfPasswordOption, pdfPasswordProperty } from './pdfPasswordOption';

const ofVersion2 = { show: { '@version': [{ _cnd: { gte: 2 } }] } };

/** The options of Document → Read. */
export const readOptionsProperty = (show: IDisplayOptions['show']): INodeProperties =>
	optionsField(show, [
		{ ...filePathProperty, displayOptions: ofVersion2 },
		{
			displayName: 'Keep Input Files',
			name: 'keepInputFiles',
			type: 'boolean',
			displayOptions: ofVersion2,
			default: true,
			description:
				'Whether to keep the input files in the item, with the file of its invoice first. The editor then opens the output at the files; the invoice is under Schema, Table and JSON.',
		},
		onMissingInRead,
		{
			displayName: 'One Item Per Line',
			name: 'onePerLine',
			type: 'boolean',
			default: true,
			description:
				'Whether to output one item per invoice line, with the line in the field line next to all other fields of the invoice. The totals in every item are those of the whole invoice.',
		},
		pdfPasswordProperty,
		{
			displayName: 'Put Attachments in Fields',
			name: 'attachmentsPrefix',
			type: 'string',
			default: 'attachment_',
			placeholder: 'e.g. attachment_',
			description:
				'Prefix for the names of the output binary fields that hold the files embedded in the XML or PDF: attachment_ gives attachment_0, attachment_1 and so on',
		},
		{
			displayName: 'Put Output File in Field',
			name: 'outputField',
			type: 'string',
			displayOptions: ofVersion2,
			default: 'data',
			description:
				'The name of the output binary field to put the e-invoice file in, for a node that uploads or writes it. Without this option, File Path and Keep Input Files, the item has no file; with File Path alone, it is in data.',
		},
	]);

export interface ReadOptions {
	password: string;
	/** Empty means that embedded files are not extracted. */
	attachmentsPrefix: string;
	isPerLine: boolean;
	keepsInput: boolean;
	/** Binary field for the e-invoice file; empty: none. */
	outputField: string;
}

/** The user's options. Version 1 of the node always kept the input files. */
export function readOptions(this: IExecuteFunctions, itemIndex: number): ReadOptions {
	const { attachmentsPrefix, filePath, onePerLine, keepInputFiles, outputField } = this.getNodeParameter(
		'options',
		itemIndex,
		{},
	) as Record<string, unknown>;
	const keepsInput = keepInputFiles === true || this.getNode().typeVersion < 2;
	// The node that uploads needs the file, too, and looks for it in `data`.
	const fieldForPath = String(filePath ?? '').trim() !== '' && !keepsInput ? 'data' : '';
	return {
		password: pdfPasswordOption.call(this, itemIndex),
		attachmentsPrefix: String(attachmentsPrefix ?? '').trim(),
		isPerLine: onePerLine === true,
		keepsInput,
		outputField: String(outputField ?? '').trim() || fieldForPath,
	};
}
