import { attributeOf, childOf, childrenOf, textOf, valueOf, type XmlElement } from '../../../xml/element';
import type { LineTerms, OtherLine } from '../../en16931/terms';
import { allowancesAndChargesOf, dateAt } from './readValues';

/** Sub-lines of the XRechnung extension: the amounts of the line include theirs. */
export function subLinesOf(line: XmlElement): OtherLine[] {
	const below = [...childrenOf(line, 'cac:SubInvoiceLine'), ...childrenOf(line, 'cac:SubCreditNoteLine')];
	return below.flatMap((subLine) => [
		{
			kind: 'subLine' as const,
			id: valueOf(subLine, 'cbc:ID'),
			text: textOf(subLine, 'cac:Item', 'cbc:Name'),
		},
		...subLinesOf(subLine),
	]);
}

/** `InvoiceLine` or `CreditNoteLine`. */
export function lineTermsOf(line: XmlElement): LineTerms {
	const item = childOf(line, 'cac:Item');
	const price = childOf(line, 'cac:Price');
	const quantity = childOf(line, 'cbc:InvoicedQuantity') ?? childOf(line, 'cbc:CreditedQuantity');
	const category = childOf(item, 'cac:ClassifiedTaxCategory');
	const period = childOf(line, 'cac:InvoicePeriod');
	return {
		id: valueOf(line, 'cbc:ID'),
		name: textOf(item, 'cbc:Name'),
		description: textOf(item, 'cbc:Description'),
		sellersId: valueOf(item, 'cac:SellersItemIdentification', 'cbc:ID'),
		standardId: valueOf(item, 'cac:StandardItemIdentification', 'cbc:ID'),
		buyersId: valueOf(item, 'cac:BuyersItemIdentification', 'cbc:ID'),
		quantity: valueOf(quantity),
		unit: attributeOf(quantity, 'unitCode'),
		price: valueOf(price, 'cbc:PriceAmount'),
		priceQuantity: valueOf(price, 'cbc:BaseQuantity'),
		priceUnit: attributeOf(childOf(price, 'cbc:BaseQuantity'), 'unitCode'),
		allowancesAndCharges: allowancesAndChargesOf(line),
		net: valueOf(line, 'cbc:LineExtensionAmount'),
		taxCategory: valueOf(category, 'cbc:ID'),
		taxRate: valueOf(category, 'cbc:Percent'),
		periodStart: dateAt(period, 'cbc:StartDate'),
		periodEnd: dateAt(period, 'cbc:EndDate'),
	};
}
