import type { IExecuteFunctions } from 'n8n-workflow';
import { clock } from '../shared/clock';
import { hybridInvoice, type HybridInvoice } from '../shared/einvoice/facturX/hybrid';
import type { Judged } from '../shared/einvoice/show/judged';
import { languageOf } from '../shared/einvoice/show/languages/languages';
import type { Invoice } from '../shared/invoice/schema';
import { fileTypeOf } from '../shared/file/type';
import { operationError } from '../shared/operationError';

/**
 * The PDF from *PDF in Field*, or a drawn one, with the XML embedded.
 * @throws NodeOperationError if the PDF cannot be made
 */
export async function createdPdf(
	this: IExecuteFunctions,
	item: Invoice,
	xml: string,
	specification: string,
	judged: Judged | null,
	itemIndex: number,
): Promise<HybridInvoice> {
	const field = String(this.getNodeParameter('pdfFieldName', itemIndex, '') ?? '').trim();
	const { language } = this.getNodeParameter('options', itemIndex, {}) as { language?: string };
	if (field !== '') this.helpers.assertBinaryData(itemIndex, field);
	const given =
		field === '' ? null : { field, bytes: await this.helpers.getBinaryDataBuffer(itemIndex, field) };
	if (given !== null && fileTypeOf(given.bytes.subarray(0, 1024)) !== 'application/pdf') {
		throw operationError(
			this.getNode(),
			{
				message: 'The file under PDF in Field is not a PDF',
				description: `It is in the field ${field}. Name the field that has the PDF, or leave PDF in Field empty to have one drawn.`,
			},
			itemIndex,
		);
	}
	const drawing = { language: languageOf(language), judged };
	const hybrid = await hybridInvoice(item, xml, specification, given, drawing, clock.date());
	if (!hybrid.ok) throw operationError(this.getNode(), hybrid.error, itemIndex);
	return hybrid.value;
}
