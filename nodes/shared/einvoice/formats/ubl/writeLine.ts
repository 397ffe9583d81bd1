import type { LineTerms } from '../../en16931/terms';
import { REASON } from '../reasons';
import { VAT } from './writeParty';
import type { DocumentAllowanceOrCharge } from '../../en16931/fromInvoice/writtenTerms';
import type { XmlElement } from '../../../xml/element';
import { attributes, group, groupWith, text } from '../../../xml/write';

/** An amount in the currency of the invoice, which the schema requires as an attribute. */
export type Amount = (name: string, value: string | null) => XmlElement | null;

/** `InvoiceLine` or `CreditNoteLine`. */
export function lineTag(root: 'invoice' | 'creditNote', line: LineTerms, amount: Amount): XmlElement | null {
	const isCredit = root === 'creditNote';
	return group(isCredit ? 'cac:CreditNoteLine' : 'cac:InvoiceLine', [
		text('cbc:ID', line.id),
		text(
			isCredit ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity',
			line.quantity,
			attributes({ unitCode: line.unit }),
		),
		amount('cbc:LineExtensionAmount', line.net),
		group('cac:InvoicePeriod', [
			text('cbc:StartDate', line.periodStart),
			text('cbc:EndDate', line.periodEnd),
		]),
		...line.allowancesAndCharges.map((entry) =>
			allowanceChargeTag({ ...entry, taxCategory: null, taxRate: null }, amount),
		),
		group('cac:Item', [
			text('cbc:Description', line.description),
			text('cbc:Name', line.name),
			group('cac:SellersItemIdentification', [text('cbc:ID', line.sellersId)]),
			taxCategoryTag('cac:ClassifiedTaxCategory', line.taxCategory, line.taxRate),
		]),
		group('cac:Price', [
			amount('cbc:PriceAmount', line.price),
			text('cbc:BaseQuantity', line.priceQuantity, attributes({ unitCode: line.priceUnit })),
		]),
	]);
}

export function allowanceChargeTag(entry: DocumentAllowanceOrCharge, amount: Amount): XmlElement | null {
	return group('cac:AllowanceCharge', [
		text('cbc:ChargeIndicator', String(entry.isCharge)),
		text('cbc:AllowanceChargeReason', entry.isCharge ? REASON.charge : REASON.allowance),
		amount('cbc:Amount', entry.amount),
		taxCategoryTag('cac:TaxCategory', entry.taxCategory, entry.taxRate),
	]);
}

/** @param exemption BT-121 and BT-120, in a breakdown */
export function taxCategoryTag(
	name: string,
	category: string | null,
	rate: string | null,
	exemption: ReadonlyArray<XmlElement | null> = [],
): XmlElement | null {
	return groupWith(name, [text('cbc:ID', category), text('cbc:Percent', rate), ...exemption], [VAT]);
}
