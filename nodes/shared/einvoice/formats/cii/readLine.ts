import { attributeOf, childOf, childrenOf, textOf, valueOf, type XmlElement } from '../../../xml/element';
import { isTextLine } from './zugferd1';
import { allowancesAndChargesOf, dateAt, indicatorAt } from './readValues';
import { identifierOf, present } from '../../en16931/identifiers';
import { figureTextOf, isTrue } from '../../reader';
import type { LineTerms, OtherLine } from '../../en16931/terms';

/** BT-X-8 of EXTENDED: the amounts of these lines repeat those of other lines. */
const NO_LINES: ReadonlyMap<string | null, OtherLine['kind']> = new Map([
	['GROUP', 'group'],
	['INFORMATION', 'information'],
]);

/**
 * The kind of a line that does not count, because its amounts repeat those of the lines below it or are only
 * informative.
 */
export function otherLineOf(line: XmlElement): OtherLine | null {
	const document = childOf(line, 'ram:AssociatedDocumentLineDocument');
	const kind =
		NO_LINES.get(valueOf(document, 'ram:LineStatusReasonCode')?.toUpperCase() ?? null) ??
		(isTextLine(line) ? 'information' : undefined);
	if (kind === undefined) return null;
	const product = childOf(line, 'ram:SpecifiedTradeProduct');
	return {
		kind,
		id: valueOf(document, 'ram:LineID'),
		texts: [
			textOf(product, 'ram:Name'),
			textOf(product, 'ram:Description'),
			...childrenOf(document, 'ram:IncludedNote').map((note) => textOf(note, 'ram:Content')),
		],
	};
}

/** UNTDID 1001 in `TypeCode`: the reference is to the invoiced object (BT-128). */
const INVOICED_OBJECT = '130';

/** `IncludedSupplyChainTradeLineItem` */
export function lineTermsOf(line: XmlElement): LineTerms {
	const product = childOf(line, 'ram:SpecifiedTradeProduct');
	const agreement = childOf(line, 'ram:SpecifiedLineTradeAgreement');
	const settlement = childOf(line, 'ram:SpecifiedLineTradeSettlement');
	const price = childOf(agreement, 'ram:NetPriceProductTradePrice');
	const grossPrice = childOf(agreement, 'ram:GrossPriceProductTradePrice');
	const priceQuantity = childOf(price, 'ram:BasisQuantity') ?? childOf(grossPrice, 'ram:BasisQuantity');
	const document = childOf(line, 'ram:AssociatedDocumentLineDocument');
	const object = childrenOf(settlement, 'ram:AdditionalReferencedDocument').find(
		(reference) => valueOf(reference, 'ram:TypeCode') === INVOICED_OBJECT,
	);
	const objectId = valueOf(object, 'ram:IssuerAssignedID');
	const quantity = childOf(line, 'ram:SpecifiedLineTradeDelivery', 'ram:BilledQuantity');
	const tax = childOf(settlement, 'ram:ApplicableTradeTax');
	const period = childOf(settlement, 'ram:BillingSpecifiedPeriod');
	return {
		id: valueOf(document, 'ram:LineID'),
		note:
			present(childrenOf(document, 'ram:IncludedNote').map((note) => textOf(note, 'ram:Content'))).join(
				'\n',
			) || null,
		object: objectId === null ? null : { id: objectId, scheme: valueOf(object, 'ram:ReferenceTypeCode') },
		orderLine: valueOf(agreement, 'ram:BuyerOrderReferencedDocument', 'ram:LineID'),
		accountingReference: valueOf(settlement, 'ram:ReceivableSpecifiedTradeAccountingAccount', 'ram:ID'),
		name: textOf(product, 'ram:Name'),
		description: textOf(product, 'ram:Description'),
		sellersId: valueOf(product, 'ram:SellerAssignedID'),
		standardId: identifierOf(childOf(product, 'ram:GlobalID')),
		buyersId: valueOf(product, 'ram:BuyerAssignedID'),
		classifications: childrenOf(product, 'ram:DesignatedProductClassification').flatMap((entry) => {
			const element = childOf(entry, 'ram:ClassCode');
			const code = valueOf(element);
			if (code === null) return [];
			return [{ list: attributeOf(element, 'listID'), version: attributeOf(element, 'listVersionID'), code }];
		}),
		origin: valueOf(product, 'ram:OriginTradeCountry', 'ram:ID'),
		attributes: childrenOf(product, 'ram:ApplicableProductCharacteristic').map((entry) => ({
			name: textOf(entry, 'ram:Description') ?? '',
			value: textOf(entry, 'ram:Value') ?? '',
		})),
		quantity: figureTextOf(quantity),
		unit: attributeOf(quantity, 'unitCode'),
		price: figureTextOf(childOf(price, 'ram:ChargeAmount')),
		priceQuantity: figureTextOf(priceQuantity),
		priceUnit: attributeOf(priceQuantity, 'unitCode'),
		grossPrice: valueOf(grossPrice, 'ram:ChargeAmount'),
		priceDiscounts: present(
			childrenOf(grossPrice, 'ram:AppliedTradeAllowanceCharge')
				.filter((entry) => !isTrue(indicatorAt(entry, 'ram:ChargeIndicator')))
				.map((entry) => valueOf(entry, 'ram:ActualAmount')),
		),
		allowancesAndCharges: allowancesAndChargesOf(settlement),
		net: valueOf(settlement, 'ram:SpecifiedTradeSettlementLineMonetarySummation', 'ram:LineTotalAmount'),
		taxCategory: valueOf(tax, 'ram:CategoryCode'),
		taxRate: valueOf(tax, 'ram:RateApplicablePercent'),
		periodStart: dateAt(period, 'ram:StartDateTime'),
		periodEnd: dateAt(period, 'ram:EndDateTime'),
	};
}
