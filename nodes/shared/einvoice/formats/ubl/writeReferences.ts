import type { WrittenTerms } from '../../en16931/fromInvoice/writtenTerms';
import type { XmlElement } from '../../../xml/element';
import { attributes, group, text } from '../../../xml/write';

/** UNTDID 1001 in `DocumentTypeCode`, as expected by the reader. */
const INVOICED_OBJECT = '130';
const PROJECT = '50';

/** Peppol's placeholder for an unknown order reference, which is mandatory next to `SalesOrderID`. */
const NOT_AVAILABLE = 'NA';

const documentTag = (name: string, id: string | null) => group(name, [text('cbc:ID', id)]);

/** The referenced documents: BT-11 to 18, BG-3, BG-24. */
export function referenceTags(terms: WrittenTerms): Array<XmlElement | null> {
	const isCredit = terms.root === 'creditNote';
	const { invoicedObject, project, salesOrder } = terms;
	return [
		group('cac:OrderReference', [
			text('cbc:ID', terms.purchaseOrder ?? (salesOrder === null ? null : NOT_AVAILABLE)),
			text('cbc:SalesOrderID', salesOrder),
		]),
		...terms.precedingInvoices.map(({ number, date }) =>
			group('cac:BillingReference', [
				group('cac:InvoiceDocumentReference', [text('cbc:ID', number), text('cbc:IssueDate', date)]),
			]),
		),
		documentTag('cac:DespatchDocumentReference', terms.despatchAdvice),
		documentTag('cac:ReceiptDocumentReference', terms.receivingAdvice),
		documentTag('cac:OriginatorDocumentReference', terms.tender),
		documentTag('cac:ContractDocumentReference', terms.contract),
		invoicedObject &&
			group('cac:AdditionalDocumentReference', [
				text('cbc:ID', invoicedObject.id, attributes({ schemeID: invoicedObject.scheme })),
				text('cbc:DocumentTypeCode', INVOICED_OBJECT),
			]),
		// A credit note has no element for the project (CEN/TS 16931-3-2).
		isCredit && project !== null
			? group('cac:AdditionalDocumentReference', [
					text('cbc:ID', project),
					text('cbc:DocumentTypeCode', PROJECT),
				])
			: null,
		...terms.supportingDocuments.map(({ id, description, location, file }) =>
			group('cac:AdditionalDocumentReference', [
				text('cbc:ID', id),
				text('cbc:DocumentDescription', description),
				group('cac:Attachment', [
					text(
						'cbc:EmbeddedDocumentBinaryObject',
						file?.base64,
						attributes({ mimeCode: file?.mimeType, filename: file?.name }),
					),
					group('cac:ExternalReference', [text('cbc:URI', location)]),
				]),
			]),
		),
		isCredit ? null : documentTag('cac:ProjectReference', project),
	];
}
