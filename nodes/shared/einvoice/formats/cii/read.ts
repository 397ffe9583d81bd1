import { attributeOf, childOf, childrenOf, textOf, valueOf, type XmlElement } from '../../../xml/element';
import { lineTermsOf } from './readLine';
import { allowancesAndChargesOf, dateAt } from './readValues';
import { addressTermsOf, idsOf, partyTermsOf } from './readParty';
import { paymentMeansOf } from './readPayment';
import type { Reader } from '../../reader';
import type { DocumentTerms, TaxTerms } from '../../en16931/terms';
import { invoiceOfTerms } from '../../en16931/invoiceOfTerms';
import { present } from '../../en16931/identifiers';
import { TAX_POINT_CODES } from '../../en16931/taxPoint';

/**
 * UN/CEFACT Cross Industry Invoice (D16B) as EN 16931 uses it (CEN/TS 16931-3-3): XRechnung, Factur-X and ZUGFeRD from
 * 2.0 on. What the profile EXTENDED adds is not read.
 */
export const ciiReaders: Record<string, Reader> = {
	CrossIndustryInvoice: (root, findings) => invoiceOfTerms(termsOf(root), findings),
};

/** UNTDID 1001 in `TypeCode`: what an additional document is. */
const INVOICED_OBJECT = '130';
const TENDER = '50';

function termsOf(root: XmlElement): DocumentTerms {
	const context = childOf(root, 'ExchangedDocumentContext');
	const document = childOf(root, 'ExchangedDocument');
	const transaction = childOf(root, 'SupplyChainTradeTransaction');
	const agreement = childOf(transaction, 'ApplicableHeaderTradeAgreement');
	const delivery = childOf(transaction, 'ApplicableHeaderTradeDelivery');
	const settlement = childOf(transaction, 'ApplicableHeaderTradeSettlement');
	const currency = valueOf(settlement, 'InvoiceCurrencyCode');
	const period = childOf(settlement, 'BillingSpecifiedPeriod');
	const shipTo = childOf(delivery, 'ShipToTradeParty');
	const shipToAddress = childOf(shipTo, 'PostalTradeAddress');
	const paymentTerms = childrenOf(settlement, 'SpecifiedTradePaymentTerms');
	const additional = childrenOf(agreement, 'AdditionalReferencedDocument');
	const typeOf = (reference: XmlElement) => valueOf(reference, 'TypeCode');
	const invoicedObject = additional.find((reference) => typeOf(reference) === INVOICED_OBJECT);
	const tender = additional.find((reference) => typeOf(reference) === TENDER);
	const party = (place: XmlElement | null, name: string) => {
		const element = childOf(place, name);
		return element && partyTermsOf(element);
	};
	const objectId = valueOf(invoicedObject, 'IssuerAssignedID');
	return {
		root: null,
		number: valueOf(document, 'ID'),
		issueDate: dateAt(document, 'IssueDateTime'),
		typeCode: valueOf(document, 'TypeCode'),
		currency,
		taxCurrency: valueOf(settlement, 'TaxCurrencyCode'),
		dueDates: present(paymentTerms.map((terms) => dateAt(terms, 'DueDateDateTime'))),
		buyerReference: valueOf(agreement, 'BuyerReference'),
		project: valueOf(agreement, 'SpecifiedProcuringProject', 'ID'),
		contract: valueOf(agreement, 'ContractReferencedDocument', 'IssuerAssignedID'),
		purchaseOrder: valueOf(agreement, 'BuyerOrderReferencedDocument', 'IssuerAssignedID'),
		salesOrder: valueOf(agreement, 'SellerOrderReferencedDocument', 'IssuerAssignedID'),
		receivingAdvice: valueOf(delivery, 'ReceivingAdviceReferencedDocument', 'IssuerAssignedID'),
		despatchAdvice: valueOf(delivery, 'DespatchAdviceReferencedDocument', 'IssuerAssignedID'),
		tender: valueOf(tender, 'IssuerAssignedID'),
		invoicedObject:
			objectId === null ? null : { id: objectId, scheme: valueOf(invoicedObject, 'ReferenceTypeCode') },
		buyerAccountingReference: valueOf(settlement, 'ReceivableSpecifiedTradeAccountingAccount', 'ID'),
		paymentTerms: present(paymentTerms.map((terms) => textOf(terms, 'Description'))),
		notes: childrenOf(document, 'IncludedNote').flatMap((note) => {
			const text = textOf(note, 'Content');
			return text === null ? [] : [{ subject: valueOf(note, 'SubjectCode'), text }];
		}),
		process: valueOf(context, 'BusinessProcessSpecifiedDocumentContextParameter', 'ID'),
		specification: valueOf(context, 'GuidelineSpecifiedDocumentContextParameter', 'ID'),
		precedingInvoices: childrenOf(settlement, 'InvoiceReferencedDocument').flatMap((reference) => {
			const number = valueOf(reference, 'IssuerAssignedID');
			return number === null ? [] : [{ number, date: dateAt(reference, 'FormattedIssueDateTime') }];
		}),
		seller: party(agreement, 'SellerTradeParty'),
		buyer: party(agreement, 'BuyerTradeParty'),
		payee: party(settlement, 'PayeeTradeParty'),
		taxRepresentative: party(agreement, 'SellerTaxRepresentativeTradeParty'),
		delivery: {
			name: textOf(shipTo, 'Name'),
			location: idsOf(shipTo)[0] ?? null,
			date: dateAt(childOf(delivery, 'ActualDeliverySupplyChainEvent'), 'OccurrenceDateTime'),
			address: shipToAddress && addressTermsOf(shipToAddress),
		},
		periodStart: dateAt(period, 'StartDateTime'),
		periodEnd: dateAt(period, 'EndDateTime'),
		paymentMeans: childrenOf(settlement, 'SpecifiedTradeSettlementPaymentMeans').map(paymentMeansOf),
		remittances: present([valueOf(settlement, 'PaymentReference')]),
		mandate: present(paymentTerms.map((terms) => valueOf(terms, 'DirectDebitMandateID')))[0] ?? null,
		creditorId: valueOf(settlement, 'CreditorReferenceID'),
		allowancesAndCharges: allowancesAndChargesOf(settlement),
		exchangeRate: valueOf(settlement, 'TaxApplicableTradeCurrencyExchange', 'ConversionRate'),
		...taxTermsOf(settlement, currency),
		supportingDocuments: additional
			.filter((reference) => reference !== invoicedObject && reference !== tender)
			.map((reference) => ({
				id: valueOf(reference, 'IssuerAssignedID'),
				location: valueOf(reference, 'URIID'),
			})),
		lines: childrenOf(transaction, 'IncludedSupplyChainTradeLineItem').map(lineTermsOf),
	};
}

function taxTermsOf(
	settlement: XmlElement | null,
	currency: string | null,
): Pick<
	DocumentTerms,
	'tax' | 'taxInTaxCurrency' | 'taxes' | 'taxPointDate' | 'taxPointDateCode' | 'totals'
> {
	const entries = childrenOf(settlement, 'ApplicableTradeTax');
	const total = childOf(settlement, 'SpecifiedTradeSettlementHeaderMonetarySummation');
	const taxTotals = childrenOf(total, 'TaxTotalAmount');
	const currencyOf = (amount: XmlElement) => attributeOf(amount, 'currencyID') ?? currency;
	const taxPointCode = present(entries.map((entry) => valueOf(entry, 'DueDateTypeCode')))[0] ?? null;
	return {
		tax: valueOf(taxTotals.find((amount) => currencyOf(amount) === currency)),
		taxInTaxCurrency: valueOf(taxTotals.find((amount) => currencyOf(amount) !== currency)),
		taxPointDate: present(entries.map((entry) => dateAt(entry, 'TaxPointDate')))[0] ?? null,
		taxPointDateCode: taxPointCode && (TAX_POINT_CODES.get(taxPointCode) ?? taxPointCode),
		taxes: entries.map((entry): TaxTerms => ({
			name: valueOf(entry, 'TypeCode'),
			category: valueOf(entry, 'CategoryCode'),
			rate: valueOf(entry, 'RateApplicablePercent'),
			taxableAmount: valueOf(entry, 'BasisAmount'),
			taxAmount: valueOf(entry, 'CalculatedAmount'),
			exemptionReason: textOf(entry, 'ExemptionReason'),
			exemptionReasonCode: valueOf(entry, 'ExemptionReasonCode'),
		})),
		totals: {
			lines: valueOf(total, 'LineTotalAmount'),
			discount: valueOf(total, 'AllowanceTotalAmount'),
			charges: valueOf(total, 'ChargeTotalAmount'),
			net: valueOf(total, 'TaxBasisTotalAmount'),
			gross: valueOf(total, 'GrandTotalAmount'),
			paid: valueOf(total, 'TotalPrepaidAmount'),
			rounding: valueOf(total, 'RoundingAmount'),
			due: valueOf(total, 'DuePayableAmount'),
		},
	};
}
