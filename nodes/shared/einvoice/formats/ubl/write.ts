import type { TaxTerms } from '../../en16931/terms';
import { allowanceChargeTag, lineTag, taxCategoryTag, type Amount } from './writeLine';
import { addressTag, otherPartyTag, partyTag } from './writeParty';
import { paymentMeansTags } from './writePayment';
import { referenceTags } from './writeReferences';
import { inElementOrder } from './elementOrder';
import type { WrittenTerms } from '../../en16931/fromInvoice/writtenTerms';
import type { UnprintedXml } from '../written';
import { mapInSteps, type Steps } from '../../../steps';
import type { XmlElement } from '../../../xml/element';
import { attributes, group, groupOf, text } from '../../../xml/write';

const SCHEMAS = 'urn:oasis:names:specification:ubl:schema:xsd:';

/**
 * Writes the terms of EN 16931 as a UBL 2.1 document (CEN/TS 16931-3-2): an Invoice, or a CreditNote for a credit note.
 * Never fails: leaves out missing terms, which the rules report, and characters that XML forbids.
 */
export function* writeUbl(terms: WrittenTerms): Steps<UnprintedXml> {
	const { root, currency } = terms;
	const name = root === 'creditNote' ? 'CreditNote' : 'Invoice';
	const amountIn = (code: string | null): Amount => {
		const inCurrency = attributes({ currencyID: code });
		return (tag, value) => text(tag, value, inCurrency);
	};
	const amount = amountIn(currency);
	const children = [
		text('cbc:CustomizationID', terms.specification),
		text('cbc:ProfileID', terms.process),
		text('cbc:ID', terms.number),
		text('cbc:IssueDate', terms.issueDate),
		text('cbc:DueDate', root === 'invoice' ? terms.dueDates[0] : null),
		text(`cbc:${name}TypeCode`, terms.typeCode),
		...terms.notes.map((note) =>
			text('cbc:Note', note.subject ? `#${note.subject}#${note.text}` : note.text),
		),
		text('cbc:TaxPointDate', terms.taxPointDate),
		text('cbc:DocumentCurrencyCode', currency),
		text('cbc:TaxCurrencyCode', terms.taxCurrency),
		text('cbc:AccountingCost', terms.buyerAccountingReference),
		text('cbc:BuyerReference', terms.buyerReference),
		group('cac:InvoicePeriod', [
			text('cbc:StartDate', terms.periodStart),
			text('cbc:EndDate', terms.periodEnd),
			text('cbc:DescriptionCode', terms.taxPointDateCode),
		]),
		...referenceTags(terms),
		group('cac:AccountingSupplierParty', [
			terms.seller && partyTag('cac:Party', terms.seller, terms.creditorId),
		]),
		group('cac:AccountingCustomerParty', [terms.buyer && partyTag('cac:Party', terms.buyer)]),
		otherPartyTag('cac:PayeeParty', terms.payee),
		otherPartyTag('cac:TaxRepresentativeParty', terms.taxRepresentative),
		deliveryTag(terms.delivery),
		...paymentMeansTags(terms),
		...terms.paymentTerms.map((note) => group('cac:PaymentTerms', [text('cbc:Note', note)])),
		...(yield* mapInSteps(terms.allowancesAndCharges, (entry) =>
			allowanceChargeTag(entry, amount, taxCategoryTag('cac:TaxCategory', entry.taxCategory, entry.taxRate)),
		)),
		exchangeRateTag(terms),
		group('cac:TaxTotal', [
			amount('cbc:TaxAmount', terms.tax),
			...(yield* mapInSteps(terms.taxes, (tax) => taxSubtotalTag(tax, amount))),
		]),
		group('cac:TaxTotal', [amountIn(terms.taxCurrency)('cbc:TaxAmount', terms.taxInTaxCurrency)]),
		totalTag(terms.totals, amount),
		...(yield* mapInSteps(terms.lines, (line) => lineTag(root ?? 'invoice', line, amount))),
	].filter((child) => child !== null);
	return {
		root: groupOf(
			root === 'creditNote' ? 'cn:CreditNote' : 'ubl:Invoice',
			inElementOrder(root ?? 'invoice', children),
		),
		namespaces: {
			'': `${SCHEMAS}${name}-2`,
			cac: `${SCHEMAS}CommonAggregateComponents-2`,
			cbc: `${SCHEMAS}CommonBasicComponents-2`,
		},
	};
}

function deliveryTag({ name, location, date, address }: WrittenTerms['delivery']): XmlElement | null {
	return group('cac:Delivery', [
		text('cbc:ActualDeliveryDate', date),
		group('cac:DeliveryLocation', [
			text('cbc:ID', location?.id, attributes({ schemeID: location?.scheme })),
			addressTag('cac:Address', address),
		]),
		group('cac:DeliveryParty', [group('cac:PartyName', [text('cbc:Name', name)])]),
	]);
}

/** From invoice currency to tax currency. Part of UBL, but not of the norm. */
function exchangeRateTag({ exchangeRate, currency, taxCurrency }: WrittenTerms): XmlElement | null {
	if (exchangeRate === null || currency === null || taxCurrency === null) return null;
	return group('cac:TaxExchangeRate', [
		text('cbc:SourceCurrencyCode', currency),
		text('cbc:TargetCurrencyCode', taxCurrency),
		text('cbc:CalculationRate', exchangeRate),
	]);
}

function taxSubtotalTag(tax: TaxTerms, amount: Amount): XmlElement | null {
	return group('cac:TaxSubtotal', [
		amount('cbc:TaxableAmount', tax.taxableAmount),
		amount('cbc:TaxAmount', tax.taxAmount),
		taxCategoryTag('cac:TaxCategory', tax.category, tax.rate, [
			text('cbc:TaxExemptionReasonCode', tax.exemptionReasonCode),
			text('cbc:TaxExemptionReason', tax.exemptionReason),
		]),
	]);
}

function totalTag(totals: WrittenTerms['totals'], amount: Amount): XmlElement | null {
	return group('cac:LegalMonetaryTotal', [
		amount('cbc:LineExtensionAmount', totals.lines),
		amount('cbc:TaxExclusiveAmount', totals.net),
		amount('cbc:TaxInclusiveAmount', totals.gross),
		amount('cbc:AllowanceTotalAmount', totals.discount),
		amount('cbc:ChargeTotalAmount', totals.charges),
		amount('cbc:PrepaidAmount', totals.paid),
		amount('cbc:PayableRoundingAmount', totals.rounding),
		amount('cbc:PayableAmount', totals.due),
	]);
}
