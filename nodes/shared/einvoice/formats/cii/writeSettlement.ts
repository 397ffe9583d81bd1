import { ibanOf } from '../../../values/iban';
import { mapInSteps, type Steps } from '../../../steps';
import type { XmlElement } from '../../../xml/element';
import { attributes, group, text } from '../../../xml/write';
import { TAX_POINT_CODES } from '../../en16931/taxPoint';
import type { PaymentMeansTerms, TaxTerms } from '../../en16931/terms';
import type { WrittenTerms } from '../../en16931/fromInvoice/writtenTerms';
import { partyTag } from './writeParty';
import { allowanceChargeTag, categoryTag, dateTag, periodTag, VAT } from './writeValues';

/** Maps BT-8 from UNTDID 2005 (the norm) to UNTDID 2475 (CII). */
const CODES_OF_CII = new Map([...TAX_POINT_CODES].map(([ofCii, ofNorm]) => [ofNorm, ofCii]));

/** `ApplicableHeaderTradeSettlement`: taxes, totals and payment. */
export function* settlementTag(terms: WrittenTerms): Steps<XmlElement | null> {
	const { currency, taxCurrency, exchangeRate } = terms;
	return group('ram:ApplicableHeaderTradeSettlement', [
		text('ram:CreditorReferenceID', terms.creditorId),
		...terms.remittances.map((reference) => text('ram:PaymentReference', reference)),
		text('ram:TaxCurrencyCode', taxCurrency),
		text('ram:InvoiceCurrencyCode', currency),
		partyTag('ram:PayeeTradeParty', terms.payee),
		exchangeRate === null || currency === null || taxCurrency === null
			? null
			: group('ram:TaxApplicableTradeCurrencyExchange', [
					text('ram:SourceCurrencyCode', currency),
					text('ram:TargetCurrencyCode', taxCurrency),
					text('ram:ConversionRate', exchangeRate),
				]),
		...terms.paymentMeans.map(paymentMeansTag),
		...(yield* mapInSteps(terms.taxes, (tax, index) => taxTag(tax, terms, index === 0))),
		periodTag(terms.periodStart, terms.periodEnd),
		...(yield* mapInSteps(terms.allowancesAndCharges, (entry) =>
			allowanceChargeTag(entry, categoryTag(entry)),
		)),
		group('ram:SpecifiedTradePaymentTerms', [
			text('ram:Description', terms.paymentTerms.join('\n')),
			dateTag('ram:DueDateDateTime', terms.dueDates[0]),
			text('ram:DirectDebitMandateID', terms.mandate),
		]),
		totalTag(terms),
		...terms.precedingInvoices.map(({ number, date }) =>
			group('ram:InvoiceReferencedDocument', [
				text('ram:IssuerAssignedID', number),
				dateTag('ram:FormattedIssueDateTime', date, 'qdt:DateTimeString'),
			]),
		),
		group('ram:ReceivableSpecifiedTradeAccountingAccount', [text('ram:ID', terms.buyerAccountingReference)]),
	]);
}

/** BG-16 */
function paymentMeansTag(means: PaymentMeansTerms): XmlElement | null {
	const isInternational = means.account !== null && ibanOf(means.account) !== null;
	return group('ram:SpecifiedTradeSettlementPaymentMeans', [
		text('ram:TypeCode', means.code),
		text('ram:Information', means.text),
		group('ram:ApplicableTradeSettlementFinancialCard', [
			text('ram:ID', means.cardNumber),
			text('ram:CardholderName', means.cardHolder),
		]),
		group('ram:PayerPartyDebtorFinancialAccount', [text('ram:IBANID', means.debitedAccount)]),
		group('ram:PayeePartyCreditorFinancialAccount', [
			text('ram:IBANID', isInternational ? means.account : null),
			text('ram:AccountName', means.accountName),
			text('ram:ProprietaryID', isInternational ? null : means.account),
		]),
		group('ram:PayeeSpecifiedCreditorFinancialInstitution', [
			text('ram:BICID', means.bic),
			text('ram:Name', means.bankName),
		]),
	]);
}

/** BG-23. @param isFirst whether it contains the tax point date, which is allowed once (CII-SR-461) */
function taxTag(
	tax: TaxTerms,
	{ taxPointDate, taxPointDateCode }: WrittenTerms,
	isFirst: boolean,
): XmlElement | null {
	return group('ram:ApplicableTradeTax', [
		text('ram:CalculatedAmount', tax.taxAmount),
		VAT,
		text('ram:ExemptionReason', tax.exemptionReason),
		text('ram:BasisAmount', tax.taxableAmount),
		text('ram:CategoryCode', tax.category),
		text('ram:ExemptionReasonCode', tax.exemptionReasonCode),
		isFirst ? dateTag('ram:TaxPointDate', taxPointDate, 'udt:DateString') : null,
		text('ram:DueDateTypeCode', taxPointDateCode && (CODES_OF_CII.get(taxPointDateCode) ?? taxPointDateCode)),
		text('ram:RateApplicablePercent', tax.rate),
	]);
}

/** BG-22 */
function totalTag({ totals, tax, currency, taxInTaxCurrency, taxCurrency }: WrittenTerms): XmlElement | null {
	return group('ram:SpecifiedTradeSettlementHeaderMonetarySummation', [
		text('ram:LineTotalAmount', totals.lines),
		text('ram:ChargeTotalAmount', totals.charges),
		text('ram:AllowanceTotalAmount', totals.discount),
		text('ram:TaxBasisTotalAmount', totals.net),
		text('ram:TaxTotalAmount', tax, attributes({ currencyID: currency })),
		text('ram:TaxTotalAmount', taxInTaxCurrency, attributes({ currencyID: taxCurrency })),
		text('ram:RoundingAmount', totals.rounding),
		text('ram:GrandTotalAmount', totals.gross),
		text('ram:TotalPrepaidAmount', totals.paid),
		text('ram:DuePayableAmount', totals.due),
	]);
}
