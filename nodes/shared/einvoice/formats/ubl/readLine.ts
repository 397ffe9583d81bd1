import { attributeOf, childOf, textOf, valueOf, type XmlElement } from '../../../xml/element';
import type { LineTerms } from '../../en16931/terms';
import { allowancesAndChargesOf, dateAt } from './readValues';

/** `InvoiceLine` or `CreditNoteLine`. */
export function lineTermsOf(line: XmlElement): LineTerms {
	const item = childOf(line, 'Item');
	const price = childOf(line, 'Price');
	const quantity = childOf(line, 'InvoicedQuantity') ?? childOf(line, 'CreditedQuantity');
	const category = childOf(item, 'ClassifiedTaxCategory');
	const period = childOf(line, 'InvoicePeriod');
	return {
		id: valueOf(line, 'ID'),
		name: textOf(item, 'Name'),
		description: textOf(item, 'Description'),
		sellersId: valueOf(item, 'SellersItemIdentification', 'ID'),
		standardId: valueOf(item, 'StandardItemIdentification', 'ID'),
		buyersId: valueOf(item, 'BuyersItemIdentification', 'ID'),
		quantity: valueOf(quantity),
		unit: attributeOf(quantity, 'unitCode'),
		price: valueOf(price, 'PriceAmount'),
		priceQuantity: valueOf(price, 'BaseQuantity'),
		priceUnit: attributeOf(childOf(price, 'BaseQuantity'), 'unitCode'),
		allowancesAndCharges: allowancesAndChargesOf(line),
		net: valueOf(line, 'LineExtensionAmount'),
		taxCategory: valueOf(category, 'ID'),
		taxRate: valueOf(category, 'Percent'),
		periodStart: dateAt(period, 'StartDate'),
		periodEnd: dateAt(period, 'EndDate'),
	};
}
