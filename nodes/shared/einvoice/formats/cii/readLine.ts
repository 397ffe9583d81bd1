import { attributeOf, childOf, textOf, valueOf, type XmlElement } from '../../../xml/element';
import { isTextLine } from './zugferd1';
import { allowancesAndChargesOf, dateAt } from './readValues';
import type { LineTerms, OtherLine } from '../../en16931/terms';

/** BT-X-8 of EXTENDED: lines of these kinds repeat amounts of other lines. */
const NO_LINES: ReadonlyMap<string | null, OtherLine['kind']> = new Map([
	['GROUP', 'group'],
	['INFORMATION', 'information'],
]);

/** The kind of a line that does not count: its amounts repeat those of the lines below it, or only inform. */
export function otherLineOf(line: XmlElement): OtherLine | null {
	const document = childOf(line, 'ram:AssociatedDocumentLineDocument');
	const kind =
		NO_LINES.get(valueOf(document, 'ram:LineStatusReasonCode')) ??
		(isTextLine(line) ? 'information' : undefined);
	if (kind === undefined) return null;
	return {
		kind,
		id: valueOf(document, 'ram:LineID'),
		text:
			textOf(line, 'ram:SpecifiedTradeProduct', 'ram:Name') ??
			textOf(document, 'ram:IncludedNote', 'ram:Content'),
	};
}

/** `IncludedSupplyChainTradeLineItem` */
export function lineTermsOf(line: XmlElement): LineTerms {
	const product = childOf(line, 'ram:SpecifiedTradeProduct');
	const agreement = childOf(line, 'ram:SpecifiedLineTradeAgreement');
	const settlement = childOf(line, 'ram:SpecifiedLineTradeSettlement');
	const price = childOf(agreement, 'ram:NetPriceProductTradePrice');
	const priceQuantity =
		childOf(price, 'ram:BasisQuantity') ??
		childOf(agreement, 'ram:GrossPriceProductTradePrice', 'ram:BasisQuantity');
	const quantity = childOf(line, 'ram:SpecifiedLineTradeDelivery', 'ram:BilledQuantity');
	const tax = childOf(settlement, 'ram:ApplicableTradeTax');
	const period = childOf(settlement, 'ram:BillingSpecifiedPeriod');
	return {
		id: valueOf(line, 'ram:AssociatedDocumentLineDocument', 'ram:LineID'),
		name: textOf(product, 'ram:Name'),
		description: textOf(product, 'ram:Description'),
		sellersId: valueOf(product, 'ram:SellerAssignedID'),
		standardId: valueOf(product, 'ram:GlobalID'),
		buyersId: valueOf(product, 'ram:BuyerAssignedID'),
		quantity: valueOf(quantity),
		unit: attributeOf(quantity, 'unitCode'),
		price: valueOf(price, 'ram:ChargeAmount'),
		priceQuantity: valueOf(priceQuantity),
		priceUnit: attributeOf(priceQuantity, 'unitCode'),
		allowancesAndCharges: allowancesAndChargesOf(settlement),
		net: valueOf(settlement, 'ram:SpecifiedTradeSettlementLineMonetarySummation', 'ram:LineTotalAmount'),
		taxCategory: valueOf(tax, 'ram:CategoryCode'),
		taxRate: valueOf(tax, 'ram:RateApplicablePercent'),
		periodStart: dateAt(period, 'ram:StartDateTime'),
		periodEnd: dateAt(period, 'ram:EndDateTime'),
	};
}
