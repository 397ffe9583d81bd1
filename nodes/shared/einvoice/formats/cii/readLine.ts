import { attributeOf, childOf, textOf, valueOf, type XmlElement } from '../../../xml/element';
import { allowancesAndChargesOf, dateAt } from './readValues';
import type { LineTerms } from '../../en16931/terms';

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
