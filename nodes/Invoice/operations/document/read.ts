import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { readFile } from '../../../shared/einvoice/read';
import { ok } from '../../../shared/result';
import { binaryFieldsProperties, itemsOfFiles } from '../../invoiceFiles';
import { fileOptions, pdfPasswordOption } from '../../fields/pdfPasswordOption';
import { withOrigin } from '../../withOrigin';

const show = { resource: ['document'], operation: ['read'] };

export const properties: INodeProperties[] = [...binaryFieldsProperties(show), fileOptions(show)];

/** The invoice of each e-invoice file in the normal form; the files stay with the item. */
export async function execute(this: IExecuteFunctions, itemIndex: number): Promise<INodeExecutionData[]> {
	const password = pdfPasswordOption.call(this, itemIndex);
	const input = this.getInputData()[itemIndex];
	return await itemsOfFiles.call(this, itemIndex, async ({ bytes, binary }) => {
		const read = await readFile(bytes, password);
		if (!read.ok) return read;
		return ok(
			read.value.map((invoice) => ({
				json: withOrigin.call(this, invoice, binary) as unknown as IDataObject,
				binary: input?.binary,
				pairedItem: { item: itemIndex },
			})),
		);
	});
}
