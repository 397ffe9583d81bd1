import { attributeOf, childOf, textOf, valueOf, type XmlElement } from '../../../xml/element';
import { allowancesAndChargesOf, dateAt } from './readValues';
import type { LineTerms } from '../../en16931/terms';

/** `IncludedSupplyChainTradeLineItem` */
export function lineTermsOf(line: XmlElement): LineTerms {
	const product = childOf(line, 'SpecifiedTradeProduct');
	const agreement = childOf(line, 'SpecifiedLineTradeAgreement');
	const settlement = childOf(line, 'SpecifiedLineTradeSettlement');
	const price = childOf(agreement, 'NetPriceProductTradePrice');
	const priceQuantity =
		childOf(price, 'BasisQuantity') ?? childOf(agreement, 'GrossPriceProductTradePrice', 'BasisQuantity');
	const quantity = childOf(line, 'SpecifiedLineTradeDelivery', 'BilledQuantity');
	const tax = childOf(settlement, 'ApplicableTradeTax');
	const period = childOf(settlement, 'BillingSpecifiedPeriod');
	return {
		id: valueOf(line, 'AssociatedDocumentLineDocument', 'LineID'),
		name: textOf(product, 'Name'),
		description: textOf(product, 'Description'),
		sellersId: valueOf(product, 'SellerAssignedID'),
		standardId: valueOf(product, 'GlobalID'),
		buyersId: valueOf(product, 'BuyerAssignedID'),
		quantity: valueOf(quantity),
		unit: attributeOf(quantity, 'unitCode'),
		price: valueOf(price, 'ChargeAmount'),
		priceQuantity: valueOf(priceQuantity),
		priceUnit: attributeOf(priceQuantity, 'unitCode'),
		allowancesAndCharges: allowancesAndChargesOf(settlement),
		net: valueOf(settlement, 'SpecifiedTradeSettlementLineMonetarySummation', 'LineTotalAmount'),
		taxCategory: valueOf(tax, 'CategoryCode'),
		taxRate: valueOf(tax, 'RateApplicablePercent'),
		periodStart: dateAt(period, 'StartDateTime'),
		periodEnd: dateAt(period, 'EndDateTime'),
	};
}
