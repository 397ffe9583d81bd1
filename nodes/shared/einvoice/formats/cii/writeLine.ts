import { figureText, readFigure } from '../../en16931/fromInvoice/writtenTerms';
import type { LineTerms } from '../../en16931/terms';
import { add } from '../../../values/decimal';
import type { XmlElement } from '../../../xml/element';
import { attributes, group, text } from '../../../xml/write';
import { allowanceChargeTag, IS_ALLOWANCE, periodTag, VAT } from './writeValues';

/** UNTDID 1001 in `TypeCode`, as expected by the reader. */
const INVOICED_OBJECT = '130';

/** `IncludedSupplyChainTradeLineItem`, BG-25 */
export const lineTag = (line: LineTerms): XmlElement | null =>
	group('ram:IncludedSupplyChainTradeLineItem', [
		group('ram:AssociatedDocumentLineDocument', [
			text('ram:LineID', line.id),
			group('ram:IncludedNote', [text('ram:Content', line.note)]),
		]),
		group('ram:SpecifiedTradeProduct', [
			text('ram:GlobalID', line.standardId?.id, attributes({ schemeID: line.standardId?.scheme })),
			text('ram:SellerAssignedID', line.sellersId),
			text('ram:BuyerAssignedID', line.buyersId),
			text('ram:Name', line.name),
			text('ram:Description', line.description),
			...line.attributes.map(({ name, value }) =>
				group('ram:ApplicableProductCharacteristic', [
					text('ram:Description', name),
					text('ram:Value', value),
				]),
			),
			...line.classifications.map(({ list, version, code }) =>
				group('ram:DesignatedProductClassification', [
					text('ram:ClassCode', code, attributes({ listID: list, listVersionID: version })),
				]),
			),
			group('ram:OriginTradeCountry', [text('ram:ID', line.origin)]),
		]),
		group('ram:SpecifiedLineTradeAgreement', [
			group('ram:BuyerOrderReferencedDocument', [text('ram:LineID', line.orderLine)]),
			grossPriceTag(line),
			group('ram:NetPriceProductTradePrice', [
				text('ram:ChargeAmount', line.price),
				text('ram:BasisQuantity', line.priceQuantity, attributes({ unitCode: line.priceUnit })),
			]),
		]),
		group('ram:SpecifiedLineTradeDelivery', [
			text('ram:BilledQuantity', line.quantity, attributes({ unitCode: line.unit })),
		]),
		group('ram:SpecifiedLineTradeSettlement', [
			group('ram:ApplicableTradeTax', [
				VAT,
				text('ram:CategoryCode', line.taxCategory),
				text('ram:RateApplicablePercent', line.taxRate),
			]),
			periodTag(line.periodStart, line.periodEnd),
			...line.allowancesAndCharges.map((entry) => allowanceChargeTag(entry, null)),
			group('ram:SpecifiedTradeSettlementLineMonetarySummation', [text('ram:LineTotalAmount', line.net)]),
			line.object &&
				group('ram:AdditionalReferencedDocument', [
					text('ram:IssuerAssignedID', line.object.id),
					text('ram:TypeCode', INVOICED_OBJECT),
					text('ram:ReferenceTypeCode', line.object.scheme),
				]),
			group('ram:ReceivableSpecifiedTradeAccountingAccount', [text('ram:ID', line.accountingReference)]),
		]),
	]);

/** BT-148, which is also the sum of the net price (BT-146) and its discount (BT-147); null if neither is known. */
export function grossPriceOf({ grossPrice, price, priceQuantity, priceDiscounts }: LineTerms): string | null {
	const [discount] = priceDiscounts;
	if (grossPrice !== null || discount === undefined) return grossPrice;
	// A price for several units may be that of the whole line, and the discount for one.
	if (priceQuantity !== null && Number(priceQuantity) !== 1) return null;
	const [net, less] = [readFigure(price), readFigure(discount)];
	return net && less && figureText(add(net, less));
}

/** BT-148 and BT-147. Without a gross price, `fit.ts` has listed the discount. */
function grossPriceTag(line: LineTerms): XmlElement | null {
	const grossPrice = grossPriceOf(line);
	if (grossPrice === null) return null;
	return group('ram:GrossPriceProductTradePrice', [
		text('ram:ChargeAmount', grossPrice),
		group('ram:AppliedTradeAllowanceCharge', discountTags(line.priceDiscounts[0])),
	]);
}

const discountTags = (discount: string | undefined): Array<XmlElement | null> =>
	discount === undefined ? [] : [IS_ALLOWANCE, text('ram:ActualAmount', discount)];
