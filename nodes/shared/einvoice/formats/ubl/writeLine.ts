import { reasonOf } from '../../en16931/allowanceText';
import { priceDiscountOf } from '../../en16931/lineDetails';
import type { AllowanceOrCharge, Identifier, LineTerms } from '../../en16931/terms';
import { VAT } from './writeParty';
import type { XmlElement } from '../../../xml/element';
import { attributes, group, groupWith, text } from '../../../xml/write';

/** UNTDID 1001 in `DocumentTypeCode`, as expected by the reader. */
const INVOICED_OBJECT = '130';

const identifierTag = (name: string, id: Identifier | null) =>
	group(name, [text('cbc:ID', id?.id, attributes({ schemeID: id?.scheme }))]);

/** Writes an amount in the invoice currency, which is a mandatory attribute in the schema. */
export type Amount = (name: string, value: string | null) => XmlElement | null;

/** `InvoiceLine` or `CreditNoteLine`. */
export function lineTag(root: 'invoice' | 'creditNote', line: LineTerms, amount: Amount): XmlElement | null {
	const isCredit = root === 'creditNote';
	return group(isCredit ? 'cac:CreditNoteLine' : 'cac:InvoiceLine', [
		text('cbc:ID', line.id),
		text('cbc:Note', line.note),
		text(
			isCredit ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity',
			line.quantity,
			attributes({ unitCode: line.unit }),
		),
		amount('cbc:LineExtensionAmount', line.net),
		text('cbc:AccountingCost', line.accountingReference),
		group('cac:InvoicePeriod', [
			text('cbc:StartDate', line.periodStart),
			text('cbc:EndDate', line.periodEnd),
		]),
		group('cac:OrderLineReference', [text('cbc:LineID', line.orderLine)]),
		line.object &&
			group('cac:DocumentReference', [
				text('cbc:ID', line.object.id, attributes({ schemeID: line.object.scheme })),
				text('cbc:DocumentTypeCode', INVOICED_OBJECT),
			]),
		...line.allowancesAndCharges.map((entry) => allowanceChargeTag(entry, amount, null)),
		group('cac:Item', [
			text('cbc:Description', line.description),
			text('cbc:Name', line.name),
			group('cac:BuyersItemIdentification', [text('cbc:ID', line.buyersId)]),
			group('cac:SellersItemIdentification', [text('cbc:ID', line.sellersId)]),
			identifierTag('cac:StandardItemIdentification', line.standardId),
			group('cac:OriginCountry', [text('cbc:IdentificationCode', line.origin)]),
			...line.classifications.map(({ list, version, code }) =>
				group('cac:CommodityClassification', [
					text('cbc:ItemClassificationCode', code, attributes({ listID: list, listVersionID: version })),
				]),
			),
			taxCategoryTag('cac:ClassifiedTaxCategory', line.taxCategory, line.taxRate),
			...line.attributes.map(({ name, value }) =>
				group('cac:AdditionalItemProperty', [text('cbc:Name', name), text('cbc:Value', value)]),
			),
		]),
		group('cac:Price', [
			amount('cbc:PriceAmount', line.price),
			text('cbc:BaseQuantity', line.priceQuantity, attributes({ unitCode: line.priceUnit })),
			priceDiscountTag(line, amount),
		]),
	]);
}

/** BT-147 and BT-148; the schema requires BT-147. */
function priceDiscountTag(line: LineTerms, amount: Amount): XmlElement | null {
	const discount = priceDiscountOf(line);
	if (discount === null) return null;
	return group('cac:AllowanceCharge', [
		IS_ALLOWANCE,
		amount('cbc:Amount', discount),
		amount('cbc:BaseAmount', line.grossPrice),
	]);
}

/** Shared, because there may be many. */
const IS_CHARGE = text('cbc:ChargeIndicator', 'true');
const IS_ALLOWANCE = text('cbc:ChargeIndicator', 'false');

/** @param tax null in a line, whose tax it has */
export function allowanceChargeTag(
	entry: AllowanceOrCharge,
	amount: Amount,
	tax: XmlElement | null,
): XmlElement | null {
	return group('cac:AllowanceCharge', [
		entry.isCharge ? IS_CHARGE : IS_ALLOWANCE,
		text('cbc:AllowanceChargeReasonCode', entry.reasonCode),
		text('cbc:AllowanceChargeReason', reasonOf(entry)),
		text('cbc:MultiplierFactorNumeric', entry.percent),
		amount('cbc:Amount', entry.amount),
		amount('cbc:BaseAmount', entry.baseAmount),
		tax,
	]);
}

/** @param exemption BT-121 and BT-120; in a breakdown only */
export function taxCategoryTag(
	name: string,
	category: string | null,
	rate: string | null,
	exemption: ReadonlyArray<XmlElement | null> = [],
): XmlElement | null {
	return groupWith(name, [text('cbc:ID', category), text('cbc:Percent', rate), ...exemption], [VAT]);
}
