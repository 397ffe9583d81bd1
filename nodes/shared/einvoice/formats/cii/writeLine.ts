import type { LineTerms } from '../../en16931/terms';
import type { XmlElement } from '../../../xml/element';
import { attributes, group, text } from '../../../xml/write';
import { allowanceChargeTag, periodTag, VAT } from './writeValues';

/** `IncludedSupplyChainTradeLineItem`, BG-25 */
export const lineTag = (line: LineTerms): XmlElement | null =>
	group('ram:IncludedSupplyChainTradeLineItem', [
		group('ram:AssociatedDocumentLineDocument', [text('ram:LineID', line.id)]),
		group('ram:SpecifiedTradeProduct', [
			text('ram:SellerAssignedID', line.sellersId),
			text('ram:Name', line.name),
			text('ram:Description', line.description),
		]),
		group('ram:SpecifiedLineTradeAgreement', [
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
			...line.allowancesAndCharges.map((entry) =>
				allowanceChargeTag({ ...entry, taxCategory: null, taxRate: null }),
			),
			group('ram:SpecifiedTradeSettlementLineMonetarySummation', [text('ram:LineTotalAmount', line.net)]),
		]),
	]);
