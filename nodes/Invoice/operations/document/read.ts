import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { readEInvoice } from '../../../shared/einvoice/read';
import { ok } from '../../../shared/result';
import { binaryFieldsProperties, itemsOfFiles } from '../../invoiceFiles';
import { fileOptions, pdfPasswordOption } from '../../pdfPasswordOption';

const show = { resource: ['document'], operation: ['read'] };

export const properties: INodeProperties[] = [...binaryFieldsProperties(show), fileOptions(show)];

/** The invoice of each e-invoice file in the normal form; the files stay with the item. */
export async function execute(this: IExecuteFunctions, itemIndex: number): Promise<INodeExecutionData[]> {
	const password = pdfPasswordOption.call(this, itemIndex);
	const input = this.getInputData()[itemIndex];
	return await itemsOfFiles.call(this, itemIndex, async ({ bytes }) => {
		const invoice = await readEInvoice(bytes, password);
		if (!invoice.ok) return invoice;
		return ok([
			{
				json: invoice.value as unknown as IDataObject,
				binary: input?.binary,
				pairedItem: { item: itemIndex },
			},
		]);
	});
}
