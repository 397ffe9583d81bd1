import type { WrittenTerms } from '../../en16931/fromInvoice/writtenTerms';
import type { UnprintedXml } from '../written';
import { mapInSteps, type Steps } from '../../../steps';
import type { XmlElement } from '../../../xml/element';
import { attributes, group, groupOf, text } from '../../../xml/write';
import { lineTag } from './writeLine';
import { partyTag, shipToTag } from './writeParty';
import { settlementTag } from './writeSettlement';
import { dateTag } from './writeValues';

const SCHEMAS = 'urn:un:unece:uncefact:data:standard:';

/** UNTDID 1001 in `TypeCode`: a supporting document. */
const SUPPORTING_DOCUMENT = '916';
const INVOICED_OBJECT = '130';
const TENDER = '50';

/** The schema requires a name for a project; the norm has no term for it (CEN/TS 16931-3-3). */
const PROJECT_NAME = 'Project reference';

const context = (name: string, id: string | null) => group(name, [text('ram:ID', id)]);
const document = (name: string, id: string | null) => group(name, [text('ram:IssuerAssignedID', id)]);

/**
 * Writes the terms of EN 16931 as a Cross Industry Invoice (CEN/TS 16931-3-3), in schema order. Never fails: leaves out
 * missing terms, which the rules report, and characters that XML forbids.
 */
export function* writeCii(terms: WrittenTerms): Steps<UnprintedXml> {
	const root = groupOf(
		'rsm:CrossIndustryInvoice',
		[
			group('rsm:ExchangedDocumentContext', [
				context('ram:BusinessProcessSpecifiedDocumentContextParameter', terms.process),
				context('ram:GuidelineSpecifiedDocumentContextParameter', terms.specification),
			]),
			group('rsm:ExchangedDocument', [
				text('ram:ID', terms.number),
				text('ram:TypeCode', terms.typeCode),
				dateTag('ram:IssueDateTime', terms.issueDate),
				...terms.notes.map((note) =>
					group('ram:IncludedNote', [text('ram:Content', note.text), text('ram:SubjectCode', note.subject)]),
				),
			]),
			group('rsm:SupplyChainTradeTransaction', [
				...(yield* mapInSteps(terms.lines, lineTag)),
				agreementTag(terms),
				deliveryTag(terms),
				yield* settlementTag(terms),
			]),
		].filter((child) => child !== null),
	);
	return {
		root,
		namespaces: {
			rsm: `${SCHEMAS}CrossIndustryInvoice:100`,
			ram: `${SCHEMAS}ReusableAggregateBusinessInformationEntity:100`,
			udt: `${SCHEMAS}UnqualifiedDataType:100`,
			qdt: `${SCHEMAS}QualifiedDataType:100`,
		},
	};
}

/** The parties and the referenced documents. */
function agreementTag(terms: WrittenTerms): XmlElement | null {
	const { invoicedObject } = terms;
	return group('ram:ApplicableHeaderTradeAgreement', [
		text('ram:BuyerReference', terms.buyerReference),
		partyTag('ram:SellerTradeParty', terms.seller),
		partyTag('ram:BuyerTradeParty', terms.buyer),
		partyTag('ram:SellerTaxRepresentativeTradeParty', terms.taxRepresentative),
		document('ram:SellerOrderReferencedDocument', terms.salesOrder),
		document('ram:BuyerOrderReferencedDocument', terms.purchaseOrder),
		document('ram:ContractReferencedDocument', terms.contract),
		...terms.supportingDocuments.map(supportingDocumentTag),
		invoicedObject &&
			group('ram:AdditionalReferencedDocument', [
				text('ram:IssuerAssignedID', invoicedObject.id),
				text('ram:TypeCode', INVOICED_OBJECT),
				text('ram:ReferenceTypeCode', invoicedObject.scheme),
			]),
		terms.tender === null
			? null
			: group('ram:AdditionalReferencedDocument', [
					text('ram:IssuerAssignedID', terms.tender),
					text('ram:TypeCode', TENDER),
				]),
		terms.project === null
			? null
			: group('ram:SpecifiedProcuringProject', [
					text('ram:ID', terms.project),
					text('ram:Name', PROJECT_NAME),
				]),
	]);
}

/** BG-24 */
const supportingDocumentTag = ({
	id,
	description,
	location,
	file,
}: WrittenTerms['supportingDocuments'][number]): XmlElement | null =>
	group('ram:AdditionalReferencedDocument', [
		text('ram:IssuerAssignedID', id),
		text('ram:URIID', location),
		text('ram:TypeCode', SUPPORTING_DOCUMENT),
		text('ram:Name', description),
		text(
			'ram:AttachmentBinaryObject',
			file?.base64,
			attributes({ mimeCode: file?.mimeType, filename: file?.name }),
		),
	]);

/** Mandatory in the schema, even when empty. */
const deliveryTag = ({ delivery, despatchAdvice, receivingAdvice }: WrittenTerms): XmlElement =>
	group('ram:ApplicableHeaderTradeDelivery', [
		shipToTag(delivery.name, delivery.location, delivery.address),
		group('ram:ActualDeliverySupplyChainEvent', [dateTag('ram:OccurrenceDateTime', delivery.date)]),
		document('ram:DespatchAdviceReferencedDocument', despatchAdvice),
		document('ram:ReceivingAdviceReferencedDocument', receivingAdvice),
	]) ?? groupOf('ram:ApplicableHeaderTradeDelivery', []);
