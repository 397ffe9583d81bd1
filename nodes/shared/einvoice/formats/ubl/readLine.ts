import { attributeOf, childOf, childrenOf, textOf, valueOf, type XmlElement } from '../../../xml/element';
import { identifierOf, present } from '../../en16931/identifiers';
import { figureTextOf, isTrue } from '../../reader';
import type { LineTerms, OtherLine } from '../../en16931/terms';
import { allowancesAndChargesOf, dateAt } from './readValues';

/** UNTDID 1001 in `DocumentTypeCode`: the reference is to the invoiced object (BT-128). */
const INVOICED_OBJECT = '130';

/** Of a line; further ones are counted. */
const MOST_READ = 1000;
const FURTHER: OtherLine = { kind: 'subLine', id: null, texts: [] };

/** Sub-lines of the XRechnung extension. The amounts of the line include theirs. */
export function subLinesOf(line: XmlElement): OtherLine[] {
	const found: OtherLine[] = [];
	const addBelow = (parent: XmlElement) => {
		for (const child of parent.children) {
			if (!SUB_LINES.has(child.name)) continue;
			found.push(
				found.length < MOST_READ
					? {
							kind: 'subLine',
							id: valueOf(child, 'cbc:ID'),
							texts: [
								textOf(child, 'cac:Item', 'cbc:Name'),
								textOf(child, 'cac:Item', 'cbc:Description'),
								...childrenOf(child, 'cbc:Note').map((note) => textOf(note)),
							],
						}
					: FURTHER,
			);
			addBelow(child);
		}
	};
	addBelow(line);
	return found;
}

const SUB_LINES = new Set(['cac:SubInvoiceLine', 'cac:SubCreditNoteLine']);

/** `InvoiceLine` or `CreditNoteLine`. */
export function lineTermsOf(line: XmlElement): LineTerms {
	const item = childOf(line, 'cac:Item');
	const price = childOf(line, 'cac:Price');
	const quantity = childOf(line, 'cbc:InvoicedQuantity') ?? childOf(line, 'cbc:CreditedQuantity');
	const category = childOf(item, 'cac:ClassifiedTaxCategory');
	const period = childOf(line, 'cac:InvoicePeriod');
	const object = childrenOf(line, 'cac:DocumentReference').find(
		(reference) => (valueOf(reference, 'cbc:DocumentTypeCode') ?? INVOICED_OBJECT) === INVOICED_OBJECT,
	);
	const priceDiscounts = childrenOf(price, 'cac:AllowanceCharge').filter(
		(entry) => !isTrue(valueOf(entry, 'cbc:ChargeIndicator')),
	);
	return {
		id: valueOf(line, 'cbc:ID'),
		name: textOf(item, 'cbc:Name'),
		description: textOf(item, 'cbc:Description'),
		sellersId: valueOf(item, 'cac:SellersItemIdentification', 'cbc:ID'),
		standardId: identifierOf(childOf(item, 'cac:StandardItemIdentification', 'cbc:ID')),
		buyersId: valueOf(item, 'cac:BuyersItemIdentification', 'cbc:ID'),
		note: present(childrenOf(line, 'cbc:Note').map((note) => textOf(note))).join('\n') || null,
		object: identifierOf(childOf(object, 'cbc:ID')),
		orderLine: valueOf(line, 'cac:OrderLineReference', 'cbc:LineID'),
		accountingReference: valueOf(line, 'cbc:AccountingCost'),
		classifications: childrenOf(item, 'cac:CommodityClassification').flatMap((entry) => {
			const element = childOf(entry, 'cbc:ItemClassificationCode');
			const code = valueOf(element);
			if (code === null) return [];
			return [{ list: attributeOf(element, 'listID'), version: attributeOf(element, 'listVersionID'), code }];
		}),
		origin: valueOf(item, 'cac:OriginCountry', 'cbc:IdentificationCode'),
		attributes: childrenOf(item, 'cac:AdditionalItemProperty').map((entry) => ({
			name: textOf(entry, 'cbc:Name') ?? '',
			value: textOf(entry, 'cbc:Value') ?? '',
		})),
		quantity: figureTextOf(quantity),
		unit: attributeOf(quantity, 'unitCode'),
		price: figureTextOf(childOf(price, 'cbc:PriceAmount')),
		priceQuantity: figureTextOf(childOf(price, 'cbc:BaseQuantity')),
		priceUnit: attributeOf(childOf(price, 'cbc:BaseQuantity'), 'unitCode'),
		grossPrice: present(priceDiscounts.map((entry) => valueOf(entry, 'cbc:BaseAmount')))[0] ?? null,
		priceDiscounts: present(priceDiscounts.map((entry) => valueOf(entry, 'cbc:Amount'))),
		allowancesAndCharges: allowancesAndChargesOf(line),
		net: valueOf(line, 'cbc:LineExtensionAmount'),
		taxCategory: valueOf(category, 'cbc:ID'),
		taxRate: valueOf(category, 'cbc:Percent'),
		periodStart: dateAt(period, 'cbc:StartDate'),
		periodEnd: dateAt(period, 'cbc:EndDate'),
	};
}
